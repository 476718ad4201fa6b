import { arrived } from '../../../machines/tcp/events.ts';
import { hasText, isFin, isRst } from '../../../machines/tcp/segment.ts';
import { isWithin, plus } from '../../../machines/tcp/sequence.ts';
import { advances, isAcceptable, isRetransmittedFin } from '../../../machines/tcp/tcb.ts';
import { leadingTo, type Mutant, provided, removed, rowed, without } from './mutant.ts';

/** Mistakes in the checks that every segment must pass. */
export const checking: readonly Mutant[] = [
  provided('window off by one', '3.10.7.4, Table 6', 'The window is one number too long.', {
    guards: {
      isUnacceptable: ({ context, event }) =>
        !isAcceptable({ ...context, window: context.window + 1 }, arrived(event)),
    },
  }),
  provided('window too short', '3.10.7.4, Table 6', 'The window is one number too short.', {
    guards: {
      isUnacceptable: ({ context, event }) =>
        !isAcceptable({ ...context, window: context.window - 1 }, arrived(event)),
    },
  }),
  provided('no window', '3.10.7.4, 1st', 'Every segment is acceptable.', {
    guards: { isUnacceptable: () => false },
  }),
  rowed(
    'unacceptable segment not answered',
    '3.10.7.4, 1st',
    'What lies outside the window is dropped in silence.',
    { on: 'SEGMENT', guard: 'isUnacceptable' },
    without('sendAck'),
  ),
  rowed(
    'unacceptable RST answered',
    '3.10.7.4, 1st',
    'A RST outside the window is answered with an ACK.',
    { on: 'SEGMENT', guard: 'isUnacceptableRst' },
    removed,
  ),
  provided('RST anywhere in the window', 'RFC 5961, 3.2', 'Any RST in the window ends the connection.', {
    guards: { isExactRst: ({ event }) => isRst(arrived(event)) },
  }),
  provided('blind RST', '3.10.7.4, 1st', 'Any RST at all ends the connection.', {
    guards: {
      isExactRst: ({ event }) => isRst(arrived(event)),
      isUnacceptableRst: () => false,
      isUnacceptable: ({ context, event }) =>
        !isRst(arrived(event)) && !isAcceptable(context, arrived(event)),
    },
  }),
  provided('RST not taken', '3.10.7.4, 2nd', 'An exact RST is challenged like any other.', {
    guards: { isExactRst: () => false },
  }),
  rowed(
    'challenge ACK missing for RST',
    'RFC 5961, 3.2',
    'A RST in the window that is not exact is dropped in silence.',
    { on: 'SEGMENT', guard: 'isRst' },
    without('sendAck'),
  ),
  rowed(
    'challenge ACK missing for SYN',
    'RFC 5961, 4.2',
    'A SYN in the window is dropped in silence.',
    { on: 'SEGMENT', guard: 'isSyn' },
    without('sendAck'),
  ),
  rowed(
    'SYN in the window resets',
    'RFC 5961, 4.2',
    'A SYN in the window ends the connection, as RFC 793 had it.',
    { states: ['ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSE-WAIT'], on: 'SEGMENT', guard: 'isSyn' },
    leadingTo('CLOSED', ['tellReset', 'deleteTcb']),
  ),
  rowed(
    'ACK of the unsent taken',
    '3.10.7.4, 5th',
    'SEG.ACK > SND.NXT is let through.',
    { on: 'SEGMENT', guard: 'acknowledgesTheUnsent' },
    removed,
  ),
  rowed(
    'ACK of the unsent not answered',
    '3.10.7.4, 5th',
    'SEG.ACK > SND.NXT is dropped in silence.',
    { on: 'SEGMENT', guard: 'acknowledgesTheUnsent' },
    without('sendAck'),
  ),
  provided('ACK one too far', '3.10.7.4, 5th', 'SND.UNA < SEG.ACK =< SND.NXT + 1 advances.', {
    guards: {
      advances: ({ context, event }) =>
        advances({ ...context, nxt: plus(context, context.nxt, 1) }, arrived(event)),
    },
  }),
  provided('text out of order', '3.10.7.4, 7th', 'Text anywhere in the window is delivered.', {
    guards: { hasTextInOrder: ({ event }) => hasText(arrived(event)) },
  }),
  provided('FIN out of order', '3.10.7.4, 8th', 'A FIN anywhere in the window is taken.', {
    guards: { isFinInOrder: ({ event }) => isFin(arrived(event)) },
  }),
  rowed(
    'early segment not answered',
    '3.10.7.4, 7th',
    'Text or a FIN that comes too early is dropped in silence.',
    { on: 'SEGMENT', guard: 'or(isData, isFin)' },
    without('sendAck'),
  ),
  provided('ACK taken for that of FIN', '3.10.7.4, 5th', 'Any ACK that advances acknowledges our FIN.', {
    guards: {
      acknowledgesOurFin: ({ context, event }) =>
        context.finSent && (context.una === context.nxt || advances(context, arrived(event))),
    },
  }),
  provided(
    'any old FIN restarts TIME-WAIT',
    '3.10.7.4, 8th',
    'Every FIN below RCV.NXT counts as the last one.',
    {
      guards: {
        isRetransmittedFin: ({ context, event }) =>
          isRetransmittedFin(context, arrived(event)) ||
          (isFin(arrived(event)) && isWithin(context, arrived(event).seq, plus(context, context.rcv, -2), 2)),
      },
    },
  ),
  provided('old timestamps taken', 'RFC 7323, 5.3', 'PAWS is not asked.', {
    guards: {
      isUnacceptable: ({ context, event }) =>
        !isAcceptable({ ...context, timestamps: false }, arrived(event)),
    },
  }),
];
