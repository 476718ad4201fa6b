import { defineModel } from 'allways';
import { protocol } from '../../../machines/toys/anti-replay/model.ts';

/**
 * The anti-replay window with claims about the long run, and fairness as Spin has it: to each of the two processes of anti-replay.pml
 * (`pan -a -f`), which are the sender and the network. Without that, something happens as long as anything can (`pan -a`).
 */
export default defineModel({
  ...protocol,
  fairness: ({ weak }) => ({
    deliveries: false,
    'something happens': weak({ sentence: 'While anything can happen, something does.', steps: () => true }),
    'fair to each process': weak({
      sentence: 'The sender, and the network, if they can go on, do so in the end.',
      key: ({ action }) => (action.kind === 'event' ? 'sender' : 'network'),
    }),
  }),
  properties: ({ eventually, infinitelyOften, leadsTo, stabilizes }) => [
    eventually({
      name: 'sent_all',
      sentence: 'Every datagram is sent.',
      state: ({ endpoints: { sender } }, { datagrams }) => sender.context.sent === datagrams,
    }),
    stabilizes({
      name: 'emptied',
      sentence: 'From some point on, nothing is in flight.',
      state: ({ network }) => network.length === 0,
    }),
    eventually({
      name: 'accepted_some',
      sentence: 'Some datagram is accepted.',
      state: ({ endpoints: { receiver } }) => receiver.context.highest > 0,
    }),
    leadsTo({
      name: 'first_leaves',
      sentence: 'Once the first datagram alone is sent, it leaves the network in the end.',
      from: { state: ({ endpoints: { sender } }) => sender.context.sent === 1 },
      to: { state: ({ network }) => network.every(({ event }) => event.number !== 1) },
    }),
    infinitelyOften({
      name: 'refilled',
      sentence: 'Again and again, something is in flight.',
      state: ({ network }) => network.length > 0,
    }),
  ],
});
