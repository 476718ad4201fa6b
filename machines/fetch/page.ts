import { assign, emit, sendTo, setup } from 'xstate';
import { request } from './request.ts';

/** A question on its way to the server, with the number of the request. */
export interface Get {
  readonly type: 'GET';
  readonly id: number;
  readonly term: string;
}

/** The server's answer. */
export interface Ok {
  readonly type: 'OK';
  readonly id: number;
  readonly text: string;
}

type PageEvent =
  | { readonly type: 'OPEN'; readonly term: string }
  | { readonly type: 'CANCEL' }
  | { readonly type: 'TRY' }
  | Ok;

interface PageContext {
  readonly term: string | null;
  /** The number of the last request, which tells it from the one before. */
  readonly id: number;
  readonly shown: string | null;
  /** How often something was opened. */
  readonly opened: number;
}

/**
 * A page that fetches what the user opens. Each request is a child machine, which is stopped, with its timers, when the user
 * cancels or opens something else.
 *
 * @param numbers how many numbers there are before they begin anew: with one, any answer is taken for that to the last question
 */
export function pageOf(numbers: number) {
  return setup({
    types: {
      context: {} as PageContext,
      events: {} as PageEvent,
      emitted: {} as Get,
      children: {} as { request: 'request' },
    },
    actors: { request },
    guards: { isMine: ({ context, event }) => event.type === 'OK' && event.id === context.id },
    actions: {
      open: assign(({ context, event }) =>
        event.type === 'OPEN'
          ? { term: event.term, id: (context.id + 1) % numbers, opened: context.opened + 1, shown: null }
          : {},
      ),
      ask: emit(({ context }) => ({ type: 'GET', id: context.id, term: context.term ?? '' })),
      hand: sendTo('request', ({ event }) => ({
        type: 'ANSWERED',
        text: event.type === 'OK' ? event.text : '',
      })),
    },
  }).createMachine({
    id: 'page',
    context: { term: null, id: 0, shown: null, opened: 0 },
    initial: 'idle',
    on: { OPEN: { target: '.loading', reenter: true, actions: 'open' } },
    states: {
      idle: {},
      loading: {
        invoke: {
          src: 'request',
          id: 'request',
          onDone: [
            { guard: ({ event }) => event.output === null, target: 'failed' },
            { target: 'loaded', actions: assign({ shown: ({ event }) => event.output }) },
          ],
        },
        on: {
          TRY: { actions: 'ask' },
          OK: { guard: 'isMine', actions: 'hand' },
          CANCEL: 'idle',
        },
      },
      loaded: {},
      failed: {},
    },
  });
}
