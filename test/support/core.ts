import { assign, emit, setup } from 'xstate';
import { type AnyModel, defineModel, endpoint, type InstanceOptions, instantiate } from '../../src/index.ts';
import type { Hiring } from '../../src/search/parallel/crew.ts';
import { Search } from '../../src/search/search.ts';
import type { SearchOptions } from '../../src/search/settings.ts';
import { counterMachine } from './parallel/counters.ts';
import { foundBy } from './parallel/equal.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** What a search finds with the core from so many states on, which others may help, and without it; and how many states the core expands. */
export function withAndWithout(
  model: AnyModel,
  choice: InstanceOptions,
  options: SearchOptions,
  coreFrom: number,
  hiring?: Hiring,
) {
  const searches: Search[] = [];
  const found = (from: number, crew?: Hiring) =>
    foundBy(() => {
      const search = new Search(instantiate(model, choice), { ...options, coreFrom: from, hiring: crew });
      searches.push(search);
      return search;
    });
  return {
    withCore: found(coreFrom, hiring),
    expanded: () => searches[0]?.expandedByCore ?? 0,
    without: found(NEVER),
    helpedBy: (crew: Hiring) => found(coreFrom, crew),
  };
}

/** Somebody who can answer nothing that a core asks. */
export const NOBODY_ASKS = {
  group: () => 0,
  isSameUnder: () => 0,
  classOf: () => 0,
  decides: () => 0,
  mayEnd: () => 0,
};

/** Sends so many messages, one after another. */
export const sender = (messages: number) =>
  setup({
    types: {
      context: {} as { sent: number },
      events: {} as { type: 'SEND' },
      emitted: {} as { type: 'DATA'; to: string; n: number },
    },
  }).createMachine({
    context: { sent: 0 },
    on: {
      SEND: {
        guard: ({ context }) => context.sent < messages,
        actions: [
          emit(({ context }) => ({ type: 'DATA' as const, to: 'receiver', n: context.sent })),
          assign({ sent: ({ context }) => context.sent + 1 }),
        ],
      },
    },
  });

/** The numbers of all messages in flight. */
const numbersIn = (network: readonly { readonly event: unknown }[]) =>
  network
    .map(({ event }) => (event as { readonly n: number }).n)
    .sort((a, b) => a - b)
    .join();

/** Somebody sends ten messages, which may be lost. That the third and the ninth are all that is in flight, and the like, is claimed never to happen: a loss alone leads there. */
export const losing = defineModel({
  name: 'losing',
  parameters: {},
  build: () => ({
    endpoints: {
      sender: endpoint(sender(10), { events: [{ type: 'SEND' }] }),
      receiver: endpoint(counterMachine),
    },
    network: { carries: ['DATA'], duplication: true, loss: true },
  }),
  properties: ({ invariant }) => [
    ...['2,8', '0,5,9', '1,2,3,7', '9'].map((which) =>
      invariant({
        name: which,
        sentence: `Never are ${which} all that is in flight.`,
        holds: ({ network }) => numbersIn(network) !== which,
      }),
    ),
    invariant({ name: 'true', sentence: 'Nothing is claimed.', holds: () => true }),
  ],
});

/** Somebody sends 70 messages, one after another, which are all in flight to the end; beside it, something else goes on. */
export const flooding = defineModel({
  name: 'flooding',
  parameters: {},
  build: () => ({
    endpoints: {
      sender: endpoint(sender(70), { events: [{ type: 'SEND' }] }),
      receiver: endpoint(counterMachine),
      counter: endpoint(counterMachine, { events: [{ type: 'NEXT' }] }),
    },
    network: { carries: ['DATA'], duplication: true },
  }),
  properties: ({ invariant }) => [
    invariant({ name: 'true', sentence: 'Nothing is claimed.', holds: () => true }),
  ],
});

/** The same model without time, and with a network that is a set without bounds. */
export function inPlainSet(model: AnyModel): AnyModel {
  return {
    ...model,
    build: (parameters) => {
      const system = model.build(parameters);
      const network = { ...system.network, duplication: true, capacity: 'unbounded' } as const;
      return { ...system, network, time: 'untimed' };
    },
  };
}

const walker = setup({
  types: { context: {} as { n: number }, events: {} as { type: 'BACK' } | { type: 'NEXT' } },
}).createMachine({
  context: { n: 0 },
  on: {
    BACK: {
      guard: ({ context }) => context.n > 0,
      actions: assign({ n: ({ context }) => context.n - 1 }),
    },
    NEXT: {
      guard: ({ context }) => context.n < 10,
      actions: assign({ n: ({ context }) => context.n + 1 }),
    },
  },
});

/** Three who go from 0 to 10, and back: most steps lead to known states. There is one place where they must not be. */
export const walking = defineModel({
  name: 'walking',
  parameters: {},
  build: () => {
    const one = endpoint(walker, { events: [{ type: 'BACK' }, { type: 'NEXT' }] });
    return { endpoints: { a: one, b: one, c: one }, network: { carries: [], duplication: true } };
  },
  properties: ({ invariant }) => [
    ...[
      [2, 3, 1],
      [7, 1, 0],
      [5, 3, 4],
      [9, 9, 10],
    ].map((wrong) =>
      invariant({
        name: wrong.join(),
        sentence: `Never are they at ${wrong.join()}.`,
        holds: ({ endpoints: { a, b, c } }) =>
          a.context.n !== wrong[0] || b.context.n !== wrong[1] || c.context.n !== wrong[2],
      }),
    ),
    invariant({ name: 'true', sentence: 'Nothing is claimed.', holds: () => true }),
  ],
});
