import { leadingTo, type Mutant, provided, removed, rowed, without } from './mutant.ts';

const fin = 'isFinInOrder';
const finAndAck = 'and(isFinInOrder, acknowledgesOurFin)';
const again = 'and(isRetransmittedFin, restartsTimeWait)';

/** Mistakes in closing a connection, and in TIME-WAIT. */
export const closing: readonly Mutant[] = [
  rowed(
    'no restart of the timer',
    '3.10.7.4, 8th',
    'A retransmitted FIN is answered in TIME-WAIT, but does not restart it.',
    { on: 'SEGMENT', guard: again },
    removed,
  ),
  rowed(
    'retransmitted FIN not answered',
    '3.10.7.4, 8th',
    'A retransmitted FIN restarts TIME-WAIT, but is not answered.',
    { on: 'SEGMENT', guard: again },
    without('sendAck'),
  ),
  rowed(
    'TIME-WAIT skipped',
    '3.10.7.4, 8th',
    'FIN-WAIT-2 goes straight to CLOSED.',
    { states: ['FIN-WAIT-2'], on: 'SEGMENT', guard: fin },
    leadingTo('CLOSED', ['takeAck', 'takeFin', 'tellPeerClosed', 'sendAck', 'deleteTcb']),
  ),
  rowed(
    'TIME-WAIT skipped after CLOSING',
    '3.10.7.4, 5th',
    'CLOSING goes straight to CLOSED.',
    { states: ['CLOSING'], on: 'SEGMENT', guard: 'acknowledgesOurFin' },
    leadingTo('CLOSED', ['takeAck', 'deleteTcb']),
  ),
  provided('TIME-WAIT too short', '3.6.1, MUST-13', 'TIME-WAIT lasts one MSL.', {
    delays: { TIME_WAIT: ({ context }) => context.timeWait / 2 },
  }),
  provided('TIME-WAIT too long', '3.6.1, MUST-13', 'TIME-WAIT lasts four MSL.', {
    delays: { TIME_WAIT: ({ context }) => context.timeWait * 2 },
  }),
  rowed(
    'anything restarts TIME-WAIT',
    '3.10.7.4, 8th',
    'An unacceptable segment restarts TIME-WAIT, too.',
    { states: ['TIME-WAIT'], on: 'SEGMENT', guard: 'isUnacceptable' },
    (row) => ({ ...row, target: 'TIME-WAIT', reenter: true }),
  ),
  rowed(
    'connection deleted late',
    '3.10.8',
    'The end of TIME-WAIT does not delete the TCB.',
    { on: 'after TIME_WAIT' },
    without('deleteTcb'),
  ),
  provided('RST taken in TIME-WAIT', 'RFC 1337, F1', 'A RST ends TIME-WAIT.', {
    guards: { ignoresRst: () => false },
  }),
  rowed(
    'simultaneous close taken for a normal one',
    '3.6, figure 13',
    'In FIN-WAIT-1, a FIN that does not acknowledge ours leads to TIME-WAIT.',
    { states: ['FIN-WAIT-1'], on: 'SEGMENT', guard: fin },
    leadingTo('TIME-WAIT'),
  ),
  rowed(
    'normal close taken for a simultaneous one',
    '3.10.7.4, 8th',
    'In FIN-WAIT-1, a FIN that acknowledges ours leads to CLOSING.',
    { states: ['FIN-WAIT-1'], on: 'SEGMENT', guard: finAndAck },
    leadingTo('CLOSING'),
  ),
  rowed(
    'CLOSING waits for nothing',
    '3.10.7.4, 5th',
    'Any segment leads from CLOSING to TIME-WAIT.',
    { states: ['CLOSING'], on: 'SEGMENT', guard: '' },
    leadingTo('TIME-WAIT'),
  ),
  rowed(
    'LAST-ACK skipped',
    '3.10.4',
    'CLOSE in CLOSE-WAIT leads to CLOSED at once.',
    { states: ['CLOSE-WAIT'], on: 'CLOSE' },
    leadingTo('CLOSED', ['sendFin', 'deleteTcb']),
  ),
  rowed(
    'LAST-ACK takes any ACK',
    '3.10.7.4, 5th',
    'Any segment leads from LAST-ACK to CLOSED.',
    { states: ['LAST-ACK'], on: 'SEGMENT', guard: '' },
    leadingTo('CLOSED', ['takeAck', 'deleteTcb']),
  ),
  rowed(
    'LAST-ACK waits',
    '3.10.7.4, 5th',
    'LAST-ACK goes through TIME-WAIT as well.',
    { states: ['LAST-ACK'], on: 'SEGMENT', guard: 'acknowledgesOurFin' },
    leadingTo('TIME-WAIT', ['takeAck']),
  ),
  rowed(
    'half-close refused',
    '3.10.7.4, 7th',
    'FIN-WAIT-2 takes no more text.',
    { states: ['FIN-WAIT-2'], on: 'SEGMENT', guard: 'hasTextInOrder' },
    removed,
  ),
  rowed(
    'no text after the peer closed',
    '3.10.2',
    'CLOSE-WAIT sends no text.',
    { states: ['CLOSE-WAIT'], on: 'SEND' },
    removed,
  ),
  rowed(
    'data accepted after FIN',
    '3.10.7.4, 7th',
    'CLOSE-WAIT takes text although the peer has closed.',
    { states: ['CLOSE-WAIT'], on: 'SEGMENT', guard: '' },
    (row) => [{ guard: 'isData', actions: ['takeAck', 'takeText', 'tellDelivered', 'sendAck'] }, row],
  ),
  rowed(
    'ACK of FIN not sent',
    '3.10.7.4, 8th',
    'A FIN is taken in silence.',
    { on: 'SEGMENT', guard: fin },
    without('sendAck'),
  ),
  rowed(
    'FIN not taken into the sequence',
    '3.10.7.4, 8th',
    'RCV.NXT does not advance over a FIN.',
    { on: 'SEGMENT', guard: fin },
    without('takeFin'),
  ),
  rowed(
    'ACK on FIN lost',
    '3.10.7.4, 5th',
    'The acknowledgement that a FIN carries is not taken.',
    { states: ['ESTABLISHED'], on: 'SEGMENT', guard: fin },
    without('takeAck'),
  ),
  rowed(
    'ABORT in silence',
    '3.10.5',
    'ABORT forgets the connection without a RST.',
    { on: 'ABORT' },
    without('sendRst'),
  ),
];
