import type { Habits, Restarts } from './habits.ts';

/**
 * The rows that states share: the checks of 3.10.7.4 in their order, and what implementations make of them. A habit that a
 * stack has not adds no row.
 */

/** First check: what lies outside the window is answered with an ACK, a RST is not. */
function sequenceCheck<const State extends string>(habits: Habits, afterAckOfFin: State | null = null) {
  return [
    ...(habits.looksAtAckFirst
      ? ([{ guard: 'isDroppedForItsAck' }, { guard: 'isAnsweredForItsAck', actions: 'sendAck' }] as const)
      : []),
    { guard: 'isUnacceptableRst' } as const,
    ...unacceptableAcks(habits, afterAckOfFin),
    { guard: 'isUnacceptable', actions: 'sendAck' } as const,
  ];
}

/** An answer goes out with the ACK of our FIN, unless nobody is left to answer; Linux enters TIME-WAIT silently, too. */
function actionsBefore(state: string, isEdge: boolean) {
  if (state === 'CLOSED') return ['takeAck', 'deleteTcb'] as const;
  return isEdge && state === 'TIME-WAIT' ? (['takeAck'] as const) : (['takeAck', 'sendAck'] as const);
}

/** Segments that are not acceptable, but whose ACK counts. */
function unacceptableAcks<const State extends string>(
  { unacceptableAck }: Habits,
  afterAckOfFin: State | null,
) {
  if (unacceptableAck === 'dropped') return [];
  const isEdge = unacceptableAck === 'edge';
  const actions = ['takeAck', 'sendAck'] as const;
  return [
    ...(afterAckOfFin === null
      ? []
      : [
          {
            guard: isEdge ? 'isAckOfOurFinAtTheEdge' : 'isUnacceptableAckOfOurFin',
            target: afterAckOfFin,
            actions: actionsBefore(afterAckOfFin, isEdge),
          } as const,
        ]),
    { guard: isEdge ? 'isAckAtTheEdge' : 'isUnacceptableAck', actions } as const,
  ];
}

/** Second check: which RST is believed; in SYN-RECEIVED, and elsewhere. */
export const believedInHandshake = ({ inexactRst }: Habits) =>
  inexactRst === 'challenged' ? 'isExactRst' : 'isRst';
const believedRst = ({ inexactRst }: Habits) => (inexactRst === 'believed' ? 'isRst' : 'isExactRst');

/** Third to fifth check: a RST that is not exact, and any SYN, earn a challenge ACK (RFC 5961, 3.2 and 4.2). */
const otherChecks = [
  { guard: 'isRst', actions: 'sendAck' },
  { guard: 'isSyn', actions: 'sendAck' },
  { guard: 'hasNoAck' },
] as const;

/** Fifth check: what acknowledges the unsent is answered, and dropped with all that it brings, or not. */
function checkOfTheUnsent<const State extends string>(habits: Habits, afterFin: State | null) {
  // Of the states whose FIN leads somewhere, this is ESTABLISHED: there, it is as if the ACK were old.
  if (habits.unsentAck === 'ignored' && afterFin === 'CLOSE-WAIT') return [];
  return [
    ...(habits.unsentAck === 'answered' && afterFin !== null
      ? ([
          {
            guard: 'isFinWithWrongAck',
            target: afterFin,
            actions: ['sendAck', 'takeFin', 'tellPeerClosed', 'sendAck'],
          },
          { guard: 'isTextWithWrongAck', actions: ['sendAck', 'takeText', 'tellDelivered', 'sendAck'] },
          { guard: 'isEarlyWithWrongAck', actions: ['sendAck', 'keepEarly', 'sendAck'] },
        ] as const)
      : []),
    { guard: 'acknowledgesTheUnsent', actions: 'sendAck' } as const,
  ];
}

/** The first check of SYN-RECEIVED, where an ACK that is not of our SYN is refused. */
export function checksOfSynReceived(habits: Habits) {
  return [
    ...(habits.looksAtAckFirst
      ? ([{ guard: 'isDroppedWithoutAck' }, { guard: 'isRefusedForItsAck', actions: 'refuse' }] as const)
      : []),
    { guard: 'isUnacceptableRst' } as const,
    ...(habits.repeatsSynAck ? ([{ guard: 'isRepeatedSyn', actions: 'sendSynAck' }] as const) : []),
    ...(habits.unacceptableAck === 'taken'
      ? ([
          { guard: 'isUnacceptableAckOfOurSyn', target: 'ESTABLISHED', actions: ['takeAck', 'sendAck'] },
        ] as const)
      : []),
    ...(habits.refusesAnyWrongAck ? ([{ guard: 'isRefusedForItsAck', actions: 'refuse' }] as const) : []),
    { guard: 'isUnacceptable', actions: 'sendAck' } as const,
  ];
}

/** What habits make of TIME-WAIT; where they make nothing of it, no row. */
export function timeWaitHabits({
  looksAtAckFirst,
  challengesRstInTimeWait,
  timeWaitAnswers,
  timeWaitRestartedBy,
}: Habits) {
  return [
    ...(looksAtAckFirst
      ? ([{ guard: 'isDroppedForItsAck' }, { guard: 'isAnsweredForItsAck', actions: 'sendAck' }] as const)
      : []),
    ...(challengesRstInTimeWait ? [] : ([{ guard: 'isInexactRst' }] as const)),
    ...restarts(timeWaitRestartedBy),
    ...(timeWaitAnswers === 'with length' ? ([{ guard: 'isUnansweredInTimeWait' }] as const) : []),
  ];
}

/** What TIME-WAIT answers, where that does not follow from the checks that it shares with other states. */
export function answersOfTimeWait({ timeWaitAnswers }: Habits) {
  return timeWaitAnswers === 'elsewhere'
    ? ([{ guard: 'isAckElsewhere', actions: 'sendAck' }, { guard: 'isNoRst' }] as const)
    : [];
}

/** What restarts TIME-WAIT besides the peer's FIN. */
function restarts(by: Restarts) {
  const again = { target: 'TIME-WAIT', reenter: true } as const;
  switch (by) {
    case 'FIN':
      return [];
    case 'any FIN':
      return [{ guard: 'isFin', ...again, actions: 'sendAck' } as const];
    case 'unacceptable':
      return [
        { guard: 'isUnacceptableRst' } as const,
        { guard: 'isUnacceptable', ...again, actions: 'sendAck' } as const,
      ];
    case 'ACK':
      return [
        { guard: 'isBareAckInOrder', ...again } as const,
        { guard: 'isAckButNoRst', ...again, actions: 'sendAck' } as const,
      ];
  }
}

/** Where a state goes, for the checks that lead somewhere. */
interface Leads<AckOfFin extends string, Fin extends string> {
  readonly afterAckOfFin?: AckOfFin;
  readonly afterFin?: Fin;
  /** Whether the peer has closed, so that nothing can come beyond RCV.NXT. */
  readonly peerHasClosed?: boolean;
}

/** All checks that the states from ESTABLISHED on share, where a RST is reported to the user. */
export function checks<const A extends string, const F extends string>(
  habits: Habits,
  { afterAckOfFin, afterFin, peerHasClosed = false }: Leads<A, F>,
) {
  return [
    ...sequenceCheck(habits, afterAckOfFin ?? null),
    { guard: believedRst(habits), target: 'CLOSED', actions: ['tellReset', 'deleteTcb'] } as const,
    ...otherChecks,
    ...checkOfWhatIsBeyond(habits, peerHasClosed),
    ...checkOfTheUnsent(habits, afterFin ?? null),
  ];
}

/** The same for CLOSING, LAST-ACK and TIME-WAIT, where the user has nothing left to be told. */
export function silentChecks<const A extends string>(
  habits: Habits,
  { afterAckOfFin, peerHasClosed = false }: Leads<A, never>,
) {
  return [
    ...sequenceCheck(habits, afterAckOfFin ?? null),
    { guard: believedRst(habits), target: 'CLOSED', actions: ['noteReset', 'deleteTcb'] } as const,
    ...otherChecks,
    ...checkOfWhatIsBeyond(habits, peerHasClosed),
    { guard: 'acknowledgesTheUnsent', actions: 'sendAck' } as const,
  ];
}

/** Once the peer has closed, what lies beyond RCV.NXT is dropped. */
function checkOfWhatIsBeyond({ dropsBeyondFin }: Habits, peerHasClosed: boolean) {
  return dropsBeyondFin && peerHasClosed ? ([{ guard: 'isBeyondNext' }] as const) : [];
}
