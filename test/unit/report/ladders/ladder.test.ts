import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/report/ladders/finding.ts';
import { ladder } from '../../../../src/report/ladders/ladder.ts';
import { Story } from './story.ts';

const handshake = () =>
  new Story({ client: 'CLOSED', server: 'LISTEN' }, 'fresh')
    .event('client', { type: 'OPEN' }, { state: 'SYN_SENT', sends: [{ type: 'SYN', isn: 3 }] })
    .deliver(1, { state: 'SYN_RECEIVED', sends: [{ type: 'SYN_ACK' }] }, true)
    .deliver(2, { state: 'ESTABLISHED', observes: [{ type: 'opened' }], sends: [{ type: 'ACK', of: 1 }] });

const violation: Finding = {
  name: 'no stale data',
  kind: 'step',
  sentence: 'No data of an earlier connection is delivered in a later one.',
  source: 'RFC 1337, section 1',
  verdict: 'violated',
  step: 5,
  reason: 'DATA was sent before the client opened again.',
};

const text = (lines: readonly string[]) => lines.join('\n');

describe('ladder', () => {
  it('tells a handshake with stubs where messages are sent and arrows where they arrive', () => {
    expect(ladder(handshake().trace())).toBe(
      text([
        '    step client                                 server',
        '         [CLOSED]                               [LISTEN]',
        '       1 ● OPEN                                 │',
        '         [SYN_SENT]──> #1 SYN(isn=3)            │',
        '       2 ├──────────── #1 SYN(isn=3) ──────────>│',
        '         │                        #2 SYN_ACK <──[SYN_RECEIVED]',
        '       3 │<──────────── #2 SYN_ACK ─────────────┤',
        '         [ESTABLISHED]──> #3 ACK(of=1)          │',
        '         │ » opened                             │',
        '     end [ESTABLISHED]                          [SYN_RECEIVED]',
        '',
        'In flight: #1 SYN(isn=3) from client to server',
        '           #3 ACK(of=1) from client to server',
      ]),
    );
  });

  it('tells how a message is taken, where it may be taken in several ways, but not who sent it', () => {
    const story = new Story({ a: 'x', b: 'y' })
      .event(
        'a',
        { type: 'GO' },
        {
          sends: [
            { type: 'ASK', n: 1 },
            { type: 'ASK', n: 2 },
          ],
        },
      )
      .deliver(1, { state: 'z' }, false, { type: 'ASK', n: 1, from: 'a', ok: false })
      .deliver(2, {}, false, { type: 'ASK', n: 2, from: 'a' });
    const lines = ladder(story.trace()).split('\n');
    expect(lines.slice(4, 9)).toEqual([
      '         ├──> #2 ASK(n=2)                       │',
      '       2 ├───────────── #1 ASK(n=1) ───────────>│',
      '         │                                      [z] as ok=false',
      '       3 ├──────── #2 ASK(n=2) (ignored) ──────>│',
      '     end [x]                                    [z]',
    ]);
  });

  it('tells above the lifelines what more than four endpoints remember, once for those with the same', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const trace = new Story(Object.fromEntries(names.map((name) => [name, 'idle']))).trace();
    const endpoints = Object.fromEntries(
      Object.entries(trace.initial.endpoints).map(([name, local]) => [
        name,
        { ...local, context: { term: name === 'c' ? 1 : 0 } },
      ]),
    );
    const lines = ladder({ ...trace, initial: { ...trace.initial, endpoints } }).split('\n');
    expect(lines.slice(0, 6)).toEqual([
      'In the beginning:',
      'a, b, d, e, f, g:',
      '  term=0',
      'c:',
      '  term=1',
      '',
    ]);
    expect(lines).toHaveLength(10);
  });

  it('tells what endpoints remember in the beginning, cut short, and what they send then', () => {
    const trace = handshake().trace();
    const { client, server } = trace.initial.endpoints;
    if (client === undefined || server === undefined) throw new Error('both are there');
    const endpoints = {
      client: { ...client, context: { tries: 3, peer: 'the other one', list: [] } },
      server: { ...server, context: { words: Array.from({ length: 40 }, () => 'word'), a: 'b'.repeat(99) } },
    };
    const lines = ladder({ ...trace, initial: { ...trace.initial, endpoints } }).split('\n');
    expect(lines.slice(1, 6)).toEqual([
      '         [CLOSED]                               [LISTEN]',
      '         │ tries=3 peer="the other one" list=[] │',
      '         │                                      │ words=[word word word word wo…',
      '         │                                      │ a=bbbbbbbbbbbbbbbbbbbbbbb…',
      '       1 ● OPEN                                 │',
    ]);
  });

  it('tells loss, age, duplicates, marks and the end of a story', () => {
    const story = new Story({ sender: 'idle', receiver: 'open' }, 'fresh')
      .event(
        'sender',
        { type: 'SEND' },
        { context: { round: 1 }, sends: [{ type: 'DATA', of: 1 }, { type: 'FIN' }] },
      )
      .drop(2)
      .deliver(1, { observes: [{ type: 'delivers', of: 1 }] }, true)
      .tick()
      .remarking('stale', [1], (told) =>
        told.expire('sender', 'RTO', { sends: [{ type: 'FIN' }], fate: 'no room' }),
      )
      .deliver(1, { observes: [{ type: 'delivers', of: 1 }] }, true)
      .tick(1);
    expect(ladder(story.trace(), { findings: [{ ...violation, step: 6 }] })).toBe(
      text([
        '    step sender                                 receiver',
        '         [idle]                                 [open]',
        '       1 ● SEND                                 │',
        '         ├──> #1 DATA(of=1)                     │',
        '         ├──> #2 FIN                            │',
        '         │ round=1                              │',
        '       2 ├── #2 FIN ──✗ lost                    │',
        '       3 ├──────────── #1 DATA(of=1) ──────────>│',
        '         │                                      │ » delivers(of=1)',
        '  tick 1 │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄│',
        '       5 ○ RTO expires                          │',
        '         ├──✗ #3 FIN no room                    │',
        '         │ #1 is now *stale*                    │',
        '✗      6 ├─── #1 *stale* duplicate DATA(of=1) ─>│',
        '         │                                      │ » delivers(of=1)',
        '  tick 2 │┄┄ copies gone: #1 ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄│',
        '     end [idle]                                 [open]',
        '',
        'Nothing is in flight.',
        '✗ "no stale data" is violated at step 6.',
        '  Claim:  No data of an earlier connection is delivered in a later one.',
        '  Here:   DATA was sent before the client opened again.',
        '  Source: RFC 1337, section 1',
      ]),
    );
  });

  it('draws three lifelines, names receivers, and lets arrows cross the lifeline between', () => {
    const story = new Story({ a: 'x', b: 'x', c: 'x' })
      .event(
        'a',
        { type: 'GO' },
        {
          sends: [
            { type: 'ASK', receiver: 'b' },
            { type: 'ASK', receiver: 'c' },
          ],
        },
      )
      .deliver(2, { state: { busy: 'hard' }, sends: [{ type: 'YES', receiver: 'a' }] })
      .deliver(3)
      .drop(1);
    expect(ladder(story.trace())).toBe(
      text([
        '    step a                        b                        c',
        '         [x]                      [x]                      [x]',
        '       1 ● GO                     │                        │',
        '         ├──> #1 #2 ASK to b c    │                        │',
        '       2 ├──────── #2 ASK ────────┼───────────────────────>│',
        '         │                        │         #3 YES to a <──[busy.hard]',
        '       3 │<───────────────────────┼─── #3 YES (ignored) ───┤',
        '       4 ├── #1 ASK ──✗ lost      │                        │',
        '     end [x]                      [x]                      [busy.hard]',
        '',
        'Nothing is in flight.',
      ]),
    );
  });

  it('points an arrow at the receiver, whichever side it is on', () => {
    const lines = ladder(handshake().trace()).split('\n');
    expect(lines.find((line) => line.includes(' 2 '))).toMatch(/├─.*>│$/);
    expect(lines.find((line) => line.includes(' 3 '))).toMatch(/│<.*─┤$/);
  });

  it('says what a machine threw', () => {
    const story = new Story({ a: 'x', b: 'y' }).event('a', { type: 'GO' }, { thrown: 'n is not defined' });
    expect(ladder(story.trace())).toContain('│ ✗ throws: n is not defined');
  });

  it('says that an event is ignored', () => {
    const story = new Story({ a: 'x', b: 'y' }).event('a', { type: 'GO' });
    expect(ladder(story.trace())).toContain('● GO (ignored)');
  });

  it('keeps an uneventful tick to one line', () => {
    const quiet = new Story({ a: 'x', b: 'y' });
    for (let i = 0; i < 20; i++) quiet.tick();
    expect(ladder(quiet.trace()).split('\n')).toHaveLength(2 + 20 + 1 + 2);
  });

  it('shows the initial state alone for the empty path', () => {
    const empty = new Story({ a: 'x', b: 'y' }).trace();
    const finding: Finding = { ...violation, kind: 'invariant', step: 0, reason: null, source: null };
    expect(ladder(empty, { findings: [finding] })).toBe(
      text([
        '    step a                                      b',
        '✗        [x]                                    [y]',
        '',
        'Nothing is in flight.',
        '✗ "no stale data" is violated in the initial state.',
        '  Claim:  No data of an earlier connection is delivered in a later one.',
      ]),
    );
  });

  it('tells of a deadlock why it is one', () => {
    const finding: Finding = { ...violation, kind: 'deadlock-free', step: 3, reason: null };
    expect(ladder(handshake().trace(), { findings: [finding] })).toContain('Here:   no action is enabled');
  });

  it('has the same text with colour as without', () => {
    const options = { findings: [violation] };
    const plain = ladder(handshake().trace(), options);
    const coloured = ladder(handshake().trace(), { ...options, color: true });
    expect(coloured).not.toBe(plain);
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });
});
