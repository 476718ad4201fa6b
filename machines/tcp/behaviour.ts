import { assign, emit, enqueueActions, setup } from 'xstate';
import { arrived, type Notice, type TcpEvent } from './events.ts';
import { abortOf, refusalOf, segmentOf } from './replies.ts';
import type { Segment } from './segment.ts';
import * as segments from './segment.ts';
import { plus } from './sequence.ts';
import type { Settings, Tcb } from './tcb.ts';
import * as tcb from './tcb.ts';

type Args = { readonly context: Tcb; readonly event: TcpEvent };

const onSegment =
  (test: (context: Tcb, segment: Segment) => boolean) =>
  ({ context, event }: Args): boolean =>
    test(context, arrived(event));

const of = (test: (segment: Segment) => boolean) => onSegment((_, segment) => test(segment));

const isUnacceptableAck = (context: Tcb, segment: Segment) =>
  !segments.isRst(segment) && !segments.isSyn(segment) && !tcb.isAcceptable(context, segment);

/** It ends right before RCV.NXT: the last text, or the FIN, once more. */
const isAckAtTheEdge = (context: Tcb, segment: Segment) =>
  isUnacceptableAck(context, segment) &&
  segments.lengthOf(segment) > 0 &&
  plus(context, segment.seq, segments.lengthOf(segment)) === context.rcv;

const fillsGapToFin = (context: Tcb, segment: Segment) =>
  context.kept === 'FIN' && tcb.hasTextInOrder(context, segment);

/** What a TCP endpoint can ask and do, by name. Sections are RFC 9293's unless another RFC is named. */
export const tcp = setup({
  types: {
    context: {} as Tcb,
    events: {} as TcpEvent,
    emitted: {} as Segment | Notice,
    input: {} as Settings,
  },

  delays: {
    /** 3.8.1 */
    RTO: ({ context }) => context.retransmissionTimeout,
    /** 3.6.1, MUST-13 */
    TIME_WAIT: ({ context }) => context.timeWait,
  },

  guards: {
    isRst: of(segments.isRst),
    isSyn: of(segments.isSyn),
    isData: of(segments.hasText),
    isFin: of(segments.isFin),
    hasAck: of(segments.hasAck),
    hasNoAck: of((segment) => !segments.hasAck(segment)),

    /** 3.10.7.3, first check: SEG.ACK =< ISS or SEG.ACK > SND.NXT; only our SYN is outstanding. */
    doesNotAcknowledgeOurSyn: onSegment((context, { ack }) => ack !== null && ack !== context.nxt),

    /** 3.10.7.4, first check: sequence number. */
    isUnacceptable: onSegment((context, segment) => !tcb.isAcceptable(context, segment)),
    isUnacceptableRst: onSegment(
      (context, segment) => segments.isRst(segment) && !tcb.isAcceptable(context, segment),
    ),
    /** Second check: exactly the next number ends the connection [RFC 5961, 3.2]. */
    isExactRst: onSegment((context, segment) => segments.isRst(segment) && segment.seq === context.rcv),
    /** Second and fourth check: MUST-11. */
    openedPassively: ({ context }) => context.passive,
    reopened: ({ context }) => context.reopenedFrom !== null,
    /** Fifth check: acknowledgement. */
    acknowledgesTheUnsent: onSegment(tcb.acknowledgesTheUnsent),
    advances: onSegment(tcb.advances),
    acknowledgesOurFin: onSegment(tcb.acknowledgesOurFin),
    bearsAckOfOurFin: onSegment(tcb.bearsAckOfOurFin),
    /** Seventh check: text. */
    hasTextInOrder: onSegment(tcb.hasTextInOrder),
    /** Eighth check: FIN. */
    isFinInOrder: onSegment(tcb.isFinInOrder),

    /** 3.10.7.4, fifth and eighth check, in TIME-WAIT: the one segment that may still arrive. */
    isRetransmittedFin: onSegment(tcb.isRetransmittedFin),
    restartsTimeWait: ({ context }) => context.restartTimeWait,
    /** Not in the RFC: see the README on thresholds. */
    keepsSilent: onSegment(
      (context, segment) => context.answersOnlyFinInTimeWait && !segments.isRst(segment),
    ),
    /** Not in the RFC: see the README on thresholds. */
    restartsOnAnyAnswer: onSegment(
      (context, segment) => context.restartOnAnyAnswer && tcb.isAnswered(context, segment),
    ),
    /** RFC 1337, fix F1. */
    ignoresRst: ({ context }) => context.ignoreRstInTimeWait,
    /** 3.6.1, MAY-2. */
    mayReopen: onSegment(
      (context, segment) => context.reopenFromTimeWait && tcb.isNewConnection(context, segment),
    ),

    // What habits ask (habits.ts).
    /** A segment without an ACK, or with an old one. */
    isDroppedForItsAck: onSegment(
      (context, segment) =>
        !segments.isRst(segment) && (segment.ack === null || tcb.isOldAck(context, segment)),
    ),
    isAnsweredForItsAck: onSegment(
      (context, segment) => !segments.isRst(segment) && tcb.acknowledgesTheUnsent(context, segment),
    ),
    isDroppedWithoutAck: of((segment) => !segments.isRst(segment) && !segments.hasAck(segment)),
    isRefusedForItsAck: onSegment(
      (context, segment) =>
        !segments.isRst(segment) && segments.hasAck(segment) && !tcb.advances(context, segment),
    ),
    isUnacceptableAck: onSegment(isUnacceptableAck),
    isUnacceptableAckOfOurSyn: onSegment(
      (context, segment) => isUnacceptableAck(context, segment) && tcb.advances(context, segment),
    ),
    isUnacceptableAckOfOurFin: onSegment(
      (context, segment) => isUnacceptableAck(context, segment) && tcb.acknowledgesOurFin(context, segment),
    ),
    isAckAtTheEdge: onSegment(isAckAtTheEdge),
    isAckOfOurFinAtTheEdge: onSegment(
      (context, segment) => isAckAtTheEdge(context, segment) && tcb.acknowledgesOurFin(context, segment),
    ),
    isTextWithWrongAck: onSegment(
      (context, segment) =>
        tcb.acknowledgesTheUnsent(context, segment) && tcb.hasTextInOrder(context, segment),
    ),
    isFinWithWrongAck: onSegment(
      (context, segment) => tcb.acknowledgesTheUnsent(context, segment) && tcb.isFinInOrder(context, segment),
    ),
    isEarlyWithWrongAck: onSegment(
      (context, segment) => tcb.acknowledgesTheUnsent(context, segment) && tcb.isKeepable(context, segment),
    ),
    /** In the window, but beyond RCV.NXT. */
    isBeyondNext: onSegment((context, segment) => segment.seq !== context.rcv),
    isNoRst: of((segment) => !segments.isRst(segment)),
    /** It has an ACK, and text or a number that TIME-WAIT does not expect. */
    isAckElsewhere: onSegment(
      (context, segment) =>
        !segments.isRst(segment) &&
        segments.hasAck(segment) &&
        (segment.seq !== context.rcv || segments.hasText(segment)),
    ),
    isNeitherRstNorSyn: of((segment) => !segments.isRst(segment) && !segments.isSyn(segment)),
    isRepeatedSyn: onSegment(
      (context, segment) => segment.kind === 'SYN' && plus(context, segment.seq, 1) === context.rcv,
    ),
    fillsGapToText: onSegment(
      (context, segment) => context.kept === 'DATA' && tcb.hasTextInOrder(context, segment),
    ),
    fillsGapToFin: onSegment(fillsGapToFin),
    fillsGapToFinWithAck: onSegment(
      (context, segment) => fillsGapToFin(context, segment) && tcb.acknowledgesOurFin(context, segment),
    ),
    fillsGapToFinAndBearsAck: onSegment(
      (context, segment) => fillsGapToFin(context, segment) && tcb.bearsAckOfOurFin(context, segment),
    ),
    isInexactRst: onSegment((context, segment) => segments.isRst(segment) && segment.seq !== context.rcv),
    isBareAckInOrder: onSegment((context, segment) => segment.kind === 'ACK' && segment.seq === context.rcv),
    isAckButNoRst: of((segment) => segments.hasAck(segment) && !segments.isRst(segment)),
    isUnansweredInTimeWait: onSegment(
      (context, segment) =>
        !segments.isRst(segment) && segments.lengthOf(segment) === 0 && !tcb.isAcceptable(context, segment),
    ),

    /** 3.8.6: no more text in flight than the peer's window holds. */
    maySend: ({ context }) =>
      context.dataLeft > 0 && plus(context, context.nxt, -context.una) < context.window,
    /** 3.8.3 */
    givesUp: ({ context }) => context.retransmissions > 0 && context.tries >= context.retransmissions,
    /** 3.9.1: the user's next passive OPEN follows at once. */
    listens: ({ context }) => context.listens,
    /** 3.6, case 2: the user's CLOSE follows at once. */
    combinesFinWithAck: ({ context }) => context.combineFinWithAck,
  },

  actions: {
    /** 3.10.1: select an ISS; SND.UNA = ISS, SND.NXT = ISS + 1. */
    beginActively: assign(({ context, event }) => {
      const chosen = event.type === 'ACTIVE_OPEN' ? event.iss : undefined;
      return { ...tcb.begin(context, chosen ?? context.nextIss, false), opens: context.opens + 1 };
    }),
    /** 3.10.7.2, third check: the same on a SYN. */
    beginPassively: assign(({ context }) => tcb.begin(context, context.nextIss, true)),
    /** 3.6.1, MAY-2 (1): the new ISS is larger than any number used before. */
    beginAgain: assign(({ context }) => tcb.reopen(context)),
    /** 3.6.1, MAY-2 (2). */
    backToTimeWait: assign(({ context }) => tcb.backToTimeWait(context)),
    /** 3.4.1 */
    takeNextIss: assign(({ context, event }) => ({
      nextIss: event.type === 'NEXT_ISS' ? event.iss : context.nextIss,
    })),
    /** Delete the TCB, but for what the choice of the next ISS needs. */
    deleteTcb: assign(({ context }) => tcb.end(context)),

    /** 3.10.7.2, third check; 3.10.7.3, fourth check. */
    takeSyn: assign(({ context, event }) => tcb.synchronized(context, arrived(event))),
    /** 3.10.7.4, fifth check: SND.UNA = SEG.ACK. */
    takeAck: enqueueActions(({ context, event, enqueue }) => {
      const { ack } = arrived(event);
      if (ack === null || !tcb.advances(context, arrived(event))) return;
      enqueue.assign({ una: ack, tries: 0 });
      enqueue.emit({ type: 'acknowledged' });
    }),
    /** Seventh check: advance RCV.NXT over the text. */
    takeText: assign(({ context }) => ({ rcv: plus(context, context.rcv, 1) })),
    /** Eighth check: advance RCV.NXT over the FIN. */
    takeFin: assign(({ context }) => ({ rcv: plus(context, context.rcv, 1) })),

    /** 3.10.1 */
    sendSyn: emit(({ context }) => segmentOf(context, 'SYN', context.iss)),
    /** 3.10.7.2, third check; 3.10.7.3, fourth check. */
    sendSynAck: emit(({ context }) => segmentOf(context, 'SYN_ACK', context.iss)),
    /** <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK> */
    sendAck: emit(({ context }) => segmentOf(context, 'ACK')),
    /** 3.10.2 */
    sendText: enqueueActions(({ context, enqueue }) => {
      enqueue.emit(segmentOf(context, 'DATA'));
      enqueue.assign({ nxt: plus(context, context.nxt, 1), dataLeft: context.dataLeft - 1 });
    }),
    /** 3.10.4: no further SEND is accepted. */
    sendFin: enqueueActions(({ context, enqueue }) => {
      enqueue.emit(segmentOf(context, 'FIN'));
      enqueue.assign({ nxt: plus(context, context.nxt, 1), finSent: true, dataLeft: 0 });
    }),
    /** 3.10.5 */
    sendRst: emit(({ context }) => abortOf(context)),
    /** 3.10.7.1 to 3.10.7.3: a RST for a segment that does not belong to this connection. */
    refuse: emit(({ context, event }) => refusalOf(context, arrived(event))),
    /** 3.10.8: the front of the queue once more. */
    retransmit: enqueueActions(({ context, enqueue }) => {
      const front = tcb.frontOfQueue(context);
      if (front === null || (front.kind === 'FIN' && !context.finRetransmission)) return;
      enqueue.emit(segmentOf(context, front.kind, front.seq));
      enqueue.assign({ tries: tcb.triesAfterNext(context) });
    }),
    /** All that has not been acknowledged, in order; each is as if it were at the front. */
    retransmitAll: enqueueActions(({ context, enqueue }) => {
      const queue = tcb.wholeQueue(context).filter(({ kind }) => kind !== 'FIN' || context.finRetransmission);
      for (const { kind, seq } of queue) enqueue.emit(segmentOf(context, kind, seq));
      if (queue.length > 0) enqueue.assign({ tries: tcb.triesAfterNext(context) });
    }),
    /** The front alone; the rest, if there is one, when that is acknowledged. */
    retransmitInTurn: enqueueActions(({ context, enqueue }) => {
      const [front, ...rest] = tcb
        .wholeQueue(context)
        .filter(({ kind }) => kind !== 'FIN' || context.finRetransmission);
      if (front === undefined) return;
      enqueue.emit(segmentOf(context, front.kind, front.seq));
      enqueue.assign({ tries: tcb.triesAfterNext(context), resentFront: rest.length > 0 ? front.seq : null });
    }),
    /** Its ACK is in each segment of the rest, so that it needs none of its own if there is one. */
    sendRest: enqueueActions(({ context, enqueue }) => {
      for (const { kind, seq } of tcb.waitingRest(context)) enqueue.emit(segmentOf(context, kind, seq));
      if (context.resentFront !== context.una) enqueue.assign({ resentFront: null });
    }),
    sendRestOrAck: enqueueActions(({ context, enqueue }) => {
      const rest = tcb.waitingRest(context);
      for (const { kind, seq } of rest) enqueue.emit(segmentOf(context, kind, seq));
      if (rest.length === 0) enqueue.emit(segmentOf(context, 'ACK'));
      if (context.resentFront !== context.una) enqueue.assign({ resentFront: null });
    }),
    /** SHLD-31 */
    keepEarly: assign(({ context, event }) => {
      const segment = arrived(event);
      if (!tcb.isKeepable(context, segment)) return {};
      return { kept: segments.isFin(segment) ? ('FIN' as const) : ('DATA' as const) };
    }),
    /** Advance RCV.NXT over what was kept, too. */
    takeKept: assign(({ context }) => ({ rcv: plus(context, context.rcv, 1), kept: null })),
    /** The same in SYN-SENT, where there is nothing to acknowledge yet. */
    retransmitSyn: enqueueActions(({ context, enqueue }) => {
      enqueue.emit(segmentOf(context, 'SYN', context.iss));
      enqueue.assign({ tries: tcb.triesAfterNext(context) });
    }),

    tellSynchronized: emit({ type: 'synchronized' }),
    tellDelivered: emit({ type: 'delivered' }),
    tellPeerClosed: emit({ type: 'peerClosed' }),
    /** 3.10.7.3 and 3.10.7.4, second check: "connection reset". */
    tellReset: emit({ type: 'reset', reported: true }),
    /** The same where the RFC has the connection end without a word to the user. */
    noteReset: emit({ type: 'reset', reported: false }),
    /** 3.10.8, user timeout. */
    tellTimedOut: emit({ type: 'timedOut' }),
  },
});
