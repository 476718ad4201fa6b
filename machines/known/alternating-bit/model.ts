import { defineModel, endpoint, oneOf } from 'allways';
import { receiver } from './receiver.ts';
import { type Datum, sender } from './sender.ts';

const DATA: readonly Datum[] = ['d1', 'd2'];

/**
 * The alternating-bit protocol over two lossy queues of bounded length, as Lamport specifies it for TLC ("Specifying Systems", 2002,
 * chapter 14; modules AlternatingBit and MCAlternatingBit of tlaplus/Examples). Sender and receiver send whenever they like.
 */
export default defineModel({
  name: 'alternating-bit-queues',
  parameters: {
    bit: oneOf('0', '1'),
    sent: oneOf('d1', 'd2'),
    received: oneOf('d1', 'd2'),
    length: 2,
    full: oneOf('cut', 'loses', 'blocks'),
  },
  build: ({ bit, sent, received, length, full }) => ({
    endpoints: {
      sender: endpoint(sender, {
        input: { bit: Number(bit), sent },
        events: ({ context }) =>
          context.bit === context.acknowledged
            ? DATA.map((datum) => ({ type: 'NEW' as const, datum }))
            : [{ type: 'AGAIN' as const }],
      }),
      receiver: endpoint(receiver, {
        input: { bit: Number(bit), received },
        events: [{ type: 'ACKNOWLEDGE' }],
      }),
    },
    network: {
      carries: ['DATA', 'ACK'],
      order: 'fifo',
      loss: true,
      channels: {
        messages: { from: 'sender', to: 'receiver', capacity: length, full },
        acknowledgements: { from: 'receiver', to: 'sender', capacity: length, full },
      },
    },
  }),
  fairness: ({ strong, calls }) => ({
    // A queue may lose again and again what arrives in the end.
    deliveries: false,
    'data arrive': strong({
      sentence: 'Data that may arrive again and again do so.',
      steps: ({ action }) => action.kind === 'deliver' && action.endpoint === 'receiver',
    }),
    'acknowledgements arrive': strong({
      sentence: 'Acknowledgements that may arrive again and again do so.',
      steps: ({ action }) => action.kind === 'deliver' && action.endpoint === 'sender',
    }),
    'sender repeats': calls({
      events: ['AGAIN'],
      sentence: 'The sender sends again what is not acknowledged.',
    }),
    'receiver acknowledges': calls({
      events: ['ACKNOWLEDGE'],
      sentence: 'The receiver acknowledges what it has got.',
    }),
  }),
  properties: ({ invariant, leadsTo, reachable }) => [
    invariant({
      name: 'what is acknowledged was received',
      sentence: 'While the sender has its acknowledgement, the receiver has the bit that was sent.',
      source: 'Lamport, Specifying Systems, module ABCorrectness',
      holds: ({ endpoints: { sender, receiver } }) =>
        sender.context.bit !== sender.context.acknowledged || receiver.context.bit === sender.context.bit,
    }),
    reachable({
      name: 'queues fill',
      sentence: 'Both queues are full.',
      state: ({ network }) => network.length === 4,
    }),
    ...DATA.map((datum) =>
      leadsTo({
        name: `${datum} arrives`,
        sentence: `If ${datum} is sent and not acknowledged, it is received in the end.`,
        source: 'SentLeadsToRcvd of MCAlternatingBit',
        from: {
          state: ({ endpoints: { sender } }) =>
            sender.context.sent === datum && sender.context.bit !== sender.context.acknowledged,
        },
        to: { state: ({ endpoints: { receiver } }) => receiver.context.received === datum },
      }),
    ),
  ],
  variants: {
    lossy: {
      sentence: 'What finds no room in a queue is lost.',
      set: { full: 'loses' },
    },
    blocking: {
      sentence: 'Who finds no room in a queue waits.',
      set: { full: 'blocks' },
    },
  },
});
