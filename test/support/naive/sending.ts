import type { EventObject } from 'xstate';
import { ModelError } from '../../../src/language/errors.ts';
import { localView, type Run } from './local.ts';
import type { Flight } from './network.ts';
import type { NaiveSystem } from './system.ts';

/** What an endpoint hands to the network after a step; throws where it names a receiver that does not exist. */
export function messagesOf(system: NaiveSystem, from: string, { local, messages }: Run): Flight {
  const mark = system.history.marks?.initial ?? '';
  return messages.flatMap((emitted) => {
    const { event, receivers } = addressed(system, from, emitted);
    return receivers.map((to) => {
      const message = { from, to, event, mark } as const;
      const owed = system.assumptions.some(
        ({ reliable }) => reliable?.(message, localView(local), system.parameters) === true,
      );
      return { ...message, age: 0, owed };
    });
  });
}

type Names = string | readonly string[] | undefined;

/** A list of receivers says who, not in which order: nobody is told twice, and all in the order of the endpoints. */
export function addressed(system: NaiveSystem, from: string, event: EventObject) {
  const { to } = event as unknown as { readonly to: Names };
  if (to === undefined) {
    const others = system.names.filter((name) => name !== from);
    if (others.length > 1) throw new ModelError(`${from} names nobody`);
    return { event, receivers: others };
  }
  const named = new Set([to].flat());
  const receivers = system.names.filter((name) => named.delete(name));
  if (named.size > 0) throw new ModelError(`${from} names nobody known`);
  return { event: typeof to === 'string' ? event : { ...event, to: receivers }, receivers };
}
