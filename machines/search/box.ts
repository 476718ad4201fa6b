import { assign, emit, fromPromise, setup, spawnChild, stopChild } from 'xstate';

/** Times that a search which fails is tried again. */
const RETRIES = 1;

interface Asked {
  readonly type: 'ASK';
  readonly term: string;
}

type BoxEvent = Asked | { readonly type: 'CANCEL' };

/** What the box tells the page. */
export interface Show {
  readonly type: 'SHOW';
  /** What was found, and for which term. */
  readonly found: string;
}

interface BoxContext {
  /** What the user asked for last; null if that was cancelled. */
  readonly term: string | null;
  readonly tries: number;
}

const box = setup({
  types: { context: {} as BoxContext, events: {} as BoxEvent, emitted: {} as Show },
  // Whoever runs the box for real puts a request in this place.
  actors: { search: fromPromise<string, { term: string | null }>(async ({ input }) => String(input.term)) },
  delays: { BACKOFF: 1000 },
  actions: {
    ask: assign(({ event }) => (event.type === 'ASK' ? { term: event.term, tries: 0 } : {})),
    cancel: assign({ term: null }),
  },
});

/**
 * A search box: it asks a server, tries again after a while if that fails, and forgets what it was asking for when the user
 * cancels or asks anew.
 */
export const careful = box.createMachine({
  id: 'box',
  context: { term: null, tries: 0 },
  initial: 'idle',
  on: {
    ASK: { target: '.searching', reenter: true, actions: 'ask' },
    CANCEL: { target: '.idle', actions: 'cancel' },
  },
  states: {
    idle: {},
    searching: {
      invoke: {
        id: 'request',
        src: 'search',
        input: ({ context }) => ({ term: context.term }),
        onDone: { target: 'idle', actions: emit(({ event }) => ({ type: 'SHOW', found: event.output })) },
        onError: [
          {
            guard: ({ context }) => context.tries < RETRIES,
            target: 'waiting',
            actions: assign({ tries: ({ context }) => context.tries + 1 }),
          },
          { target: 'failed' },
        ],
      },
    },
    waiting: { after: { BACKOFF: 'searching' } },
    failed: {},
  },
});

/** The same box as it is often written first: each request goes on whatever the user asks next, and the last answer is shown. */
export const hasty = box.createMachine({
  id: 'hasty box',
  context: { term: null, tries: 0 },
  initial: 'idle',
  on: {
    ASK: {
      target: '.idle',
      actions: [
        'ask',
        // To ask for the same again is to begin anew.
        stopChild(({ event }) => idOf(event)),
        spawnChild('search', {
          id: ({ event }) => idOf(event),
          input: ({ context }) => ({ term: context.term }),
        }),
      ],
    },
    CANCEL: { target: '.idle', actions: 'cancel' },
    'xstate.done.actor.*': {
      actions: emit(({ event }) => ({ type: 'SHOW', found: foundBy(event) })),
    },
    'xstate.error.actor.*': '.failed',
  },
  states: { idle: {}, failed: {} },
} as Parameters<typeof box.createMachine>[0]);

function idOf(event: unknown): string {
  return `request for ${(event as Asked).term}`;
}

function foundBy(event: unknown): string {
  return (event as { readonly output: string }).output;
}
