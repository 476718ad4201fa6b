import type { Habits } from './habits.ts';

/** What is done with text, FIN and ACK of a segment that has passed the checks of 3.10.7.4, and what implementations make of it. */

/** Where the timer sends the front of the queue alone, the rest follows its acknowledgement. */
function rest({ retransmits }: Habits) {
  return retransmits === 'in turn' ? (['sendRest'] as const) : [];
}

/** Fifth check: SND.UNA. */
export function takesAck(habits: Habits) {
  return ['takeAck', ...rest(habits)] as const;
}

/** Fifth check: which ACK is that of our FIN. */
export const acknowledgesFin = ({ ackOfFin }: Habits) =>
  ackOfFin === 'in order' ? 'bearsAckOfOurFin' : 'acknowledgesOurFin';

/** Seventh check: text. What is sent again acknowledges it as well. */
export function takesText({ retransmits }: Habits) {
  const acknowledge = retransmits === 'in turn' ? 'sendRestOrAck' : 'sendAck';
  return ['takeAck', 'takeText', 'tellDelivered', acknowledge] as const;
}

/** Eighth check: FIN. */
export function takesFin(habits: Habits) {
  return ['takeAck', 'takeFin', 'tellPeerClosed', 'sendAck', ...rest(habits)] as const;
}

/** Once the peer has closed: another FIN is dropped with its ACK, or taken like the first, of which the user has been told. */
export function secondFin(habits: Habits) {
  switch (habits.secondFin) {
    case 'ignored':
      return [];
    case 'dropped':
      return [{ guard: 'isFin' } as const];
    case 'taken': {
      const actions = ['takeAck', 'takeFin', 'sendAck', ...rest(habits)] as const;
      return [{ guard: 'isFinInOrder', actions } as const];
    }
  }
}

/** Text that fills the gap before what was kept; one ACK is for both. */
const takesBothTexts = [
  'takeAck',
  'takeText',
  'tellDelivered',
  'takeKept',
  'tellDelivered',
  'sendAck',
] as const;
const takesTextAndFin = [
  'takeAck',
  'takeText',
  'tellDelivered',
  'takeKept',
  'tellPeerClosed',
  'sendAck',
] as const;

/** SHLD-31: text that fills the gap before text that was kept. */
export function takesKeptText({ keepsEarly }: Habits) {
  return keepsEarly ? ([{ guard: 'fillsGapToText', actions: takesBothTexts }] as const) : [];
}

/** SHLD-31: text that fills the gap before a FIN that was kept. */
export function takesKeptFin<const State extends string>({ keepsEarly }: Habits, target: State) {
  return keepsEarly ? [{ guard: 'fillsGapToFin', target, actions: takesTextAndFin } as const] : [];
}

/** The same, where the text acknowledges our FIN. */
export function takesKeptFinAndAck<const State extends string>(
  { keepsEarly, ackOfFin }: Habits,
  target: State,
) {
  const guard = ackOfFin === 'in order' ? 'fillsGapToFinAndBearsAck' : 'fillsGapToFinWithAck';
  return keepsEarly ? [{ guard, target, actions: takesTextAndFin } as const] : [];
}

/** What is in the window but not next is dropped, or kept; the ACK tells the sender what is missing. */
export function whatIsEarly(habits: Habits) {
  return habits.keepsEarly
    ? (['keepEarly', 'takeAck', 'sendAck', ...rest(habits)] as const)
    : (['takeAck', 'sendAck', ...rest(habits)] as const);
}
