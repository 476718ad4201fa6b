import {
  type Chart,
  type Charts,
  type ReductionCase,
  type Rest,
  reached,
  stuck,
  type Wanted,
} from './building.ts';

/** Has one thing to do, by itself. */
const WORKER: Chart = { b0: { GO: 'b1' }, b1: {} };

/** Models in which a condition of the partial-order reduction is needed. In most of them `b` seems to be free to go first. */
const missed: readonly (readonly [string, Charts, Wanted, Rest?])[] = [
  [
    'who goes on for ever keeps others waiting',
    { b: { b0: { TO: 'b1' }, b1: { FRO: 'b0' } }, a: { a0: { GO: 'a1' }, a1: {} } },
    { state: ({ endpoints }) => endpoints.a?.value === 'a1' },
  ],
  [
    'what b did, and a did not yet, is read',
    { b: WORKER, a: { a0: { STAY: 'a1' }, a1: {} } },
    { state: ({ endpoints }) => endpoints.a?.value === 'a1' && endpoints.b?.value === 'b0' },
  ],
  [
    'what is not in flight yet is read',
    { b: { b0: { SAY: 'b1 !M>c' }, b1: {} }, a: { a0: { GO: 'a1' }, a1: {} }, c: { c0: {} } },
    { state: ({ endpoints, network }) => endpoints.a?.value === 'a1' && network.length === 0 },
    { network: { duplication: true } },
  ],
  [
    'where b is is read only once a has gone',
    { b: WORKER, a: { a0: { STAY: 'a1' }, a1: { ON: 'a2' }, a2: {} } },
    { state: ({ endpoints }) => endpoints.a?.value === 'a2' && endpoints.b?.value === 'b0' },
  ],
  [
    'a step of a shows where b is',
    { b: WORKER, a: { a0: { STAY: 'a1' }, a1: { ON: 'a2' }, a2: {} } },
    {
      step: ({ action, before }) =>
        action.kind === 'event' && action.event.type === 'ON' && before.endpoints.b?.value === 'b0',
    },
  ],
  [
    'a may still say something to b',
    {
      b: { b0: { GO: 'b1', M: 'b2 !R>c' }, b1: {}, b2: {} },
      a: { a0: { SAY: 'a1 !M>b' }, a1: {} },
      c: { c0: { R: 'c1' }, c1: {} },
    },
    { state: ({ endpoints }) => endpoints.c?.value === 'c1' },
  ],
  [
    'a may say something to b after a while',
    {
      b: { b0: { GO: 'b1', M: 'b2 !R>c' }, b1: {}, b2: {} },
      a: { a0: { ON: 'a1' }, a1: { ON: 'a2' }, a2: { SAY: 'a3 !M>b' }, a3: {} },
      c: { c0: { R: 'c1' }, c1: {} },
    },
    { state: ({ endpoints }) => endpoints.c?.value === 'c1' },
  ],
  [
    'a comes another way to where it says something to b',
    {
      b: { b0: { GO: 'b1', M: 'b2 !R>c' }, b1: {}, b2: {} },
      a: {
        a0: { ON: 'a1', OTHER: 'z !Q>c' },
        a1: { SAY: 'a2 !M>b' },
        z: { LONG: 'y' },
        y: { ON: 'a1' },
        a2: {},
      },
      c: { c0: { R: 'c2', Q: 'c1' }, c1: { R: 'asked' }, c2: {}, asked: {} },
    },
    { state: ({ endpoints }) => endpoints.c?.value === 'asked' },
  ],
  [
    'who goes first takes the room of others',
    {
      b: { b0: { SAY: 'b1 !M>c' }, b1: {} },
      a: { a0: { SAY: 'a1 !K>c' }, a1: {} },
      c: { c0: { M: 'c1', K: 'c2' }, c1: {}, c2: {} },
    },
    { state: ({ endpoints }) => endpoints.c?.value === 'c2' },
    { network: { capacity: 1 } },
  ],
  [
    'what is cut off for now may become possible',
    {
      b: { b0: { GO: 'b1', SAY: 'b2 !M>c' }, b1: {}, b2: {} },
      a: { a0: { entry: '!K>c' } },
      c: { c0: { M: 'c1' }, c1: {} },
    },
    { state: ({ endpoints }) => endpoints.c?.value === 'c1' },
    { network: { capacity: 1 } },
  ],
  [
    'what finds no room now may find it later',
    {
      b: { b0: { SAY: 'b1 !M>c' }, b1: {} },
      a: { a0: { entry: '!K>c' } },
      c: { c0: { M: 'c1' }, c1: {} },
    },
    { state: ({ endpoints }) => endpoints.c?.value === 'c1' },
    { network: { capacity: 1, loss: true } },
  ],
  [
    'what merges with its equal needs room once that is lost',
    {
      b: { b0: { GO: 'b1 !M>a' }, b1: { AGAIN: 'b2 !M>a' }, b2: {} },
      a: { a0: { M: 'a1' }, a1: { SAY: 'a2 !K>c' }, a2: {} },
      c: { c0: { K: 'c1' }, c1: {} },
    },
    {
      state: ({ endpoints, network }) =>
        endpoints.c?.value === 'c1' && network.some(({ event }) => event.type === 'M'),
    },
    { network: { capacity: 1, loss: true, duplication: true } },
  ],
  [
    'what waits for room may find it later',
    {
      b: { b0: { entry: '!K>c', GO: 'b1', SAY: 'b2 !M>c' }, b1: {}, b2: {} },
      c: { c0: { M: 'c1' }, c1: {} },
    },
    { state: ({ endpoints }) => endpoints.c?.value === 'c1' },
    { network: { channels: { way: { from: 'b', to: 'c', capacity: 1, full: 'blocks' } } } },
  ],
  [
    'a channel has less room than the network',
    { b: { b0: { entry: '!K>c', SAY: 'b1 !M>c' }, b1: {} }, c: { c0: { M: 'c1' }, c1: {} } },
    { state: ({ endpoints }) => endpoints.c?.value === 'c1' },
    { network: { channels: { way: { from: 'b', to: 'c', capacity: 1, full: 'loses' } } } },
  ],
  [
    'a session breaks before something is sent in it',
    {
      b: { b0: { SAY: 'b1 !M>c' }, b1: {} },
      c: { c0: { BROKEN: 'c1' }, c1: { M: 'c2' }, c2: {} },
    },
    { state: ({ endpoints }) => endpoints.c?.value === 'c2' },
    {
      network: {
        channels: {
          line: {
            between: ['b', 'c'],
            session: { breaks: 1, tells: { break: 'BROKEN' }, whileBroken: 'waits' },
          },
        },
      },
    },
  ],
  [
    'a promise may be kept before it is given once more',
    { b: { b0: { SAY: 'b1 !M' }, b1: { SAY: 'b2 !M' }, b2: {} }, a: { a0: {} } },
    { state: ({ network }) => network.length === 2 },
    {
      network: { duplication: true },
      assumptions: { all: { sentence: 'M arrives.', reliable: () => true } },
    },
  ],
  [
    'b may begin late',
    {
      b: { b0: { GO: 'b1' }, b1: { 10: 'b2 !K' }, b2: {} },
      a: { a0: { 30: 'a1' }, a1: { K: 'late' }, late: {} },
    },
    { state: ({ endpoints }) => endpoints.a?.value === 'late' },
    { tick: 10, network: { lifetime: 1 } },
  ],
  [
    'the history knows who was first',
    { b: WORKER, a: { a0: { STAY: 'a1' }, a1: {} } },
    { state: ({ history }) => history === 'a' },
    {
      history: {
        initial: null,
        update: (first, { action }) => first ?? ('endpoint' in action ? action.endpoint : null),
      },
    },
  ],
  [
    'what b does decides what may be delivered',
    {
      b: WORKER,
      a: { a0: { M: 'a1' }, a1: {} },
      c: { c0: { entry: '!M>a' } },
    },
    { state: ({ endpoints }) => endpoints.a?.value === 'a1' },
    {
      assumptions: {
        early: {
          sentence: 'M arrives early.',
          deliverable: (_, { endpoints }) => endpoints.b?.value === 'b0',
        },
      },
    },
  ],
];

export const partialOrderCases: readonly ReductionCase[] = [
  ...missed.map((each) => reached('partial-order', each)),
  stuck('partial-order', [
    'what b waits for may be lost',
    { b: { b0: { M: 'b1' }, b1: {} }, a: { a0: { entry: '!M', GO: 'a1' }, a1: {} } },
    { network: { loss: true }, final: ({ endpoints }) => endpoints.b?.value === 'b1' },
  ]),
  stuck('partial-order', [
    'who can only crash need not',
    { b: { b0: {} }, a: { a0: { GO: 'a1' }, a1: {} } },
    {
      options: { b: { crashes: { most: 1, restarts: false } } },
      final: ({ endpoints }) => endpoints.b?.status === 'crashed',
    },
  ]),
];
