import type { Endpoint, Machine } from '../../language/endpoint.ts';
import { ModelError } from '../../language/errors.ts';
import type { AnyLocalState } from '../../language/forgotten.ts';
import { answered, described } from '../../language/form/answer.ts';
import type { EventObject } from '../../language/machine.ts';
import { pureCall } from '../../language/pure.ts';

/** How one endpoint takes events, as it declares: whether it can, and as what. */
export class Ways {
  readonly #endpoint: Endpoint<Machine>;
  readonly #who: string;

  constructor(endpoint: Endpoint<Machine>, who: string) {
    this.#endpoint = endpoint;
    this.#who = who;
  }

  /** Whether a message may have to wait, or be taken in more than one way. */
  get areDeclared(): boolean {
    return this.#endpoint.receives !== null || this.#endpoint.takes !== null;
  }

  /** The ways in which a message may be taken in a local state; none while it waits. */
  ofMessage(event: EventObject, state: AnyLocalState): readonly EventObject[] {
    const { receives } = this.#endpoint;
    const what = `${this.#who}: receives`;
    if (receives !== null) {
      const can = pureCall(what, () => answered(what, receives(event as never, state as never)));
      if (!can) return [];
    }
    return this.of(event, state);
  }

  /** The ways in which an event may be taken in a local state. */
  of(event: EventObject, state: AnyLocalState): readonly EventObject[] {
    const { takes } = this.#endpoint;
    if (takes === null) return [event];
    const what = `${this.#who}: takes`;
    const ways: unknown = pureCall(what, () => takes(event as never, state as never));
    if (Array.isArray(ways) && ways.every(isEvent)) return ways;
    throw new ModelError(
      `${what} returned ${described(ways)} for ${event.type}; it must return a list of events: what the machine may get in its place`,
    );
  }
}

function isEvent(value: unknown): value is EventObject {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
