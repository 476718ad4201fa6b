import {
  type AnyModel,
  check,
  type Instance,
  instantiate,
  type Outcome,
  replay,
  type Trace,
  type TraceStep,
  variantNames,
} from 'allways';
import { describe, expect, it } from 'vitest';
import alternatingBit from '../../machines/toys/alternating-bit/model.ts';
import antiReplay from '../../machines/toys/anti-replay/model.ts';
import echo from '../../machines/toys/echo/model.ts';
import lossyPing from '../../machines/toys/lossy-ping/model.ts';
import twoAlarms from '../../machines/toys/two-alarms/model.ts';
import twoLetters from '../../machines/toys/two-letters/model.ts';
import twoPhaseCommit from '../../machines/toys/two-phase-commit/model.ts';

const toys = [twoPhaseCommit, lossyPing, twoAlarms, twoLetters, echo, alternatingBit, antiReplay];

function checked(model: AnyModel, variant: string): { instance: Instance; outcome: Outcome } {
  const instance = instantiate(model, { variant });
  return { instance, outcome: check(instance) };
}

function sizeOf({ statistics: { distinctStates, transitions } }: Outcome) {
  return { distinctStates, transitions };
}

/** The shortest path to a violation or a witness. */
function traceTo(model: AnyModel, variant: string, name: string): Trace {
  const { instance, outcome } = checked(model, variant);
  const property = outcome.properties.find((each) => each.name === name);
  if (property === undefined || !('path' in property)) throw new Error(`no path to "${name}"`);
  return replay(instance.model, property.path);
}

/** An action as a text such as `deliver PING`. */
function label({ action }: TraceStep): string {
  switch (action.kind) {
    case 'deliver':
    case 'drop':
      return `${action.kind} ${action.message.event.type}`;
    case 'event':
      return `${action.endpoint} ${action.event.type}`;
    case 'answer':
      return `${action.endpoint}'s ${action.actor} gives ${action.gives}`;
    case 'expire':
      return `${action.endpoint}'s ${action.timer}`;
    case 'break':
    case 'open':
    case 'down':
    case 'up':
      return `${action.kind} ${action.link}`;
    case 'crash':
    case 'restart':
    case 'tick':
      return action.kind;
  }
}

function pathTo(model: AnyModel, variant: string, name: string): string[] {
  return traceTo(model, variant, name).steps.map(label);
}

for (const model of toys) {
  describe(model.name, () => {
    for (const variant of variantNames(model)) {
      it(`${variant}: has the verdicts and the size that stand in the model`, () => {
        const { instance, outcome } = checked(model, variant);
        const expected = outcome.properties.map(({ name, kind }) => [
          name,
          instance.expect[name] ?? (kind === 'reachable' ? 'reached' : 'holds'),
        ]);
        expect(outcome.properties.map(({ name, verdict }) => [name, verdict])).toEqual(expected);
        expect(outcome).toMatchObject({ complete: true, ending: 'exhausted' });
        expect(sizeOf(outcome)).toEqual(model.variants?.[variant]?.size ?? sizeOf(outcome));
      });
    }
  });
}

describe('two-phase-commit', () => {
  it.each([1, 2, 3, 4, 5])(
    'with %d managers has the states and transitions of the formula in the model',
    (n) => {
      const outcome = check(instantiate(twoPhaseCommit, { set: { managers: n } }));
      expect(sizeOf(outcome)).toEqual({
        distinctStates: 4 ** n + 2 ** n + 6 ** n,
        transitions: 3 * n * 4 ** (n - 1) + 4 ** n + 1 + n * 2 ** (n - 1) + 5 * n * 6 ** (n - 1),
      });
    },
  );

  it('has the counts that other checkers give for it', () => {
    const states = ['three', 'four', 'five'].map(
      (variant) => checked(twoPhaseCommit, variant).outcome.statistics.distinctStates,
    );
    expect(states).toEqual([288, 1568, 8832]);
  });

  it('without waiting for all is inconsistent in five steps', () => {
    const path = pathTo(twoPhaseCommit, 'hasty', 'consistency');
    expect(path).toHaveLength(5);
    expect(path).toEqual(
      expect.arrayContaining([
        'manager 1 PREPARE',
        'deliver PREPARED',
        'coordinator DECIDE_TO_COMMIT',
        'deliver COMMIT',
      ]),
    );
  });

  it('commits in three steps per manager and one more', () => {
    expect(pathTo(twoPhaseCommit, 'three', 'everybody can commit')).toHaveLength(10);
  });

  it('needs a manager', () => {
    expect(() => instantiate(twoPhaseCommit, { set: { managers: 0 } })).toThrow(
      'managers is 0; it must be a whole number of at least 1',
    );
  });
});

describe('lossy-ping', () => {
  it('can lose the message, or let it die in its second tick', () => {
    expect(pathTo(lossyPing, 'lossy', 'no deadlock')).toEqual(['sender SEND', 'drop PING']);
    expect(pathTo(lossyPing, 'lossless', 'no deadlock')).toEqual(['sender SEND', 'tick', 'tick']);
  });

  it('tells the assumption with the verdict that rests on it, and only with that', () => {
    const assumptions = (variant: string) => checked(lossyPing, variant).outcome.bounds.assumptions;
    expect(assumptions('lossless')).toEqual([]);
    expect(assumptions('promised')).toEqual([
      { name: 'the ping arrives', sentence: 'The PING is delivered before it dies.' },
    ]);
  });
});

describe('two-alarms', () => {
  it('of d ticks ring when d + 1 ticks have begun', () => {
    const { steps } = traceTo(twoAlarms, 'one after the other', 'both ring');
    const rings = steps.flatMap(({ action, after }) =>
      action.kind === 'expire' ? [[action.endpoint, after.tick]] : [],
    );
    expect(rings).toEqual([
      ['first', 2],
      ['second', 3],
    ]);
  });

  it('an elastic one may ring before anything else happens', () => {
    expect(pathTo(twoAlarms, 'elastic', 'the first alarm rings first')).toEqual(["second's ELASTIC_DELAY"]);
  });
});

describe('two-letters', () => {
  it('a full network cuts off a step without loss, and loses the message with loss', () => {
    const counted = (variant: string) => {
      const { cuts, capacityHits } = checked(twoLetters, variant).outcome.statistics;
      return { cuts, capacityHits };
    };
    expect(counted('reordering')).toEqual({ cuts: 0, capacityHits: 0 });
    expect(counted('room for one')).toEqual({ cuts: 1, capacityHits: 1 });
    expect(counted('room for one, with loss')).toEqual({ cuts: 0, capacityHits: 1 });
  });
});

describe('alternating-bit', () => {
  it('without the bit takes a retransmission for the next message', () => {
    expect(pathTo(alternatingBit, 'without the bit', 'nothing twice')).toEqual([
      'deliver DATA',
      'drop ACK',
      "sender's RETRANSMISSION",
      'deliver DATA',
    ]);
  });
});

describe('anti-replay', () => {
  const sets = [1, 2, 3, 4, 5].flatMap((datagrams) =>
    [1, 2, 3, 5].map((window) => [datagrams, window] as const),
  );

  it.each(sets)(
    'with %d datagrams and a window of %d has the states and transitions of the formula in the model',
    (datagrams, window) => {
      const outcome = check(instantiate(antiReplay, { set: { datagrams, window } }));
      expect(sizeOf(outcome)).toEqual(antiReplaySize(datagrams, window));
    },
  );

  it('without memory accepts a datagram twice in a row', () => {
    expect(pathTo(antiReplay, 'forgetful', 'nothing twice')).toEqual([
      'sender SEND',
      'deliver DATAGRAM',
      'deliver DATAGRAM',
    ]);
  });

  it('needs a datagram, and a window that fits into a number', () => {
    const withParameters = (set: Record<string, number>) => () => instantiate(antiReplay, { set });
    expect(withParameters({ datagrams: 0 })).toThrow('datagrams is 0; it must be a whole number from 1 to');
    expect(withParameters({ window: 32 })).toThrow('window is 32; it must be a whole number from 1 to 31');
  });
});

function antiReplaySize(n: number, w: number) {
  let distinctStates = 0;
  let transitions = 0;
  const add = (states: number, steps: number) => {
    distinctStates += states;
    transitions += states * steps;
  };
  for (let k = 0; k <= n; k++) {
    const sending = k < n ? 1 : 0;
    add(2 ** k, sending + k);
    for (let h = 1; h <= k; h++) {
      const m = Math.min(h, w) - 1;
      const o = Math.max(h - w, 0);
      add(2 ** (k - h + 1) * 4 ** m * 3 ** o, sending + (k - h) + 1 / 2 + (3 / 4) * m + (2 / 3) * o);
    }
  }
  return { distinctStates, transitions: Math.round(transitions) };
}
