import type { EventObject } from '../../language/machine.ts';
import { type Actor, pathOf, pathText, type RawEffect } from './actor.ts';
import { actorOf } from './scope.ts';

/**
 * Something that a machine sends: it is told of where the machine names it, among what else it does, but only if an actor that answers at
 * will gets it, which is known later.
 */
export class Sending {
  /** XState finds the receiver of some only after it has reported them. */
  readonly #params: { readonly to: unknown; readonly event: EventObject };
  #receiver: Actor | null = null;

  private constructor(params: Sending['params']) {
    this.#params = params;
  }

  /** What an action sends at once; null if it sends nothing. */
  static of({ type, params }: RawEffect): Sending | null {
    if (type !== 'xstate.sendTo') return null;
    const { to, event, delay } = params as Sending['params'] & { readonly delay?: unknown };
    return delay === undefined && to !== undefined
      ? new Sending(params as { to: unknown; event: typeof event })
      : null;
  }

  get params(): { readonly to: unknown; readonly event: EventObject } {
    return this.#params;
  }

  /** Notes that the actor has got the event, if it was this. */
  isGot(actor: Actor, event: EventObject): boolean {
    const { to } = this.#params;
    if (this.#receiver !== null || this.#params.event !== event || Object(to) !== to) return false;
    if (actorOf(to as object) !== actor) return false;
    this.#receiver = actor;
    return true;
  }

  /** As it is observed; null if nobody got it. */
  get observed(): { readonly type: string; readonly params: object } | null {
    return this.#receiver === null ? null : sentEffect(this.#receiver, this.#params.event);
  }
}

/** What is observed of an event that an actor has got which answers at will. */
export function sentEffect(
  actor: Actor,
  event: EventObject,
): { readonly type: string; readonly params: object } {
  return { type: 'xstate.sendTo', params: { actor: pathText(pathOf(actor)), event } };
}
