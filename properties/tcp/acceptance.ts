import { propertiesOf } from 'allways';
import type { Notice } from '../../machines/tcp/events.ts';
import { protocol } from '../../machines/tcp/protocol.ts';

const { step } = propertiesOf(protocol);

/** What a segment can make its receiver do, and how its user learns of it. */
const acceptances = {
  data: { notice: 'delivered', verb: 'deliver', object: 'its text' },
  FIN: { notice: 'peerClosed', verb: 'take', object: 'its FIN' },
  ACK: { notice: 'acknowledged', verb: 'take', object: 'its acknowledgement' },
  RST: { notice: 'reset', verb: 'obey', object: 'its RST' },
  SYN: { notice: 'synchronized', verb: 'synchronize', object: 'on its SYN' },
} as const satisfies Record<string, { notice: Notice['type']; verb: string; object: string }>;

type Kind = keyof typeof acceptances;
type Side = 'client' | 'server';

/** No segment sent before its receiver began its connection makes one of these receivers do one of these things. */
function noStale(name: string, kinds: readonly Kind[], receivers: readonly Side[]) {
  const notices = new Set<string>(kinds.map((kind) => acceptances[kind].notice));
  const deeds = kinds.map((kind) => `${acceptances[kind].verb} ${acceptances[kind].object}`);
  return step({
    name,
    sentence: `No segment that was sent before its receiver began its connection makes the ${receivers.join(' or ')} ${deeds.join(', or ')}.`,
    source: 'RFC 9293, 3.4.2 and 3.6.1; RFC 1337; RFC 1185, 3.2',
    holds: ({ action, observations }) =>
      action.kind !== 'deliver' ||
      action.message.mark !== 'stale' ||
      !receivers.includes(action.endpoint) ||
      !observations.some(({ effect }) => notices.has(effect.type)),
    explain: ({ action, observations }) => {
      if (action.kind !== 'deliver') return '';
      const { kind, seq, ack } = action.message.event;
      const done = kinds
        .map((each) => acceptances[each])
        .filter(({ notice }) => observations.some(({ effect }) => effect.type === notice))
        .map(({ verb, object }) => `${verb}s ${object}`);
      return `the ${action.endpoint} takes the old ${kind}(seq=${seq}, ack=${ack ?? 'none'}) for one of its connection: it ${done.join(' and ')}`;
    },
  });
}

const both = ['client', 'server'] as const;

/** No stale segment of any kind is accepted; none of each kind; and no stale data, by receiver. */
export const acceptance = [
  noStale('no stale segment accepted', ['data', 'FIN', 'ACK', 'RST', 'SYN'], both),
  noStale('no stale data accepted', ['data'], both),
  noStale('no stale data accepted by client', ['data'], ['client']),
  noStale('no stale data accepted by server', ['data'], ['server']),
  noStale('no stale FIN accepted', ['FIN'], both),
  noStale('no stale ACK accepted', ['ACK'], both),
  noStale('no stale RST accepted', ['RST'], both),
  noStale('no stale SYN accepted', ['SYN'], both),
];
