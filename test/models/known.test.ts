import { check, instantiate } from 'allways';
import { stateSpace } from 'allways/export';
import { describe, expect, it } from 'vitest';
import alternatingBit from '../../machines/known/alternating-bit/model.ts';

/** All ways in which the original may begin: it has eight initial states, a model here has one. */
const BEGINNINGS = ['0', '1'].flatMap((bit) =>
  ['d1', 'd2'].flatMap((sent) => ['d1', 'd2'].map((received) => ({ bit, sent, received }))),
);

/** What TLC says of MCAlternatingBit with two data and two queues of length 2: tlaplus/Examples. */
const ORIGINAL = { distinct: 240, generated: 1392, depth: 10, initial: BEGINNINGS.length };

interface Known {
  /** Steps to it from the nearest beginning. */
  depth: number;
  /** Steps that lead on, and pairs of equal messages that stand next to each other in a queue. */
  readonly steps: number;
  readonly twins: number;
}

describe('alternating bit over lossy queues', () => {
  const states = new Map<string, Known>();
  for (const set of BEGINNINGS) {
    const depths = [0];
    for (const state of stateSpace(instantiate(alternatingBit, { set })).states()) {
      const text = JSON.stringify([state.contexts, state.network]);
      const depth = depths[state.index] ?? 0;
      for (const { to } of state.steps) depths[to] ??= depth + 1;
      const twins = state.network.filter(({ to, event }, i) => {
        const next = state.network[i + 1];
        return next?.to === to && JSON.stringify(next.event) === JSON.stringify(event);
      }).length;
      const known = states.get(text);
      if (known === undefined) states.set(text, { depth, steps: state.steps.length, twins });
      else known.depth = Math.min(known.depth, depth);
    }
  }

  it('has the states of the original, all beginnings together, and their depth', () => {
    expect(states.size).toBe(ORIGINAL.distinct);
    expect(Math.max(...[...states.values()].map(({ depth }) => depth)) + 1).toBe(ORIGINAL.depth);
  });

  it('has the steps of the original, but for those that are counted there and not here', () => {
    const here = [...states.values()].reduce((sum, { steps }) => sum + steps, 0);
    // Of two equal messages that stand next to each other, TLC loses each; here, one is enough.
    const twins = [...states.values()].reduce((sum, state) => sum + state.twins, 0);
    // TLC generates what its constraint then leaves out: here, such steps are cut off. A sender and a receiver whose queue is full can
    // send one message, and the sender one of two data where it may send new ones.
    const beyond = [...states.keys()].reduce((sum, text) => sum + beyondQueues(text), 0);
    expect({ here, twins, beyond }).toEqual({ here: 1056, twins: 140, beyond: 188 });
    expect(here + twins + beyond + ORIGINAL.initial).toBe(ORIGINAL.generated);
  });

  it('cuts off in each search what leads beyond the queues', () => {
    const { statistics } = check(instantiate(alternatingBit));
    expect(statistics.cuts).toBe(184);
  });
});

/** Steps that the original generates beyond its queues, from a state as a text. */
function beyondQueues(text: string): number {
  const [[sender], network] = JSON.parse(text) as [[{ bit: number; acknowledged: number }], { to: string }[]];
  const isFull = (to: string) => network.filter((message) => message.to === to).length === 2;
  const sends = sender.bit === sender.acknowledged ? 2 : 1;
  return (isFull('receiver') ? sends : 0) + (isFull('sender') ? 1 : 0);
}
