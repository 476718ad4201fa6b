import { describe, expect, it } from 'vitest';
import { createMachine, type EventObject, emit } from 'xstate';
import { instantiate } from '../../../src/composition/instantiate.ts';
import { type AnyModel, MODEL } from '../../../src/language/definition.ts';
import { endpoint, type Machine } from '../../../src/language/endpoint.ts';
import type { NetworkOptions } from '../../../src/language/network/options.ts';
import { NO_MOVE } from '../../../src/model/independence.ts';
import type { Instance } from '../../../src/model/instance.ts';
import { Steps } from '../../../src/model/steps.ts';
import { ALWAYS, NEVER } from '../../../src/reduction/sleep/groups.ts';
import { groupAfter } from '../../../src/reduction/sleep/sleep-set.ts';
import { check } from '../../../src/search/search.ts';
import { independenceOf } from '../../support/independence.ts';
import { initialOf } from '../../support/initial.ts';

/** Sends X or Y to the other one, as often as it likes, counting to three; and changes at whatever comes. */
function peer(to: string): Machine {
  const states = Object.fromEntries(
    [0, 1, 2, 3].map((n) => {
      const target = `s${n + 1}`;
      const sends = (type: string) => ({ target, actions: emit({ type, to } as EventObject & object) });
      return [`s${n}`, { on: { SX: sends('X'), SY: sends('Y'), GO: target, X: target, Y: target } }];
    }),
  );
  return createMachine({ initial: 's0', states: { ...states, s4: {} } } as Parameters<
    typeof createMachine
  >[0]);
}

const EVENTS = ['SX', 'SY', 'GO'].map((type) => ({ type }));

/** Three peers: a sends to b, b to c, and c to a. */
function peers(network: Omit<NetworkOptions, 'carries'> = {}, rest: Partial<AnyModel> = {}): AnyModel {
  return {
    [MODEL]: true,
    name: 'peers',
    parameters: {},
    build: () => ({
      endpoints: {
        a: endpoint(peer('b'), { events: EVENTS }),
        b: endpoint(peer('c'), { events: EVENTS }),
        c: endpoint(peer('a'), { events: EVENTS }),
      },
      network: { carries: ['X', 'Y'], ...network },
      ...(network.lifetime !== undefined || network.minimumDelay !== undefined ? { time: { tick: 10 } } : {}),
    }),
    properties: [],
    ...rest,
  };
}

/** The state after some steps, given as texts: `a SX`, `deliver X to b`, `drop X to b`, `tick`. */
class At {
  readonly instance: Instance;
  readonly steps: Steps;

  constructor(definition: AnyModel, path: readonly string[]) {
    this.instance = instantiate(definition);
    const { model } = this.instance;
    this.steps = new Steps(model.width);
    model.expand(initialOf(model), this.steps);
    for (const text of path) {
      const next = this.steps.vector(this.#index(text)).slice(model.width, model.width * 2);
      model.expand(next, this.steps);
    }
  }

  move(text: string): number {
    return independenceOf(this.instance.model).moveOf(this.label(text));
  }

  label(text: string): number {
    return this.steps.label(this.#index(text));
  }

  /** Whether the second step sleeps after the first one: never, always, or by its group. */
  after(first: string, second: string): 'never' | 'always' | 'by group' {
    const moves = independenceOf(this.instance.model);
    const group = groupAfter(moves, this.move(first), this.move(second));
    if (group === NEVER) return 'never';
    if (group === ALWAYS) return 'always';
    expect(group).toBe(moves.groupOf(this.label(second)));
    return 'by group';
  }

  #index(text: string): number {
    const texts = Array.from({ length: this.steps.count }, (_, k) => this.#text(k));
    const index = texts.indexOf(text);
    if (index < 0) throw new Error(`no "${text}" among: ${texts.join('; ')}`);
    return index;
  }

  #text(k: number): string {
    const { action } = this.instance.model.reader.step(this.steps.vector(k), 0, []);
    switch (action.kind) {
      case 'deliver':
      case 'drop':
        return `${action.kind} ${action.message.event.type} to ${action.message.to}`;
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
}

const relation = (definition: AnyModel, path: readonly string[], first: string, second: string) =>
  new At(definition, path).after(first, second);

describe('who acts', () => {
  it('steps of different endpoints commute', () => {
    expect(relation(peers(), [], 'a GO', 'b GO')).toBe('by group');
  });

  it('steps of one endpoint do not', () => {
    expect(relation(peers(), [], 'a GO', 'a SX')).toBe('never');
    expect(relation(peers(), ['a SX'], 'deliver X to b', 'b GO')).toBe('never');
    expect(relation(peers(), ['a SX'], 'b GO', 'deliver X to b')).toBe('never');
  });
});

describe('what is taken', () => {
  const both = ['a SX', 'b SX', 'a SY'];

  it('deliveries to different endpoints commute: that of an earlier packet was taken before', () => {
    expect(relation(peers(), both, 'deliver X to b', 'deliver X to c')).toBe('by group');
    expect(relation(peers(), both, 'deliver X to c', 'deliver X to b')).toBe('always');
  });

  it('losses of different packets commute: that of an earlier packet was taken before', () => {
    expect(relation(peers({ loss: true }), both, 'drop X to b', 'drop Y to b')).toBe('by group');
    expect(relation(peers({ loss: true }), both, 'drop Y to b', 'drop X to b')).toBe('always');
  });

  it('of a delivery and the loss of another packet, neither is known to have come first', () => {
    expect(relation(peers({ loss: true }), both, 'deliver X to c', 'drop X to b')).toBe('by group');
    expect(relation(peers({ loss: true }), both, 'drop X to c', 'deliver X to b')).toBe('by group');
  });

  it('the delivery of a packet and its loss do not commute', () => {
    for (const duplication of [false, true]) {
      expect(relation(peers({ loss: true, duplication }), both, 'deliver X to b', 'drop X to b')).toBe(
        'never',
      );
      expect(relation(peers({ loss: true, duplication }), both, 'drop X to b', 'deliver X to b')).toBe(
        'never',
      );
    }
  });

  it('a promised message commutes with nothing: its delivery may settle it', () => {
    const reliable = peers(
      { loss: true, duplication: true },
      { assumptions: { all: { sentence: 'X arrives.', reliable: ({ event }) => event.type === 'X' } } },
    );
    expect(relation(reliable, both, 'deliver X to b', 'c GO')).toBe('never');
    expect(relation(reliable, both, 'c GO', 'deliver X to b')).toBe('never');
    expect(relation(reliable, both, 'c GO', 'drop Y to b')).toBe('by group');
  });

  it('a delivery whose refusal depends on the receiver alone commutes like any other', () => {
    const choosy = peers(
      { loss: true },
      {
        assumptions: {
          some: {
            sentence: 'Some arrives.',
            deliverable: ({ to }, { endpoints }) => endpoints[to]?.value !== 's9',
          },
        },
      },
    );
    expect(relation(choosy, both, 'deliver X to b', 'c GO')).toBe('by group');
    expect(relation(choosy, both, 'c GO', 'deliver X to b')).toBe('by group');
  });

  it('a delivery that may be refused by what others do commutes with nothing; a loss does', () => {
    const choosy = peers(
      { loss: true },
      {
        assumptions: {
          some: { sentence: 'All arrives.', deliverable: (_, { endpoints }) => endpoints.c?.value !== 's9' },
        },
      },
    );
    expect(relation(choosy, both, 'deliver X to b', 'c GO')).toBe('never');
    expect(relation(choosy, both, 'c GO', 'deliver X to b')).toBe('never');
    expect(relation(choosy, both, 'c GO', 'drop X to b')).toBe('by group');
  });
});

describe('what is sent', () => {
  it('two steps that send commute', () => {
    expect(relation(peers(), [], 'a SX', 'b SX')).toBe('by group');
  });

  it('who sends what the other one loses does not commute with it', () => {
    for (const duplication of [false, true]) {
      const lossy = peers({ loss: true, duplication });
      expect(relation(lossy, ['a SX'], 'a SX', 'drop X to b')).toBe('never');
      expect(relation(lossy, ['a SX'], 'drop X to b', 'a SX')).toBe('never');
      expect(relation(lossy, ['a SX'], 'drop X to b', 'a SY')).toBe('by group');
    }
  });

  it('who sends what the other one gets does not commute with it', () => {
    expect(relation(peers(), ['a SX'], 'a SX', 'deliver X to b')).toBe('never');
    expect(relation(peers(), ['a SX'], 'deliver X to b', 'a SX')).toBe('never');
    expect(relation(peers(), ['a SX'], 'deliver X to b', 'a SY')).toBe('by group');
  });

  it('a move knows how many messages it sends', () => {
    const at = new At(peers(), []);
    const moves = independenceOf(at.instance.model);
    expect([moves.sends(at.move('a SX')), moves.sends(at.move('a GO'))]).toEqual([1, 0]);
  });
});

describe('a tick', () => {
  const lossy = { loss: true, lifetime: 2 };

  it('commutes with a loss before it', () => {
    expect(relation(peers(lossy), ['a SX'], 'drop X to b', 'tick')).toBe('by group');
  });

  it('commutes with a loss after it: of the packet that was younger before, which came first', () => {
    expect(relation(peers(lossy), ['a SX'], 'tick', 'drop X to b')).toBe('always');
  });

  it('does not commute with what an endpoint does', () => {
    expect(relation(peers(lossy), ['a SX'], 'c GO', 'tick')).toBe('never');
    expect(relation(peers(lossy), ['a SX'], 'deliver X to b', 'tick')).toBe('never');
  });

  it('does not commute with a loss if packets of different ages become alike', () => {
    const forgetful = peers({ loss: true, minimumDelay: 1 });
    expect(relation(forgetful, ['a SX'], 'drop X to b', 'tick')).toBe('never');
    expect(relation(forgetful, ['a SX'], 'tick', 'drop X to b')).toBe('never');
  });

  it('does not commute with a loss if either changes marks', () => {
    for (const kind of ['tick', 'drop']) {
      const marking = peers(lossy, {
        history: {
          marks: {
            initial: 'new',
            trigger: ({ action }) => (action.kind === kind ? 'now' : null),
            remark: () => 'old',
          },
        },
      });
      expect(relation(marking, ['a SX'], 'drop X to b', 'tick')).toBe('never');
      expect(relation(marking, ['a SX'], 'tick', 'drop X to b')).toBe('never');
    }
  });
});

describe('marks', () => {
  /** With each GO, the messages to the one who goes get old; with each SY, those to b as well. */
  const marking = (to: (who: string) => string = (who) => who) =>
    peers(
      { loss: true, duplication: true },
      {
        history: {
          marks: {
            initial: 'new',
            trigger: ({ action }) => {
              if (action.kind !== 'event' || action.event.type === 'SX') return null;
              return to(action.endpoint);
            },
            remark: ({ to: receiver, mark }, who) => (receiver === who ? 'old' : mark),
          },
        },
      },
    );
  const sent = ['a SX', 'b SX'];

  it('two steps that may both change them do not commute', () => {
    expect(relation(marking(), sent, 'a GO', 'b GO')).toBe('never');
  });

  it('who changes the mark of a packet does not commute with its delivery or loss', () => {
    const old = marking(() => 'b');
    expect(relation(old, sent, 'c GO', 'deliver X to b')).toBe('never');
    expect(relation(old, sent, 'c GO', 'drop X to b')).toBe('never');
    expect(relation(old, sent, 'drop X to b', 'c GO')).toBe('never');
    expect(relation(old, sent, 'a GO', 'deliver X to c')).toBe('by group');
    expect(relation(old, sent, 'a GO', 'drop X to c')).toBe('by group');
  });

  it('nor with the delivery of a packet that it makes of others', () => {
    const old = marking(() => 'b');
    const made = [...sent, 'c GO'];
    expect(relation(old, made, 'c GO', 'drop X to b')).toBe('never');
    expect(relation(old, made, 'drop X to b', 'c GO')).toBe('never');
  });

  it('who changes the mark of a packet does not commute with who sends it', () => {
    const old = marking(() => 'b');
    expect(relation(old, [], 'c GO', 'a SX')).toBe('never');
    expect(relation(old, [], 'b SX', 'c GO')).toBe('by group');
    expect(relation(old, [], 'a SX', 'c GO')).toBe('never');
  });

  it('may be more than were known, and then what was known to commute is asked for again', () => {
    const old = marking(() => 'b');
    const fresh = independenceOf(new At(old, []).instance.model).version;
    expect(independenceOf(new At(old, ['a SX']).instance.model).version).not.toBe(fresh);
    expect(independenceOf(new At(old, ['b SX']).instance.model).version).toBe(fresh);
  });
});

describe('steps without a move', () => {
  it('are those that change the history', () => {
    const counting = peers(
      {},
      {
        history: {
          initial: 0,
          update: (before, { action }) =>
            action.kind === 'event' && action.endpoint === 'a' ? Number(before) + 1 : before,
        },
      },
    );
    expect(new At(counting, []).move('a GO')).toBe(NO_MOVE);
    expect(new At(counting, []).move('b GO')).not.toBe(NO_MOVE);
  });

  it('are those whose effect on the history depends on others', () => {
    const looking = peers(
      {},
      {
        history: {
          initial: 0,
          update: (before, { action, before: { endpoints } }) =>
            action.kind === 'event' && action.endpoint === 'a' && endpoints.b?.matches('s4') ? 1 : before,
        },
      },
    );
    expect(new At(looking, []).move('a GO')).toBe(NO_MOVE);
    expect(new At(looking, []).move('c GO')).not.toBe(NO_MOVE);
  });

  it('are all in FIFO order', () => {
    expect(new At(peers({ order: 'fifo' }), []).move('a GO')).toBe(NO_MOVE);
  });
});

describe('a step in which a machine throws', () => {
  it('never sleeps, and is told of as often as without', () => {
    const failing = createMachine({
      on: {
        GO: {
          guard: () => {
            throw new Error('guard');
          },
          actions: 'x',
        },
      },
    });
    const throwing: AnyModel = {
      ...peers(),
      build: () => ({
        endpoints: {
          a: endpoint(failing, { events: [{ type: 'GO' }] }),
          b: endpoint(peer('c'), { events: EVENTS }),
          c: endpoint(peer('b'), { events: EVENTS }),
        },
        network: { carries: ['X', 'Y'] },
      }),
    };
    const [asleep, awake] = [{}, { order: 'dfs' as const }].map((options) => {
      const { statistics } = check(instantiate(throwing), options);
      return { transitions: statistics.transitions, throwing: statistics.throwing };
    });
    expect(asleep).toEqual(awake);
    expect(check(instantiate(throwing)).statistics.asleep).toBeGreaterThan(0);
  });
});
