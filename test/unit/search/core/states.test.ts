import { describe, expect, it } from 'vitest';
import type { SetFacts } from '../../../../src/model/set-facts.ts';
import { newCore } from '../../../../src/search/core/instance.ts';
import { CoreMemory, Outgrown } from '../../../../src/search/core/memory.ts';
import { CoreStates } from '../../../../src/search/core/states.ts';
import { VisitedStates } from '../../../../src/store/visited.ts';
import { NOBODY_ASKS } from '../../../support/core.ts';

/** As much of a model as its states ask for: two endpoints, and packets of which sets have numbers. */
function model() {
  const sets: (readonly number[])[] = [[]];
  const known = new Map([['', 0]]);
  const sizes = { locals: [1, 1], packets: 1, histories: 1 };
  const idOf = (packets: readonly number[]) => {
    const text = packets.join();
    const id = known.get(text) ?? sets.push(packets) - 1;
    known.set(text, id);
    return id;
  };
  const facts: Partial<SetFacts> = {
    endpoints: 2,
    get packets() {
      return sizes.packets;
    },
    get histories() {
      return sizes.histories;
    },
    locals: (endpoint) => sizes.locals[endpoint] ?? 0,
    packetsIn: (id) => sets[id] ?? [],
    idOf,
    draftOf: idOf,
    cut: () => {},
  };
  return { facts: facts as SetFacts, sizes, idOf };
}

function statesOf(facts: SetFacts) {
  const core = newCore(NOBODY_ASKS, false);
  if (core === null) throw new Error('there is no WebAssembly here');
  core.exports.begin(2);
  const states = new CoreStates(new CoreMemory(core), facts);
  states.widen(0, 0);
  return { core: core.exports, states };
}

/** Numbers that look as if by chance, the same ones each time. */
function* chance(): Generator<number> {
  for (let x = 12_345; ; ) {
    x = (Math.imul(x, 1_103_515_245) + 12_345) >>> 0;
    yield x >>> 8;
  }
}

describe('states in a core', () => {
  it('are found, numbered and read as in the store of all other searches, however many and wide they become', () => {
    const { facts, sizes, idOf } = model();
    const { core, states } = statesOf(facts);
    const others = new VisitedStates(4);
    const numbers = chance();
    const next = (most: number) => (numbers.next().value ?? 0) % most;
    const vector = new Uint32Array(4);
    for (let i = 0; i < 120_000; i++) {
      // All grows, at its own pace, so that fields are too narrow again and again.
      const size = Math.ceil(i / 1000);
      sizes.locals = [2 + size * 3, 2 + (size >> 2)];
      sizes.histories = 1 + (size >> 3);
      sizes.packets = Math.min(64, 1 + (size >> 1));
      const packets = [next(sizes.packets), next(sizes.packets), next(sizes.packets)];
      vector.set([
        next(sizes.locals[0] ?? 1),
        next(sizes.locals[1] ?? 1),
        idOf([...new Set(packets)].sort((a, b) => a - b)),
        next(sizes.histories),
      ]);
      core.setWaiting(states.size);
      if (states.add(vector, 0) !== others.add(vector, 0)) expect.unreachable(`after ${i} states`);
    }
    expect(states.size).toBe(others.size);
    expect(states.size).toBeGreaterThan(90_000);
    const other = new Uint32Array(4);
    for (let state = 0; state < states.size; state += 37) {
      states.read(state, vector);
      others.read(state, other);
      expect(vector).toEqual(other);
    }
  });

  it('know how the search came to those that wait, however many wait', () => {
    const { facts, sizes } = model();
    const { core, states } = statesOf(facts);
    sizes.locals = [20_000, 1];
    for (let i = 0; i < 20_000; i++) {
      states.add(Uint32Array.of(i, 0, 0, 0), 0);
      core.putArrival(i, i % 60_000, i * 3);
      if (i % 4 === 0) core.setWaiting(i / 4);
    }
    for (let i = 5000; i < 20_000; i++) {
      expect(core.arrivalMove(i)).toBe(i % 60_000);
      expect(core.arrivalGroups(i)).toBe(i * 3);
    }
  });

  it('refuse, before anything is added, what has no room', () => {
    const { facts, sizes } = model();
    const { states } = statesOf(facts);
    states.add(Uint32Array.of(0, 0, 0, 0), 0);
    sizes.packets = 65;
    expect(() => states.add(Uint32Array.of(0, 0, 0, 0), 0)).toThrow(Outgrown);
    expect(states.size).toBe(1);
  });
});
