import { and, or } from 'xstate';
import { tcp } from './behaviour.ts';
import {
  answersOfTimeWait,
  believedInHandshake,
  checks,
  checksOfSynReceived,
  silentChecks,
  timeWaitHabits,
} from './checks.ts';
import { asRfc9293, type Habits } from './habits.ts';
import * as takes from './takes.ts';
import * as tcb from './tcb.ts';

const abort = { target: 'CLOSED', actions: ['sendRst', 'deleteTcb'] } as const;

/** The retransmission timer [3.10.8] of a state; it runs on whether or not anything is outstanding. */
function retransmission<const State extends string>(state: State, { retransmits }: Habits) {
  return timer(state, sendingAgain[retransmits]);
}

const sendingAgain = { front: 'retransmit', all: 'retransmitAll', 'in turn': 'retransmitInTurn' } as const;

function timer<const State extends string>(
  state: State,
  actions: (typeof sendingAgain)[keyof typeof sendingAgain] | 'retransmitSyn',
) {
  return {
    RTO: [
      { guard: 'givesUp', target: 'CLOSED', actions: ['tellTimedOut', 'deleteTcb'] },
      { target: state, reenter: true, actions },
    ],
  } as const;
}

/**
 * An end of a TCP connection with the habits of an implementation. What is a habit's own stands before what it
 * overrides; without habits there is nothing of them in the machine.
 */
export function endpointWith(habits: Habits) {
  const early = takes.whatIsEarly(habits);
  const text = takes.takesText(habits);
  const fin = takes.takesFin(habits);
  const ack = takes.takesAck(habits);
  const acknowledgesFin = takes.acknowledgesFin(habits);
  const believed = believedInHandshake(habits);
  return tcp.createMachine({
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
        after: timer('SYN-SENT', 'retransmitSyn'),
        on: {
          CLOSE: { target: 'CLOSED', actions: 'deleteTcb' },
          ABORT: { target: 'CLOSED', actions: 'deleteTcb' },
          SEGMENT: [
            { guard: and(['doesNotAcknowledgeOurSyn', 'isRst']) },
            ...(habits.resendsSyn
              ? ([
                  { guard: 'doesNotAcknowledgeOurSyn', actions: ['refuse', 'retransmitSyn'] },
                  { guard: 'isNeitherRstNorSyn', actions: ['refuse', 'retransmitSyn'] },
                ] as const)
              : []),
            { guard: 'doesNotAcknowledgeOurSyn', actions: 'refuse' },
            { guard: and(['isRst', 'hasAck']), target: 'CLOSED', actions: ['tellReset', 'deleteTcb'] },
            { guard: 'isRst' },
            {
              guard: and(['isSyn', 'hasAck']),
              target: 'ESTABLISHED',
              actions: ['takeSyn', 'tellSynchronized', 'sendAck'],
            },
            // Simultaneous open [3.5, figure 7]
            ...(habits.opensSimultaneously
              ? ([
                  {
                    guard: 'isSyn',
                    target: 'SYN-RECEIVED',
                    actions: ['takeSyn', 'tellSynchronized', 'sendSynAck'],
                  },
                ] as const)
              : []),
          ],
        },
      },
      'SYN-RECEIVED': {
        after: retransmission('SYN-RECEIVED', habits),
        on: {
          CLOSE: { target: 'FIN-WAIT-1', actions: 'sendFin' },
          ABORT: abort,
          SEGMENT: [
            ...checksOfSynReceived(habits),
            {
              guard: and([believed, 'reopened']),
              target: 'TIME-WAIT',
              actions: ['noteReset', 'backToTimeWait'],
            },
            {
              guard: and([believed, 'openedPassively']),
              target: 'LISTEN',
              actions: ['noteReset', 'deleteTcb'],
            },
            { guard: believed, target: 'CLOSED', actions: ['tellReset', 'deleteTcb'] },
            { guard: 'isRst', actions: 'sendAck' },
            { guard: and(['isSyn', 'reopened']), target: 'TIME-WAIT', actions: 'backToTimeWait' },
            { guard: and(['isSyn', 'openedPassively']), target: 'LISTEN', actions: 'deleteTcb' },
            { guard: 'isSyn', actions: 'sendAck' },
            { guard: 'hasNoAck' },
            { guard: and(['advances', 'isFinInOrder']), target: 'CLOSE-WAIT', actions: fin },
            { guard: and(['advances', 'hasTextInOrder']), target: 'ESTABLISHED', actions: text },
            {
              guard: and(['advances', or(['isData', 'isFin'])]),
              target: 'ESTABLISHED',
              actions: early,
            },
            { guard: 'advances', target: 'ESTABLISHED', actions: 'takeAck' },
            { actions: 'refuse' },
          ],
        },
      },
      // 3.10.7.4, from here on
      ESTABLISHED: {
        after: retransmission('ESTABLISHED', habits),
        on: {
          SEND: { guard: 'maySend', actions: 'sendText' },
          CLOSE: { target: 'FIN-WAIT-1', actions: 'sendFin' },
          ABORT: abort,
          SEGMENT: [
            ...checks(habits, { afterFin: 'CLOSE-WAIT' }),
            {
              guard: and(['isFinInOrder', 'combinesFinWithAck']),
              target: 'LAST-ACK',
              actions: ['takeAck', 'takeFin', 'tellPeerClosed', 'sendFin'],
            },
            { guard: 'isFinInOrder', target: 'CLOSE-WAIT', actions: fin },
            ...takes.takesKeptFin(habits, 'CLOSE-WAIT'),
            ...takes.takesKeptText(habits),
            { guard: 'hasTextInOrder', actions: text },
            { guard: or(['isData', 'isFin']), actions: early },
            { actions: ack },
          ],
        },
      },
      'FIN-WAIT-1': {
        after: retransmission('FIN-WAIT-1', habits),
        on: {
          ABORT: abort,
          SEGMENT: [
            ...checks(habits, { afterAckOfFin: 'FIN-WAIT-2', afterFin: 'CLOSING' }),
            { guard: and(['isFinInOrder', acknowledgesFin]), target: 'TIME-WAIT', actions: fin },
            { guard: 'isFinInOrder', target: 'CLOSING', actions: fin },
            ...takes.takesKeptFinAndAck(habits, 'TIME-WAIT'),
            ...takes.takesKeptFin(habits, 'CLOSING'),
            {
              guard: and(['hasTextInOrder', acknowledgesFin]),
              target: 'FIN-WAIT-2',
              actions: text,
            },
            { guard: 'hasTextInOrder', actions: text },
            {
              guard: and([acknowledgesFin, or(['isData', 'isFin'])]),
              target: 'FIN-WAIT-2',
              actions: early,
            },
            { guard: or(['isData', 'isFin']), actions: early },
            { guard: acknowledgesFin, target: 'FIN-WAIT-2', actions: ack },
            { actions: ack },
          ],
        },
      },
      'FIN-WAIT-2': {
        on: {
          ABORT: abort,
          SEGMENT: [
            ...checks(habits, { afterFin: 'TIME-WAIT' }),
            { guard: 'isFinInOrder', target: 'TIME-WAIT', actions: fin },
            ...takes.takesKeptFin(habits, 'TIME-WAIT'),
            ...takes.takesKeptText(habits),
            { guard: 'hasTextInOrder', actions: text },
            { guard: or(['isData', 'isFin']), actions: early },
          ],
        },
      },
      'CLOSE-WAIT': {
        after: retransmission('CLOSE-WAIT', habits),
        on: {
          SEND: { guard: 'maySend', actions: 'sendText' },
          CLOSE: { target: 'LAST-ACK', actions: 'sendFin' },
          ABORT: abort,
          SEGMENT: [...checks(habits, { peerHasClosed: true }), ...takes.secondFin(habits), { actions: ack }],
        },
      },
      CLOSING: {
        after: retransmission('CLOSING', habits),
        on: {
          ABORT: { target: 'CLOSED', actions: 'deleteTcb' },
          SEGMENT: [
            ...silentChecks(habits, { afterAckOfFin: 'TIME-WAIT', peerHasClosed: true }),
            ...takes.secondFin(habits),
            { guard: acknowledgesFin, target: 'TIME-WAIT', actions: ack },
            { actions: ack },
          ],
        },
      },
      'LAST-ACK': {
        after: retransmission('LAST-ACK', habits),
        on: {
          ABORT: { target: 'CLOSED', actions: 'deleteTcb' },
          SEGMENT: [
            ...silentChecks(habits, { afterAckOfFin: 'CLOSED', peerHasClosed: true }),
            ...takes.secondFin(habits),
            { guard: acknowledgesFin, target: 'CLOSED', actions: ['takeAck', 'deleteTcb'] },
            { actions: ack },
          ],
        },
      },
      'TIME-WAIT': {
        after: { TIME_WAIT: { target: 'CLOSED', actions: 'deleteTcb' } },
        on: {
          ABORT: { target: 'CLOSED', actions: 'deleteTcb' },
          SEGMENT: [
            ...timeWaitHabits(habits),
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
            ...answersOfTimeWait(habits),
            ...silentChecks(habits, {}),
          ],
        },
      },
    },
  });
}

/**
 * One end of a TCP connection: the eleven states of RFC 9293 (section numbers in brackets are its), one connection
 * after another between the same pair of sockets. Both ends are this machine, with different input.
 *
 * It runs as it is: `createActor(tcpEndpoint, { input })`, with SEGMENT events from and emitted SEGMENTs to the wire.
 */
export const tcpEndpoint = endpointWith(asRfc9293);
