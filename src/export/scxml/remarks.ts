import type { ChartTransition } from '../machines/chart.ts';
import type { ChartTree } from '../machines/chart-tree.ts';
import { delaysOf, effectsOf, guardsOf } from './data.ts';

/** What in the document is not as in XState: the comments at its head. */
export function remarksOf(tree: ChartTree): readonly string[] {
  const { chart } = tree;
  const { states, transitions } = chart;
  const finals = new Set(states.filter(({ kind }) => kind === 'final').map(({ id }) => id));
  const remarks: readonly (readonly [boolean, string])[] = [
    [
      guardsOf(chart).length > 0,
      'Guards are code: they stand in the data, by name, and are false until they are set.',
    ],
    [
      effectsOf(chart).some(({ self }) => self === null),
      'Effects are code: they are logged. What one of them raises is not raised here.',
    ],
    [
      delaysOf(chart).length > 0,
      'Delays by name stand in the data; those that code computes are 0s until they are set.',
    ],
    [
      states.some(({ invokes }) => invokes.length > 0),
      'Actors are code. That they fail is error.invoke.ID, and that they change snapshot.invoke.ID.',
    ],
    [
      transitions.some(({ source }) => finals.has(source)),
      'A final state has transitions, which SCXML does not know: they are left out.',
    ],
    [
      transitions.some((each) => isIntoParallel(tree, each)),
      'A parallel state has a transition into itself that does not leave it; SCXML leaves it, and enters it again.',
    ],
  ];
  return remarks.filter(([isSo]) => isSo).map(([, text]) => text);
}

/** SCXML has such transitions of compound states only. */
function isIntoParallel(
  { state, isWithin }: ChartTree,
  { source, targets, reenter }: ChartTransition,
): boolean {
  const isInside = targets.length > 0 && targets.every((id) => isWithin(id, source));
  return state(source).kind === 'parallel' && isInside && !reenter;
}
