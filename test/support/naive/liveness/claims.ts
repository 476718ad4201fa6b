import type { AnyLivenessProperty, AnyPredicate } from '../../../../src/language/forgotten.ts';
import type { Formula } from '../../../../src/language/long-run/formula.ts';
import { stateView, stepView } from '../state.ts';
import type { Edge, NaiveGraph } from './graph.ts';

/** What is true at a position of a behaviour: its edge is the step that is taken there. */
export type Truth = (name: string, edge: Edge) => boolean;

/** A claim as a formula, and what its names mean. */
export interface NaiveClaim {
  readonly formula: Formula<string>;
  readonly truth: Truth;
}

type Claim = Exclude<AnyLivenessProperty, { kind: 'recoverable' }>;

/** Every kind of claim as a formula of LTL. `after` is about the state after the step; `stopped`, that there is none. */
export function claimFormula(property: Claim, { states, system }: NaiveGraph): NaiveClaim {
  const predicates = predicatesOf(property);
  const isTrue = (predicate: AnyPredicate, edge: Edge, state: number): boolean => {
    const at = states[state];
    if (predicate.step !== undefined)
      return edge.step !== null && predicate.step(stepView(edge.step), system.parameters);
    return at !== undefined && predicate.state(stateView(at), system.parameters);
  };
  const truth: Truth = (name, edge) => {
    if (name === 'stopped') return edge.step === null;
    const [, after, inner = ''] = /^(after )?(.*)$/.exec(name) ?? [];
    const predicate = predicates[inner];
    if (predicate === undefined) throw new Error(`no predicate ${name}`);
    return isTrue(predicate, edge, after === undefined ? edge.from : edge.to);
  };
  return { formula: formulaOf(property), truth };
}

function predicatesOf(property: Claim): Readonly<Record<string, AnyPredicate>> {
  if (property.kind === 'ltl') return property.predicates;
  if (property.kind === 'leads-to') return { from: property.from, to: property.to };
  const { state, step } = property;
  if (state !== undefined) return { p: { state } };
  if (step !== undefined) return { p: { step } };
  throw new Error('there is no predicate');
}

function formulaOf(property: Claim): Formula<string> {
  switch (property.kind) {
    case 'eventually':
      return eventually('p');
    case 'infinitely-often':
      return always(eventually('p'));
    case 'stabilizes':
      return eventually(always(property.step === undefined ? 'p' : { op: 'or', of: ['p', 'stopped'] }));
    case 'leads-to': {
      const { from, to } = property;
      const end = from.step !== undefined && to.step === undefined ? 'after to' : 'to';
      return always({ op: 'implies', left: 'from', right: eventually(end) });
    }
    case 'ltl':
      return property.formula;
  }
}

function always(of: Formula<string>): Formula<string> {
  return { op: 'always', of };
}

function eventually(of: Formula<string>): Formula<string> {
  return { op: 'eventually', of };
}
