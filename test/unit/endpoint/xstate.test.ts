import { describe, expect, it } from 'vitest';
import {
  type AnyStateMachine,
  assign,
  createMachine,
  emit,
  enqueueActions,
  forwardTo,
  log,
  raise,
  sendParent,
  sendTo,
  setup,
} from 'xstate';
import { snapshotText } from '../../../src/endpoint/snapshots.ts';
import { MachineThrew, react, start, valueMatches } from '../../../src/endpoint/xstate.ts';
import { ModelError } from '../../../src/language/errors.ts';

const who = 'endpoint "client"';
const GO = { type: 'GO' };

/** A machine that does this on GO. */
function doing(actions: unknown): AnyStateMachine {
  return createMachine({
    id: 'm',
    initial: 'idle',
    states: { idle: { on: { GO: { actions: actions as never } } } },
  });
}

function effectsOf(machine: AnyStateMachine, event = GO) {
  return react(machine, start(machine, undefined, who).snapshot, event, who).effects;
}

describe('effects', () => {
  it('emitted events and named actions come out in order, with their resolved params', () => {
    const machine = doing([
      emit({ type: 'FIRST' }),
      { type: 'deliver', params: () => ({ bytes: 3 }) },
      'notify',
      emit({ type: 'SECOND' }),
    ]);
    expect(effectsOf(machine)).toEqual([
      { kind: 'emit', event: { type: 'FIRST' } },
      { kind: 'act', type: 'deliver', params: { bytes: 3 } },
      { kind: 'act', type: 'notify', params: undefined },
      { kind: 'emit', event: { type: 'SECOND' } },
    ]);
  });

  it('a delayed raise arms a timer, by its id if it has one', () => {
    expect(
      effectsOf(doing([raise({ type: 'T' }, { delay: 5, id: 't' }), raise({ type: 'U' }, { delay: 0 })])),
    ).toEqual([
      { kind: 'arm', id: 't', event: { type: 'T' }, delay: 5 },
      { kind: 'arm', id: null, event: { type: 'U' }, delay: 0 },
    ]);
  });

  it('an immediate raise, an assign, a log and an inline function are part of the step, not effects', () => {
    const actions = [raise({ type: 'OTHER' }), assign({}), log('hello'), () => undefined];
    expect(effectsOf(doing(actions))).toEqual([]);
  });

  it('an inline function is no effect, even where JavaScript gives it a name', () => {
    const machine = createMachine({
      entry: () => undefined,
      on: { GO: { actions: () => undefined } },
    });
    expect(start(machine, undefined, who).effects).toEqual([]);
    expect(effectsOf(machine)).toEqual([]);
  });

  it('a named action that has an implementation is an effect all the same', () => {
    const notify = () => undefined;
    const machine = setup({ actions: { notify } }).createMachine({ on: { GO: { actions: 'notify' } } });
    expect(effectsOf(machine)).toEqual([{ kind: 'act', type: 'notify', params: undefined }]);
  });

  it('what is enqueued comes out like what is listed', () => {
    const actions = enqueueActions(({ enqueue }) => {
      enqueue.emit({ type: 'X' } as never);
      enqueue({ type: 'notify' } as never);
    });
    expect(effectsOf(doing(actions)).map((effect) => effect.kind)).toEqual(['emit', 'act']);
  });

  it('entering a state arms its `after`, and leaving it disarms it', () => {
    const machine = setup({ delays: { RTO: 3000 } }).createMachine({
      id: 'm',
      initial: 'open',
      states: { open: { after: { RTO: 'closed' }, on: { GO: 'closed' } }, closed: {} },
    });
    const id = 'xstate.after.RTO.m.open';
    expect(start(machine, undefined, who).effects).toEqual([
      { kind: 'arm', id, event: { type: id }, delay: 3000 },
    ]);
    expect(effectsOf(machine)).toEqual([{ kind: 'disarm', id }]);
  });
});

describe('what is not modelled is an error that names endpoint, machine, state, effect, and what to use instead', () => {
  const machines: Record<string, [AnyStateMachine, string]> = {
    'sendTo an unknown target': [
      doing(sendTo('nobody', { type: 'X' })),
      'sendTo, which sends directly to another actor; use emit()',
    ],
    forwardTo: [doing(forwardTo('nobody')), 'sendTo, which sends directly'],
    sendParent: [doing(sendParent({ type: 'X' })), /send(To|Parent), which sends/.source],
  };

  for (const [what, [machine, sentence]] of Object.entries(machines)) {
    it(what, () => {
      const run = () => effectsOf(machine);
      expect(run).toThrow(ModelError);
      expect(run).toThrow(/^endpoint "client": the machine "m" in state idle has the effect /);
      expect(run).toThrow(new RegExp(sentence.replace('()', '\\(\\)')));
    });
  }

  it('a delay that has no implementation', () => {
    const machine = createMachine({ id: 'm', initial: 'a', states: { a: { after: { RTO: 'b' } }, b: {} } });
    expect(() => start(machine, undefined, who)).toThrow(
      /the machine "m" in state \w+ waits for the delay "RTO", which has no implementation; add it to setup\(\{ delays \}\)/,
    );
  });
});

describe('a machine that throws', () => {
  const fail = () => {
    throw new Error('no such peer');
  };

  it('in a guard or an assign is a finding', () => {
    const guarded = createMachine({ id: 'm', on: { GO: { guard: fail, actions: 'a' } } });
    const assigning = doing(assign(fail));
    for (const machine of [guarded, assigning]) {
      expect(() => effectsOf(machine)).toThrow(MachineThrew);
      expect(() => effectsOf(machine)).toThrow(/no such peer/);
    }
  });

  it('when it starts is an error of the model', () => {
    const machine = createMachine({ id: 'm', context: fail });
    expect(() => start(machine, undefined, who)).toThrow(ModelError);
    expect(() => start(machine, undefined, who)).toThrow(
      /endpoint "client": the machine "m" cannot start: .*no such peer/,
    );
  });
});

describe('a machine that is done', () => {
  it('ignores every event', () => {
    const machine = createMachine({
      initial: 'end',
      states: { end: { type: 'final' } },
      on: { GO: { actions: 'x' } },
    });
    const { snapshot } = start(machine, undefined, who);
    expect(react(machine, snapshot, GO, who)).toEqual({ snapshot, effects: [] });
  });
});

describe('the text of a snapshot', () => {
  const machine = setup({
    types: { context: {} as { n: unknown }, events: {} as { type: 'SET'; n: unknown } },
  }).createMachine({
    id: 'm',
    context: { n: 0 },
    on: { SET: { actions: assign({ n: ({ event }) => event.n }) } },
  });
  const textAfter = (n: unknown) => {
    const { snapshot } = start(machine, undefined, who);
    return snapshotText(machine, react(machine, snapshot, { type: 'SET', n } as never, who).snapshot, who);
  };

  it('is the same for a context that was assigned its own value', () => {
    expect(textAfter(0)).toBe(snapshotText(machine, start(machine, undefined, who).snapshot, who));
    expect(textAfter(1)).not.toBe(textAfter(0));
  });

  it('refuses a context that is not plain data, naming the path', () => {
    expect(() => textAfter({ since: /x/ })).toThrow(
      'endpoint "client": the machine "m" in state {}: context.n.since is an instance of RegExp (keep what is needed of it: in a plain object, a Map, a Set, a Date); the state of an endpoint must be plain data',
    );
  });

  it('tells apart what a history state would return to', () => {
    const remembering = createMachine({
      initial: 'on',
      states: {
        on: {
          initial: 'a',
          states: { a: { on: { GO: 'b' } }, b: {}, last: { type: 'history' } },
          on: { OFF: 'off' },
        },
        off: { on: { ON: 'on.last' } },
      },
    });
    const text = (...types: string[]) => {
      const { snapshot } = start(remembering, undefined, who);
      const end = types.reduce((now, type) => react(remembering, now, { type }, who).snapshot, snapshot);
      return snapshotText(remembering, end, who);
    };
    expect(text('OFF')).not.toBe(text('GO', 'OFF'));
    expect(text('OFF', 'ON', 'OFF')).toBe(text('OFF'));
  });
});

describe('names for people', () => {
  it('a state value matches its parents, not its siblings', () => {
    expect(valueMatches('open', { open: 'half' })).toBe(true);
    expect(valueMatches({ open: 'half' }, { open: 'half' })).toBe(true);
    expect(valueMatches('closed', { open: 'half' })).toBe(false);
  });
});
