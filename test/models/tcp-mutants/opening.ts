import { assign } from 'xstate';
import { arrived } from '../../../machines/tcp/events.ts';
import { begin } from '../../../machines/tcp/tcb.ts';
import { leadingTo, type Mutant, provided, removed, rowed } from './mutant.ts';

/** Mistakes in opening a connection. */
export const opening: readonly Mutant[] = [
  provided('old SYN accepted', '3.10.7.3, 1st', 'SYN-SENT takes an ACK of a SYN that it has not sent.', {
    guards: { doesNotAcknowledgeOurSyn: () => false },
  }),
  rowed(
    'listener takes any SYN',
    '3.10.7.2, 2nd',
    'LISTEN takes a SYN with an ACK.',
    { states: ['LISTEN'], on: 'SEGMENT', guard: 'hasAck' },
    (row) => [
      {
        guard: 'isSyn',
        target: 'SYN-RECEIVED',
        actions: ['beginPassively', 'takeSyn', 'tellSynchronized', 'sendSynAck'],
      },
      row,
    ],
  ),
  rowed(
    'listener keeps silent',
    '3.10.7.2, 2nd',
    'LISTEN does not refuse an ACK.',
    { states: ['LISTEN'], on: 'SEGMENT', guard: 'hasAck' },
    ({ guard }) => ({ guard }),
  ),
  rowed(
    'RST answered with RST',
    '3.10.7.1',
    'CLOSED and LISTEN answer a RST.',
    { states: ['CLOSED', 'LISTEN'], on: 'SEGMENT', guard: 'isRst' },
    (row) => ({ ...row, actions: 'refuse' }),
  ),
  rowed(
    'CLOSED keeps silent',
    '3.10.7.1',
    'CLOSED does not refuse anything.',
    { states: ['CLOSED'], on: 'SEGMENT', guard: '' },
    removed,
  ),
  rowed(
    'RST without ACK taken in SYN-SENT',
    '3.10.7.3, 2nd',
    'SYN-SENT obeys a RST that acknowledges nothing.',
    { states: ['SYN-SENT'], on: 'SEGMENT', guard: 'isRst' },
    leadingTo('CLOSED', ['tellReset', 'deleteTcb']),
  ),
  rowed(
    'refusal not believed',
    '3.10.7.3, 2nd',
    'SYN-SENT takes no RST.',
    { states: ['SYN-SENT'], on: 'SEGMENT', guard: 'and(isRst, hasAck)' },
    removed,
  ),
  rowed(
    'simultaneous open not answered',
    '3.10.7.3, 4th',
    'SYN-SENT drops a SYN without an ACK.',
    { states: ['SYN-SENT'], on: 'SEGMENT', guard: 'isSyn' },
    removed,
  ),
  rowed(
    'ESTABLISHED too early',
    '3.10.7.3, 4th',
    'In a simultaneous open, SYN-SENT does not wait for the ACK of its SYN.',
    { states: ['SYN-SENT'], on: 'SEGMENT', guard: 'isSyn' },
    leadingTo('ESTABLISHED'),
  ),
  rowed(
    'SYN-RECEIVED takes any ACK',
    '3.10.7.4, 5th',
    'SYN-RECEIVED is ESTABLISHED by any segment in the window.',
    { states: ['SYN-RECEIVED'], on: 'SEGMENT', guard: '' },
    leadingTo('ESTABLISHED', ['takeAck']),
  ),
  rowed(
    'listener gone after RST',
    '3.10.7.4, 2nd',
    'A RST in SYN-RECEIVED leads to CLOSED, also after a passive OPEN.',
    { states: ['SYN-RECEIVED'], on: 'SEGMENT', guard: 'and(isExactRst, openedPassively)' },
    leadingTo('CLOSED'),
  ),
  rowed(
    'SYN challenged in SYN-RECEIVED',
    '3.10.7.4, 4th, MUST-11',
    'SYN-RECEIVED challenges a SYN also after a passive OPEN.',
    { states: ['SYN-RECEIVED'], on: 'SEGMENT', guard: 'and(isSyn, openedPassively)' },
    removed,
  ),
  rowed(
    'text with the ACK of our SYN lost',
    '3.10.7.4, 7th',
    'SYN-RECEIVED takes the ACK of text, but not the text.',
    { states: ['SYN-RECEIVED'], on: 'SEGMENT', guard: 'and(advances, hasTextInOrder)' },
    removed,
  ),
  rowed(
    'FIN with the ACK of our SYN lost',
    '3.10.7.4, 8th',
    'SYN-RECEIVED takes the ACK of a FIN, but not the FIN.',
    { states: ['SYN-RECEIVED'], on: 'SEGMENT', guard: 'and(advances, isFinInOrder)' },
    removed,
  ),
  provided('SYN takes no number', '3.4', 'SND.NXT does not advance over our SYN.', {
    actions: {
      beginActively: assign(({ context }) => {
        const tcb = begin(context, context.nextIss, false);
        return { ...tcb, nxt: tcb.iss, opens: context.opens + 1 };
      }),
    },
  }),
  provided('peer SYN not taken into the sequence', '3.10.7.3, 4th', 'RCV.NXT is IRS instead of IRS + 1.', {
    actions: {
      takeSyn: assign(({ context, event }) => {
        const { seq, ack } = arrived(event);
        return { rcv: seq, una: ack ?? context.una, tries: 0, recent: arrived(event).ts ?? 0 };
      }),
    },
  }),
  provided('old SYN reopens', '3.6.1, MAY-2', 'Any SYN reopens a connection in TIME-WAIT.', {
    guards: {
      mayReopen: ({ context, event }) => context.reopenFromTimeWait && arrived(event).kind === 'SYN',
    },
  }),
  rowed(
    'TIME-WAIT not taken up again',
    '3.6.1, MAY-2 (2)',
    'An old SYN that reopened a connection leads to LISTEN, not back to TIME-WAIT.',
    { states: ['SYN-RECEIVED'], on: 'SEGMENT', guard: 'and(isExactRst, reopened)' },
    removed,
  ),
];
