import type { EventObject } from '../language/machine.ts';
import { canonicalText, PlainDataError } from '../tables/plain-data.ts';

/** What a transition of a machine asks of the world around it. */
export type Effect =
  | { readonly kind: 'emit'; readonly event: EventObject }
  | { readonly kind: 'act'; readonly type: string; readonly params: unknown }
  | { readonly kind: 'arm'; readonly id: string | null; readonly event: EventObject; readonly delay: number }
  | { readonly kind: 'disarm'; readonly id: string };

/** XState keeps timers by a text that has the id in it, so that `cancel('5')` cancels what has the id 5. */
export function timerId(id: unknown): string | null {
  return id === undefined ? null : String(id);
}

/** An effect as a text, by which two of them are compared. */
export function effectText(effect: Effect): string {
  switch (effect.kind) {
    case 'emit':
      return `emit ${looseText(effect.event)}`;
    case 'act':
      return `act ${JSON.stringify(effect.type)} ${looseText(effect.params)}`;
    case 'arm':
      return `arm ${JSON.stringify(effect.id)} ${effect.delay} ${looseText(effect.event)}`;
    case 'disarm':
      return `disarm ${effect.id}`;
  }
}

/** What is not plain data is refused where it would be kept. */
function looseText(data: unknown): string {
  try {
    return data === undefined ? '' : canonicalText(data);
  } catch (error) {
    if (error instanceof PlainDataError) return error.message;
    throw error;
  }
}
