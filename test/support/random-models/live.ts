import type { AnyModel } from '../../../src/language/definition.ts';
import type {
  AnyFairness,
  AnyLivenessProperty,
  AnyPredicate,
  AnyStepView,
} from '../../../src/language/forgotten.ts';
import { stateIs, stepIs } from './claims.ts';
import { madeBy } from './files.ts';
import type { FairnessSketch, LivePropertySketch, LiveSketch, PredicateSketch } from './live-sketch.ts';
import { modelOf } from './model.ts';

/** The model that a sketch describes. The last of its properties always holds. */
export function liveModelOf(sketch: LiveSketch): AnyModel {
  const base = modelOf({ ...sketch.model, properties: [] });
  const properties = Array.isArray(base.properties) ? base.properties : [];
  const model: AnyModel = {
    ...base,
    fairness: {
      ...Object.fromEntries(sketch.off.map((name) => [name, false] as const)),
      ...Object.fromEntries(sketch.fairness.map((each, i) => [`fairness ${i}`, fairnessOf(each)] as const)),
    },
    properties: [...sketch.claims.map(claimOf), ...properties],
  };
  return madeBy('live.ts', 'liveModelOf', sketch, model);
}

function claimOf(sketch: LivePropertySketch, index: number): AnyLivenessProperty {
  const named = { name: `claim ${index}`, sentence: `Claim ${index}.` };
  switch (sketch.kind) {
    case 'eventually':
    case 'infinitely-often':
    case 'stabilizes':
    case 'recoverable':
      return { ...named, kind: sketch.kind, ...predicateOf(sketch.of) };
    case 'leads-to':
      return { ...named, kind: 'leads-to', from: predicateOf(sketch.from), to: predicateOf(sketch.to) };
    case 'ltl': {
      const { p, q, r } = sketch.atoms;
      const predicates = { p: predicateOf(p), q: predicateOf(q), r: predicateOf(r) };
      return { ...named, kind: 'ltl', predicates, formula: sketch.formula };
    }
  }
}

function predicateOf(sketch: PredicateSketch): AnyPredicate {
  return 'state' in sketch
    ? { state: (state) => stateIs(sketch.state, state) }
    : { step: (step) => stepIs(sketch.step, step) };
}

function fairnessOf(sketch: FairnessSketch): AnyFairness {
  const sentence = 'Fair.';
  switch (sketch.kind) {
    case 'weak':
    case 'strong':
      return 'steps' in sketch
        ? { kind: sketch.kind, sentence, steps: (step) => stepIs(sketch.steps, step) }
        : { kind: sketch.kind, sentence, key: (step) => keyOf(sketch.key, step) };
    case 'fair-loss':
      return sketch.messages === null
        ? { kind: 'fair-loss', sentence }
        : { kind: 'fair-loss', sentence, messages: sketch.messages };
    case 'calls':
      return { kind: 'calls', sentence, events: sketch.events };
  }
}

function keyOf(key: 'action' | 'endpoint' | 'type', { action }: AnyStepView): string | null {
  switch (key) {
    case 'action':
      return action.kind;
    case 'endpoint':
      return 'endpoint' in action ? action.endpoint : null;
    case 'type':
      return action.kind === 'event'
        ? action.event.type
        : action.kind === 'deliver'
          ? action.message.event.type
          : null;
  }
}
