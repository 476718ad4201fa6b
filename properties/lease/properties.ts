import { propertiesOf } from 'allways';
import { protocol, WORKERS } from '../../machines/lease/protocol.ts';

const { invariant, step, leadsTo, reachable } = propertiesOf(protocol);

export const properties = [
  invariant({
    name: 'one holder',
    sentence: 'No two workers believe at a time that they hold the lease.',
    source: 'Gray and Cheriton, "Leases", 1989',
    holds: ({ endpoints }) =>
      WORKERS.filter((name) => {
        const { status, value } = endpoints[name];
        return status === 'active' && (value === 'holding' || value === 'paused');
      }).length < 2,
  }),
  step({
    name: 'no void write',
    sentence: 'No write reaches the store after the lease under which it was made was given to another.',
    holds: ({ action, before }) =>
      action.kind !== 'deliver' ||
      action.message.event.type !== 'WRITE' ||
      action.message.event.token === before.endpoints.lock.context.token,
  }),
  step({
    name: 'no overtaken write',
    sentence: 'The store takes no write after one that was made under a later lease.',
    source: 'Kleppmann, "How to do distributed locking", 2016',
    holds: ({ before, observations }) =>
      observations.every(({ effect }) => effect.type !== 'written' || effect.token >= before.history),
  }),
  leadsTo({
    name: 'the lease ends',
    sentence: 'A lease that was given is free again in the end, whatever becomes of its holder.',
    source: 'Gray and Cheriton, "Leases", 1989',
    from: { state: ({ endpoints: { lock } }) => lock.matches('leased') },
    to: { state: ({ endpoints: { lock } }) => lock.matches('free') },
  }),
  reachable({
    name: 'two write',
    sentence: 'Two workers write, one after the other.',
    step: ({ before, observations }) =>
      before.history === 1 &&
      observations.some(({ effect }) => effect.type === 'written' && effect.token === 2),
  }),
];
