import { assign, sendParent, setup } from 'xstate';

/** A piece of the file that is to be sent, or sent again. */
export interface Send {
  readonly type: 'SEND';
  readonly piece: number;
}

interface TransferInput {
  /** The first piece to send. */
  readonly from: number;
  /** How many there are. */
  readonly pieces: number;
}

interface TransferContext extends TransferInput {}

/**
 * Sends one piece after another, each again until the other side says that it has it. It knows no network: its parent sends
 * for it, and tells it what the other side has.
 */
export const transfer = setup({
  types: {
    context: {} as TransferContext,
    events: {} as { readonly type: 'STORED'; readonly pieces: number },
    input: {} as TransferInput,
  },
  delays: { RTO: 1000 },
  guards: { isAll: ({ context }) => context.from >= context.pieces },
  actions: { send: sendParent(({ context }) => ({ type: 'SEND', piece: context.from })) },
}).createMachine({
  id: 'transfer',
  context: ({ input }) => input,
  initial: 'next',
  states: {
    next: { always: [{ guard: 'isAll', target: 'over' }, { target: 'sending' }] },
    sending: {
      entry: 'send',
      after: { RTO: { target: 'sending', reenter: true } },
      on: {
        STORED: {
          guard: ({ context, event }) => event.pieces > context.from,
          target: 'next',
          actions: assign({ from: ({ event }) => event.pieces }),
        },
      },
    },
    over: { type: 'final' },
  },
});
