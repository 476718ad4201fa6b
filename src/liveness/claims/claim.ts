import { ModelError } from '../../language/errors.ts';
import type { AnyLivenessProperty, AnyPredicate } from '../../language/forgotten.ts';
import { type Atom, MOST_ATOMS, STOPPED } from './atoms.ts';
import type { Automaton, AutomatonNode } from './automaton.ts';
import { violationsOf } from './tableau.ts';

/** Where a violation may begin: see `Claim`. */
export type Beginning =
  /** At the initial state. */
  | { readonly at: 'initial' }
  /** At any state. */
  | { readonly at: 'anywhere' }
  /** At a state of which these bits are true. */
  | { readonly at: 'state'; readonly bits: number }
  /** After a step of which these bits are true, and the others false. */
  | { readonly at: 'step'; readonly bits: number; readonly butNot: number };

/**
 * A claim about whole behaviours, as what violates it: a behaviour whose end, from a point on where a violation may begin, is
 * accepted by an automaton. (The automaton could wait for that point itself; but each of its nodes costs memory for each
 * state.)
 */
export interface Claim {
  readonly atoms: readonly Atom[];
  readonly automaton: Automaton;
  readonly begins: Beginning;
}

type BehaviourProperty = Exclude<AnyLivenessProperty, { readonly kind: 'recoverable' }>;

const FIRST = 1;
const SECOND = 2;

/** @throws ModelError for a formula with too many predicates */
export function claimOf(property: BehaviourProperty): Claim {
  const what = `property "${property.name}"`;
  switch (property.kind) {
    case 'eventually':
      return { ...never(what, predicateOf(property)), begins: { at: 'initial' } };
    case 'infinitely-often':
      return { ...never(what, predicateOf(property)), begins: { at: 'anywhere' } };
    case 'stabilizes': {
      const predicate = predicateOf(property);
      // Where nothing happens any more, no step is another than the wanted ones.
      const forbidden = predicate.step === undefined ? FIRST : FIRST | STOPPED;
      return {
        atoms: [{ what, predicate }],
        automaton: single({ acceptsIf: [{ set: 1, required: 0, forbidden }] }, 1),
        begins: { at: 'initial' },
      };
    }
    case 'leads-to': {
      const { from, to } = property;
      return {
        atoms: [
          { what: `${what}: to`, predicate: to },
          { what: `${what}: from`, predicate: from },
        ],
        automaton: single({ forbidden: FIRST }, 0),
        begins:
          from.step === undefined
            ? { at: 'state', bits: SECOND }
            : { at: 'step', bits: SECOND, butNot: to.step === undefined ? 0 : FIRST },
      };
    }
    case 'ltl': {
      const names = Object.keys(property.predicates);
      if (names.length > MOST_ATOMS) {
        throw new ModelError(`${what}: a formula has at most ${MOST_ATOMS} predicates, not ${names.length}`);
      }
      const atoms = Object.entries(property.predicates).map(([name, predicate]) => {
        return { what: `${what}: predicate "${name}"`, predicate };
      });
      return { atoms, automaton: violationsOf(property.formula, names), begins: { at: 'initial' } };
    }
  }
}

/** The behaviours in which nothing has to be as it is: all of them. */
export const EVERY_BEHAVIOUR: Claim = { atoms: [], automaton: single({}, 0), begins: { at: 'initial' } };

export function predicateOf(property: {
  readonly state?: AnyPredicate['state'];
  readonly step?: AnyPredicate['step'];
}): AnyPredicate {
  // That there is exactly one of the two is looked at when the model is resolved.
  return property as AnyPredicate;
}

/** The first atom is false for ever. */
function never(what: string, predicate: AnyPredicate): Pick<Claim, 'atoms' | 'automaton'> {
  return { atoms: [{ what, predicate }], automaton: single({ forbidden: FIRST }, 0) };
}

function single(node: Partial<AutomatonNode>, sets: number): Automaton {
  return {
    nodes: [{ required: 0, forbidden: 0, successors: [0], accepts: 0, acceptsIf: [], ...node }],
    initial: [0],
    sets,
  };
}
