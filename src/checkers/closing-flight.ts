import type { Composition } from '../composition/composition.ts';
import type { LinkRules } from '../language/network/resolved.ts';
import type { Way } from '../language/network/ways.ts';
import type { Deed } from '../network/messages.ts';
import {
  type ClosedContents,
  type ClosedDeed,
  type ClosedLink,
  type ClosedPacket,
  type ClosedStep,
  type ClosedSystem,
  type ClosedWay,
  NONE,
} from './closed-system.ts';

/** Of a system: what may be in flight, which ways it goes, and what steps make of it. */
type ClosedFlight = Pick<
  ClosedSystem,
  'sendings' | 'packets' | 'ways' | 'links' | 'remarks' | 'losses' | 'deliveries'
>;

/** Takes down what packets and links there are, and what becomes of them, once all states were walked. */
export class ClosingFlight {
  readonly #model: Composition;
  /** The packets that were ever in flight. */
  readonly #met: ReadonlySet<number>;

  constructor(model: Composition, met: ReadonlySet<number>) {
    this.#model = model;
    this.#met = met;
  }

  contentsOf(number: number): ClosedContents {
    const { network } = this.#model.values;
    return { packets: network.packets(number), conditions: network.conditions(number) };
  }

  /** @param triggers the largest by which marks change; 0 for none */
  close(steps: readonly ClosedStep[], triggers: number): ClosedFlight {
    // These make new packets, so the packets are listed after them.
    const sendings = this.#sendings(steps);
    this.#growPackets();
    const remarks = this.#remarks(triggers);
    const ways = this.#ways();
    return {
      sendings,
      packets: this.#packetRows(ways),
      ways: ways.map(closedWay),
      links: this.#links(),
      remarks,
      losses: this.#losses(),
      deliveries: this.#deliveries(),
    };
  }

  /** Ids of all packets. What else has an id is how a link is. */
  #ids(): readonly number[] {
    const { things } = this.#model.values.network;
    const all = Array.from({ length: things.size }, (_, id) => id);
    return all.filter((id) => !('link' in things.value(id)));
  }

  #losses(): ReadonlyMap<number, number> {
    const { localSteps, values } = this.#model;
    return new Map(
      localSteps.action.flatMap((action, step) => {
        const raw = values.actions.action(action);
        return raw.kind === 'drop' ? [[raw.packet, step] as const] : [];
      }),
    );
  }

  /** The actions that deliveries are, also those that assumptions refused whenever they were asked. */
  #deliveries(): readonly number[] {
    const { actions, network } = this.#model.values;
    const row = Array.from({ length: network.packetCount * 2 }, () => NONE);
    for (let action = 0; action < actions.size; action++) {
      const raw = actions.action(action);
      if (raw.kind === 'deliver' && raw.as === null) row[raw.packet * 2 + Number(raw.copyStays)] = action;
    }
    return row;
  }

  /** What lists of messages become in flight, by their ids. */
  #sendings(steps: readonly ClosedStep[]): ReadonlyMap<number, readonly ClosedDeed[]> {
    const { messages } = this.#model.values;
    const ids = new Set(steps.map(({ sends }) => sends));
    return new Map([...ids].map((id) => [id, messages.deeds(id).map((deed) => this.#deed(deed))]));
  }

  #deed(deed: Deed): ClosedDeed {
    if (!('change' in deed)) return { change: null, packets: [this.#fresh(deed.message, deed.owed)] };
    return { change: deed.change, packets: deed.notices.map((message) => this.#fresh(message, false)) };
  }

  /** The packet that a message becomes. */
  #fresh(message: number, owed: boolean): number {
    const { messages, network, history } = this.#model.values;
    const mark = history().initialMark;
    return network.packetId({ message: messages.message(message), mark, age: 0, owed });
  }

  /** Makes the packets that others become with a tick, or when they are delivered. Some are never in flight. */
  #growPackets(): void {
    const { network } = this.#model.values;
    for (const id of this.#met) {
      const packet = network.packet(id);
      if (this.#model.bounds.timed) network.older(id);
      if (packet.owed) network.packetId({ ...packet, owed: false });
    }
  }

  #ways(): readonly Way[] {
    const { network } = this.#model.values;
    return [...new Set(this.#ids().map((id) => network.way(id)))].sort(
      (a, b) => a.from - b.from || a.to - b.to || a.channel - b.channel,
    );
  }

  #packetRows(ways: readonly Way[]): readonly ClosedPacket[] {
    const { values, localSteps, bounds } = this.#model;
    const { network } = values;
    const isPacket = new Set(this.#ids());
    return Array.from({ length: network.packetCount }, (_, id) => {
      if (!isPacket.has(id)) return NO_PACKET;
      const packet = network.packet(id);
      const { message, mark, age, owed } = packet;
      const isMet = this.#met.has(id);
      return {
        from: message.from,
        to: message.to,
        way: ways.indexOf(network.way(id)),
        hasWays: localSteps.hasWays(id),
        text: message.text,
        mark,
        age,
        owed,
        settled: owed && isMet ? network.packetId({ ...packet, owed: false }) : id,
        older: isMet && bounds.timed ? network.older(id) : NONE,
      };
    });
  }

  #links(): readonly ClosedLink[] {
    const { network } = this.#model.values;
    return network.rules.links.map((rules, link) => ({
      name: rules.name,
      kind: rules.kind,
      most: rules.most,
      loses: rules.kind === 'partition' && rules.loses,
      isAsked: rules.kind === 'session' && rules.asks !== null,
      waits: rules.kind === 'session' && rules.waits,
      breaksOnCrash: rules.kind === 'session' && rules.breaksOnCrash,
      ends: network.endsOf(link),
      between: rules.kind === 'session' ? between(rules.ends, network.rules.links) : [],
    }));
  }

  /** By trigger, from 1 on, and packet: the packet with its new mark; NONE if that was never asked. */
  #remarks(triggers: number): readonly (readonly number[])[] {
    const { network, history } = this.#model.values;
    const { reader } = this.#model;
    const all = this.#ids();
    return Array.from({ length: triggers }, (_, at) => {
      const known = history().remarks[at + 1];
      const row: number[] = [];
      for (const id of all) {
        const packet = network.packet(id);
        const mark = known?.get(reader.message(packet.message, packet.mark));
        if (mark === undefined) row[id] = NONE;
        else row[id] = mark === packet.mark ? id : network.packetId({ ...packet, mark });
      }
      return Array.from(row, (each) => each ?? NONE);
    });
  }
}

/** Stands where a number is that of how a link is. */
const NO_PACKET: ClosedPacket = {
  from: NONE,
  to: NONE,
  way: NONE,
  hasWays: false,
  text: 'how a link is',
  mark: '',
  age: 0,
  owed: false,
  settled: NONE,
  older: NONE,
};

function closedWay({ from, to, rules, isSet, session, tells, crosses }: Way): ClosedWay {
  return { from, to, rules, isSet, session, tells, crosses };
}

/** The partitions that may stand between two endpoints, as numbers of links. */
function between([a, b]: readonly [string, string], links: readonly LinkRules[]): readonly number[] {
  return links.flatMap((link, i) => {
    if (link.kind !== 'partition') return [];
    const [one, other] = [a, b].map((end) => link.groups.find((group) => group.includes(end)));
    return one !== undefined && other !== undefined && one !== other ? [i] : [];
  });
}
