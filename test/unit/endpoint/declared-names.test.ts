import { describe, expect, it } from 'vitest';
import { createMachine, emit, enqueueActions, raise, setup } from 'xstate';
import { declaredNames, timerName } from '../../../src/endpoint/declared-names.ts';

const afters = setup({ delays: { 'net.rto': 1000, rto: 2000 } }).createMachine({
  id: 'tcp',
  initial: 'open',
  states: {
    open: { after: { 'net.rto': 'shut', rto: 'shut', 1.5: 'shut', 500: 'shut' } },
    shut: { id: 'the.end', after: { 'net.rto': 'open' } },
  },
});

describe('the name of a timer', () => {
  it.each([
    ['xstate.after.rto.tcp.open', 'rto'],
    ['xstate.after.net.rto.tcp.open', 'net.rto'],
    ['xstate.after.1.5.tcp.open', '1.5'],
    ['xstate.after.500.tcp.open', '500'],
    ['xstate.after.net.rto.the.end', 'net.rto'],
  ])('of %s is that of its delay, dots and all', (id, name) => {
    expect(timerName(afters, id)).toBe(name);
  });

  it('is the id where there is no delay of a state by it', () => {
    expect(timerName(afters, 'keepAlive')).toBe('keepAlive');
    expect(timerName(afters, 'xstate.after.rto.tcp.closed')).toBe('xstate.after.rto.tcp.closed');
  });
});

describe('a machine declares', () => {
  it('what it takes and emits, wherever it does', () => {
    const machine = setup({ actions: { shout: emit({ type: 'SHOUT' } as never) } }).createMachine({
      entry: emit({ type: 'ENTER' } as never),
      exit: emit({ type: 'EXIT' } as never),
      initial: 'a',
      on: { '*': {}, 'order.*': { actions: emit({ type: 'ORDER' } as never) } },
      states: {
        a: { always: { target: 'b', actions: emit({ type: 'ALWAYS' } as never) } },
        b: { on: { GO: 'a' } },
      },
    });
    const { takes, emits, emitsMore } = declaredNames(machine);
    expect(takes).toEqual(['order.*', 'GO']);
    expect([...emits].sort()).toEqual(['ALWAYS', 'ENTER', 'EXIT', 'ORDER', 'SHOUT']);
    expect(emitsMore).toBe(false);
  });

  it('that it may emit and raise more where functions say what', () => {
    const computed = createMachine({ entry: emit(() => ({ type: 'X' }) as never) });
    const enqueued = createMachine({ entry: enqueueActions(() => {}) });
    expect(declaredNames(computed)).toMatchObject({ emits: [], emitsMore: true, raisesMore: false });
    expect(declaredNames(enqueued)).toMatchObject({ emits: [], emitsMore: true, raisesMore: true });
  });

  it('the timers of its raises, by id or event, and delays that do not exist', () => {
    const machine = setup({ delays: { rto: 1000 } }).createMachine({
      entry: [
        raise({ type: 'T' }, { delay: 'rto', id: 'keepAlive' }),
        raise({ type: 'U' }, { delay: 10 }),
        raise({ type: 'V' }, { delay: 'rot' } as never),
        raise({ type: 'W' }),
      ],
    });
    expect(declaredNames(machine)).toMatchObject({
      raises: ['keepAlive', 'U', 'V'],
      raisesMore: false,
      missingDelays: ['rot'],
    });
  });
});
