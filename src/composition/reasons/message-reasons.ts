import type { NotEnabled } from './found-steps.ts';
import type { Asked, Reason, ReasonParts } from './parts.ts';
import { eventTypeText } from './words.ts';

/** Why messages are not delivered or lost, and what their being in flight keeps from happening. */
export class MessageReasons {
  readonly #parts: ReasonParts;

  constructor(parts: ReasonParts) {
    this.#parts = parts;
  }

  /** The different packets in flight, in canonical order. */
  inFlight({ network }: Asked): readonly number[] {
    return [...new Set(this.#parts.values.network.packets(network))];
  }

  /** The deliveries of a packet that there might be: with and without a copy that stays. */
  deliveriesOf(packet: number): readonly number[] {
    const { network, actions } = this.#parts.values;
    return [
      ...(network.takes(packet) ? [actions.deliver(packet, false)] : []),
      ...(network.leaves(packet) ? [actions.deliver(packet, true)] : []),
    ];
  }

  /** Why a packet is not delivered, as far as no assumption is the reason; null if one is. */
  notDelivered(packet: number, asked: Asked): Reason | null {
    const { values, steps, refusing, model } = this.#parts;
    const { network } = values;
    const inFlight = network.enter(asked.network);
    const places = Array.from({ length: inFlight.list(-1) }, (_, i) => inFlight.places[i] ?? 0);
    const own = places.filter((place) => inFlight.packetAt(place) === packet);
    if (!own.some((place) => inFlight.mayDeliver(place))) return this.#notYet(packet, asked);
    const local = asked.state[steps.receiver(packet)] ?? 0;
    const deliveries = this.deliveriesOf(packet);
    const isRefused = deliveries.some(
      (action) => refusing.of(model.reader.action(action), asked.state) !== null,
    );
    if (isRefused) return null;
    const to = values.names[steps.receiver(packet)] ?? '';
    if (steps.hasWays(packet) && steps.ways(local, packet, false).length === 0)
      return { kind: 'waiting', because: `${to} does not take it in its present state, so it waits` };
    if (network.rules.leavesIgnored)
      return { kind: 'stutters', because: `${to} would ignore it, and such messages are left in flight` };
    return null;
  }

  #notYet(packet: number, { network: number }: Asked): Reason {
    const { network, names } = this.#parts.values;
    const { rules, crosses, session, tells, from, to } = network.way(packet);
    const { age } = network.packet(packet);
    if (age < rules.minimumDelay) {
      const left = rules.minimumDelay - age;
      return {
        kind: 'not-yet',
        because: `it is on its way for another ${left === 1 ? 'tick' : `${left} ticks`} at least`,
      };
    }
    const conditions = network.conditions(number);
    const down = crosses.find((link) => conditions[link]?.up === false);
    if (down !== undefined)
      return {
        kind: 'not-yet',
        because: `the partition "${network.rules.links[down]?.name ?? ''}" stands between ${names[from] ?? ''} and ${names[to] ?? ''}`,
      };
    if (tells === 'close')
      return {
        kind: 'not-yet',
        because: `the session is closed once all that ${names[from] ?? ''} has sent in it is delivered`,
      };
    if (session >= 0 && tells === null && !this.#isFirst(packet, number)) return BEHIND;
    if (session >= 0 && tells === null)
      return {
        kind: 'not-yet',
        because: `the session "${network.rules.links[session]?.name ?? ''}" is not open at both ends`,
      };
    return BEHIND;
  }

  /** Whether no packet of the same way stands before this one. */
  #isFirst(packet: number, number: number): boolean {
    const { network } = this.#parts.values;
    return network.packets(number).find((other) => network.way(other) === network.way(packet)) === packet;
  }

  /** Why a packet is not lost, as far as no assumption is the reason. */
  notLost(packet: number): Reason | null {
    const { network } = this.#parts.values;
    if (!network.way(packet).rules.loss) return { kind: 'kept', because: 'such messages are never lost' };
    if (network.packet(packet).owed)
      return { kind: 'kept', because: 'an assumption promises that it is delivered' };
    return null;
  }

  /** The messages that keep time from passing, a clause each. */
  holdingTime({ network: number }: Asked): readonly string[] {
    const { network, names } = this.#parts.values;
    const held = network.packets(number).filter((id) => {
      const { age, owed } = network.packet(id);
      const { lifetime, holdsTime } = network.way(id).rules;
      return age >= lifetime && (holdsTime || owed);
    });
    const texts = held.map((id) => {
      const { message } = network.packet(id);
      return `${eventTypeText(message.event)} from ${names[message.from] ?? ''} to ${names[message.to] ?? ''} must be delivered, for it is as old as it may be`;
    });
    return [...new Set(texts)];
  }

  /** Why a step is cut off. */
  cut(step: NotEnabled): Reason {
    return {
      kind: 'cut',
      because: `${this.#sentText(step)} finds no room in the network, and may not be lost: the search is cut off here`,
    };
  }

  /** What a step waits for. */
  blocked(step: NotEnabled): Reason {
    return { kind: 'blocked', because: `${this.#sentText(step)} finds no room yet, and waits for it` };
  }

  #sentText({ sent }: NotEnabled): string {
    const { messages } = this.#parts.values;
    const types = messages
      .sendings(sent)
      .map(({ message }) => eventTypeText(messages.message(message).event));
    return types.length === 0 ? 'what it sends' : [...new Set(types)].join(' or ');
  }
}

const BEHIND: Reason = {
  kind: 'not-yet',
  because: 'messages arrive in the order of sending, and an earlier one comes first',
};
