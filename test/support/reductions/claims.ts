import { assign, createMachine, type EventObject, enqueueActions } from 'xstate';
import { MODEL } from '../../../src/language/definition.ts';
import { endpoint, type Machine } from '../../../src/language/endpoint.ts';
import type { AnyProperty, AnyStateView } from '../../../src/language/forgotten.ts';
import type { ReductionCase, Rest, Wanted } from './building.ts';

/*
 * Claims that b and c are alike, which are false, or cannot be shown, in a way that only one condition of symmetry sees. Which of two
 * mirror images stands for both depends on hashes, so each case comes twice, with b and c exchanged in what is false.
 */

type Name = 'b' | 'c';

/**
 * So often a counts before anything else happens: the mirror images of states are compared at intervals that grow, and between two
 * of them there is then room for all that does happen.
 */
const LONG = 119;

/** Of two images, this makes that one stand for both by which what is false is not seen, in one of the two cases. */
const SALT = 5;

/** What is sent once a asks b, or c; and what is sent thereafter, by SAY. */
interface Sends {
  ask?(who: Name): readonly EventObject[];
  say?(who: Name): readonly EventObject[];
  /** At each of the steps of the long beginning. */
  readonly go?: readonly EventObject[];
  /** After SAY, by SAY2. */
  say2?(who: Name): readonly EventObject[];
}

interface Hub {
  readonly n: number;
  readonly asker: Name | '';
  readonly said: number;
  readonly salt: number;
}

function emitting(events: (context: Hub, event: EventObject) => readonly EventObject[]) {
  return enqueueActions(({ context, event, enqueue }) => {
    for (const each of events(context as Hub, event)) enqueue.emit(each as EventObject & object);
  });
}

function hub({ ask, say, say2, go = [] }: Sends): Machine {
  const whoOf = (event: EventObject) => (event as unknown as { readonly who: Name }).who;
  const askerOf = ({ asker }: Hub): Name => (asker === '' ? 'b' : asker);
  const context: Hub = { n: 0, asker: '', said: 0, salt: SALT };
  const at = (said: number) => {
    return ({ context }: { context: Hub }) => context.asker !== '' && context.said === said;
  };
  return createMachine({
    types: {} as { context: Hub },
    context,
    on: {
      GO: {
        guard: ({ context }) => context.n < LONG,
        actions: [assign({ n: ({ context }) => context.n + 1 }), emitting(() => go)],
      },
      ASK: {
        guard: ({ context }) => context.n === LONG && context.asker === '',
        actions: [
          assign({ asker: ({ event }) => whoOf(event) }),
          emitting((_, event) => ask?.(whoOf(event)) ?? []),
        ],
      },
      SAY: {
        guard: at(0),
        actions: [assign({ said: 1 }), emitting((context) => say?.(askerOf(context)) ?? [])],
      },
      SAY2: {
        guard: at(1),
        actions: [assign({ said: 2 }), emitting((context) => say2?.(askerOf(context)) ?? [])],
      },
    },
  }) as Machine;
}

const leaf = createMachine({
  context: { asked: false },
  initial: 'idle',
  states: { idle: { on: { M: 'got', Q: { actions: assign({ asked: true }) } } }, got: {} },
});

/** Keeps the first K that it gets. */
const keeper = createMachine({
  context: { first: '' },
  on: {
    K: {
      guard: ({ context }) => context.first === '',
      actions: assign({ first: ({ event }) => String((event as unknown as { who?: string }).who ?? 'k') }),
    },
  },
});

interface Claim extends Omit<Rest, 'tick'> {
  readonly sends: Sends;
  /** In which order a may ask. */
  readonly asks?: readonly Name[];
}

function claim(
  title: string,
  { sends, network, options, asks = ['b', 'c'], ...rest }: Claim,
  property: AnyProperty,
  sampled?: RegExp,
): ReductionCase {
  const events = ['GO', 'SAY', ...(sends.say2 ? ['SAY2'] : [])].map((type) => ({ type }));
  const model: ReductionCase['model'] = {
    [MODEL]: true,
    name: 'claim',
    parameters: {},
    build: () => ({
      endpoints: {
        a: endpoint(hub(sends), { events: [...events, ...asks.map((who) => ({ type: 'ASK', who }))] }),
        b: endpoint(leaf as Machine, options?.b),
        c: endpoint(leaf as Machine, options?.c),
        d: endpoint(keeper as Machine),
      },
      network: { carries: ['M', 'K', 'Q', 'Z'], ...network },
    }),
    symmetry: () => ['b', 'c'],
    properties: [property],
    ...rest,
  };
  const verdict = property.kind === 'reachable' ? 'reached' : 'violated';
  const refused =
    /symmetry: (the endpoints .* are declared to be alike, but|what the property|the network tells)/;
  const may = sampled === undefined ? {} : { sampled };
  return { title, model, reduce: 'symmetry', property: 'p', verdict, refused, ...may };
}

function never(holds: NonNullable<Wanted['state']>): AnyProperty {
  return { kind: 'invariant', name: 'p', sentence: 'It never is.', holds: (state) => !holds(state) };
}

function reachable(wanted: Wanted): AnyProperty {
  return { kind: 'reachable', name: 'p', sentence: 'It can happen.', ...wanted };
}

const to = (type: string, receiver: string, rest: object = {}): EventObject =>
  ({ type, to: receiver, ...rest }) as EventObject;

const asks = (who: Name) => [to('M', who)];

const deliversOld: Wanted = {
  step: ({ action }) => action.kind === 'deliver' && action.message.mark === 'old',
};

const askerIn = ({ endpoints }: AnyStateView) => endpoints.a?.context.asker;

const firstOf = ({ endpoints }: AnyStateView) => endpoints.d?.context.first;

const isAsker = (state: AnyStateView) => firstOf(state) !== '' && firstOf(state) === askerIn(state);

/** Tells d first of one, then of the other one, whoever was asked. */
function tells(type: string, first: Name, other: Name) {
  return () => [to(type, 'd', { who: first }), to(type, 'd', { who: other })];
}

type Marks = NonNullable<NonNullable<Rest['history']>['marks']>;

function marking(trigger: Marks['trigger'], remark: Marks['remark']): NonNullable<Rest['history']> {
  return { marks: { initial: 'new', others: ['old'], trigger, remark } };
}

const bothWays = (claims: (one: Name, other: Name) => readonly ReductionCase[]) => [
  ...claims('b', 'c'),
  ...claims('c', 'b'),
];

/** Claims of symmetry that are refused, or sampled only. */
export const falseClaims: readonly ReductionCase[] = bothWays((one, other) => [
  claim(
    `a property tells ${one} from the other one`,
    { sends: { ask: asks } },
    never(({ endpoints }) => endpoints[one]?.value === 'got'),
  ),
  claim(
    `final tells ${one} from the other one`,
    { sends: { ask: asks }, final: ({ endpoints }) => endpoints[one]?.value !== 'got' },
    { kind: 'deadlock-free', name: 'p', sentence: 'It goes on.' },
  ),
  claim(
    `the history tells ${one} from the other one`,
    {
      sends: { ask: asks },
      history: {
        initial: 'none',
        update: (history, { action }) =>
          action.kind === 'deliver' && action.endpoint === one ? 'told' : history,
      },
    },
    never(({ history }) => history === 'told'),
  ),
  claim(
    `a trigger tells ${one} from the other one`,
    {
      sends: { ask: (who) => [to('M', who), to('K', 'd')] },
      history: marking(
        ({ action }) => (action.kind === 'deliver' && action.endpoint === one ? 'told' : null),
        () => 'old',
      ),
    },
    reachable(deliversOld),
    /given to some only/,
  ),
  claim(
    `an assumption tells ${one} from the other one`,
    {
      sends: { ask: (who) => [to('M', who), to('K', 'd')] },
      assumptions: {
        early: {
          sentence: 'K comes early.',
          deliverable: ({ event }, { endpoints }) => event.type !== 'K' || endpoints[other]?.value !== 'got',
        },
      },
    },
    reachable({
      step: ({ action, before: { endpoints } }) =>
        action.kind === 'deliver' &&
        action.endpoint === 'd' &&
        (endpoints.b?.value === 'got' || endpoints.c?.value === 'got'),
    }),
  ),
  claim(
    `a property looks at more of ${one} where names are exchanged`,
    { sends: { ask: (who) => [to('M', who), to('Q', who === 'b' ? 'c' : 'b')] } },
    never(
      ({ endpoints }) =>
        endpoints[one]?.value !== 'got' &&
        endpoints[other]?.value === 'got' &&
        endpoints[one]?.context.asked === true,
    ),
    /may differ where no state is known/,
  ),
  claim(
    `marks tell ${one} from the other one`,
    {
      sends: { ask: asks },
      history: marking(
        ({ action }) => (action.kind === 'event' && action.event.type === 'SAY' ? 'say' : null),
        ({ to: receiver, mark }) => (receiver === one ? 'old' : mark),
      ),
    },
    reachable(deliversOld),
  ),
  claim(
    `in a queue, ${one} is told of first`,
    { sends: { say: tells('K', one, other) }, network: { order: 'fifo' } },
    reachable({ state: isAsker }),
  ),
  claim(
    `${one} is told of first, and there is no room for more`,
    {
      sends: { say: tells('K', one, other), go: [to('Q', 'd'), to('Q', 'd')] },
      network: { capacity: 1, loss: true },
    },
    reachable({ state: isAsker }),
    /the order of sending decides/,
  ),
  claim(
    `a property looks whether ${one} is told of first`,
    {
      sends: {
        say: tells('Z', one, other),
        say2: (who) => tells('Z', who, who === 'b' ? 'c' : 'b')(),
      },
      asks: [other, one],
    },
    reachable({
      step: ({ action, sent, before }) =>
        action.kind === 'event' &&
        action.event.type === 'SAY' &&
        (sent[0]?.event as { who?: string } | undefined)?.who === askerIn(before),
    }),
    /the order in which messages are sent/,
  ),
  claim(
    `${one} lets M wait, and the other one does not`,
    {
      sends: { ask: asks },
      options: { [one]: { receives: ({ type }: EventObject) => type !== 'M' } },
    },
    never(({ endpoints }) => endpoints[other]?.value === 'got'),
  ),
  claim(
    `an assumption keeps to states in which ${one} is idle`,
    {
      sends: { ask: asks },
      assumptions: {
        idle: {
          sentence: `${one} has got nothing.`,
          within: ({ endpoints }) => endpoints[one]?.value !== 'got',
        },
      },
    },
    reachable({
      step: ({ action, before: { endpoints } }) =>
        action.kind === 'event' && action.event.type === 'SAY' && endpoints[other]?.value === 'got',
    }),
  ),
  claim(
    `the network loses what goes to ${one} only`,
    { sends: { ask: asks }, network: { channels: { bad: { to: one, types: ['M'], loss: true } } } },
    reachable({ step: ({ action }) => action.kind === 'drop' }),
  ),
  ...[[one, other] as const, [other, one] as const].map((asks) =>
    claim(
      `a path on which ${one} is told of first, where ${asks[0]} is asked first`,
      { sends: { say: tells('K', one, other) }, network: { order: 'fifo' }, asks },
      reachable({ state: (state) => firstOf(state) !== '' && !isAsker(state) }),
    ),
  ),
]);
