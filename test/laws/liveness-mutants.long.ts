import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as Source from '../../src/index.ts';
import { liveCases } from '../support/liveness/cases.ts';
import { compareLiveness } from '../support/liveness/compare.ts';
import { livingModels, type Subject, walkingModels } from '../support/liveness/laws.ts';
import { type Change, checkerWith } from '../support/mutants/checker.ts';

/** A mistake in the search for fair cycles: a text of a file of src/, and what stands in its place. */
interface Mutant extends Change {
  readonly wrong: string;
}

const FAIR = 'liveness/fair-components.ts';
const GRAPH = 'liveness/recorded-graph.ts';
const FACTS = 'liveness/state-facts.ts';
const LOOK = 'liveness/part-look.ts';

const mutants: readonly Mutant[] = [
  {
    wrong: 'stopping is accepted everywhere',
    file: FAIR,
    text: 'if (!this.product.acceptsStop(place)) return false;',
    instead: '',
  },
  {
    wrong: 'a behaviour may stop where time should pass',
    file: FACTS,
    text: 'this.#possible.length === 0 && this.#recurrent.every((id) => this.#rests.has(id))',
    instead: 'this.#possible.length === 0',
  },
  {
    wrong: 'a behaviour may stop whatever stays possible',
    file: FACTS,
    text: 'this.#possible.length === 0 && this.#recurrent',
    instead: 'this.#recurrent',
  },
  {
    wrong: 'stopping at steps that were cut off is certain',
    file: FAIR,
    text: 'if (this.#certain && graph.isCut(state)) return false;',
    instead: 'if (this.#certain && graph.isCut(state) && place < 0) return false;',
  },
  {
    wrong: 'cycles through states with steps that were cut off are certain',
    file: FAIR,
    text: 'return this.#certain && isCut && this.conditions.dependsOnPossible;',
    instead: 'return this.#certain && isCut && this.conditions === null;',
  },
  {
    wrong: 'strong fairness is not asked of steps that lead back at once',
    file: FAIR,
    text: 'if (look.unmetStrong().length > 0) return null;',
    instead: '',
  },
  {
    wrong: 'fair loss is not asked of steps that lead back at once',
    file: FAIR,
    text: 'if (unmet.length === 0) return loops;',
    instead: 'if (unmet.length >= 0) return loops;',
  },
  {
    wrong: 'weak fairness is not asked of components',
    file: FAIR,
    text: 'if (look.isHopeless(this.product.automaton.sets)) return;',
    instead: '',
  },
  {
    wrong: 'strong fairness is not asked of components',
    file: FAIR,
    text: 'const strong = look.unmetStrong();',
    instead: 'const strong: readonly number[] = look.unmetStrong().slice(0, 0);',
  },
  {
    wrong: 'fair loss is not asked of components',
    file: FAIR,
    text: 'const unmet = look.unmetPairs();\n    const strong',
    instead: 'const unmet = look.unmetPairs().slice(0, 0);\n    const strong',
  },
  {
    wrong: 'a component that is not fair is given up as a whole',
    file: FAIR,
    text: 'this.components.setApart([...gone]);',
    instead: 'this.components.setApart([...gone]);\n    if (gone.size >= 0) return;',
  },
  {
    wrong: 'what is to be avoided is taken all the same, when a component falls apart',
    file: FAIR,
    text: 'if (!asksFor(product.bearing(i).asks, avoids)) targets.push',
    instead: 'if (product.bearing(i).asks.length >= 0) targets.push',
  },
  {
    wrong: 'steps that leave a component count for it',
    file: FAIR,
    text: 'this.components.of(product.to[i] ?? 0) === component && !asksFor',
    instead: 'component >= 0 && !asksFor',
  },
  {
    wrong: 'components of two places are overlooked',
    file: FAIR,
    text: 'if (members.length < 2 ||',
    instead: 'if (members.length < 3 ||',
  },
  {
    wrong: 'weak fairness is strong',
    file: LOOK,
    text: '(id) => this.#possible[id] === this.#size',
    instead: '(id) => (this.#possible[id] ?? 0) > 0 && this.#size > 0',
  },
  {
    wrong: 'strong fairness is weak',
    file: LOOK,
    text: "return this.#unmet('strong');",
    instead: "return this.#unmet('strong').filter((id) => this.#possible.get(id) === this.#size);",
  },
  {
    wrong: 'arming a timer again, and a delivery that was asked for, meet nothing',
    file: LOOK,
    text: 'for (const id of bearing.meets) this.#met.add(id);',
    instead: '',
  },
  {
    wrong: 'taking a step meets nothing',
    file: LOOK,
    text: 'for (const id of bearing.belongs) this.#met.add(id);',
    instead: '',
  },
  {
    wrong: 'what must come again and again need not',
    file: LOOK,
    text: 'if ((this.#accepts & sets) !== sets) return true;',
    instead: '',
  },
  {
    wrong: 'time that need not pass must',
    file: LOOK,
    text: '!this.#met.has(id) && !this.#rests.has(id)',
    instead: '!this.#met.has(id)',
  },
  {
    wrong: 'what changes nothing is no step',
    file: 'liveness/state-graph.ts',
    text: 'i < steps.idle.length',
    instead: 'i < steps.idle.length - steps.idle.length',
  },
  {
    wrong: 'what a machine that threw would do is known',
    file: 'liveness/state-graph.ts',
    text: 'if (steps.throws(k)) this.#isCut = true;',
    instead: 'if (steps.throws(k)) this.#isCut ||= false;',
  },
  {
    wrong: 'a behaviour that has stopped is accepted without what must come again and again',
    file: 'liveness/claims/automaton.ts',
    text: 'return (met & sets) === sets ? [n] : [];',
    instead: 'return (met & sets) === sets || met >= 0 ? [n] : [];',
  },
  {
    wrong: 'an until may wait for ever',
    file: 'liveness/claims/tableau.ts',
    text: '!done.has(f) || right === TRUE || done.has(right)',
    instead: 'f >= 0 || right === TRUE || done.has(right)',
  },
  {
    wrong: 'the negation of an until is an until',
    file: 'liveness/claims/tableau.ts',
    text: "(formula.op === 'until') !== negated ? 'until' : 'release'",
    instead: "(formula.op === 'until') ? 'until' : 'release'",
  },
  {
    wrong: 'a release ends before what releases it',
    file: 'liveness/claims/tableau.ts',
    text: 'going([formula.left, formula.right]);\n        return;\n    }',
    instead: 'going([formula.left]);\n        return;\n    }',
  },
  {
    wrong: 'where a place can get back to is not told to the one before',
    file: 'liveness/components.ts',
    text: 'if (lowest !== number) {',
    instead: 'if (lowest !== number && lowest < 0) {',
  },
  {
    wrong: 'a step that is its own answer begins a violation',
    file: 'liveness/claims/claim.ts',
    text: 'butNot: to.step === undefined ? 0 : FIRST',
    instead: 'butNot: to.step === undefined ? 0 : 0',
  },
  {
    wrong: 'a behaviour that has stopped takes steps that are not wanted',
    file: 'liveness/claims/claim.ts',
    text: 'predicate.step === undefined ? FIRST : FIRST | STOPPED',
    instead: 'predicate.step === undefined ? FIRST : FIRST | (STOPPED & 0)',
  },
  {
    wrong: 'what is not certain holds',
    file: 'liveness/liveness-search.ts',
    text: 'if (isCut && (yield* this.#violation(claim, i, false)).lasso !== null) {',
    instead: 'if (isCut && (yield* this.#violation(claim, i, true)).lasso !== null) {',
  },
  {
    wrong: 'traps with steps that were cut off are certain',
    file: 'liveness/recoverability.ts',
    text: '(graph.isCut(state) ? CUT : 0)',
    instead: '(graph.isCut(state) ? 0 : 0)',
  },
  {
    wrong: 'what is idle counts for what is possible',
    file: LOOK,
    text: 'if (isIdle) this.#rests.add(id);\n      else if',
    instead: 'if (isIdle) this.#rests.add(id);\n      if',
  },
  {
    wrong: 'weak and strong fairness are met by what changes nothing',
    file: 'liveness/conditions.ts',
    text: 'this.#asked.length === 0 || graph.action(edge) < 0',
    instead: 'this.#asked.length === 0',
  },
  {
    wrong: 'all steps with one label are of one kind',
    file: GRAPH,
    text: '(slot: number) => labels.covers(label, slot)',
    instead: '(slot: number) => labels.covers(label, slot) || slot >= 0',
  },
  {
    wrong: 'who stops stays nowhere',
    file: 'liveness/liveness-search.ts',
    text: 'if (fair.isFair(state)) this.#staying.add(state);',
    instead: 'if (fair.componentOf(state) !== null) this.#staying.add(state);',
  },
  {
    wrong: 'where a fair behaviour stays, it stays for certain',
    file: 'liveness/liveness-search.ts',
    text: 'this.#pass(EVERY_BEHAVIOUR, NO_CLAIM, false, null)',
    instead: 'this.#pass(EVERY_BEHAVIOUR, NO_CLAIM, true, null)',
  },
  {
    wrong: 'components are passed over by their first place',
    file: FAIR,
    text: '!members.some((place) => this.#mayStay(place))',
    instead: '!members.slice(0, 1).some((place) => this.#mayStay(place))',
  },
  {
    wrong: 'the number of a kind stands for another one',
    file: GRAPH,
    text: 'ofStep[IDLE] = Number(isIdle);',
    instead: 'ofStep[IDLE] = 0;',
  },
  {
    wrong: 'what is reached later does not count for what can be reached',
    file: 'liveness/components.ts',
    text: 'frames.push((frames.pop() | all) >>> 0);',
    instead: 'frames.push((frames.pop() | (all & 0)) >>> 0);',
  },
  {
    wrong: 'sending does not ask for a delivery',
    file: 'liveness/conditions.ts',
    text: 'asks: sent.filter(isMeant).map(messageKey)',
    instead: 'asks: sent.filter(isMeant).slice(0, 0).map(messageKey)',
  },
  {
    wrong: 'no timer need ever fire',
    file: 'liveness/conditions.ts',
    text: '(timer: string) => fairness.timers?.includes(timer) ?? true;',
    instead: '(timer: string) => fairness.timers?.includes(timer) ?? timer === null;',
  },
  {
    wrong: 'a cycle is drawn that does not visit what must come again and again',
    file: 'liveness/lasso.ts',
    text: 'const missing = this.#product.automaton.sets & ~look.accepts;',
    instead: 'const missing = this.#product.automaton.sets & ~look.accepts & 0;',
  },
  {
    wrong: 'a cycle is drawn on which fairness is not met',
    file: 'liveness/lasso.ts',
    text: 'const weak = look.unmetWeak();',
    instead: 'const weak = look.unmetWeak().slice(0, 0);',
  },
];

/** Random models that a mutant may be found out by, at most. */
const MOST = { walking: 200, living: 150 };

describe('the naive checker finds out that', () => {
  it('the search as it is is right', () => {
    expect(foundOut(null, 60, 30)).toBe(false);
  });

  it.each(mutants)('$wrong', async (mutant) => {
    const checker = await checkerWith(mutant.wrong, mutant);
    expect(foundOut(checker, MOST.walking, MOST.living)).toBe(true);
  });
});

function foundOut(checker: typeof Source | null, walking: number, living: number): boolean {
  const draw = (from: fc.Arbitrary<Subject>, numRuns: number) => fc.sample(from, { seed: 20261, numRuns });
  const differs = ({ model, options }: Subject): boolean => {
    try {
      compareLiveness(model, options, checker ?? undefined);
      return false;
    } catch (error) {
      return !(error instanceof Error && error.name === 'ModelError');
    }
  };
  return (
    liveCases.some((model) => differs({ model, options: {} })) ||
    draw(walkingModels, walking).some(differs) ||
    draw(livingModels, living).some(differs)
  );
}
