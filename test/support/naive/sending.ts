import type { EventObject } from 'xstate';
import { localView, type Run } from './local.ts';
import type { Flight } from './network.ts';
import type { NaiveSystem } from './system.ts';

/** What an endpoint hands to the network after a step. */
export function messagesOf(system: NaiveSystem, from: string, { local, messages }: Run): Flight {
  const mark = system.history.marks?.initial ?? '';
  return messages.flatMap((event) =>
    receivers(system, from, event).map((to) => {
      const message = { from, to, event, mark } as const;
      const owed = system.assumptions.some(
        ({ reliable }) => reliable?.(message, localView(local), system.parameters) === true,
      );
      return { ...message, age: 0, owed };
    }),
  );
}

function receivers(system: NaiveSystem, from: string, event: EventObject): readonly string[] {
  if (system.names.length === 2) return system.names.filter((name) => name !== from);
  const { to } = event as unknown as { readonly to: string | readonly string[] };
  return typeof to === 'string' ? [to] : to;
}
