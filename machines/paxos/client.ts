import { emit, setup } from 'xstate';
import type { Reply, Request, To } from './messages.ts';

export interface ClientInput {
  /** Whether it asks for anything. */
  readonly asks: boolean;
  readonly value: string;
  /** The numbers of its two requests, and the servers that it sends them to. */
  readonly put: { readonly request: number; readonly to: string };
  readonly get: { readonly request: number; readonly to: string };
}

/** Puts a value at one server; once that is confirmed, it asks another one for the value that was chosen. */
export const client = setup({
  types: {
    context: {} as ClientInput,
    input: {} as ClientInput,
    events: {} as Reply,
    emitted: {} as To<Request>,
  },
}).createMachine({
  id: 'client',
  context: ({ input }) => input,
  initial: 'starting',
  states: {
    starting: {
      always: [{ guard: ({ context }) => context.asks, target: 'putting' }, { target: 'satisfied' }],
    },
    putting: {
      entry: emit(({ context: { value, put } }) => ({ type: 'PUT', value, ...put })),
      on: {
        PUT_OK: { guard: ({ context, event }) => event.request === context.put.request, target: 'getting' },
      },
    },
    getting: {
      entry: emit(({ context: { get } }) => ({ type: 'GET', ...get })),
      on: {
        GET_OK: { guard: ({ context, event }) => event.request === context.get.request, target: 'satisfied' },
      },
    },
    satisfied: { type: 'final' },
  },
});
