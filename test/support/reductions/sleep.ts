import { at, type Charts, type ReductionCase, type Rest, reached } from './building.ts';

const IDLE = { d0: {} };

type History = NonNullable<Rest['history']>;
type Marks = NonNullable<History['marks']>;

/** A history of texts. */
function remembers(initial: string, update: NonNullable<History['update']>): Rest {
  return { history: { initial, update } };
}

/** A history that knows of certain losses. */
function losses(of: (message: { readonly age: number }) => string | null): Rest {
  return remembers('none', (history, { action }) =>
    action.kind === 'drop' ? (of(action.message) ?? history) : history,
  );
}

/** Marks that change at ON. */
function marked(remark: Marks['remark'], others: readonly string[] = ['old']): Rest {
  return {
    history: {
      marks: {
        initial: 'new',
        others,
        trigger: ({ action }) =>
          action.kind === 'event' && action.event.type === 'ON' ? action.endpoint : null,
        remark,
      },
    },
  };
}

const oldWith = (type: string): Rest => marked(({ event, mark }) => (event.type === type ? 'old' : mark));

/** Title, endpoints, a state that is missed, or found another way, without the condition; and the rest. */
const missed: readonly (readonly [string, Charts, string, Rest?])[] = [
  ['an endpoint does the same once more', { a: { a0: { GO: 'a0 !M' } }, b: { b0: {} } }, 'a0 b0 M>b M>b'],
  [
    'a message that is delivered may be lost then',
    { a: { a0: { M: 'a1' }, a1: {} }, b: { b0: { GO: 'b0 !M' } } },
    'a1 b0',
    { network: { loss: true, duplication: true } },
  ],
  [
    'a message is delivered that was sent just before',
    { a: { a0: { GO: 'a1' }, a1: { GO: 'a0 !M', N: 'a2' }, a2: {} }, b: { b0: { GO: 'b0 !N' } } },
    'a2 b0 M>b',
  ],
  [
    'a mark is changed of what is delivered then',
    { a: { a0: { ON: 'a1' }, a1: { M: 'a0 !M' } }, b: { b0: { GO: 'b0 !M' } } },
    'a1 b0 M>b^old',
    { ...oldWith('M'), network: { loss: true, duplication: true } },
  ],
  [
    'marks are changed of what is sent before',
    { a: { a0: { ON: 'a0 !M' } }, b: { b0: { GO: 'b0 !M' } } },
    'a0 b0 M>a^old',
    oldWith('M'),
  ],
  [
    'the mark is that which was given last',
    { a: { a0: { ON: 'a1' }, a1: { ON: 'a0' } }, c: { c0: { ON: 'c1' }, c1: { GO: 'c0 !M' } } },
    'a1 c1 M>a^a',
    marked((_, who) => who, ['a', 'c']),
  ],
  [
    'marks become alike, which makes room',
    {
      b: { b0: { GO: 'b1 !Z>d' }, b1: {} },
      a: {
        a0: { SAY: 'a1 !X>d' },
        a1: { ON: 'a2' },
        a2: { SAY: 'a3 !X>d' },
        a3: { ON: 'a4' },
        a4: {},
      },
      d: IDLE,
    },
    'b1 a4 d0 X>d^old Z>d^new',
    {
      ...oldWith('X'),
      network: { capacity: 2, loss: true, duplication: true },
      assumptions: { some: { sentence: 'X arrives.', reliable: ({ event }) => event.type === 'X' } },
    },
  ],
  [
    'marks become alike, which makes room for what found none before',
    {
      b: {
        b0: { SAY: 'b1 !X>d' },
        b1: { ON: 'b2' },
        b2: { SAY: 'b3 !X>d', SKIP: 'b4' },
        b3: { ON: 'b4' },
        b4: {},
      },
      a: { a0: { GO: 'a1 !M>d' }, a1: {} },
      d: IDLE,
    },
    'b4 a1 d0 X>d^old',
    { ...oldWith('X'), network: { capacity: 2, loss: true, duplication: true } },
  ],
  [
    'a promise is kept',
    { a: { a0: { GO: 'a1' }, a1: { M: 'a0 !M' } }, b: { b0: { GO: 'b0 !M' } } },
    'a0 b0 M>b',
    {
      network: { loss: true, duplication: true },
      assumptions: { all: { sentence: 'M arrives.', reliable: () => true } },
    },
  ],
  [
    'others decide whether a message is delivered',
    {
      a: { a0: { GO: 'a1' }, a1: { N: 'a2' }, a2: {} },
      b: { b0: { GO: 'b0 !M>a' } },
      c: { c0: { GO: 'c1' }, c1: { GO: 'c2' }, c2: { GO: 'c1 !N>a' } },
    },
    'a2 b0 c2 M>a',
    {
      assumptions: {
        some: { sentence: 'c decides.', deliverable: (_, { endpoints }) => endpoints.c?.value !== 'c1' },
      },
    },
  ],
  [
    'the loss of a message lets those behind it pass',
    {
      a: { a0: { SKIP: 'a3 !N', SAY: 'a1 !M' }, a1: { SAY: 'a2 !N' }, a2: {}, a3: {} },
      b: { b0: { M: 'b2', N: 'b1' }, b1: {}, b2: {} },
    },
    'a2 b1',
    { network: { order: 'fifo', loss: true } },
  ],
  [
    'what a step does to the history depends on others',
    { a: { a0: { GO: 'a1', ON: 'a0 !M' }, a1: {} }, b: { b0: { M: 'b1' }, b1: {} } },
    'a1 b1 | none',
    remembers('none', (history, { action, before }) =>
      action.kind === 'event' && action.event.type === 'GO' && before.endpoints.b?.value === 'b1'
        ? 'late'
        : history,
    ),
  ],
  [
    'the history knows who acted last',
    { a: { a0: { GO: 'a1' }, a1: { GO: 'a0 !M' } }, b: { b0: {} } },
    'a1 b0 | b',
    remembers('none', (history, { action }) => ('endpoint' in action ? action.endpoint : history)),
  ],
  [
    'two steps send, and there is room for one message',
    { a: { a0: { GO: 'a1 !M>b' }, a1: {} }, b: { b0: {} }, c: { c0: { GO: 'c0 !M>a' } } },
    'a1 b0 c0 M>a',
    { network: { capacity: 1, loss: true } },
  ],
  [
    'what one step takes makes room for what the other one sends',
    { a: { a0: { GO: 'a1' }, a1: { GO: 'a2 !M' }, a2: { GO: 'a0 !N' } }, b: { b0: {} } },
    'a0 b0 N>b N>b',
    { network: { capacity: 2, loss: true } },
  ],
  [
    'equal messages need room each',
    { a: { a0: {} }, b: { b0: { GO: 'b1 !M' }, b1: { GO: 'b0 !N' } } },
    'a0 b0 N>a N>a',
    { network: { capacity: 2, loss: true } },
  ],
  [
    'a message finds room before another one is sent',
    {
      a: { a0: {} },
      b: { b0: { GO: 'b0 !M>a', ON: 'b0 !M>c' } },
      c: { c0: { M: 'c0 !M>a' } },
    },
    'a0 b0 c0 M>a M>a',
    { network: { capacity: 2, loss: true, duplication: true } },
  ],
  [
    'a delivery sends what may find no room',
    {
      a: { a0: { GO: 'a1' }, a1: { GO: 'a0 !M>b' } },
      b: { b0: { GO: 'b1' }, b1: { M: 'b0 !M>c' } },
      c: { c0: { M: 'c0 !M>a' } },
    },
    'a1 b0 c0 M>a',
    { network: { capacity: 2, loss: true, duplication: true } },
  ],
  [
    'a loss makes room for what found none before',
    {
      c: { c0: { SAY: 'c1 !N>d', HUSH: 'c1' }, c1: {} },
      e: { e0: { GO: 'e1' }, e1: {} },
      a: { a0: { GO: 'a1 !M>d' }, a1: {} },
      d: IDLE,
    },
    'c1 e0 a1 d0',
    { network: { capacity: 1, loss: true, duplication: true } },
  ],
  [
    'a step is cut off, and its like before',
    {
      b: { b0: { GO: 'b1 !M>d', SKIP: 'b1' }, b1: { GO: 'b2 !N>d' }, b2: {} },
      a: { a0: { GO: 'a1' }, a1: {} },
      d: IDLE,
    },
    'b1 a1 d0 M>d',
    { network: { capacity: 1, duplication: true } },
  ],
  [
    'a promise finds no room, and its like before',
    {
      b: { b0: { GO: 'b1 !M>d', SKIP: 'b1' }, b1: { GO: 'b2 !N>d' }, b2: {} },
      a: { a0: { GO: 'a1' }, a1: {} },
      d: IDLE,
    },
    'b1 a1 d0 M>d',
    {
      network: { capacity: 1, loss: true, duplication: true },
      assumptions: { some: { sentence: 'N arrives.', reliable: ({ event }) => event.type === 'N' } },
    },
  ],
  [
    'a message that is sent twice finds room once',
    {
      b: { b0: { GO: 'b1 !M>d', SKIP: 'b1' }, b1: { GO: 'b2 !N>d !N>d' }, b2: {} },
      a: { a0: { GO: 'a1' }, a1: {} },
      d: IDLE,
    },
    'b2 a1 d0 M>d N>d',
    { network: { capacity: 2, loss: true, duplication: true } },
  ],
  [
    'of two steps, the second was taken later',
    { a: { a0: { GO: 'a0 !M>b' } }, b: { b0: {} }, c: { c0: { GO: 'c0 !M>a' } } },
    'a0 b0 c0 M>a M>b',
  ],
  [
    'two steps lead to a state that is found after the other one',
    { a: { a0: { M: 'a1', N: 'a0' }, a1: { N: 'a2' }, a2: {} }, b: { b0: { entry: '!M !N' } } },
    'a1 b0',
    { network: { loss: true } },
  ],
  [
    'an event would change marks, but they are changed',
    {
      a: { a0: {}, never: { ON: 'never' } },
      c: { c0: { entry: '!X', GO: 'c1' }, c1: { GO: 'c2' }, c2: {} },
    },
    'a0 c2 X>a^old',
    { ...oldWith('X'), network: { duplication: true } },
  ],
  [
    'the history depends on others before a step that does not',
    {
      a: { a0: {} },
      b: { b0: { GO: 'b1' }, b1: { ON: 'b2', GO: 'b0' }, b2: { GO: 'b0 !M>a' } },
      c: { c0: { GO: 'c0' } },
    },
    'a0 b2 c0 M>a | late',
    remembers('none', (history, { action, before }) =>
      action.kind === 'event' && action.event.type === 'GO' && before.endpoints.b?.value === 'b1'
        ? 'late'
        : history,
    ),
  ],
  [
    'an event does something else to the history before',
    {
      b: { b0: { GO: 'b1' }, b1: {} },
      c: { c0: { ON: 'c1' }, c1: {} },
      a: { a0: { A: 'a1' }, a1: { ON: 'a2' }, a2: {} },
    },
    'b1 c0 a2 | on',
    remembers('none', (history, { action }) => {
      if (history !== 'none' || action.kind !== 'event') return history;
      return action.event.type === 'ON' ? 'on' : action.event.type === 'GO' ? 'early' : history;
    }),
  ],
  [
    'a delivery does something else to the history before',
    {
      c: { c0: { ON: 'c1' }, c1: {} },
      a: { a0: { A: 'a1' }, a1: { A: 'a2' }, a2: { ON: 'a3' }, a3: {} },
      e: { e0: { GO: 'e1' }, e1: {} },
      b: { b0: { M: 'b1' }, b1: {} },
      m: { m0: { entry: '!M>b' } },
    },
    'c0 a3 e0 b1 m0 M>b | on',
    {
      ...remembers('none', (history, { action }) => {
        if (history !== 'none') return history;
        if (action.kind === 'deliver') return 'early';
        return action.kind === 'event' && action.event.type === 'ON' ? 'on' : history;
      }),
      network: { duplication: true },
    },
  ],
  [
    'time passes, and an endpoint acts',
    { a: { a0: {} }, b: { b0: { GO: 'b1' }, b1: { GO: 'b0 !M' } } },
    'a0 b0 M>a@1',
    { tick: 10, network: { lifetime: 1 } },
  ],
  [
    'a loss changes marks as time passes',
    { a: { a0: { GO: 'a1' }, a1: { 20: 'a0 !M' } }, b: { b0: { GO: 'b1' }, b1: { 20: 'b0 !M' } } },
    'a0 b0',
    {
      tick: 10,
      network: { loss: true, lifetime: 1 },
      history: {
        marks: {
          initial: 'new',
          others: ['old'],
          trigger: ({ action }) => (action.kind === 'drop' ? 'lost' : null),
          remark: () => 'old',
        },
      },
    },
  ],
  [
    'messages of different ages become alike',
    { a: { a0: {} }, b: { b0: { 10: 'b0' } }, c: { c0: { GO: 'c1 !M>a' }, c1: { 10: 'c0', GO: 'c0 !M>b' } } },
    'a0 b0 c0',
    { tick: 10, network: { loss: true, duplication: true, minimumDelay: 1 } },
  ],
  [
    'a loss changes the history, and then time passes',
    { a: { a0: {} }, b: { b0: { GO: 'b0 !M>a' } }, c: { c0: { 20: 'c0' } } },
    'a0 b0 c0 | late',
    {
      ...losses(({ age }) => (age === 1 ? 'late' : null)),
      tick: 10,
      network: { loss: true, duplication: true, lifetime: 1 },
    },
  ],
  [
    'what is lost after a tick would have changed the history before it',
    {
      a: { a0: {} },
      b: { b0: { GO: 'b3' }, b1: {}, b2: { GO: 'b1 !M>c' }, b3: { 10: 'b2', GO: 'b0 !M>c' } },
      c: { c0: { 10: 'c0 !M>a' } },
    },
    'a0 b1 c0 M>a@1 | none',
    {
      ...losses(({ age }) => (age === 0 ? 'early' : null)),
      tick: 10,
      network: { loss: true, duplication: true, lifetime: 1 },
    },
  ],
  [
    'what is lost before a tick would change the history after it',
    {
      a: { a0: { E: 'a1 !M !N' }, a1: {} },
      // Where b4 is sooner reached if some time has passed.
      b: { b0: { 10: 'b4', A: 'b1' }, b1: { A: 'b2' }, b2: { B: 'b4' }, b4: {} },
    },
    'a1 b4 N>b@1 | after',
    {
      tick: 10,
      network: { loss: true, duplication: true, lifetime: 2 },
      ...remembers('before', (history, { action }) => {
        if (action.kind === 'drop') {
          if (action.message.event.type === 'N') return history;
          return history === 'before' ? 'spoilt' : action.message.age > 0 ? 'late' : history;
        }
        const arrives = action.kind === 'expire' || (action.kind === 'event' && action.event.type === 'B');
        return arrives && history === 'before' ? 'after' : history;
      }),
    },
  ],
];

/** What X is marked with: ON makes X of a kind new again that only ODD, later, makes. */
const odd: Rest['history'] = {
  marks: {
    initial: 'new',
    others: ['odd'],
    trigger: ({ action, before, after }) => {
      if (action.kind !== 'event') return null;
      return before.endpoints.b?.value === after.endpoints.b?.value ? null : action.event.type;
    },
    remark: ({ mark }, event) => (event === 'ODD' ? 'odd' : event === 'ON' ? 'new' : mark),
  },
};

/** Models in which a condition of steps that sleep is needed. */
export const sleepCases: readonly ReductionCase[] = [
  ...missed.map(([title, charts, state, rest]) => {
    // In most of them something may be said again and again.
    const network = { capacity: 3, ...rest?.network };
    return reached(null, [title, charts, at(state), { ...rest, network }]);
  }),
  reached(null, [
    'a mark turns up that was not known',
    {
      b: {
        b0: { SAY: 'b1 !X>d' },
        b1: { ON: 'b2' },
        b2: { WAIT: 'b3' },
        b3: { ODD: 'b4' },
        b4: { SAY: 'b5 !X>d', HUSH: 'b5' },
        b5: { ON: 'b6' },
        b6: {},
      },
      d: IDLE,
    },
    at('b6 d0'),
    { history: odd, network: { capacity: 3, loss: true, duplication: true } },
  ]),
  reached('subsumption', [
    'a loss that is left out leads nowhere',
    {
      b: { b0: { entry: '!X>d', GO: 'b1' }, b1: { SAY: 'b2 !M>c' }, b2: {} },
      c: { c0: { M: 'c1' }, c1: {} },
      d: IDLE,
    },
    { state: ({ endpoints }) => endpoints.c?.value === 'c1' },
    { network: { capacity: 1, loss: true, duplication: true } },
  ]),
  reached(null, [
    'a property of steps looks at more than who acts',
    { b: { b0: { GO: 'b1' }, b1: {} }, a: { a0: { ON: 'a1' }, a1: { ON: 'a2' }, a2: {} } },
    {
      step: ({ action, before }) =>
        action.kind === 'event' && action.event.type === 'GO' && before.endpoints.a?.value === 'a2',
    },
  ]),
];
