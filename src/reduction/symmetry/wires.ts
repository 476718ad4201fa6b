import type { ChannelRules, NetworkRules, PartitionRules } from '../../language/network/resolved.ts';
import type { Condition } from '../../network/packets.ts';
import type { Permutation } from './permutations.ts';

/** A channel, or a partition: what has a name in a network. */
interface Wire {
  readonly name: string;
  /** What it is once endpoints have other names, as a text; of several that are the same, which one. */
  readonly textFor: (nameOf: (name: string) => string) => string;
  /** The endpoints whose messages it is about. */
  readonly ends: ReadonlySet<string>;
}

/**
 * What becomes of channels, sessions and partitions when endpoints are exchanged: each must be as another one was before, or as it was
 * itself. Those that take each other's place are exchanged, too, and so are their names.
 */
export class Wires {
  readonly #names: readonly string[];
  readonly #alike: ReadonlySet<number>;
  readonly #rules: NetworkRules;
  readonly #wires: readonly Wire[];
  readonly #numbers: ReadonlyMap<string, number>;
  /** By what they are: the wires. */
  readonly #byText = new Map<string, number>();
  /** The wires that change places, by name: the endpoints among those that are alike that decide where they go. */
  readonly #moving = new Map<string, ReadonlySet<number>>();
  /** Why endpoints are not alike: the first wire that is like no other one once they are exchanged. */
  readonly objection: string | null;
  #last: { readonly permutation: Permutation; readonly images: readonly number[] } | null = null;

  /**
   * @param names of the endpoints
   * @param alike numbers of those that are alike
   */
  constructor(rules: NetworkRules, names: readonly string[], alike: readonly number[]) {
    this.#rules = rules;
    this.#names = names;
    this.#alike = new Set(alike);
    const partitions = rules.links.filter((link) => link.kind === 'partition');
    this.#wires = [
      ...rules.channels.map((channel) => channelWire(channel, rules)),
      ...partitions.map((partition) => partitionWire(partition, partitions)),
    ];
    this.#numbers = new Map(this.#wires.map(({ name }, i) => [name, i]));
    for (const [i, { textFor }] of this.#wires.entries()) this.#byText.set(textFor(itself), i);
    this.objection = this.#findMoving(alike);
  }

  /** The names of the wires that change places. */
  get moving(): ReadonlySet<string> {
    return new Set(this.#moving.keys());
  }

  /** The endpoints among those that are alike that decide what becomes of a name; null if it is that of no wire that changes places. */
  endsOf(name: string): ReadonlySet<number> | null {
    return this.#moving.get(name) ?? null;
  }

  /** The name that a wire has afterwards; any other text stays. */
  nameOf(permutation: Permutation, name: string): string {
    if (!this.#moving.has(name)) return name;
    return this.#wires[this.#images(permutation)[this.#numbers.get(name) ?? 0] ?? 0]?.name ?? name;
  }

  /** Where a link goes, by number. */
  link(permutation: Permutation, link: number): number {
    const { links } = this.#rules;
    const name = links[link]?.name ?? '';
    const image = this.nameOf(permutation, name);
    return image === name ? link : links.findIndex((each) => each.name === image);
  }

  /** How a link is, once names are exchanged: the one that it is then, and which of its ends have asked for it or closed it. */
  condition(permutation: Permutation, condition: Condition): Condition {
    const link = this.link(permutation, condition.link);
    const { asked, closed } = condition;
    const turns = (asked | closed) !== 0 && this.#turns(permutation, condition.link, link);
    if (!turns) return { ...condition, link };
    return { ...condition, link, asked: turned(asked), closed: turned(closed) };
  }

  /** Whether the first end of a session becomes the second one. */
  #turns(permutation: Permutation, link: number, image: number): boolean {
    const [one, other] = [this.#rules.links[link], this.#rules.links[image]];
    if (one?.kind !== 'session' || other?.kind !== 'session') return false;
    const first = this.#names.indexOf(one.ends[0]);
    return this.#names[permutation[first] ?? first] !== other.ends[0];
  }

  #findMoving(alike: readonly number[]): string | null {
    for (let i = 0; i + 1 < alike.length; i++) {
      const [one = 0, other = 0] = alike.slice(i);
      const swap = this.#names.map((_, each) => (each === one ? other : each === other ? one : each));
      const lost = this.#wires.find((wire) => this.#imageOf(swap, wire) === undefined);
      if (lost !== undefined) {
        return `the network tells the endpoints "${this.#names[one]}" and "${this.#names[other]}" apart: once they are exchanged, there is none like "${lost.name}"; so they are not alike`;
      }
      this.#wires.forEach((wire, number) => {
        if (this.#imageOf(swap, wire) !== number) this.#moving.set(wire.name, this.#endsOf(wire));
      });
    }
    const clash = [...this.#moving.keys()].find((name) => this.#names.includes(name));
    return clash === undefined
      ? null
      : `"${clash}" is the name of an endpoint, and of a channel or partition that is another one once endpoints are exchanged; give it another name`;
  }

  #endsOf({ ends }: Wire): ReadonlySet<number> {
    return new Set([...ends].map((end) => this.#names.indexOf(end)).filter((end) => this.#alike.has(end)));
  }

  #images(permutation: Permutation): readonly number[] {
    if (this.#last?.permutation === permutation) return this.#last.images;
    const images = this.#wires.map((wire, i) => this.#imageOf(permutation, wire) ?? i);
    this.#last = { permutation, images };
    return images;
  }

  #imageOf(permutation: Permutation, { textFor }: Wire): number | undefined {
    return this.#byText.get(
      textFor((name) => {
        const number = this.#names.indexOf(name);
        return this.#names[permutation[number] ?? number] ?? name;
      }),
    );
  }
}

/** The ends of a session, as bits, once the first is the second one. */
function turned(ends: number): number {
  return ((ends & 1) << 1) | (ends >> 1);
}

const itself = (name: string) => name;

function channelWire(channel: ChannelRules, { links }: NetworkRules): Wire {
  const { name, ways, types, ...rules } = channel;
  const session = links.find((link) => link.kind === 'session' && link.name === name);
  const { name: _, ends: __, ...rest } = session?.kind === 'session' ? session : { name, ends: [] };
  const whatever = infinite([rules, rest]);
  return {
    name,
    ends: new Set(ways.flat()),
    textFor: (nameOf) => {
      const messages = ways.flatMap((way) => types.map((type) => JSON.stringify([...way.map(nameOf), type])));
      return JSON.stringify([whatever, messages.sort()]);
    },
  };
}

function partitionWire(partition: PartitionRules, all: readonly PartitionRules[]): Wire {
  const textFor = ({ name: _, groups, ...rest }: PartitionRules, nameOf: (name: string) => string) =>
    JSON.stringify([infinite(rest), groups.map((group) => JSON.stringify(group.map(nameOf).sort())).sort()]);
  const own = textFor(partition, itself);
  const same = all.filter((each) => textFor(each, itself) === own);
  // Of several that are the same, the first takes the place of the first.
  const which = same.indexOf(partition);
  return {
    name: partition.name,
    ends: new Set(partition.groups.flat()),
    textFor: (nameOf) => JSON.stringify([which, textFor(partition, nameOf)]),
  };
}

/** The same as a text, in which what is infinite is not lost. */
function infinite(value: unknown): string {
  return JSON.stringify(value, (_, item) => (item === Number.POSITIVE_INFINITY ? 'unbounded' : item));
}
