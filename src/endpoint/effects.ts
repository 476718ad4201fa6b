import type { EventObject, Snapshot } from '../language/machine.ts';
import { canonicalText, PlainDataError } from '../tables/plain-data.ts';
import type { Receiver } from './timers.ts';

/** What a transition of a machine asks of the world around it. */
export type Effect =
  | { readonly kind: 'emit'; readonly event: EventObject }
  /** `actor` is the one that does it, where it is not the machine itself. */
  | { readonly kind: 'act'; readonly type: string; readonly params: unknown; readonly actor?: string }
  | ArmEffect
  | { readonly kind: 'disarm'; readonly id: string; readonly owner?: string }
  /** An actor has ended, and with it its timers; what else is on its way to it comes to nobody. */
  | { readonly kind: 'end'; readonly path: readonly string[] };

/** A transition of a machine: where it leads, and its effects in order. Nothing has been executed. */
export interface Reaction {
  readonly snapshot: Snapshot;
  readonly effects: readonly Effect[];
}

export interface ArmEffect {
  readonly kind: 'arm';
  readonly id: string | null;
  readonly event: EventObject;
  readonly delay: number;
  /** Which of the machine's actors has armed it. Default: the machine itself. */
  readonly owner?: string;
  /** Whom the event is for. Default: the machine itself. */
  readonly to?: Receiver;
  /** What it is called. Default: by its id, or its event. */
  readonly name?: string;
}

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
      return `act ${JSON.stringify([effect.type, effect.actor])} ${looseText(effect.params)}`;
    case 'arm':
      return `arm ${JSON.stringify([effect.id, effect.owner, effect.to, effect.name])} ${effect.delay} ${looseText(effect.event)}`;
    case 'disarm':
      return `disarm ${JSON.stringify([effect.id, effect.owner])}`;
    case 'end':
      return `end ${JSON.stringify(effect.path)}`;
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
