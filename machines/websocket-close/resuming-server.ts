import { assign, emit, setup } from 'xstate';
import type { FromClient, FromServer } from './resuming-client.ts';

export interface ServerSettings {
  /** Whether the connection before is dead as soon as its session is resumed on another one. */
  readonly takesOver: boolean;
  /** Until when a token is good: for ever, until it is used, or until the one after it is used. */
  readonly tokens: 'for ever' | 'once' | 'until the next is used';
}

interface ServerContext extends ServerSettings {
  /** The latest connection on which the session was resumed. */
  readonly connection: number;
  /** The last token that was given, and the least that is good. */
  readonly token: number;
  readonly least: number;
  readonly messages: readonly number[];
}

/** Keeps the messages of a session, whatever connection they come by. */
export const server = setup({
  types: {
    context: {} as ServerContext,
    input: {} as ServerSettings,
    events: {} as FromClient,
    emitted: {} as FromServer,
  },
  guards: {
    isGood: ({ context, event }) =>
      event.type === 'RESUME' && event.token >= context.least && event.token <= context.token,
    /** A token that was for an earlier connection than the present one. */
    isOld: ({ context, event }) => event.connection < context.connection,
    isTaken: ({ context, event }) => context.takesOver && event.connection < context.connection,
  },
  actions: {
    resume: assign(({ context, event }) => {
      if (event.type !== 'RESUME') return {};
      const token = context.tokens === 'for ever' ? context.token : context.token + 1;
      const least = { 'for ever': 1, once: token, 'until the next is used': event.token }[context.tokens];
      return { connection: event.connection, token, least };
    }),
    welcome: emit(({ context: { connection, messages, token } }) => ({
      type: 'WELCOME',
      connection,
      count: messages.length,
      token,
    })),
    refuse: emit(({ event }) => ({ type: 'UNKNOWN', connection: event.connection })),
    keep: assign({
      messages: ({ context, event }) =>
        event.type === 'MESSAGE' ? [...context.messages, event.number] : context.messages,
    }),
    acknowledge: emit(({ context, event }) => ({
      type: 'ACK',
      connection: event.connection,
      count: context.messages.length,
    })),
  },
}).createMachine({
  id: 'server',
  context: ({ input }) => ({ ...input, connection: 1, token: 1, least: 1, messages: [] }),
  on: {
    RESUME: [{ guard: 'isOld' }, { guard: 'isGood', actions: ['resume', 'welcome'] }, { actions: 'refuse' }],
    MESSAGE: [{ guard: 'isTaken' }, { actions: ['keep', 'acknowledge'] }],
  },
});
