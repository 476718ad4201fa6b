import type {
  AnyLivenessProperty,
  AnyParameters,
  AnyPredicate,
  AnyProperty,
  AnyStateView,
  AnyStepView,
} from '../../language/forgotten.ts';
import { type Connectives, connectives, type Formula } from '../../language/long-run/formula.ts';
import { placeName } from '../../language/state-text.ts';
import { fullActionLabel } from '../../survey/action-label.ts';
import type { Trace } from '../../trace/trace.ts';

/** How a path that decides a property ends. */
export interface End {
  /** The last step, in full; null if there is none. */
  readonly step: string | null;
  /** The states of the machines in the last state, or in all that is repeated without end. */
  readonly places: ReadonlySet<string>;
}

/** How a trace ends. */
export function endOf({ initial, steps, again }: Trace): End {
  const last = steps.at(-1);
  const states = again === undefined ? [] : steps.slice(again).map(({ after }) => after);
  return {
    step: last === undefined ? null : fullActionLabel(last.action),
    places: new Set((states.length > 0 ? states : [last?.after ?? initial]).map(placeOf)),
  };
}

/** The states of all machines, in words. */
export function placeOf({ endpoints }: Pick<AnyStateView, 'endpoints'>): string {
  return JSON.stringify(Object.entries(endpoints).map(([name, local]) => [name, placeName(local)]));
}

/**
 * A property that is decided by paths with other ends only, as its kind allows: with another last step, or, of a claim about the
 * long run, that come to other states of the machines. Null where nothing can be asked for but the same again.
 */
export function except(property: AnyProperty, ends: readonly End[]): AnyProperty | null {
  switch (property.kind) {
    case 'step':
    case 'invariant':
    case 'reachable':
      return ends.every(({ step }) => step !== null) ? exceptSteps(property, stepsOf(ends)) : null;
    case 'deadlock-free':
      return null;
    case 'recoverable':
      return property.state === undefined ? null : exceptTraps(property, ends);
    case 'eventually':
    case 'infinitely-often':
    case 'stabilizes':
    case 'leads-to':
    case 'ltl':
      return exceptCycles(property, ends);
  }
}

function stepsOf(ends: readonly End[]): ReadonlySet<string> {
  return new Set(ends.flatMap(({ step }) => (step === null ? [] : [step])));
}

type DecidedByStep = Extract<AnyProperty, { readonly kind: 'step' | 'invariant' | 'reachable' }>;

function exceptSteps(property: DecidedByStep, known: ReadonlySet<string>): AnyProperty {
  const isKnown = ({ action }: AnyStepView) => known.has(fullActionLabel(action));
  const { name, sentence, source } = property;
  const named = { name, sentence, ...(source === undefined ? {} : { source }) };
  switch (property.kind) {
    case 'step':
      return {
        ...property,
        holds: (step: AnyStepView, p: AnyParameters) => isKnown(step) || property.holds(step, p),
      };
    case 'invariant': {
      const { explain } = property;
      return {
        kind: 'step',
        ...named,
        // What was bad before the step is not the step's fault.
        holds: (step, p) => isKnown(step) || property.holds(step.after, p) || !property.holds(step.before, p),
        ...(explain === undefined
          ? {}
          : { explain: (step: AnyStepView, p: AnyParameters) => explain(step.after, p) }),
      };
    }
    case 'reachable':
      return {
        kind: 'reachable',
        ...named,
        step: (step, p) => !isKnown(step) && isNewIn(property, step, p),
      };
  }
}

/** Whether a step is what is wanted, or the first to lead to it. */
function isNewIn(
  { state, step: wanted }: Extract<AnyProperty, { readonly kind: 'reachable' }>,
  step: AnyStepView,
  p: AnyParameters,
): boolean {
  if (wanted !== undefined) return wanted(step, p);
  return state?.(step.after, p) === true && !state(step.before, p);
}

type Recoverable = Extract<AnyLivenessProperty, { readonly kind: 'recoverable' }>;

/** From where a known trap can be reached, it is that one. */
function exceptTraps(property: Recoverable, ends: readonly End[]): AnyProperty {
  const known = new Set(ends.flatMap(({ places }) => [...places]));
  return {
    ...property,
    state: (state, p) => known.has(placeOf(state)) || property.state?.(state, p) === true,
  };
}

type OfBehaviours = Exclude<AnyLivenessProperty, Recoverable>;

/** The claim, or that the behaviour stays for ever where a known one does. */
function exceptCycles(property: OfBehaviours, ends: readonly End[]): AnyProperty {
  const { name, sentence, source } = property;
  const to = connectives<string>();
  const { predicates, formula } = asFormula(property, to);
  const stays = ends.map(({ places }, i) => {
    return [`known ${i}`, { state: (state: AnyStateView) => places.has(placeOf(state)) }] as const;
  });
  return {
    kind: 'ltl',
    name,
    sentence,
    ...(source === undefined ? {} : { source }),
    predicates: { ...predicates, ...Object.fromEntries(stays) },
    formula: to.or(formula, ...stays.map(([known]) => to.eventually(to.always(known)))),
  };
}

interface Spelt {
  readonly predicates: Readonly<Record<string, AnyPredicate>>;
  readonly formula: Formula<string>;
}

/** A claim about behaviours as a formula, with the same meaning. */
function asFormula(property: OfBehaviours, to: Connectives<string>): Spelt {
  switch (property.kind) {
    case 'eventually':
      return { predicates: { it: predicateOf(property) }, formula: to.eventually('it') };
    case 'infinitely-often':
      return { predicates: { it: predicateOf(property) }, formula: to.always(to.eventually('it')) };
    case 'stabilizes': {
      // Where nothing happens any more, predicates of steps are false, and no step is another than the wanted ones.
      const other = negated(predicateOf(property));
      return { predicates: { other }, formula: to.eventually(to.always(to.not('other'))) };
    }
    case 'leads-to': {
      const { from, to: then } = property;
      // The state that comes after a step is that of the next position: here it is one that a step leads to.
      const later = from.step === undefined || then.state === undefined ? then : ledTo(then.state);
      return {
        predicates: { from, later },
        formula: to.always(to.implies('from', to.eventually('later'))),
      };
    }
    case 'ltl':
      return property;
  }
}

function predicateOf({ state, step }: Pick<Recoverable, 'state' | 'step'>): AnyPredicate {
  if (state !== undefined) return { state };
  return { step: (view, p) => step?.(view, p) === true };
}

function negated({ state, step }: AnyPredicate): AnyPredicate {
  if (state !== undefined) return { state: (view, p) => !state(view, p) };
  return { step: (view, p) => step?.(view, p) === false };
}

function ledTo(state: NonNullable<AnyPredicate['state']>): AnyPredicate {
  return { step: ({ after }, p) => state(after, p) };
}
