import { propertiesOf } from 'allways';
import { protocol } from '../../machines/tcp-close/protocol.ts';

const { step } = propertiesOf(protocol);
type Step = Parameters<Parameters<typeof step>[0]['holds']>[0];

/** The stale segment that this step accepts: one that makes its receiver move on, in its state or in its data. */
function accepted({ action, before, after }: Step) {
  if (action.kind !== 'deliver' || action.message.mark !== 'stale') return null;
  const { message, endpoint } = action;
  const [was, is] = [before.endpoints[endpoint], after.endpoints[endpoint]];
  const movesOn =
    was.value !== is.value ||
    was.context.sent !== is.context.sent ||
    was.context.received !== is.context.received;
  return movesOn ? message : null;
}

function explain({ action }: Step): string {
  if (action.kind !== 'deliver') return '';
  const { message, endpoint } = action;
  return `this ${message.event.type} was sent before the ${endpoint} began its latest connection, and is accepted in it`;
}

/** Nothing of an earlier connection is taken for a part of the present one. */
export const stale = [
  step({
    name: 'no stale data',
    sentence: 'No data of an earlier connection is delivered in a new one.',
    source: 'RFC 1337 §1, hazard H1; RFC 1185 §3.2',
    holds: (given) => accepted(given)?.event.type !== 'DATA',
    explain,
  }),
  step({
    name: 'no stale FIN',
    sentence: 'No FIN of an earlier connection closes a new one.',
    source: 'RFC 1337 §1',
    holds: (given) => accepted(given)?.event.type !== 'FIN',
    explain,
  }),
  step({
    name: 'no stale segment',
    sentence:
      'No segment of an earlier connection, of whatever kind, makes its receiver move on in a new one.',
    source: 'RFC 9293 §3.4.3',
    holds: (given) => accepted(given) === null,
    explain,
  }),
];
