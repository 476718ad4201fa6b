import type { EventObject } from 'xstate';
import { ModelError } from '../../../src/language/errors.ts';
import type { AnyAction } from '../../../src/language/forgotten.ts';
import { isClosing } from './channels.ts';
import { localView, type Run } from './local.ts';
import type { Flight, Handed } from './network.ts';
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

/** All that a step of an endpoint hands to the network, in order. Who is told that a session was closed closes it, too, at the end. */
export function handedBy(system: NaiveSystem, from: string, run: Run, action?: AnyAction): readonly Handed[] {
  const all = run.shown.flatMap((event): readonly Handed[] => {
    if (system.carries.includes(event.type))
      return messagesOf(system, from, { ...run, messages: [event] }).map((message) => ({ message }));
    return orders(system, from, event);
  });
  if (action?.kind === 'crash') return crashesOf(system, from);
  if (action?.kind !== 'deliver' || !isClosing(system, action.message)) return all;
  const session = String((action.message.event as { readonly channel?: unknown }).channel);
  if (system.network.channels?.[session]?.session?.halfClose === true) return all;
  return [...all, { does: 'closes', end: from, session }];
}

/** What becomes of the sessions of an endpoint that crashes. */
function crashesOf({ network: { channels = {} }, ends }: NaiveSystem, end: string): readonly Handed[] {
  return Object.entries(channels).flatMap(([session, { session: rules }]): readonly Handed[] =>
    rules === undefined || rules.onCrash === 'stays' || !ends(session).includes(end)
      ? []
      : [{ does: 'crashes', end, session }],
  );
}

/** What an endpoint does to sessions by an event that it emits. */
function orders(
  { network: { channels = {} }, ends }: NaiveSystem,
  end: string,
  event: EventObject,
): readonly Handed[] {
  const { channel } = event as { readonly channel?: unknown };
  return Object.entries(channels).flatMap(([session, { session: rules }]): readonly Handed[] => {
    if (rules === undefined || !ends(session).includes(end)) return [];
    if (typeof channel === 'string' && channel !== session) return [];
    const kinds = (['asks', 'closes', 'aborts'] as const).filter((kind) => rules[kind] === event.type);
    return kinds.map((does) => ({ does, end, session }));
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
