import { assign, cancel, emit, raise, setup } from 'xstate';

export interface PeerSettings {
  readonly role: 'client' | 'server';
  /** How long it waits, once it has sent a Close frame, for all that is to follow, in milliseconds; 0 means for ever. */
  readonly patience: number;
  /** Whether it takes data that comes after it has sent a Close frame. */
  readonly readsOn: boolean;
  /** Whether it leaves it to the other side to close TCP. */
  readonly waitsForFin: boolean;
  /** Whether it sends data after a Close frame. */
  readonly sendsAfterClose: boolean;
}

/** A frame, a FIN of the connection below, or what the network tells of that. */
export type FromPeer = { readonly type: 'DATA' | 'CLOSE_FRAME' | 'FIN' };

interface PeerContext extends PeerSettings {
  /** Data frames that were sent, and that were delivered to its user. */
  readonly sent: number;
  readonly received: number;
}

/** One end of a WebSocket connection that is open (RFC 6455, 7.1). */
export const peer = setup({
  types: {
    context: {} as PeerContext,
    input: {} as PeerSettings,
    events: {} as FromPeer | { type: 'SEND' | 'CLOSE' | 'GIVE_UP' } | { type: 'BROKEN'; channel: string },
    emitted: {} as FromPeer | { type: 'delivered' } | { type: 'closed'; clean: boolean },
  },
  delays: { PATIENCE: ({ context }) => context.patience },
  guards: {
    readsOn: ({ context }) => context.readsOn,
    waitsForFin: ({ context }) => context.waitsForFin,
    sendsAfterClose: ({ context }) => context.sendsAfterClose,
    isPatient: ({ context }) => context.patience === 0,
  },
  actions: {
    sendData: emit({ type: 'DATA' }),
    countSent: assign({ sent: ({ context }) => context.sent + 1 }),
    deliver: emit({ type: 'delivered' }),
    countReceived: assign({ received: ({ context }) => context.received + 1 }),
    sendClose: emit({ type: 'CLOSE_FRAME' }),
    closeTcp: emit({ type: 'FIN' }),
    tellClean: emit({ type: 'closed', clean: true }),
    tellUnclean: emit({ type: 'closed', clean: false }),
    startWaiting: raise({ type: 'GIVE_UP' }, { delay: 'PATIENCE', id: 'PATIENCE' }),
    stopWaiting: cancel('PATIENCE'),
  },
}).createMachine({
  id: 'peer',
  context: ({ input }) => ({ ...input, sent: 0, received: 0 }),
  initial: 'open',
  states: {
    open: {
      on: {
        SEND: { actions: ['sendData', 'countSent'] },
        DATA: { actions: ['deliver', 'countReceived'] },
        CLOSE: { target: 'closing', actions: 'sendClose' },
        CLOSE_FRAME: { target: 'answering', actions: 'sendClose' },
        FIN: { target: 'closed', actions: ['closeTcp', 'tellUnclean'] },
        BROKEN: { target: 'closed', actions: 'tellUnclean' },
      },
    },
    /** It has sent a Close frame, and waits for that of the other side. */
    closing: {
      initial: 'begun',
      on: {
        SEND: { guard: 'sendsAfterClose', actions: ['sendData', 'countSent'] },
        DATA: { guard: 'readsOn', actions: ['deliver', 'countReceived'] },
        CLOSE_FRAME: 'done',
        FIN: { target: 'closed', actions: ['closeTcp', 'tellUnclean'] },
        BROKEN: { target: 'closed', actions: 'tellUnclean' },
        GIVE_UP: { target: 'closed', actions: ['closeTcp', 'tellUnclean'] },
      },
      states: {
        begun: {
          always: [
            { guard: 'isPatient', target: 'waiting' },
            { target: 'waiting', actions: 'startWaiting' },
          ],
        },
        waiting: {},
      },
    },
    /** Passed at once: it has answered a Close frame. */
    answering: {
      always: [
        { guard: 'isPatient', target: 'done' },
        { target: 'done', actions: 'startWaiting' },
      ],
    },
    /** Passed at once: both Close frames were sent, and the WebSocket connection is closed but for TCP. */
    done: {
      always: [
        { guard: 'waitsForFin', target: 'waitingForFin' },
        { target: 'ending', actions: 'closeTcp' },
      ],
    },
    /** It waits for the other side to close TCP. */
    waitingForFin: {
      on: {
        SEND: { guard: 'sendsAfterClose', actions: ['sendData', 'countSent'] },
        FIN: { target: 'closed', actions: ['closeTcp', 'tellClean'] },
        BROKEN: { target: 'closed', actions: 'tellClean' },
        GIVE_UP: { target: 'closed', actions: ['closeTcp', 'tellClean'] },
      },
    },
    /** It has closed TCP, and waits for the other side to do so. */
    ending: {
      on: {
        FIN: { target: 'closed', actions: 'tellClean' },
        BROKEN: { target: 'closed', actions: 'tellClean' },
        GIVE_UP: { target: 'closed', actions: 'tellClean' },
      },
    },
    closed: { entry: 'stopWaiting' },
  },
});
