import { and, or } from 'xstate';
import { tcp } from './behaviour.ts';
import * as tcb from './tcb.ts';

/** First check [3.10.7.4]: what lies outside the window is answered with an ACK, a RST is not. */
const sequenceCheck = [
  { guard: 'isUnacceptableRst' },
  { guard: 'isUnacceptable', actions: 'sendAck' },
] as const;

/** Third to fifth check: a RST that is not exact, and any SYN, earn a challenge ACK (RFC 5961, 3.2 and 4.2). */
const otherChecks = [
  { guard: 'isRst', actions: 'sendAck' },
  { guard: 'isSyn', actions: 'sendAck' },
  { guard: 'hasNoAck' },
  { guard: 'acknowledgesTheUnsent', actions: 'sendAck' },
] as const;

/** All checks that the states from ESTABLISHED on share, where a RST is reported to the user. */
const checks = [
  ...sequenceCheck,
  { guard: 'isExactRst', target: 'CLOSED', actions: ['tellReset', 'deleteTcb'] },
  ...otherChecks,
] as const;

/** The same for CLOSING, LAST-ACK and TIME-WAIT, where the user has nothing left to be told. */
const silentChecks = [
  ...sequenceCheck,
  { guard: 'isExactRst', target: 'CLOSED', actions: ['noteReset', 'deleteTcb'] },
  ...otherChecks,
] as const;

const takesText = ['takeAck', 'takeText', 'tellDelivered', 'sendAck'] as const;
const takesFin = ['takeAck', 'takeFin', 'tellPeerClosed', 'sendAck'] as const;
/** What is in the window but not next is not kept; the ACK tells the sender what is. */
const dropsWhatIsEarly = [{ guard: or(['isData', 'isFin']), actions: ['takeAck', 'sendAck'] }] as const;

const abort = { target: 'CLOSED', actions: ['sendRst', 'deleteTcb'] } as const;

/** The retransmission timer [3.10.8] of a state; it runs on whether or not anything is outstanding. */
function retransmission<const State extends string>(state: State, actions: 'retransmit' | 'retransmitSyn') {
  return {
    RTO: [
      { guard: 'givesUp', target: 'CLOSED', actions: ['tellTimedOut', 'deleteTcb'] },
      { target: state, reenter: true, actions },
    ],
  } as const;
}

/**
 * One end of a TCP connection: the eleven states of RFC 9293 (section numbers in brackets are its), one connection
 * after another between the same pair of sockets. Both ends are this machine, with different input.
 *
 * It runs as it is: `createActor(tcpEndpoint, { input })`, with SEGMENT events from and emitted SEGMENTs to the wire.
 */
export const tcpEndpoint = tcp.createMachine({
  id: 'tcp',
  context: ({ input }) => tcb.initialTcb(input),
  initial: 'CLOSED',
  states: {
    // 3.10.7.1
    CLOSED: {
      always: { guard: 'listens', target: 'LISTEN' },
      on: {
        ACTIVE_OPEN: { target: 'SYN-SENT', actions: ['beginActively', 'sendSyn'] },
        PASSIVE_OPEN: 'LISTEN',
        NEXT_ISS: { actions: 'takeNextIss' },
        SEGMENT: [{ guard: 'isRst' }, { actions: 'refuse' }],
      },
    },
    // 3.10.7.2
    LISTEN: {
      on: {
        SEND: { target: 'SYN-SENT', actions: ['beginActively', 'sendSyn'] },
        ACTIVE_OPEN: { target: 'SYN-SENT', actions: ['beginActively', 'sendSyn'] },
        CLOSE: 'CLOSED',
        ABORT: 'CLOSED',
        NEXT_ISS: { actions: 'takeNextIss' },
        SEGMENT: [
          { guard: 'isRst' },
          { guard: 'hasAck', actions: 'refuse' },
          {
            guard: 'isSyn',
            target: 'SYN-RECEIVED',
            actions: ['beginPassively', 'takeSyn', 'tellSynchronized', 'sendSynAck'],
          },
        ],
      },
    },
    // 3.10.7.3
    'SYN-SENT': {
      after: retransmission('SYN-SENT', 'retransmitSyn'),
      on: {
        CLOSE: { target: 'CLOSED', actions: 'deleteTcb' },
        ABORT: { target: 'CLOSED', actions: 'deleteTcb' },
        SEGMENT: [
          { guard: and(['doesNotAcknowledgeOurSyn', 'isRst']) },
          { guard: 'doesNotAcknowledgeOurSyn', actions: 'refuse' },
          { guard: and(['isRst', 'hasAck']), target: 'CLOSED', actions: ['tellReset', 'deleteTcb'] },
          { guard: 'isRst' },
          {
            guard: and(['isSyn', 'hasAck']),
            target: 'ESTABLISHED',
            actions: ['takeSyn', 'tellSynchronized', 'sendAck'],
          },
          // Simultaneous open [3.5, figure 7]
          { guard: 'isSyn', target: 'SYN-RECEIVED', actions: ['takeSyn', 'tellSynchronized', 'sendSynAck'] },
        ],
      },
    },
    'SYN-RECEIVED': {
      after: retransmission('SYN-RECEIVED', 'retransmit'),
      on: {
        CLOSE: { target: 'FIN-WAIT-1', actions: 'sendFin' },
        ABORT: abort,
        SEGMENT: [
          ...sequenceCheck,
          {
            guard: and(['isExactRst', 'reopened']),
            target: 'TIME-WAIT',
            actions: ['noteReset', 'backToTimeWait'],
          },
          {
            guard: and(['isExactRst', 'openedPassively']),
            target: 'LISTEN',
            actions: ['noteReset', 'deleteTcb'],
          },
          { guard: 'isExactRst', target: 'CLOSED', actions: ['tellReset', 'deleteTcb'] },
          { guard: 'isRst', actions: 'sendAck' },
          { guard: and(['isSyn', 'reopened']), target: 'TIME-WAIT', actions: 'backToTimeWait' },
          { guard: and(['isSyn', 'openedPassively']), target: 'LISTEN', actions: 'deleteTcb' },
          { guard: 'isSyn', actions: 'sendAck' },
          { guard: 'hasNoAck' },
          { guard: and(['advances', 'isFinInOrder']), target: 'CLOSE-WAIT', actions: takesFin },
          { guard: and(['advances', 'hasTextInOrder']), target: 'ESTABLISHED', actions: takesText },
          {
            guard: and(['advances', or(['isData', 'isFin'])]),
            target: 'ESTABLISHED',
            actions: ['takeAck', 'sendAck'],
          },
          { guard: 'advances', target: 'ESTABLISHED', actions: 'takeAck' },
          { actions: 'refuse' },
        ],
      },
    },
    // 3.10.7.4, from here on
    ESTABLISHED: {
      after: retransmission('ESTABLISHED', 'retransmit'),
      on: {
        SEND: { guard: 'maySend', actions: 'sendText' },
        CLOSE: { target: 'FIN-WAIT-1', actions: 'sendFin' },
        ABORT: abort,
        SEGMENT: [
          ...checks,
          {
            guard: and(['isFinInOrder', 'combinesFinWithAck']),
            target: 'LAST-ACK',
            actions: ['takeAck', 'takeFin', 'tellPeerClosed', 'sendFin'],
          },
          { guard: 'isFinInOrder', target: 'CLOSE-WAIT', actions: takesFin },
          { guard: 'hasTextInOrder', actions: takesText },
          ...dropsWhatIsEarly,
          { actions: 'takeAck' },
        ],
      },
    },
    'FIN-WAIT-1': {
      after: retransmission('FIN-WAIT-1', 'retransmit'),
      on: {
        ABORT: abort,
        SEGMENT: [
          ...checks,
          { guard: and(['isFinInOrder', 'acknowledgesOurFin']), target: 'TIME-WAIT', actions: takesFin },
          { guard: 'isFinInOrder', target: 'CLOSING', actions: takesFin },
          { guard: and(['hasTextInOrder', 'acknowledgesOurFin']), target: 'FIN-WAIT-2', actions: takesText },
          { guard: 'hasTextInOrder', actions: takesText },
          {
            guard: and(['acknowledgesOurFin', or(['isData', 'isFin'])]),
            target: 'FIN-WAIT-2',
            actions: ['takeAck', 'sendAck'],
          },
          ...dropsWhatIsEarly,
          { guard: 'acknowledgesOurFin', target: 'FIN-WAIT-2', actions: 'takeAck' },
          { actions: 'takeAck' },
        ],
      },
    },
    'FIN-WAIT-2': {
      on: {
        ABORT: abort,
        SEGMENT: [
          ...checks,
          { guard: 'isFinInOrder', target: 'TIME-WAIT', actions: takesFin },
          { guard: 'hasTextInOrder', actions: takesText },
          ...dropsWhatIsEarly,
        ],
      },
    },
    'CLOSE-WAIT': {
      after: retransmission('CLOSE-WAIT', 'retransmit'),
      on: {
        SEND: { guard: 'maySend', actions: 'sendText' },
        CLOSE: { target: 'LAST-ACK', actions: 'sendFin' },
        ABORT: abort,
        SEGMENT: [...checks, { actions: 'takeAck' }],
      },
    },
    CLOSING: {
      after: retransmission('CLOSING', 'retransmit'),
      on: {
        ABORT: { target: 'CLOSED', actions: 'deleteTcb' },
        SEGMENT: [
          ...silentChecks,
          { guard: 'acknowledgesOurFin', target: 'TIME-WAIT', actions: 'takeAck' },
          { actions: 'takeAck' },
        ],
      },
    },
    'LAST-ACK': {
      after: retransmission('LAST-ACK', 'retransmit'),
      on: {
        ABORT: { target: 'CLOSED', actions: 'deleteTcb' },
        SEGMENT: [
          ...silentChecks,
          { guard: 'acknowledgesOurFin', target: 'CLOSED', actions: ['takeAck', 'deleteTcb'] },
          { actions: 'takeAck' },
        ],
      },
    },
    'TIME-WAIT': {
      after: { TIME_WAIT: { target: 'CLOSED', actions: 'deleteTcb' } },
      on: {
        ABORT: { target: 'CLOSED', actions: 'deleteTcb' },
        SEGMENT: [
          // The acceptability test would drop a retransmitted FIN, whose number is RCV.NXT - 1, before the text of
          // 3.10.7.4 gets to restart the timer; so this comes first.
          {
            guard: and(['isRetransmittedFin', 'restartsTimeWait']),
            target: 'TIME-WAIT',
            reenter: true,
            actions: 'sendAck',
          },
          { guard: 'isRetransmittedFin', actions: 'sendAck' },
          {
            guard: 'mayReopen',
            target: 'SYN-RECEIVED',
            actions: ['beginAgain', 'takeSyn', 'tellSynchronized', 'sendSynAck'],
          },
          { guard: and(['isRst', 'ignoresRst']) },
          { guard: 'keepsSilent' },
          { guard: 'restartsOnAnyAnswer', target: 'TIME-WAIT', reenter: true, actions: 'sendAck' },
          ...silentChecks,
        ],
      },
    },
  },
});
