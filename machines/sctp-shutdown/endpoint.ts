import { assign, cancel, emit, enqueueActions, raise, setup } from 'xstate';
import type { Chunk, Cookie, End, Packet, Told } from './chunks.ts';

export interface EndpointSettings {
  /** Which side it is, for the names of its tags. */
  readonly side: 'client' | 'server';
  /** Whether each association has a tag that none had before (RFC 9260, 5.3.1). */
  readonly freshTags: boolean;
  /** How many packets with data it may send in each association. */
  readonly data: number;
  /** The retransmission timeout, in milliseconds. */
  readonly rto: number;
  /** How often it sends a chunk again before it gives up: Association.Max.Retrans. */
  readonly limit: number;
  /** Whether that is so for SHUTDOWN and SHUTDOWN ACK, too. */
  readonly limitsT2: boolean;
  /** Whether it answers what belongs to no association (8.4). */
  readonly answers: boolean;
  /** How long it stays after a shutdown that it began, in milliseconds; SCTP does not. */
  readonly wait: number;
  /** For how long it takes no cookie with the tag of an association that has ended, in milliseconds; RFC 9260 does not ask for that. */
  readonly remembers: number;
}

interface EndpointContext {
  readonly settings: EndpointSettings;
  /** The number of the association, or of the last one. */
  readonly of: number;
  readonly own: string;
  readonly peer: string;
  /** The cookie that it has echoed, until that is acknowledged. */
  readonly cookie: Cookie;
  readonly sent: number;
  readonly acknowledged: number;
  readonly received: number;
  /** How often it has sent again what is not answered. */
  readonly tries: number;
  /** Its tags of associations that have ended, as long as it remembers them. */
  readonly ended: readonly string[];
}

type Call = { readonly type: 'OPEN' | 'SEND' | 'CLOSE' | 'BREAK_OFF' };
type Timer = { readonly type: 'T1' | 'T2' | 'T3' | 'GO' | 'FORGET' };
type Event = Packet | Call | Timer;

const nothing = { own: '', peer: '', cookie: [], sent: 0, acknowledged: 0, received: 0, tries: 0 };

/** One endpoint of SCTP, and one association at a time (RFC 9260, 4). */
export const sctpEndpoint = setup({
  types: {
    context: {} as EndpointContext,
    input: {} as EndpointSettings,
    events: {} as Event,
    emitted: {} as Packet | Told,
  },
  delays: {
    RTO: ({ context }) => context.settings.rto,
    WAIT: ({ context }) => context.settings.wait,
    REMEMBERS: ({ context }) => context.settings.remembers,
  },
  guards: {
    /** 8.5: the verification tag is the endpoint's own. */
    isMine: ({ context, event }) => isMine(context, event),
    /** 8.5.1, B and C: or it is the other side's, and reflected. */
    isMineOrReflected: ({ context, event }) => isMineOrReflected(context, event),
    answers: ({ context }) => context.settings.answers,
    isMineAndWaits: ({ context, event }) => isMine(context, event) && context.settings.wait > 0,
    mayTryAgain: ({ context: { tries, settings } }) => tries < settings.limit,
    isAllAcknowledged: ({ context }) => context.acknowledged === context.sent,
    mayBegin: ({ context, event }) => 'cookie' in event && !context.ended.includes(event.cookie[1] ?? ''),
    /** 5.2.4, action D: the cookie of this association. */
    isSame: ({ context, event }) => 'cookie' in event && isSame(context, event.cookie),
    /** 5.2.4, action A: the other side has forgotten the association, and begins another. */
    isRestart: ({ context, event }) => 'cookie' in event && isRestart(context, event.cookie),
  },
  actions: {
    begin: assign(({ context: { of, settings } }) => ({
      of: of + 1,
      own: tagOf(settings, of + 1),
      tries: 0,
    })),
    keepCookie: assign(({ event }) =>
      'cookie' in event ? { peer: event.cookie[1] ?? '', cookie: event.cookie, tries: 0 } : {},
    ),
    takeCookie: assign(({ event }) => {
      if (!('cookie' in event)) return {};
      const [peer = '', own = ''] = event.cookie;
      return { ...nothing, of: event.of, own, peer };
    }),
    forget: assign(nothing),
    noteTry: assign({ tries: ({ context }) => context.tries + 1 }),
    noteT2: assign({ tries: ({ context: { tries, settings } }) => (settings.limitsT2 ? tries + 1 : 0) }),
    settleTries: assign({ tries: 0 }),
    dropCookie: assign({ cookie: [], tries: 0 }),
    acknowledge: assign(({ context, event }) =>
      'received' in event ? { acknowledged: Math.max(context.acknowledged, event.received), tries: 0 } : {},
    ),
    take: enqueueActions(({ enqueue, context, event }) => {
      if (event.type !== 'DATA' || event.number !== context.received + 1) return;
      enqueue.assign({ received: event.number });
      enqueue.emit({ type: 'delivered', of: event.of, number: event.number });
    }),
    handOver: assign(({ context }) => ({ sent: context.sent + 1, tries: 0 })),

    sendInit: emit(({ context: { own, of } }) => ({ type: 'INIT', initiate: own, tag: '0', of })),
    answerInit: enqueueActions(({ enqueue, context: { settings, own, peer }, event }) => {
      if (event.type !== 'INIT') return;
      const { initiate, of } = event;
      const cookie = [initiate, tagOf(settings, of), ...(own === '' ? [] : [peer, own])];
      enqueue.emit({ type: 'INIT_ACK', cookie, tag: initiate, of });
    }),
    sendCookie: emit(({ context: { cookie, peer, of } }) => ({ type: 'COOKIE_ECHO', cookie, tag: peer, of })),
    sendCookieAck: enqueueActions(({ enqueue, event }) => {
      if (event.type === 'COOKIE_ECHO')
        enqueue.emit({ type: 'COOKIE_ACK', tag: event.cookie[0] ?? '', of: event.of });
    }),
    sendData: emit(({ context }) => headed(context, { type: 'DATA', number: context.sent })),
    sendSack: emit(({ context }) => headed(context, { type: 'SACK', received: context.received })),
    sendShutdown: emit(({ context }) => headed(context, { type: 'SHUTDOWN', received: context.received })),
    sendShutdownAck: emit(({ context }) => headed(context, { type: 'SHUTDOWN_ACK' })),
    sendComplete: emit(({ context }) => headed(context, { type: 'SHUTDOWN_COMPLETE', reflected: false })),
    sendAbort: emit(({ context }) => headed(context, { type: 'ABORT', reflected: false })),
    /** Its verification tag is that of the packet which is answered (8.4). */
    reflect: enqueueActions(({ enqueue, event }, type: 'SHUTDOWN_COMPLETE' | 'ABORT') => {
      if ('tag' in event) enqueue.emit({ type, tag: event.tag, of: event.of, reflected: true });
    }),

    tellUp: emit(({ context }) => ({ type: 'up', of: context.of })),
    tell: enqueueActions(({ enqueue, context: { of }, event }, how: End) => {
      enqueue.emit({ type: 'ended', how, of, by: 'tag' in event ? event.of : of });
    }),

    startT1: raise({ type: 'T1' }, { delay: 'RTO', id: 'T1' }),
    startT2: raise({ type: 'T2' }, { delay: 'RTO', id: 'T2' }),
    startT3: raise({ type: 'T3' }, { delay: 'RTO', id: 'T3' }),
    stopT1: cancel('T1'),
    stopT2: cancel('T2'),
    stopT3: cancel('T3'),
    stopWaiting: cancel('WAIT'),
    startWaiting: raise({ type: 'GO' }, { delay: 'WAIT', id: 'WAIT' }),
    remember: enqueueActions(({ enqueue, context: { settings, ended, own } }) => {
      if (settings.remembers === 0) return;
      enqueue.assign({ ended: [...ended, own] });
      enqueue.cancel('REMEMBERS');
      enqueue.raise({ type: 'FORGET' }, { delay: 'REMEMBERS', id: 'REMEMBERS' });
    }),
    forgetTags: assign({ ended: [] }),
  },
}).createMachine({
  id: 'endpoint',
  context: ({ input }) => ({ ...nothing, settings: input, of: 0, ended: [] }),
  initial: 'CLOSED',
  on: { FORGET: { actions: 'forgetTags' } },
  states: {
    /** It knows nothing of any association; what comes is out of the blue (8.4). */
    CLOSED: {
      entry: 'forget',
      on: {
        OPEN: { target: 'COOKIE-WAIT', actions: ['begin', 'sendInit'] },
        INIT: { actions: 'answerInit' },
        COOKIE_ECHO: {
          guard: 'mayBegin',
          target: 'associated',
          actions: ['takeCookie', 'sendCookieAck', 'tellUp'],
        },
        SHUTDOWN_ACK: { guard: 'answers', actions: { type: 'reflect', params: 'SHUTDOWN_COMPLETE' } },
        INIT_ACK: { guard: 'answers', actions: { type: 'reflect', params: 'ABORT' } },
        DATA: { guard: 'answers', actions: { type: 'reflect', params: 'ABORT' } },
        SACK: { guard: 'answers', actions: { type: 'reflect', params: 'ABORT' } },
        SHUTDOWN: { guard: 'answers', actions: { type: 'reflect', params: 'ABORT' } },
      },
    },
    'COOKIE-WAIT': {
      entry: 'startT1',
      exit: 'stopT1',
      on: {
        INIT_ACK: { guard: 'isMine', target: 'COOKIE-ECHOED', actions: ['keepCookie', 'sendCookie'] },
        // 8.5.1, E: of the association before, whose SHUTDOWN COMPLETE was lost.
        SHUTDOWN_ACK: { actions: { type: 'reflect', params: 'SHUTDOWN_COMPLETE' } },
        ABORT: { guard: 'isMineOrReflected', target: 'CLOSED', actions: { type: 'tell', params: 'aborted' } },
        T1: [
          { guard: 'mayTryAgain', target: 'COOKIE-WAIT', reenter: true, actions: ['noteTry', 'sendInit'] },
          { target: 'CLOSED', actions: { type: 'tell', params: 'unreachable' } },
        ],
      },
    },
    'COOKIE-ECHOED': {
      entry: 'startT1',
      exit: 'stopT1',
      on: {
        COOKIE_ACK: { guard: 'isMine', target: 'associated', actions: ['dropCookie', 'tellUp'] },
        SHUTDOWN_ACK: { actions: { type: 'reflect', params: 'SHUTDOWN_COMPLETE' } },
        ABORT: { guard: 'isMineOrReflected', target: 'CLOSED', actions: { type: 'tell', params: 'aborted' } },
        T1: [
          {
            guard: 'mayTryAgain',
            target: 'COOKIE-ECHOED',
            reenter: true,
            actions: ['noteTry', 'sendCookie'],
          },
          { target: 'CLOSED', actions: { type: 'tell', params: 'unreachable' } },
        ],
      },
    },
    associated: {
      initial: 'ESTABLISHED',
      exit: ['stopT2', 'stopT3', 'remember'],
      on: {
        ABORT: { guard: 'isMineOrReflected', target: 'CLOSED', actions: { type: 'tell', params: 'aborted' } },
        BREAK_OFF: { target: 'CLOSED', actions: ['sendAbort', { type: 'tell', params: 'aborted' }] },
        INIT: { actions: 'answerInit' },
        COOKIE_ECHO: [
          { guard: 'isSame', actions: 'sendCookieAck' },
          {
            guard: 'isRestart',
            target: '.ESTABLISHED',
            actions: [
              'stopT2',
              'stopT3',
              { type: 'tell', params: 'restarted' },
              'takeCookie',
              'sendCookieAck',
              'tellUp',
            ],
          },
        ],
        T3: [
          { guard: 'mayTryAgain', actions: ['noteTry', 'sendData', 'startT3'] },
          { target: 'CLOSED', actions: { type: 'tell', params: 'unreachable' } },
        ],
        SACK: [
          {
            guard: ({ context, event }) => isMine(context, event) && event.received >= context.sent,
            actions: ['acknowledge', 'stopT3'],
          },
        ],
      },
      states: {
        ESTABLISHED: {
          on: {
            SEND: { guard: 'isAllAcknowledged', actions: ['handOver', 'sendData', 'startT3'] },
            DATA: { guard: 'isMine', actions: ['take', 'sendSack'] },
            CLOSE: 'SHUTDOWN-PENDING',
            SHUTDOWN: { guard: 'isMine', target: 'SHUTDOWN-RECEIVED', actions: 'acknowledge' },
          },
        },
        'SHUTDOWN-PENDING': {
          always: { guard: 'isAllAcknowledged', target: 'SHUTDOWN-SENT', actions: 'settleTries' },
          on: {
            DATA: { guard: 'isMine', actions: ['take', 'sendSack'] },
            SHUTDOWN: { guard: 'isMine', target: 'SHUTDOWN-RECEIVED', actions: 'acknowledge' },
          },
        },
        'SHUTDOWN-SENT': {
          entry: ['stopT3', 'sendShutdown', 'startT2'],
          exit: 'stopT2',
          on: {
            DATA: {
              guard: 'isMine',
              target: 'SHUTDOWN-SENT',
              reenter: true,
              actions: ['take', 'settleTries'],
            },
            SHUTDOWN: { guard: 'isMine', target: 'SHUTDOWN-ACK-SENT', actions: 'settleTries' },
            SHUTDOWN_ACK: [
              {
                guard: 'isMineAndWaits',
                target: '#endpoint.waiting',
                actions: ['sendComplete', { type: 'tell', params: 'closed' }],
              },
              {
                guard: 'isMine',
                target: '#endpoint.CLOSED',
                actions: ['sendComplete', { type: 'tell', params: 'closed' }],
              },
            ],
            T2: [
              { guard: 'mayTryAgain', target: 'SHUTDOWN-SENT', reenter: true, actions: 'noteT2' },
              { target: '#endpoint.CLOSED', actions: { type: 'tell', params: 'unreachable' } },
            ],
          },
        },
        'SHUTDOWN-RECEIVED': {
          always: { guard: 'isAllAcknowledged', target: 'SHUTDOWN-ACK-SENT', actions: 'settleTries' },
          on: { SHUTDOWN: { guard: 'isMine', actions: 'acknowledge' } },
        },
        'SHUTDOWN-ACK-SENT': {
          entry: ['stopT3', 'sendShutdownAck', 'startT2'],
          exit: 'stopT2',
          on: {
            SHUTDOWN_COMPLETE: {
              guard: 'isMineOrReflected',
              target: '#endpoint.CLOSED',
              actions: { type: 'tell', params: 'closed' },
            },
            SHUTDOWN_ACK: [
              {
                guard: 'isMineAndWaits',
                target: '#endpoint.waiting',
                actions: ['sendComplete', { type: 'tell', params: 'closed' }],
              },
              {
                guard: 'isMine',
                target: '#endpoint.CLOSED',
                actions: ['sendComplete', { type: 'tell', params: 'closed' }],
              },
            ],
            // 9.2: whoever begins anew has forgotten this association, and is told how to end it.
            INIT: { actions: 'sendShutdownAck' },
            COOKIE_ECHO: [
              { guard: 'isSame', actions: 'sendCookieAck' },
              { guard: 'isRestart', actions: 'sendShutdownAck' },
            ],
            T2: [
              { guard: 'mayTryAgain', target: 'SHUTDOWN-ACK-SENT', reenter: true, actions: 'noteT2' },
              { target: '#endpoint.CLOSED', actions: { type: 'tell', params: 'unreachable' } },
            ],
          },
        },
      },
    },
    /** What TCP calls TIME-WAIT. SCTP has no such state. */
    waiting: {
      entry: ['stopWaiting', 'startWaiting'],
      on: {
        SHUTDOWN_ACK: { guard: 'isMine', target: 'waiting', reenter: true, actions: 'sendComplete' },
        GO: 'CLOSED',
      },
    },
  },
});

function tagOf({ side, freshTags }: EndpointSettings, of: number): string {
  const letter = side[0] ?? '';
  return freshTags ? `${letter}${of}` : letter;
}

function isSame({ own, peer }: EndpointContext, [client, server]: Cookie): boolean {
  return server === own && client === peer;
}

function isRestart({ own, peer }: EndpointContext, [client, server, ...ties]: Cookie): boolean {
  return server !== own && client !== peer && ties[0] === peer && ties[1] === own;
}

function isMine(context: EndpointContext, event: Event): boolean {
  return 'tag' in event && event.tag === context.own;
}

function isMineOrReflected(context: EndpointContext, event: Event): boolean {
  if (!('reflected' in event)) return false;
  return event.tag === (event.reflected ? context.peer : context.own);
}

/** A chunk to the other side, with its tag. */
function headed({ peer, of }: EndpointContext, chunk: Chunk): Packet {
  return { ...chunk, tag: peer, of };
}
