import { describe, expect, it } from 'vitest';
import type { Model } from '../../../src/model/model.ts';
import { Steps } from '../../../src/model/steps.ts';
import { NO_REDUCTION, type Reduction } from '../../../src/reduction/reduction.ts';
import { RetracedWay } from '../../../src/search/retrace.ts';
import { FullTrail, SampledTrail, type Trail } from '../../../src/search/trail.ts';
import { ReexpandedWay, type WayBack } from '../../../src/search/way-back.ts';
import { CompactedStates } from '../../../src/store/compacted.ts';
import type { StateSet } from '../../../src/store/state-set.ts';
import { VisitedStates } from '../../../src/store/visited.ts';
import { GraphModel } from '../../support/graph-model.ts';
import { initialOf } from '../../support/initial.ts';

/** State n leads to 2n+1 and 2n+2, and each state to the initial one first; so its path is told by its number. */
const TREE = new GraphModel(
  Array.from({ length: 500 }, (_, n) => [0, ...[2 * n + 1, 2 * n + 2].filter((to) => to < 500)]),
);

function pathInTree(state: number): number[] {
  const path: number[] = [];
  for (let at = state; at !== 0; at = (at - 1) >> 1) path.push(at % 2 === 1 ? 1 : 2);
  return path.reverse();
}

/** Finds all states breadth first, so that their numbers are their numbers in the tree, and notes the way to each. */
function fill(model: Model, states: StateSet, way: WayBack): void {
  const steps = new Steps(model.width);
  const targets = new Int32Array(8);
  states.add(initialOf(model), 0);
  way.note(0, 0);
  for (let state = 0; state < states.size; state++) {
    states.load(state, steps);
    model.expand(steps.base, steps);
    states.addAll(steps, targets);
    for (let k = 0; k < steps.count; k++) if ((targets[k] ?? -1) >= 0) way.note(targets[k] ?? 0, state);
  }
}

const ways: Readonly<Record<string, () => readonly [StateSet, WayBack]>> = {
  'with the parent of every state': () => reexpanded(new FullTrail()),
  'with the parent of every 64th state': () => reexpanded(new SampledTrail()),
  'by searching once more': () => [
    new CompactedStates(3, 48),
    new RetracedWay(TREE, () => new CompactedStates(3, 48), new FullTrail()),
  ],
};

function reexpanded(trail: Trail, reduction: Reduction = NO_REDUCTION): readonly [StateSet, WayBack] {
  const states = new VisitedStates(3);
  return [states, new ReexpandedWay(TREE, states, reduction, trail)];
}

describe('the way back to a state', () => {
  it.each(Object.entries(ways))('is found %s', (_, make) => {
    const [states, way] = make();
    fill(TREE, states, way);
    expect(states.size).toBe(500);
    for (const state of [0, 1, 2, 63, 64, 65, 200, 499]) expect(way.to(state)).toEqual(pathInTree(state));
    expect(way.bytes).toBeGreaterThan(0);
  });

  it('leads by the state that stands for the one that a step leads to', () => {
    // Every odd state stands for the even one after it: then the first step that leads to either is the way.
    const representative = (vector: Uint32Array) =>
      vector.map((id, i) => (i === 2 && id % 2 === 1 ? id + 1 : id));
    const [states, way] = reexpanded(new FullTrail(), { ...NO_REDUCTION, representative });
    states.add(initialOf(TREE), 0);
    states.add(Uint32Array.of(0, 0, 2), 0);
    for (const state of [0, 1]) way.note(state, 0);
    expect(way.to(1)).toEqual([1]);
  });

  it('is missed where no state leads there', () => {
    const [states, way] = reexpanded(new FullTrail());
    states.add(initialOf(TREE), 0);
    states.add(Uint32Array.of(0, 0, 77), 0);
    for (const state of [0, 1]) way.note(state, 0);
    expect(() => way.to(1)).toThrow('no state leads to the state 1');
  });
});
