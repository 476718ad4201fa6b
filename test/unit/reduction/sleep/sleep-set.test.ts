import { describe, expect, it } from 'vitest';
import { createMachine, type EventObject, emit } from 'xstate';
import { type AnyModel, check, type Instance, instantiate } from '../../../../src/index.ts';
import { MODEL } from '../../../../src/language/definition.ts';
import { endpoint, type Machine } from '../../../../src/language/endpoint.ts';
import { type Independence, NO_MOVE } from '../../../../src/model/independence.ts';
import { Steps } from '../../../../src/model/steps.ts';
import { ALWAYS, NEVER } from '../../../../src/reduction/sleep/groups.ts';
import { CROWDED, SleepSet, STILL } from '../../../../src/reduction/sleep/sleep-set.ts';
import { independenceOf } from '../../../support/independence.ts';
import { initialOf } from '../../../support/initial.ts';
import { walkAsleep } from '../../../support/sleeping.ts';

/** A group of steps. */
const GROUP = 1 << 3;

/** Moves are labels; each sends so many messages. The pairs are those of moves of which the second may sleep. */
class SomeMoves implements Independence {
  version = 0;
  asked = 0;
  readonly #pairs: Readonly<Record<string, number>>;
  readonly #sent: readonly number[];
  readonly #stuttering: readonly number[];

  constructor(
    pairs: Readonly<Record<string, number>>,
    sent: readonly number[] = [],
    stuttering: readonly number[] = [],
  ) {
    this.#pairs = pairs;
    this.#sent = sent;
    this.#stuttering = stuttering;
  }

  moveOf(label: number): number {
    return label;
  }
  arrivalOf(label: number): number {
    return label;
  }
  historyBefore(): number {
    return -1;
  }
  isSameUnder(): boolean {
    return true;
  }
  groupOf(): number {
    return GROUP;
  }
  groupOfMove(): number {
    return GROUP;
  }
  isSurelyStep(label: number): boolean {
    return !this.#stuttering.includes(label);
  }
  sends(move: number): number {
    return this.#sent[move] ?? 0;
  }
  sent(): readonly number[] | null {
    return null;
  }
  takes(): boolean {
    return true;
  }
  mayOverflow(): boolean {
    return false;
  }
  isTick(): boolean {
    return false;
  }
  losesAlike(): boolean {
    return true;
  }
  commute(a: number, b: number): boolean {
    this.asked++;
    return this.#pairs[`${a} ${b}`] !== undefined;
  }
  precedes(first: number, second: number): boolean {
    return this.#pairs[`${second} ${first}`] === ALWAYS;
  }
}

function sleepOf(moves: Independence, ...allowed: readonly number[]): SleepSet {
  const sleep = new SleepSet(moves, 5);
  for (const label of allowed) sleep.allow(label);
  return sleep;
}

describe('a step sleeps', () => {
  it('if it is allowed to, its move commutes with the arrival, and its group sleeps', () => {
    const sleep = sleepOf(new SomeMoves({ '1 2': GROUP, '1 3': GROUP }), 2, 4);
    sleep.enter(1, GROUP);
    expect([2, 3, 4, 999].map((label) => sleep.omits(label))).toEqual([true, false, false, false]);
    sleep.enter(1, ~GROUP);
    expect(sleep.omits(2)).toBe(false);
    sleep.enter(7, GROUP);
    expect(sleep.omits(2)).toBe(false);
  });

  it('whatever its group, if it was taken before the arrival in any case', () => {
    const sleep = sleepOf(new SomeMoves({ '1 2': ALWAYS }), 2);
    sleep.enter(1, 0);
    expect(sleep.omits(2)).toBe(true);
  });

  it('never where nothing is known of the arrival, or it does not commute', () => {
    const sleep = sleepOf(new SomeMoves({ '0 2': ALWAYS }), 2, 3);
    sleep.enter(NO_MOVE, ~0);
    expect(sleep.omits(2)).toBe(false);
    sleep.enter(1, ~0);
    expect(sleep.omits(3)).toBe(false);
  });

  it('never if it may be stuttering', () => {
    const sleep = sleepOf(new SomeMoves({ '1 2': ALWAYS }, [], [2]), 2);
    sleep.enter(1, 0);
    expect(sleep.omits(2)).toBe(false);
  });

  it('only where there is room for what it sends, and for one packet that the arrival may have taken', () => {
    const sleep = sleepOf(new SomeMoves({ '1 2': ALWAYS, '1 3': ALWAYS }, [0, 0, 2, 0]), 2, 3);
    sleep.enter(1, 0);
    const asleep = [0, 2, 3, 5].map((inFlight) => {
      sleep.start({ count: inFlight, holds: () => false });
      return [sleep.omits(2), sleep.omits(3)];
    });
    expect(asleep).toEqual([
      [true, true],
      [true, true],
      [false, true],
      [false, true],
    ]);
  });

  it('after an arrival that changed the history, if it is the same step under the history before', () => {
    const moves = new SomeMoves({ '1 2': ALWAYS, '1 3': ALWAYS });
    const isSameUnder = (history: number, label: number) => history === 9 && label === 2;
    const sleep = sleepOf(Object.assign(moves, { historyBefore: () => 9, isSameUnder }), 2, 3);
    sleep.enter(1, 0);
    expect([2, 3].map((label) => sleep.omits(label))).toEqual([true, false]);
  });

  it('where those packets find room that are not in flight', () => {
    const moves = new SomeMoves({ '1 2': ALWAYS }, [0, 0, 2]);
    for (const takes of [false, true]) {
      const sleep = sleepOf(Object.assign(moves, { sent: () => [7, 8], takes: () => takes }), 2);
      sleep.enter(1, 0);
      const asleep = [3, 4, 5].map((count) => {
        sleep.start({ count, holds: (packet) => packet === 8 });
        return sleep.omits(2);
      });
      expect(asleep).toEqual(takes ? [true, false, false] : [true, true, false]);
    }
  });

  it('where its messages find no room, if the arrival left all that was in flight; and they are counted', () => {
    const moves = Object.assign(new SomeMoves({ '1 2': ALWAYS }, [0, 0, 2]), {
      sent: () => [7, 8, 9],
      takes: () => false,
      mayOverflow: () => true,
    });
    const sleep = sleepOf(moves, 2);
    const asleep = [0, STILL, STILL | CROWDED].map((flags) => {
      sleep.enter(1, flags);
      sleep.start({ count: 4, holds: (packet) => packet === 8 });
      return [sleep.omits(2), sleep.overflow];
    });
    expect(asleep).toEqual([
      [false, 0],
      [true, 1],
      [true, 1],
    ]);
  });

  it('not if it makes room, where a message of the arrival found none', () => {
    for (const takes of [false, true]) {
      const moves = Object.assign(new SomeMoves({ '1 2': ALWAYS }), { sent: () => [], takes: () => takes });
      const sleep = sleepOf(moves, 2);
      sleep.enter(1, STILL | CROWDED);
      expect(sleep.omits(2)).toBe(!takes);
    }
  });

  it('by what the moves say when their version changes, and is not asked for again before', () => {
    const pairs: Record<string, number> = { '1 2': ALWAYS };
    const moves = new SomeMoves(pairs);
    const sleep = sleepOf(moves, 2);
    const now = () => {
      sleep.enter(1, 0);
      return sleep.omits(2);
    };
    expect([now(), now(), moves.asked]).toEqual([true, true, 1]);
    pairs['1 2'] = NEVER;
    moves.version++;
    expect([now(), moves.asked]).toEqual([false, 2]);
  });

  it('by what the moves say when their version changes, also where packets are sorted out at once', () => {
    const [HERE, PACKET] = [3, 0];
    const pairs: Record<string, number> = { '1 2': ALWAYS };
    const moves = new SomeMoves(pairs);
    const sleep = sleepOf(moves, 2);
    const now = () => {
      sleep.enter(1, 0);
      return [sleep.deliveries(1 << PACKET, Int32Array.of(HERE)), sleep.losses(1 << PACKET, HERE)];
    };
    sleep.enter(1, 0);
    expect(sleep.omits(2)).toBe(true);
    sleep.noteDelivery(HERE, PACKET, 2);
    sleep.noteLoss(HERE, PACKET, 2);
    expect(now()).toEqual([1, 1]);
    pairs['1 2'] = NEVER;
    moves.version++;
    expect(now()).toEqual([0, 0]);
  });

  it('whatever the numbers of moves and labels', () => {
    const sleep = sleepOf(new SomeMoves({ '500 700': ALWAYS, '500 3': ALWAYS }), 700, 3);
    sleep.enter(500, 0);
    expect([sleep.omits(700), sleep.omits(3), sleep.omits(3), sleep.omits(700)]).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});

/** Goes from state to state by these events; each may send a message of its type to someone. */
function script(...lines: readonly (readonly [event: string, sends?: string])[]): Machine {
  const states = lines.map(([event, message], i) => {
    const [type = '', to] = (message ?? '').split('>');
    const actions = message === undefined ? [] : [emit({ type, to } as EventObject & object)];
    return [`s${i}`, { on: { [event]: { target: `s${i + 1}`, actions } } }] as const;
  });
  return createMachine({
    initial: 's0',
    states: { ...Object.fromEntries(states), [`s${lines.length}`]: {} },
  } as Parameters<typeof createMachine>[0]);
}

const idle = createMachine({});
const eventsOf = (...types: string[]) => ({ events: types.map((type) => ({ type })) });

function instanceOf(build: AnyModel['build'], rest: Partial<AnyModel> = {}): Instance {
  return instantiate({ [MODEL]: true, name: 'fixture', parameters: {}, build, properties: [], ...rest });
}

/** How many states there are, found without steps that sleep. */
function statesOf(instance: Instance): number {
  const { model } = instance;
  const steps = new Steps(model.width);
  const found = new Map([[initialOf(model).join(), initialOf(model)]]);
  for (const state of found.values()) {
    model.expand(state, steps);
    for (let k = 0; k < steps.count; k++) {
      const after = steps.vector(k).slice(model.width, model.width * 2);
      found.set(after.join(), after);
    }
  }
  return found.size;
}

/** Walks all states; nothing may be missed. Returns how many steps slept. */
function sleepersIn(instance: Instance): number {
  const walk = walkAsleep(instance, 'all');
  expect(walk.states).toBe(statesOf(instance));
  expect(check(instance).statistics.distinctStates).toBe(walk.states);
  return walk.sleepers.length;
}

describe('no state is missed', () => {
  it('of endpoints that work for themselves; all ways but one to each state sleep', () => {
    const worker = () => endpoint(script(['GO'], ['GO']), eventsOf('GO'));
    const instance = instanceOf(() => ({
      endpoints: { a: worker(), b: worker(), c: worker() },
      network: { carries: [] },
    }));
    const walk = walkAsleep(instance, 'all');
    expect([walk.states, walk.transitions]).toEqual([27, 54]);
    // Each of the three labels is seen once before it may sleep, in each of two local states.
    expect(walk.transitions - walk.sleepers.length).toBeLessThanOrEqual(26 + 6);
  });

  it.each([true, false])('where what one takes makes room for what the other sends (loss: %s)', (loss) => {
    for (const capacity of [1, 2, 3]) {
      const instance = instanceOf(() => ({
        endpoints: {
          a: endpoint(script(['SAY', 'X>b'], ['SAY', 'X>c'], ['SAY', 'Y>c']), eventsOf('SAY')),
          b: endpoint(script(['X'])),
          c: endpoint(script(['SAY', 'Z>d'], ['X', 'Z>d'], ['SAY', 'Z>a']), eventsOf('SAY')),
          d: endpoint(script(['Z', 'Y>b'])),
        },
        network: { carries: ['X', 'Y', 'Z'], capacity, loss },
      }));
      sleepersIn(instance);
    }
  });

  it.each([true, false])('where packets that become alike make room (loss: %s)', (loss) => {
    const instance = instanceOf(
      () => ({
        endpoints: {
          a: endpoint(
            script(['SEND', 'X>c'], ['AGE'], ['SEND', 'X>c'], ['AGE'], ['SEND', 'X>c'], ['MERGE']),
            eventsOf('SEND', 'AGE', 'MERGE'),
          ),
          b: endpoint(script(['GO', 'Z>d']), eventsOf('GO')),
          c: endpoint(idle),
          d: endpoint(idle),
        },
        network: { carries: ['X', 'Z'], duplication: true, capacity: 3, loss },
      }),
      {
        history: {
          marks: {
            initial: 'new',
            others: ['old', 'older'],
            trigger: ({ action }) =>
              action.kind === 'event' && ['AGE', 'MERGE'].includes(action.event.type)
                ? action.event.type
                : null,
            remark: ({ to, mark }, trigger) => {
              if (to !== 'c') return mark;
              return trigger === 'AGE' && mark === 'new' ? 'old' : 'older';
            },
          },
        },
      },
    );
    sleepersIn(instance);
  });

  it('where marks would be asked of messages that never have them', () => {
    const instance = instanceOf(
      () => ({
        endpoints: {
          // An event that a machine ignores would be a trigger, too.
          a: endpoint(script(['SEND', 'X>b'], ['AGE'], ['SEND', 'Y>b'], ['AGE']), {
            events: ({ value }) => [{ type: value === 's1' || value === 's3' ? 'AGE' : 'SEND' }],
          }),
          b: endpoint(script(['X'], ['Y'])),
        },
        network: { carries: ['X', 'Y'], duplication: true, loss: true },
      }),
      {
        history: {
          marks: {
            initial: 'new',
            others: ['old'],
            trigger: ({ action }) => (action.kind === 'event' && action.event.type === 'AGE' ? 'AGE' : null),
            remark: ({ event, mark }) => {
              if (event.type === 'X') return 'old';
              if (mark === 'old') throw new Error('a Y never grows old');
              return mark;
            },
          },
        },
      },
    );
    sleepersIn(instance);
  });

  it('where an arrival leaves out what found no room', () => {
    const sender = (to: string) => endpoint(script(['SAY', `X>${to}`], ['GO']), eventsOf('SAY', 'GO'));
    const instance = instanceOf(() => ({
      endpoints: { a: sender('c'), b: sender('d'), c: endpoint(script(['X'])), d: endpoint(script(['X'])) },
      network: { carries: ['X'], capacity: 1, loss: true },
    }));
    sleepersIn(instance);
  });

  it.each([1, 2, 3])('in a full network in which equal messages are one (capacity: %i)', (capacity) => {
    const instance = instanceOf(() => ({
      endpoints: {
        a: endpoint(script(['SAY', 'X>c'], ['SAY', 'X>c'], ['SAY', 'Y>d'], ['GO']), eventsOf('SAY', 'GO')),
        b: endpoint(script(['SAY', 'X>d'], ['GO'], ['SAY', 'X>d']), eventsOf('SAY', 'GO')),
        c: endpoint(script(['X', 'Z>b'], ['X'], ['X', 'Z>b'])),
        d: endpoint(script(['Y'], ['X', 'Y>c'])),
      },
      network: { carries: ['X', 'Y', 'Z'], duplication: true, loss: true, capacity },
    }));
    expect(sleepersIn(instance)).toBeGreaterThan(50);
  });

  it('where losses matter to the history at a certain age', () => {
    for (const age of [0, 1, 2]) {
      const instance = instanceOf(
        () => ({
          endpoints: {
            a: endpoint(script(['SAY', 'X>b'], ['SAY', 'Y>b']), eventsOf('SAY')),
            b: endpoint(script(['GO'], ['X'], ['Y']), eventsOf('GO')),
          },
          network: { carries: ['X', 'Y'], duplication: true, loss: true, lifetime: 2 },
          time: { tick: 10 },
        }),
        {
          history: {
            initial: 0,
            update: (lost: unknown, { action }) => {
              const counts = action.kind === 'drop' && action.message.age === age;
              return Math.min(Number(lost) + Number(counts), 2);
            },
          },
        },
      );
      sleepersIn(instance);
    }
  });

  it('where arrivals change the history, on which other steps depend', () => {
    const instance = instanceOf(
      () => ({
        endpoints: {
          a: endpoint(script(['GO'], ['SAY', 'X>b'], ['GO']), eventsOf('GO', 'SAY')),
          b: endpoint(script(['X', 'Y>c'], ['GO']), eventsOf('GO')),
          c: endpoint(script(['GO'], ['Y']), eventsOf('GO')),
        },
        network: { carries: ['X', 'Y'], loss: true },
      }),
      {
        history: {
          initial: 'none',
          update: (who: unknown, { action }) => {
            if (!('endpoint' in action)) return who;
            if (action.kind === 'deliver') return who === 'a' ? 'b after a' : who;
            return action.endpoint === 'c' && who === 'a' ? 'c after a' : action.endpoint;
          },
        },
      },
    );
    expect(sleepersIn(instance)).toBeGreaterThan(10);
  });

  it('among twenty endpoints, of which those beyond the 14th share groups', () => {
    const names = Array.from({ length: 20 }, (_, i) => `p${i}`);
    const lively = [0, 12, 13, 14, 18, 19];
    const build: AnyModel['build'] = () => ({
      endpoints: Object.fromEntries(
        names.map((name, i) => {
          const next = `p${lively[(lively.indexOf(i) + 1) % lively.length]}`;
          const machine = lively.includes(i) ? script(['GO', `X>${next}`], ['X']) : idle;
          return [name, endpoint(machine, eventsOf('GO'))];
        }),
      ),
      network: { carries: ['X'] },
    });
    const instance = instanceOf(build);
    expect(sleepersIn(instance)).toBeGreaterThan(100);
    const moves = independenceOf(instance.model);
    const steps = new Steps(instance.model.width);
    instance.model.expand(initialOf(instance.model), steps);
    const groups = Array.from({ length: steps.count }, (_, k) => moves.groupOf(steps.label(k)));
    const shared = 1 << 13;
    expect(groups).toEqual([1, 1 << 12, shared, shared, shared, shared]);
  });
});
