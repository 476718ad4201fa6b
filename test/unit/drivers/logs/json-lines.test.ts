import { describe, expect, it } from 'vitest';
import { readJsonLines } from '../../../../src/drivers/logs/json-lines.ts';

const log = (...lines: readonly (object | string)[]) =>
  readJsonLines(
    `${lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')}\n`,
  );

describe('a log of JSON lines', () => {
  it('has a sighting a line, with its place', () => {
    const { sightings } = log(
      { sent: { type: 'PING' }, from: 'client' },
      '',
      { delivered: { type: 'PING' }, to: 'server' },
      { event: { type: 'ASK' }, endpoint: 'client' },
      { expired: 'RTO', endpoint: 'client' },
      { observed: { type: 'answered' }, endpoint: 'client' },
      { state: 'waiting', endpoint: 'client' },
      { state: { context: { answers: 1 } }, endpoint: 'client' },
    );
    expect(
      sightings.map(({ kind, endpoint, event, after, where }) => [kind, endpoint, event, after, where]),
    ).toEqual([
      ['sent', 'client', { type: 'PING' }, null, 'line 1'],
      ['delivered', 'server', { type: 'PING' }, null, 'line 3'],
      ['event', 'client', { type: 'ASK' }, null, 'line 4'],
      ['expired', 'client', { name: 'RTO' }, null, 'line 5'],
      ['observed', 'client', { type: 'answered' }, null, 'line 6'],
      ['state', 'client', {}, { value: 'waiting' }, 'line 7'],
      ['state', 'client', {}, { context: { answers: 1 } }, 'line 8'],
    ]);
  });

  it('says first what it sees; else it sees the kinds that occur', () => {
    const sent = { sent: { type: 'PING' }, from: 'client' };
    expect(log({ sees: ['sent by client', 'expired'] }, sent).sees).toEqual([
      { kind: 'sent', endpoint: 'client' },
      { kind: 'expired' },
    ]);
    expect(log(sent, { state: 'idle', endpoint: 'client' }).sees).toEqual([{ kind: 'sent' }]);
  });

  it('tells that its last line is cut off, and leaves that out', () => {
    const { sightings, notes } = readJsonLines('{"sent":{"type":"PING"},"from":"client"}\n{"sent":{"ty');
    expect(sightings).toHaveLength(1);
    expect(notes).toEqual(['line 2, the last one, is cut off, and was left out']);
  });

  it.each<[string, object | string]>([
    ['line 1 of the log is no JSON object', 'hello'],
    ['line 1 of the log says nothing known', { got: { type: 'PING' }, to: 'server' }],
    ['line 1: a message has "from"', { sent: { type: 'PING' } }],
    ['line 1: "sent" is a message, as an object', { sent: 'PING', from: 'client' }],
    ['line 1: nothing is called "smelled"', { sees: ['smelled'] }],
    ['line 1 is no inspection event', { type: '@xstate.snapshot' }],
  ])('is refused with the place: %s', (message, line) => {
    expect(() => log(line)).toThrow(message);
  });
});
