import { propertiesOf } from 'allways';
import { protocol } from '../../machines/mqtt-qos2/protocol.ts';

const { invariant, leadsTo, reachable, deadlockFree } = propertiesOf(protocol);

/** The numbers of messages, as far as there may be any. */
const NUMBERS = [0, 1] as const;

/** Exactly once: what never happens. */
export const safety = [
  invariant({
    name: 'not twice',
    sentence: 'No message is passed on twice.',
    source: 'MQTT 5 §4.3.3, [MQTT-4.3.3-10]',
    holds: ({ history }) => history.again.length === 0,
    explain: ({ history }) => `message ${history.again.join(', ')} was passed on again`,
  }),
  invariant({
    name: 'not lost',
    sentence: 'What is completed for the sender was passed on.',
    source: 'MQTT 5 §4.3.3',
    holds: ({ history }) => history.completed.every((number) => history.passedOn.includes(number)),
  }),
  invariant({
    name: 'in order',
    sentence: 'Messages are first passed on in the order in which they were handed over.',
    source: 'MQTT 5 §4.6',
    holds: ({ history }) => history.passedOn.every((number, at, all) => number >= (all[at - 1] ?? 0)),
  }),
  deadlockFree(),
];

/** Exactly once: what happens in the end, and what is forgotten again. */
export const liveness = [
  ...NUMBERS.map((number) =>
    leadsTo({
      name: `message ${number} arrives`,
      sentence: `Once it is handed over, message ${number} is passed on in the end.`,
      source: 'MQTT 5 §4.3.3',
      from: { state: ({ endpoints: { sender } }) => sender.context.handedOver > number },
      to: { state: ({ history }) => history.passedOn.includes(number) },
    }),
  ),
  leadsTo({
    name: 'the receiver forgets',
    sentence: 'Identifiers that the receiver keeps are released in the end.',
    source: 'MQTT 5 §4.3.3, [MQTT-4.3.3-11]',
    from: { state: ({ endpoints: { receiver } }) => receiver.context.unreleased.length > 0 },
    to: { state: ({ endpoints: { receiver } }) => receiver.context.unreleased.length === 0 },
  }),
  leadsTo({
    name: 'the sender forgets',
    sentence: 'What the sender keeps is completed in the end.',
    source: 'MQTT 5 §4.3.3, [MQTT-4.3.3-5]',
    from: { state: ({ endpoints: { sender } }) => sender.context.unacknowledged.length > 0 },
    to: { state: ({ endpoints: { sender } }) => sender.context.unacknowledged.length === 0 },
  }),
];

export const witnesses = [
  reachable({
    name: 'a repetition is told',
    sentence: 'A PUBLISH comes that the receiver has already, and is not passed on.',
    step: ({ action, before, observations }) =>
      action.kind === 'deliver' &&
      action.message.event.type === 'PUBLISH' &&
      observations.length === 0 &&
      isKept(action.message.event.id, before.endpoints.receiver.context.unreleased),
  }),
];

function isKept(id: number, unreleased: readonly { readonly id: number }[]): boolean {
  return unreleased.some((each) => each.id === id);
}
