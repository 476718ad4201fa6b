import { describe, expect, it } from 'vitest';
import { createMachine, emit, setup } from 'xstate';
import twoAlarms from '../../../machines/toys/two-alarms/model.ts';
import { type AnyModel, defineModel, endpoint, instantiate, parsePath, replay } from '../../../src/index.ts';
import {
  actorDriver,
  type Difference,
  type Implementation,
  runSuiteSync,
  runTraceSync,
  testPaths,
} from '../../../src/testing.ts';
import courier from '../../fixtures/courier.ts';

type Machine = Implementation['machine'];

const machineOf = (model: AnyModel, name: string): Machine => {
  const found = model.build(instantiate(model).parameters).endpoints[name]?.machine;
  if (found === undefined) throw new Error(`no endpoint ${name}`);
  return found;
};

function firstDifference(model: AnyModel, replace: Readonly<Record<string, Implementation>>): Difference {
  const result = runSuiteSync(actorDriver(model, { replace }), testPaths(model, 'reactions'));
  if (result.verdict === 'passed') throw new Error('no difference was found');
  return result.difference;
}

describe('the actors of a model', () => {
  it.each([
    ['courier', courier],
    ['two alarms', twoAlarms],
  ])('pass the test paths of %s', (_, model) => {
    const suite = testPaths(model, ['reactions', 'faults']);
    expect(runSuiteSync(actorDriver(model), suite)).toMatchObject({ verdict: 'passed', steps: suite.steps });
  });

  it('pass those of a variant, with other parameters', () => {
    const options = { set: { order: 'fifo', lifetime: 2 } };
    expect(runSuiteSync(actorDriver(courier, options), testPaths(courier, 'faults', options)).verdict).toBe(
      'passed',
    );
  });
});

describe('another machine', () => {
  const deaf = setup({}).createMachine({ id: 'deaf', initial: 'open', states: { open: {} } });

  it('is told from the model where it does something else', () => {
    expect(firstDifference(courier, { receiver: { machine: deaf } })).toMatchObject({
      endpoint: 'receiver',
      what: 'sent',
      expected: [{ to: 'sender', event: { type: 'ACK' } }],
      found: [],
    });
  });

  it('is not told by how long an elastic timer is', () => {
    const patient = machineOf(courier, 'sender').provide({ delays: { RESEND: 1_000_000 } });
    const driver = actorDriver(courier, { replace: { sender: { machine: patient } } });
    expect(runSuiteSync(driver, testPaths(courier, 'reactions')).verdict).toBe('passed');
  });

  it('may show its state in the words of the model', () => {
    const receiver = setup({
      types: { events: {} as { type: 'DATA'; of: number }, emitted: {} as { type: string; of?: number } },
    }).createMachine({
      id: 'mine',
      initial: 'listening',
      states: {
        listening: {
          on: {
            DATA: {
              actions: [emit(({ event: { of } }) => ({ type: 'delivered', of })), emit({ type: 'ACK' })],
            },
          },
        },
      },
    });
    const replace = { receiver: { machine: receiver, read: () => ({ value: 'open' }) } };
    const suite = testPaths(courier, 'faults');
    expect(runSuiteSync(actorDriver(courier, { replace }), suite).verdict).toBe('passed');
    expect(firstDifference(courier, { receiver: { machine: receiver } })).toMatchObject({
      found: 'listening',
    });
  });

  it('must stand in for an endpoint that there is', () => {
    expect(() => actorDriver(courier, { replace: { router: { machine: deaf } } })).toThrow(
      'no endpoint "router"',
    );
  });
});

describe('time', () => {
  const alarm = (delay: number) =>
    setup({ delays: { RING: delay }, types: { emitted: {} as { type: 'rung' } } }).createMachine({
      id: 'alarm',
      initial: 'set',
      states: { set: { after: { RING: { target: 'off', actions: emit({ type: 'rung' }) } } }, off: {} },
    });
  const model = defineModel({
    name: 'alarm',
    parameters: {},
    build: () => ({
      endpoints: { alarm: endpoint(alarm(2000)), wall: endpoint(setup({}).createMachine({})) },
      network: { carries: [] },
      time: { tick: 1000 },
    }),
    properties: [],
  });
  const { paths } = testPaths(model, 'reactions');
  const trace = replay(instantiate(model).model, parsePath(paths[0]?.replay ?? ''));
  const outside = (machine: Machine) => ({ alarm: { machine, read: () => ({}) } });
  const run = (machine: Machine) => runTraceSync(actorDriver(model, { replace: outside(machine) }), trace);

  it('lets a timer expire when the path says so', () => {
    expect(trace.steps.map(({ action }) => action.kind)).toEqual(['tick', 'tick', 'tick', 'expire']);
    expect(run(alarm(2000))).toEqual({ verdict: 'passed', steps: 4 });
  });

  it('does not wait for a timer that should have expired before the tick', () => {
    expect(run(alarm(1000))).toMatchObject({
      difference: { step: 3, what: 'observed', expected: [], found: [{ type: 'rung' }] },
    });
  });

  it('does not let a timer expire before its time', () => {
    expect(run(alarm(3000))).toMatchObject({
      difference: { step: 4, what: 'error', found: 'no timer "RING" is due' },
    });
  });
});

describe('a machine that fails', () => {
  it('fails the path with its own message', () => {
    const fails = setup({
      guards: {
        broken: () => {
          throw new Error('oh no');
        },
      },
    }).createMachine({
      id: 'fails',
      initial: 'open',
      states: { open: { on: { DATA: { guard: 'broken' } } } },
    });
    expect(firstDifference(courier, { receiver: { machine: fails } })).toMatchObject({
      what: 'error',
      expected: null,
      found: expect.stringContaining('oh no'),
    });
  });
});

describe('an implementation that is nearly right', () => {
  const made = ({ delay = 20, ends = 1, tags = ['busy'], extra = false }) =>
    createMachine({
      id: 'm',
      initial: 'waiting',
      states: {
        waiting: { tags, exit: extra ? [{ type: 'unheard' }] : [], after: { [delay]: 'end' } },
        end: { type: 'final' },
      },
      output: () => ends,
    });
  const timed = defineModel({
    name: 'timed',
    parameters: {},
    build: () => ({
      endpoints: { one: endpoint(made({})), other: endpoint(setup({}).createMachine({ id: 'other' })) },
      network: { carries: [] },
      time: { tick: 10 },
    }),
    properties: [],
  });
  const verdictOf = (machine: Machine) =>
    runSuiteSync(actorDriver(timed, { replace: { one: { machine } } }), testPaths(timed, 'transitions'));

  it('passes where it is right', () => {
    expect(verdictOf(made({}))).toMatchObject({ verdict: 'passed' });
  });

  it.each([
    ['waits 1 ms longer', { delay: 21 }, 'timers'],
    ['waits 1 ms less', { delay: 19 }, 'timers'],
    ['does something that has a name and no implementation', { extra: true }, 'observed'],
    ['has another tag', { tags: ['idle'] }, 'tags'],
    ['ends with another output', { ends: 2 }, 'output'],
  ])('differs where it %s', (_, change, what) => {
    expect(verdictOf(made(change))).toMatchObject({ verdict: 'differs', difference: { what } });
  });
});
