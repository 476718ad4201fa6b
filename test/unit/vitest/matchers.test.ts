import { describe, expect, it, vi } from 'vitest';
import ping from '../../../machines/ping/model.ts';
import { Search } from '../../../src/search/search.ts';
import { checked } from '../../../src/vitest/index.ts';
import courier from '../../fixtures/courier.ts';

/** What a failed expectation prints. */
function failure(expectation: () => void): string {
  try {
    expectation();
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
  throw new Error('the expectation did not fail');
}

describe('an expectation of a model', () => {
  it('is met by its verdict, of the variant that is named', () => {
    expect(ping).toBeViolated('one answer');
    expect(ping).variant('careful').toHold('one answer');
    expect(ping).variant('hasty').toBeViolated('one answer', { steps: 4 });
    expect(ping).variant('careful').toBeReached('answered', { steps: 3 });
    expect(ping).variant('careful').toHaveSize({ distinctStates: 20, transitions: 74 });
    expect(ping).variant('careful').toBeAsExpected();
  });

  it('is met by its verdict, of the parameters that are set', () => {
    expect(checked(ping, { set: { client: 'careful' } })).toHold('one answer');
    expect(ping)
      .variant('hasty', { set: { client: 'careful' } })
      .toHold('one answer');
    expect(checked(ping, { set: { capacity: 1 } }))
      .variant('hasty')
      .toHold('no deadlock');
  });

  it('can be negated', () => {
    expect(ping).not.toHold('one answer');
    expect(ping).variant('careful').not.toBeViolated('one answer');
    expect(ping).not.variant('hasty').toHold('one answer');
    expect(failure(() => expect(ping).not.toBeViolated('one answer'))).toContain('is violated in 4 steps');
  });

  it('prints the ladder, the replay string and the command if it is not met', () => {
    expect(failure(() => expect(ping).variant('hasty').toHold('one answer'))).toMatchInlineSnapshot(`
      "✗ Model "ping", variant "hasty": "one answer" is violated in 4 steps, expected: holds
        However often it asks and is answered, the client takes one answer.

          step client                                            server
               [idle]                                            │
               │ answers=0                                       │
             1 ● ASK                                             │
               [waiting]──> #1 PING                              │
             2 ├──────────────────── #1 PING ───────────────────>│
               │                                      #2 PONG <──┤
             3 │<─────────────────── #2 PONG ────────────────────┤
               [answered] answers=1                              │
      ✗      4 │<────────────── #2 duplicate PONG ───────────────┤
               │ answers=2                                       │
           end [answered]                                        │

      In flight: #1 PING from client to server
                 #2 PONG from server to client
      ✗ "one answer" is violated at step 4.
        Claim:  However often it asks and is answered, the client takes one answer.
        Here:   The client has counted 2 answers.

      Replay string: 0/0/1/1
      Draw it again: npx allways replay MODEL --variant hasty --path 0/0/1/1"
    `);
  });

  it('prints the bounds if nothing is violated', () => {
    expect(failure(() => expect(ping).variant('careful').toBeViolated('one answer'))).toMatchInlineSnapshot(`
      "✓ Model "ping", variant "careful": "one answer" holds, expected: violated
        However often it asks and is answered, the client takes one answer.

      Within these bounds (20 states, 74 transitions):
        parameters   client=careful capacity=2
        capacity     at most 2 messages in flight
        network      PING and PONG: may be lost, duplicated and reordered
        lifetime     a message dies after 1 tick
        time         discrete ticks; no timer fires early, but RTO may fire at any moment once armed;
                     those with equal delays fire in the order of arming
        assumptions  none"
    `);
  });

  it('compares the number of steps', () => {
    const text = failure(() => expect(ping).toBeViolated('one answer', { steps: 3 }));
    expect(text).toContain('is violated in 4 steps, expected: violated in 3 steps');
  });

  it('tells each verdict that is not as the variant expects, and the size', () => {
    const text = failure(() =>
      expect(ping)
        .variant('hasty', { set: { client: 'careful' } })
        .toBeAsExpected(),
    );
    expect(text).toContain('"one answer" holds, expected: violated');
    const resized = {
      ...ping,
      variants: { careful: { ...ping.variants?.careful, size: { distinctStates: 1, transitions: 2 } } },
    };
    expect(failure(() => expect(resized).variant('careful').toBeAsExpected())).toContain(
      '20 states and 74 transitions, expected 1 state and 2 transitions',
    );
  });

  it('of the wrong kind is refused, negated or not', () => {
    expect(failure(() => expect(ping).toBeReached('one answer'))).toBe(
      'toBeReached: "one answer" is a claim, which holds or is violated; use toHold or toBeViolated',
    );
    expect(failure(() => expect(ping).not.toHold('answered'))).toContain(
      'use toBeReached or toBeUnreachable',
    );
  });

  it('names a property and a variant that exist', () => {
    const untyped: { readonly [K in keyof typeof ping]: unknown } & Parameters<typeof checked>[0] = ping;
    expect(failure(() => expect(checked(untyped)).toHold('one anser'))).toContain(
      'has no property "one anser"; did you mean "one answer"?',
    );
    expect(failure(() => expect(checked(untyped)).variant('carful').toHold('one answer'))).toContain(
      'has no variant "carful"; did you mean "careful"?',
    );
  });

  it('is of a model', () => {
    expect(failure(() => expect({} as never).toHold('x' as never))).toContain('must be given a model');
    expect(failure(() => expect(3 as never).variant('x' as never))).toContain('must be given a model');
  });
});

describe('an unknown verdict', () => {
  it('meets no expectation, and no negation of one, and says which limit came', () => {
    const small = checked(ping, { variant: 'careful', maxStates: 5 });
    const text = failure(() => expect(small).toHold('one answer'));
    expect(text).toContain('It is unknown: there are more states than `maxStates` allows');
    expect(failure(() => expect(small).not.toHold('one answer'))).toBe(text);
    expect(failure(() => expect(small).toBeAsExpected())).toContain('It is unknown');
    expect(failure(() => expect(small).toHaveSize({}))).toContain('It is unknown');
  });

  it('comes of a limit of time, or of memory, from which the next expectation goes on', () => {
    const options = { variant: 'careful', set: { capacity: 4 } } as const;
    expect(
      failure(() => expect(checked(ping, { ...options, maxSeconds: 0 })).toHold('one answer')),
    ).toContain('the search took 0.00 s, which is all that this test has');
    expect(failure(() => expect(checked(ping, { ...options, maxMemory: 1 })).toHold('one answer'))).toContain(
      'the tables of the search take 1 B; allow more by `maxMemory`',
    );
    expect(checked(ping, options)).toBeDefined();
    expect(checked(ping, options)).toHold('one answer');
  });
});

describe('a search', () => {
  it('is made once for a model, a variant and parameters, however many expectations there are', () => {
    const begun = vi.spyOn(Search.prototype, 'advance');
    const model = { ...courier };
    expect(model).variant('one way').toHold('no further round');
    const before = begun.mock.instances.length;
    const first = begun.mock.instances[0];
    expect(model).variant('one way').toHold('no deadlock');
    expect(checked(model, { variant: 'one way', maxSeconds: 9 })).toBeReached('all rounds are done');
    expect(begun.mock.instances).toHaveLength(before);
    expect(model).variant('lasting').toHold('no further round');
    expect(new Set(begun.mock.instances).size).toBe(2);
    expect(begun.mock.instances[0]).toBe(first);
    begun.mockRestore();
  });

  it('goes no further than to what is expected', () => {
    const model = { ...courier };
    const limited = checked(model, { maxStates: 60 });
    expect(limited).toBeViolated('no stale data');
    expect(failure(() => expect(limited).toHold('no further round'))).toContain('It is unknown');
  });
});
