import { describe, expect, it } from 'vitest';
import { assign, emit, setup } from 'xstate';
import { fromTaggedJson, taggedJson } from '../../src/export.ts';
import { check, defineModel, endpoint, instantiate, replay } from '../../src/index.ts';
import { ladder } from '../../src/report/ladders/ladder.ts';
import { traceObjects } from '../../src/report/searches/json.ts';
import { actorDriver, readJsonLines, runSuiteSync, testPaths, validateLog } from '../../src/testing.ts';
import { exploreNaively } from '../support/naive/explorer.ts';
import { summaryOf } from '../support/summary.ts';

const fetcher = setup({
  types: {
    context: {} as { error: string | undefined; tries: number },
    events: {} as { type: 'GO' } | { type: 'NO'; why: string | undefined },
    emitted: {} as { type: 'ASK' },
  },
}).createMachine({
  context: { error: undefined, tries: 0 },
  initial: 'idle',
  states: {
    idle: { on: { GO: 'busy' } },
    busy: {
      entry: emit({ type: 'ASK' }),
      on: { NO: { target: 'idle', actions: assign({ error: ({ event }) => event.why }) } },
    },
  },
});

const refuser = setup({
  types: { events: {} as { type: 'ASK' }, emitted: {} as { type: 'NO'; why: string | undefined } },
}).createMachine({ on: { ASK: { actions: emit({ type: 'NO', why: undefined }) } } });

interface Book {
  readonly peers: Map<string, { readonly since: Date; readonly sum: bigint }>;
  readonly seen: Set<string>;
  readonly failure: Error | null;
  readonly bytes: Uint8Array;
}

/** Keeps book of who called, in maps, sets, dates and bytes. */
const keeper = setup({
  types: {
    context: {} as Book,
    events: {} as { type: 'CALL'; who: string } | { type: 'CLOSE' },
    emitted: {} as { type: 'LIST'; peers: Book['peers']; rate: number },
  },
}).createMachine({
  context: { peers: new Map(), seen: new Set(), failure: null, bytes: new Uint8Array(1) },
  on: {
    CALL: {
      guard: ({ context, event }) => !context.seen.has(event.who),
      actions: [
        assign(({ context: { peers, seen }, event: { who } }) => ({
          peers: new Map(peers).set(who, { since: new Date(1000), sum: 2n ** 60n }),
          seen: new Set([...seen, who]),
          bytes: new Uint8Array([peers.size + 1]),
        })),
        emit(({ context }) => ({ type: 'LIST', peers: context.peers, rate: Number.NaN })),
      ],
    },
    CLOSE: {
      guard: ({ context }) => context.failure === null,
      actions: assign({ failure: ({ context }) => new RangeError('closed', { cause: [...context.seen] }) }),
    },
  },
});

const reader = setup({
  types: {
    context: {} as { first: string | undefined },
    events: {} as { type: 'LIST'; peers: Book['peers'] },
  },
}).createMachine({
  context: { first: undefined },
  on: { LIST: { actions: assign({ first: ({ event }) => [...event.peers.keys()][0] }) } },
});

const book = defineModel({
  name: 'book',
  parameters: { meddles: false },
  build: () => ({
    endpoints: {
      keeper: endpoint(keeper, {
        events: [{ type: 'CALL', who: 'b' }, { type: 'CALL', who: 'a' }, { type: 'CLOSE' }],
      }),
      reader: endpoint(reader),
    },
    network: { carries: ['LIST'] },
  }),
  history: { initial: new Set<string>(), update: (names, { action }) => named(names, action) },
  properties: ({ invariant, reachable, step }) => [
    invariant({
      name: 'a before b',
      sentence: 'The list begins with a.',
      holds: ({ endpoints }, { meddles }) => {
        if (meddles) endpoints.keeper.context.peers.set('c', { since: new Date(0), sum: 0n });
        return ([...endpoints.keeper.context.peers.keys()][0] ?? 'a') === 'a';
      },
    }),
    reachable({
      name: 'b is known',
      sentence: 'The reader hears of b first, after the keeper has closed.',
      state: ({ endpoints, history }) =>
        endpoints.reader.context.first === 'b' &&
        endpoints.keeper.context.peers.get('b')?.sum === 2n ** 60n &&
        endpoints.keeper.context.failure?.message === 'closed' &&
        history.has('b'),
    }),
    step({
      name: 'at most two',
      sentence: 'Nobody is told of more than two.',
      holds: ({ sent }) => sent.every(({ event }) => event.peers.size <= 2 && Number.isNaN(event.rate)),
    }),
  ],
});

function named(names: Set<string>, action: { readonly kind: string; readonly event?: unknown }): Set<string> {
  if (action.kind !== 'event') return names;
  const { who } = action.event as { readonly who?: string };
  return who === undefined ? names : new Set([...names, who]);
}

describe('a context that holds more than JSON', () => {
  it('may be undefined in parts, and events, too', () => {
    const model = defineModel({
      name: 'fetch',
      parameters: {},
      build: () => ({
        endpoints: { fetcher: endpoint(fetcher, { events: [{ type: 'GO' }] }), server: endpoint(refuser) },
        network: { carries: ['ASK', 'NO'] },
      }),
      properties: ({ deadlockFree }) => [deadlockFree()],
    });
    const { properties, statistics } = check(instantiate(model));
    expect(properties.map(({ verdict }) => verdict)).toEqual(['holds', 'holds']);
    expect(statistics.distinctStates).toBe(3);
  });

  const instance = instantiate(book);
  const outcome = check(instance);
  const [violated, reached] = outcome.properties;
  const trace = replay(instance.model, reached !== undefined && 'path' in reached ? reached.path : []);

  it('is searched as what it is, in the order of its maps and sets', () => {
    expect(outcome.properties.map(({ verdict }) => verdict)).toEqual([
      'violated',
      'reached',
      'holds',
      'holds',
    ]);
    expect(violated).toMatchObject({ path: { length: 1 } });
    expect(summaryOf(outcome)).toEqual(exploreNaively(book));
  });

  it('is that of running actors along every test path', () => {
    const suite = testPaths(book, ['local-states', 'reactions']);
    expect(runSuiteSync(actorDriver(book), suite)).toMatchObject({ verdict: 'passed' });
  });

  it('cannot be changed by predicates', () => {
    expect(() => check(instantiate(book, { set: { meddles: true } }))).toThrow(
      'property "a before b" threw: set() on a Map that is read-only; what a model is shown is frozen',
    );
  });

  it('stands in ladders and JSON, from which it can be read back', () => {
    const text = ladder(trace);
    expect(text).toContain('failure=RangeError(message=clos');
    const objects = JSON.parse(JSON.stringify(traceObjects(trace))) as {
      endpoints: Record<string, object>;
    }[];
    const last = objects.at(-1)?.endpoints.keeper as { readonly context: unknown };
    const since = { $date: '1970-01-01T00:00:01.000Z' };
    expect(last.context).toEqual({
      peers: { $map: [['b', { since, sum: { $bigint: String(2n ** 60n) } }]] },
      seen: { $set: ['b'] },
      failure: { $error: { class: 'RangeError', message: 'closed', cause: ['b'] } },
      bytes: { $array: ['Uint8Array', [1]] },
    });
    const context = trace.steps.at(-1)?.after.endpoints.keeper?.context;
    expect(taggedJson(fromTaggedJson(last.context))).toEqual(taggedJson(context));
  });

  it('is compared with logs that tell it in tagged JSON, or in what plain JSON makes of it', () => {
    const state = (context: object) => JSON.stringify({ state: { context }, endpoint: 'keeper' });
    const called = JSON.stringify({ event: { type: 'CALL', who: 'b' }, endpoint: 'keeper' });
    const fits = (context: object) =>
      validateLog(book, readJsonLines([called, state(context)].join('\n'))).verdict;
    const entry = { since: new Date(1000), sum: 2n ** 60n };
    const peers = (map: Book['peers']) => ({ peers: taggedJson(map) });
    expect(fits(peers(new Map([['b', entry]])))).toBe('fits');
    expect(fits(peers(new Map([['b', { ...entry, since: new Date(0) }]])))).toBe('differs');
    expect(fits({ peers: new Map(), seen: new Set(), bytes: new Uint8Array([1]) })).toBe('fits');
    expect(fits({ bytes: new Uint8Array([2]) })).toBe('differs');
  });
});
