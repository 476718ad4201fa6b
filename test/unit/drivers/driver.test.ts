import { describe, expect, it } from 'vitest';
import echo from '../../../machines/toys/echo/model.ts';
import { type AnyModel, instantiate, parsePath, replay, type Trace } from '../../../src/index.ts';
import { ladder } from '../../../src/report/ladders/ladder.ts';
import {
  assertSuite,
  assertTrace,
  type Difference,
  type Driver,
  runSuite,
  runSuiteSync,
  runTrace,
  runTraceSync,
} from '../../../src/testing.ts';
import courier from '../../fixtures/courier.ts';
import { Puppet } from './puppet.ts';

const traceOf = (model: AnyModel, path: string) => replay(instantiate(model).model, parsePath(path));

/** SEND, DATA, ACK; SEND, the same ACK again; DATA and ACK are lost. */
const trace = traceOf(courier, '0/0/1/1/2/2/2');
const oneWay = traceOf(courier, '0/0');

function differenceOf(driver: Driver<string>, along: Trace = trace): Difference {
  const result = runTraceSync(driver, along);
  if (result.verdict === 'passed') throw new Error('no difference was found');
  return result.difference;
}

describe('an implementation that does as the model', () => {
  it('passes, at once and over time', async () => {
    expect(runTraceSync(new Puppet(trace), trace)).toEqual({ verdict: 'passed', steps: 7 });
    expect(await runTrace(slow(new Puppet(trace)), trace)).toEqual({ verdict: 'passed', steps: 7 });
  });

  it('passes a suite, and nothing is kept from one path to the next', async () => {
    const suite = { traces: () => [trace, trace] };
    expect(runSuiteSync(new Puppet(trace), suite)).toEqual({ verdict: 'passed', paths: 2, steps: 14 });
    expect(await runSuite(slow(new Puppet(trace)), suite)).toMatchObject({ verdict: 'passed', paths: 2 });
    await expect(assertSuite(new Puppet(trace), suite)).resolves.toBeUndefined();
  });

  it('passes with three endpoints, where messages name their receivers', () => {
    const path = traceOf(echo, '0/0/0');
    expect(runTraceSync(new Puppet(path), path)).toEqual({ verdict: 'passed', steps: 3 });
  });
});

describe('what an implementation is told to do', () => {
  it('is what the path says, with its own messages', () => {
    const puppet = new Puppet(trace);
    runTraceSync(puppet, trace);
    const [data, ack] = [{ type: 'DATA', of: 1 }, { type: 'ACK' }].map((event) => JSON.stringify(event));
    expect(puppet.actions).toEqual([
      { kind: 'event', endpoint: 'sender', event: { type: 'SEND' } },
      {
        kind: 'deliver',
        endpoint: 'receiver',
        from: 'sender',
        message: data,
        number: 1,
        earlierDeliveries: 0,
      },
      {
        kind: 'deliver',
        endpoint: 'sender',
        from: 'receiver',
        message: ack,
        number: 2,
        earlierDeliveries: 0,
      },
      { kind: 'event', endpoint: 'sender', event: { type: 'SEND' } },
      {
        kind: 'deliver',
        endpoint: 'sender',
        from: 'receiver',
        message: ack,
        number: 2,
        earlierDeliveries: 1,
      },
      { kind: 'drop', message: data, number: 1 },
      { kind: 'drop', message: ack, number: 2 },
    ]);
  });

  it('is of the endpoints that it has; the messages of the others are encoded', () => {
    const puppet = Object.assign(
      new Puppet(trace, (report, name) => (name === 'sender' ? report : undefined)),
      {
        encode: (event: object, from: string) => `${from}: ${JSON.stringify(event)}`,
      },
    );
    expect(runTraceSync(puppet, trace)).toEqual({ verdict: 'passed', steps: 7 });
    expect(puppet.actions.map((action) => ('message' in action ? action.message : action.kind))).toEqual([
      'event',
      'receiver: {"type":"ACK"}',
      'event',
      'receiver: {"type":"ACK"}',
      '{"type":"DATA","of":1}',
    ]);
  });
});

describe('the first difference', () => {
  it('in a state has its step, its endpoint and the trace up to there', () => {
    const puppet = new Puppet(trace, (report, name, step) =>
      name === 'sender' && step >= 3 ? { ...report, value: 'waiting' } : report,
    );
    const { trace: upTo, ...found } = differenceOf(puppet);
    expect(found).toEqual({ step: 3, endpoint: 'sender', what: 'value', expected: 'idle', found: 'waiting' });
    expect(upTo.steps).toEqual(trace.steps.slice(0, 3));
  });

  it('at the start is at step 0', () => {
    const puppet = new Puppet(trace, (report) => ({ ...report, value: 'broken' }));
    expect(differenceOf(puppet)).toMatchObject({ step: 0, endpoint: 'sender', found: 'broken' });
  });

  it.each([
    ['status', { status: 'done' }, 'active', 'done'],
    ['context', { context: { round: 1 } }, { round: 1, rounds: 2 }, { round: 1 }],
    ['context', { fields: { round: 7 } }, { round: 1 }, { round: 7 }],
    ['timers', { timers: [] }, [{ name: 'RESEND', remaining: null }], []],
    ['timers', { timers: [{ name: 'RTO' }] }, [{ name: 'RESEND' }], [{ name: 'RTO' }]],
    ['observed', { observed: [{ type: 'delivered' }] }, [], [{ type: 'delivered' }]],
    ['sent', { sent: [] }, [{ to: 'receiver', event: { type: 'DATA', of: 1 } }], []],
  ] as const)('may be one of %s: %j', (what, change, expected, found) => {
    const puppet = new Puppet(trace, (report, name, step) =>
      name === 'sender' && step === 1 ? { ...report, ...change } : report,
    );
    expect(differenceOf(puppet)).toMatchObject({ step: 1, endpoint: 'sender', what, expected, found });
  });

  it('may be another message, or one by an endpoint that should do nothing', () => {
    const other = new Puppet(trace, (report, name, step) =>
      name === 'sender' && step === 1 ? { ...report, sent: [{ message: '{"type":"DATA","of":2}' }] } : report,
    );
    expect(differenceOf(other)).toMatchObject({
      found: [{ to: 'receiver', event: { type: 'DATA', of: 2 } }],
    });
    const babbler = new Puppet(trace, (report, name, step) =>
      name === 'receiver' && step === 1 ? { ...report, sent: [{ message: '{"type":"ACK"}' }] } : report,
    );
    expect(differenceOf(babbler)).toMatchObject({ endpoint: 'receiver', what: 'sent', expected: [] });
  });

  it('may be something that is no message at all', () => {
    const garbled = new Puppet(trace, (report, name, step) =>
      name === 'sender' && step === 1 ? { ...report, sent: [{ message: '%' }] } : report,
    );
    const { what, found } = differenceOf(garbled);
    expect({ what, found }).toEqual({
      what: 'sent',
      found: [{ to: 'receiver', event: { type: expect.stringMatching(/^no message \(.*JSON/) } }],
    });
  });

  it('may be that it throws, at once or later', async () => {
    const broken = Object.assign(new Puppet(trace), {
      apply: () => {
        throw new TypeError('oh no');
      },
    });
    expect(differenceOf(broken)).toMatchObject({ step: 1, what: 'error', expected: null, found: 'oh no' });
    expect(await runTrace(slow(broken), trace)).toMatchObject({ difference: { step: 1, found: 'oh no' } });
  });

  it('of a suite has the number of its path', () => {
    let resets = 0;
    const puppet = new Puppet(trace, (report, _, step) => {
      if (step === 0) resets++;
      return resets > 2 ? { ...report, value: 'tired' } : report;
    });
    const result = runSuiteSync(puppet, { traces: () => [trace, trace] });
    expect(result).toMatchObject({ verdict: 'differs', path: 2, difference: { step: 0 } });
  });
});

describe('what is not shown', () => {
  it.each(['value', 'status', 'context', 'timers', 'observed'] as const)('is not compared: %s', (part) => {
    const puppet = new Puppet(trace, ({ [part]: _, ...report }) => report);
    expect(runTraceSync(puppet, trace).verdict).toBe('passed');
  });

  it('of messages that cannot be decoded are their contents, but not their number', () => {
    const blind = (puppet: Puppet) => Object.assign(puppet, { decode: undefined });
    const garbled = new Puppet(trace, (report) => ({
      ...report,
      sent: report.sent?.map(() => ({ message: '?' })) ?? [],
    }));
    expect(runTraceSync(blind(garbled), trace).verdict).toBe('passed');
    const silent = new Puppet(trace, (report) => ({ ...report, sent: [] }));
    expect(differenceOf(blind(silent))).toMatchObject({ what: 'sent', found: [] });
  });

  it('are fields of the context that are not named, and ticks that are not told', () => {
    const puppet = new Puppet(trace, ({ context: _, ...report }, name) => ({
      ...report,
      fields: name === 'sender' ? { rounds: 2 } : {},
      timers: report.timers?.map(({ name: timer }) => ({ name: timer })) ?? [],
    }));
    expect(runTraceSync(puppet, trace).verdict).toBe('passed');
  });
});

describe('a driver that does not fit the model', () => {
  it('is refused if it does not say what was sent', () => {
    const mute = new Puppet(oneWay, ({ sent: _, ...report }) => report);
    expect(() => runTraceSync(mute, oneWay)).toThrow('did not report what "sender" sent');
  });

  it('is refused if it has an endpoint that the model has not', () => {
    const driver = { reset() {}, apply() {}, read: () => ({ router: {} }) };
    expect(() => runTraceSync(driver, trace)).toThrow(
      'an endpoint "router"; the model has "sender", "receiver"',
    );
  });

  it('is refused if its messages name no receiver where there are several', () => {
    const path = traceOf(echo, '0');
    const puppet = new Puppet(path, (report) => ({
      ...report,
      sent: report.sent?.map(({ message }) => ({ message })) ?? [],
    }));
    expect(() => runTraceSync(puppet, path)).toThrow('names no receiver');
  });

  it('is refused by the runs that do not wait if it makes them wait', () => {
    expect(() => runTraceSync(slow(new Puppet(trace)), trace)).toThrow('run it with runTrace or runSuite');
  });
});

describe('an assertion', () => {
  const wrong = () =>
    new Puppet(trace, (report, name, step) =>
      name === 'sender' && step === 5 ? { ...report, fields: { round: 3 } } : report,
    );

  it('throws the ladder up to the difference, what was expected, and what was found', async () => {
    const failure = await assertTrace(wrong(), trace).then(String, (error: Error) => error.message);
    expect(failure.split('\n')).toEqual([
      'The implementation differs from the model at step 5: the context of "sender".',
      '  Expected: round=2',
      '  Found:    round=3',
      '  Path:     0/0/1/1/2',
      '',
      ...ladder({ ...trace, steps: trace.steps.slice(0, 5) }).split('\n'),
    ]);
    await expect(assertSuite(wrong(), { traces: () => [trace] })).rejects.toThrow(failure);
  });

  it('keeps what was thrown as its cause', async () => {
    const cause = new TypeError('oh no');
    const broken = Object.assign(new Puppet(trace), { apply: () => Promise.reject(cause) });
    const failure = await assertTrace(broken, trace).catch((error: Error) => error);
    expect(failure).toMatchObject({ cause, message: expect.stringContaining('Found:    oh no') });
  });
});

/** The same driver, with promises. */
function slow(driver: Driver<string>): Driver<string> {
  return {
    reset: async (start) => driver.reset(start),
    apply: async (action, step) => driver.apply(action, step),
    read: async () => driver.read(),
    ...(driver.decode && { decode: driver.decode }),
  };
}
