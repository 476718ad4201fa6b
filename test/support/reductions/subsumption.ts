import type { AnyAction } from '../../../src/language/forgotten.ts';
import {
  type Chart,
  type Charts,
  type ReductionCase,
  type Rest,
  reached,
  stuck,
  type Wanted,
} from './building.ts';

/** Says A, then B. */
const SPEAKER: Chart = { a0: { SAY: 'a1 !A' }, a1: { SAY: 'a2 !B' }, a2: {} };
/** Hears what comes first. */
const HEARER: Chart = { b0: { A: 'b1', B: 'b2' }, b1: {}, b2: {} };
const DEAF: Chart = { b0: {} };

const LOSSY: Rest = { network: { loss: true, duplication: true } };

const hearsB: Wanted = { state: ({ endpoints }) => endpoints.b?.value === 'b2' };

/** Only B is delivered, and only if it is marked. */
const ONLY_MARKED: Rest['assumptions'] = {
  marked: {
    sentence: 'Only what is marked arrives.',
    deliverable: ({ event, mark }) => event.type === 'B' && mark === 'odd',
  },
};

function isEvent(action: AnyAction, type: string): boolean {
  return action.kind === 'event' && action.event.type === type;
}

/** Says M, and later once more: then both are in flight, with two marks, which are exchanged by a trigger. */
const REPEATER: Chart = { a0: { entry: '!M', SAY: 'a1 !M' }, a1: {}, never: { FLIP: 'never' } };

function exchangedBy(isTrigger: (action: AnyAction) => boolean): Rest {
  return {
    ...LOSSY,
    history: {
      marks: {
        initial: 'even',
        others: ['odd'],
        trigger: ({ action, before }) => {
          const isLater = before.endpoints.a?.value === 'a1';
          return (isLater ? isTrigger(action) : isEvent(action, 'SAY')) ? 'exchange' : null;
        },
        remark: ({ mark }) => (mark === 'odd' ? 'even' : 'odd'),
      },
    },
  };
}

const missed: readonly (readonly [string, Charts, Wanted, Rest?])[] = [
  [
    'the loss of a message lets those behind it pass',
    { a: SPEAKER, b: HEARER },
    hearsB,
    { network: { loss: true, order: 'fifo' } },
  ],
  [
    'on a channel, the loss of a message lets those behind it pass',
    { a: SPEAKER, b: HEARER },
    hearsB,
    { network: { loss: true, channels: { queue: { from: 'a', to: 'b', order: 'fifo' } } } },
  ],
  [
    'the loss of a message that holds time lets time pass',
    { a: { a0: { entry: '!M' } }, b: { b0: { M: 'b1', 20: 'late' }, b1: {}, late: {} } },
    { state: ({ endpoints }) => endpoints.b?.value === 'late' },
    {
      tick: 10,
      network: {
        loss: true,
        channels: { prompt: { from: 'a', to: 'b', lifetime: 1, delivery: 'within lifetime' } },
      },
    },
  ],
  [
    'a property looks whether something is in flight',
    { a: SPEAKER, b: DEAF },
    { state: ({ endpoints, network }) => endpoints.a?.value === 'a1' && network.length === 0 },
    LOSSY,
  ],
  [
    'a property looks whether something was in flight before a step',
    { a: SPEAKER, b: DEAF },
    {
      step: ({ action, before }) =>
        before.endpoints.a?.value === 'a1' && action.kind === 'event' && before.network.length === 0,
    },
    LOSSY,
  ],
  [
    'a property looks what is in flight after a step',
    { a: SPEAKER, b: DEAF },
    {
      step: ({ action, after }) =>
        after.endpoints.a?.value === 'a2' && action.kind === 'event' && after.network.length === 1,
    },
    LOSSY,
  ],
  [
    'the history looks what is in flight',
    { a: SPEAKER, b: DEAF },
    { state: ({ history }) => history === 'quiet' },
    {
      ...LOSSY,
      history: {
        initial: null,
        update: (history, { action, before }) =>
          before.endpoints.a?.value === 'a1' && action.kind === 'event' && before.network.length === 0
            ? 'quiet'
            : history,
      },
    },
  ],
  [
    'a trigger of marks looks what is in flight',
    { a: { ...SPEAKER, a2: { SAY: 'a3' }, a3: {} }, b: HEARER },
    hearsB,
    {
      ...LOSSY,
      history: {
        marks: {
          initial: 'even',
          others: ['odd'],
          trigger: ({ action, before }) =>
            before.endpoints.a?.value === 'a2' && action.kind === 'event' && before.network.length === 1
              ? 'alone'
              : null,
          remark: () => 'odd',
        },
      },
      assumptions: ONLY_MARKED,
    },
  ],
  [
    'an assumption looks what is in flight',
    { a: SPEAKER, b: HEARER },
    hearsB,
    {
      ...LOSSY,
      assumptions: {
        alone: {
          sentence: 'B arrives alone.',
          deliverable: ({ event }, { network }) => event.type === 'B' && network.length === 1,
        },
      },
    },
  ],
  [
    'the history counts losses',
    { a: SPEAKER, b: DEAF },
    { state: ({ history }) => history === 'lost' },
    {
      ...LOSSY,
      history: {
        initial: null,
        update: (history, { action }) => (action.kind === 'drop' ? 'lost' : history),
      },
    },
  ],
  [
    'a loss changes marks',
    { a: SPEAKER, b: HEARER },
    hearsB,
    {
      ...LOSSY,
      history: {
        marks: {
          initial: 'even',
          others: ['odd'],
          trigger: ({ action }) => (action.kind === 'drop' ? 'lost' : null),
          remark: () => 'odd',
        },
      },
      assumptions: ONLY_MARKED,
    },
  ],
  ['a loss makes room', { a: SPEAKER, b: HEARER }, hearsB, { network: { loss: true, capacity: 1 } }],
  [
    'a loss makes the room that is waited for',
    { a: SPEAKER, b: HEARER },
    hearsB,
    { network: { loss: true, channels: { way: { from: 'a', to: 'b', capacity: 1, full: 'blocks' } } } },
  ],
  [
    'an event exchanges the marks of two messages, of which one may be lost',
    { a: REPEATER, b: DEAF },
    { step: ({ action, before }) => isEvent(action, 'FLIP') && before.endpoints.a?.value === 'a1' },
    exchangedBy((action) => isEvent(action, 'FLIP')),
  ],
  [
    'the tick exchanges the marks of two messages, of which one may be lost',
    { a: REPEATER, b: DEAF },
    { step: ({ action, before }) => action.kind === 'tick' && before.endpoints.a?.value === 'a1' },
    { ...exchangedBy(({ kind }) => kind === 'tick'), tick: 10 },
  ],
];

/** Models in which a condition of subsumption is needed. */
export const subsumptionCases: readonly ReductionCase[] = [
  ...missed.map((each) => reached('subsumption', each)),
  stuck('subsumption', [
    'what is waited for is lost',
    { a: { a0: { entry: '!M' } }, b: { b0: { M: 'b1' }, b1: {} } },
    { ...LOSSY, final: ({ endpoints }) => endpoints.b?.value === 'b1' },
  ]),
  stuck('subsumption', [
    'what waits for b to start again is lost',
    { a: { a0: { entry: '!M' } }, b: { b0: { M: 'b1' }, b1: {} } },
    {
      network: { ...LOSSY.network, whileDown: 'waits' },
      options: { b: { crashes: { most: 1 } } },
      final: ({ endpoints }) => endpoints.b?.value === 'b1' || endpoints.b?.status === 'crashed',
    },
  ]),
];
