import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { carefulClient, hastyClient } from '../../../../machines/ping/client.ts';
import ping from '../../../../machines/ping/model.ts';
import { readJsonLines, type Validation, validateLog } from '../../../../src/testing.ts';

const validate = (lines: readonly object[], options: Parameters<typeof validateLog>[2] = {}) =>
  validateLog(ping, readJsonLines(lines.map((line) => JSON.stringify(line)).join('\n')), options);

const sent = (type: string, from: string) => ({ sent: { type }, from });
const ask = { event: { type: 'ASK' }, endpoint: 'client' };
const kinds = ({ trace }: Validation) => trace.steps.map(({ action }) => action.kind);

describe('a log that some behaviour shows', () => {
  it('fits, and is explained by a shortest one with all that it does not show', () => {
    const found = validate([sent('PING', 'client'), sent('PONG', 'server')]);
    expect(found).toMatchObject({ verdict: 'fits', explained: 2, sightings: 2 });
    expect(kinds(found)).toEqual(['event', 'deliver']);
  });

  it('fits if nothing is seen at all', () => {
    expect(validate([])).toMatchObject({ verdict: 'fits', path: [] });
  });

  it('is explained by retransmissions and losses where there must have been some', () => {
    const found = validate([ask, sent('PING', 'client'), sent('PING', 'client'), sent('PONG', 'server')]);
    expect(found.verdict).toBe('fits');
    expect(kinds(found)).toContain('expire');
  });

  it('says in which states endpoints were, between what they did', () => {
    const answered = { state: { value: 'answered', context: { answers: 1 } }, endpoint: 'client' };
    const answer = [sent('PING', 'client'), sent('PONG', 'server')];
    expect(validate([...answer, answered]).verdict).toBe('fits');
    const twice = { state: { context: { answers: 2 } }, endpoint: 'client' };
    expect(validate([...answer, twice]).verdict).toBe('fits');
    expect(validate([...answer, twice], { set: { client: 'careful' } }).verdict).toBe('differs');
  });
});

describe('a log that no behaviour shows', () => {
  it('differs at the first line without explanation, with what was possible there', () => {
    const found = validate([sent('PING', 'client'), sent('PONG', 'server'), sent('PONG', 'client')]);
    expect(found).toMatchObject({
      verdict: 'differs',
      explained: 2,
      where: 'line 3',
      seen: 'client sends PONG',
      instead: ['client sends PING', 'server sends PONG'],
    });
    expect(found.trace.steps.length).toBe(2);
  });

  it('differs where an answer comes before any question', () => {
    expect(validate([sent('PONG', 'server')])).toMatchObject({
      verdict: 'differs',
      explained: 0,
      where: 'line 1',
    });
  });

  it('fits after all if what is missing may be', () => {
    expect(validate([sent('PONG', 'server')], { mayMiss: ['PING'] }).verdict).toBe('fits');
  });

  it('differs if it sees more kinds than it has lines of: a call that is not in it did not happen', () => {
    const header = { sees: ['event', 'sent'] };
    expect(validate([header, sent('PING', 'client')])).toMatchObject({
      verdict: 'differs',
      instead: ['client: ASK'],
    });
  });
});

describe('a search that is stopped', () => {
  it('knows nothing', () => {
    const pings = Array.from({ length: 20 }, () => sent('PING', 'client'));
    expect(validate(pings, { maxStates: 3 })).toMatchObject({ verdict: 'unknown', stopped: 'max-states' });
  });
});

it('a log that names a stranger is refused, with the place', () => {
  expect(() => validate([sent('PING', 'cleint')])).toThrow(
    'line 1 names an endpoint "cleint", which the model has not; did you mean "client"',
  );
});

describe('what XState’s inspection API tells of a running machine', () => {
  /** A log in production: one actor, and whatever happens to it. */
  function recorded(
    machine: typeof hastyClient,
    events: readonly { readonly type: 'ASK' | 'PONG' }[],
  ): string {
    const lines: string[] = [];
    const actor = createActor(machine, {
      id: 'client',
      inspect: (event) => void lines.push(JSON.stringify(event)),
    });
    actor.start();
    for (const event of events) actor.send(event);
    actor.stop();
    return `${lines.join('\n')}\n`;
  }
  const events = [{ type: 'ASK' }, { type: 'PONG' }, { type: 'PONG' }] as const;

  it('fits the model of that machine, ignored events included', () => {
    const log = readJsonLines(recorded(hastyClient, events));
    expect(validateLog(ping, log).verdict).toBe('fits');
    const careful = readJsonLines(recorded(carefulClient as typeof hastyClient, events));
    expect(validateLog(ping, careful, { set: { client: 'careful' } }).verdict).toBe('fits');
  });

  it('differs from that of another one, at the step', () => {
    const log = readJsonLines(recorded(hastyClient, events));
    expect(validateLog(ping, log, { set: { client: 'careful' } })).toMatchObject({ verdict: 'differs' });
  });

  it('differs if the answer comes unasked', () => {
    const log = readJsonLines(recorded(hastyClient, [{ type: 'ASK' }, { type: 'PONG' }]));
    const answer = log.sightings.filter(({ event }) => event.type !== 'ASK');
    expect(validateLog(ping, { ...log, sightings: answer }).verdict).toBe('differs');
  });
});
