import { emit, enqueueActions } from 'xstate';
import { arrived } from '../../../machines/tcp/events.ts';
import { abortOf, refusalOf, segmentOf } from '../../../machines/tcp/replies.ts';
import { plus } from '../../../machines/tcp/sequence.ts';
import { frontOfQueue, triesAfterNext } from '../../../machines/tcp/tcb.ts';
import { type Mutant, provided, rowed, without } from './mutant.ts';

const takesText = 'hasTextInOrder';

/** Mistakes in what is sent, and sent again. */
export const sending: readonly Mutant[] = [
  provided('wrong ACK number', '3.4', 'ACKs acknowledge one number too few.', {
    actions: {
      sendAck: emit(({ context }) => ({
        ...segmentOf(context, 'ACK'),
        ack: plus(context, context.rcv, -1),
      })),
    },
  }),
  provided('ACK number too high', '3.4', 'ACKs acknowledge one number too many.', {
    actions: {
      sendAck: emit(({ context }) => ({
        ...segmentOf(context, 'ACK'),
        ack: plus(context, context.rcv, 1),
      })),
    },
  }),
  provided('wrong SEQ on ACK', '3.10.7.4', 'ACKs bear SND.UNA instead of SND.NXT.', {
    actions: { sendAck: emit(({ context }) => segmentOf(context, 'ACK', context.una)) },
  }),
  provided('wrong SEQ on FIN', '3.10.4', 'A FIN bears the number before SND.NXT.', {
    actions: {
      sendFin: enqueueActions(({ context, enqueue }) => {
        enqueue.emit(segmentOf(context, 'FIN', plus(context, context.nxt, -1)));
        enqueue.assign({ nxt: plus(context, context.nxt, 1), finSent: true, dataLeft: 0 });
      }),
    },
  }),
  provided('FIN takes no number', '3.4', 'SND.NXT does not advance over our FIN.', {
    actions: {
      sendFin: enqueueActions(({ context, enqueue }) => {
        enqueue.emit(segmentOf(context, 'FIN'));
        enqueue.assign({ finSent: true, dataLeft: 0 });
      }),
    },
  }),
  provided('wrong SEQ on RST', '3.10.5', 'The RST of an ABORT bears the number after SND.NXT.', {
    actions: {
      sendRst: emit(({ context }) => ({ ...abortOf(context), seq: plus(context, context.nxt, 1) })),
    },
  }),
  provided('wrong SEQ on refusal', '3.10.7.1', 'A RST in answer to an ACK bears 0 instead of SEG.ACK.', {
    actions: {
      refuse: emit(({ context, event }) => ({ ...refusalOf(context, arrived(event)), seq: 0 })),
    },
  }),
  provided(
    'wrong ACK on refusal',
    '3.10.7.1',
    'A RST in answer to a SYN acknowledges SEG.SEQ, not SEG.SEQ + SEG.LEN.',
    {
      actions: {
        refuse: emit(({ context, event }) => {
          const refusal = refusalOf(context, arrived(event));
          return refusal.ack === null ? refusal : { ...refusal, ack: arrived(event).seq };
        }),
      },
    },
  ),
  rowed(
    'ACK not sent',
    '3.10.7.4, 7th',
    'Text is taken in silence.',
    { on: 'SEGMENT', guard: takesText },
    without('sendAck'),
  ),
  rowed(
    'text delivered twice',
    '3.10.7.4, 7th',
    'RCV.NXT does not advance over text.',
    { on: 'SEGMENT', guard: takesText },
    without('takeText'),
  ),
  rowed(
    'text not delivered',
    '3.10.7.4, 7th',
    'Text is acknowledged, but the user does not get it.',
    { on: 'SEGMENT', guard: takesText },
    without('tellDelivered'),
  ),
  rowed(
    'ACK on text lost',
    '3.10.7.4, 5th',
    'The acknowledgement that text carries is not taken.',
    { states: ['ESTABLISHED', 'FIN-WAIT-1'], on: 'SEGMENT', guard: takesText },
    without('takeAck'),
  ),
  provided('window of the peer ignored', '3.8.6', 'Text is sent beyond the window of the peer.', {
    guards: { maySend: ({ context }) => context.dataLeft > 0 },
  }),
  provided('FIN not retransmitted', '3.10.8', 'Our FIN is sent once and never again.', {
    actions: {
      retransmit: enqueueActions(({ context, enqueue }) => {
        const front = frontOfQueue(context);
        if (front === null || front.kind === 'FIN') return;
        enqueue.emit(segmentOf(context, front.kind, front.seq));
        enqueue.assign({ tries: triesAfterNext(context) });
      }),
    },
  }),
  provided('text not retransmitted', '3.10.8', 'Text is sent once and never again.', {
    actions: {
      retransmit: enqueueActions(({ context, enqueue }) => {
        const front = frontOfQueue(context);
        if (front === null || front.kind === 'DATA') return;
        enqueue.emit(segmentOf(context, front.kind, front.seq));
        enqueue.assign({ tries: triesAfterNext(context) });
      }),
    },
  }),
  provided(
    'retransmission with a new number',
    '3.10.8',
    'What is sent again bears SND.NXT instead of SND.UNA.',
    {
      actions: {
        retransmit: enqueueActions(({ context, enqueue }) => {
          const front = frontOfQueue(context);
          if (front === null || (front.kind === 'FIN' && !context.finRetransmission)) return;
          enqueue.emit(segmentOf(context, front.kind));
          enqueue.assign({ tries: triesAfterNext(context) });
        }),
      },
    },
  ),
  provided(
    'acknowledged text sent again',
    '3.10.8',
    'The segment before the front of the queue is sent again.',
    {
      actions: {
        retransmit: enqueueActions(({ context, enqueue }) => {
          const front = frontOfQueue(context);
          if (front === null || (front.kind === 'FIN' && !context.finRetransmission)) return;
          enqueue.emit(segmentOf(context, front.kind, plus(context, front.seq, -1)));
          enqueue.assign({ tries: triesAfterNext(context) });
        }),
      },
    },
  ),
  rowed(
    'SYN not retransmitted',
    '3.10.8',
    'A SYN is sent once and never again.',
    { states: ['SYN-SENT'], on: 'after RTO', guard: '' },
    without('retransmitSyn'),
  ),
  rowed(
    'timer not restarted',
    '3.10.8',
    'The retransmission timer expires once.',
    { on: 'after RTO', guard: '' },
    ({ actions }) => ({ actions }),
  ),
  provided('timer restarted too often', '3.8.3', 'The user timeout comes one retransmission too late.', {
    guards: {
      givesUp: ({ context }) => context.retransmissions > 0 && context.tries > context.retransmissions,
    },
  }),
  provided('tries not forgotten', '3.8.3', 'Retransmissions are counted over the whole connection.', {
    actions: {
      takeAck: enqueueActions(({ context, event, enqueue }) => {
        const { ack } = arrived(event);
        if (ack === null || !advancesOver(context, ack)) return;
        enqueue.assign({ una: ack });
        enqueue.emit({ type: 'acknowledged' });
      }),
    },
  }),
];

function advancesOver(
  context: { readonly una: number; readonly nxt: number; readonly size: number },
  ack: number,
): boolean {
  const ahead = plus(context, ack, -context.una);
  return ahead > 0 && ahead <= plus(context, context.nxt, -context.una);
}
