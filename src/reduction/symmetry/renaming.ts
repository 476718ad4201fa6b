import type { Composition } from '../../composition/composition.ts';
import type { ValueTables } from '../../composition/table-reader.ts';
import type { Answer } from '../../endpoint/actors/answer.ts';
import { machinesIn } from '../../endpoint/actors/logic.ts';
import { isMarker } from '../../endpoint/actors/references.ts';
import { type DeclaredNames, declaredNames } from '../../endpoint/declared-names.ts';
import type { Life } from '../../endpoint/environment/life.ts';
import { dataOf, withData } from '../../endpoint/snapshots.ts';
import { withNames } from '../../endpoint/timers.ts';
import type { AnyAction, AnyMessage, AnyObservation } from '../../language/forgotten.ts';
import type { EventObject } from '../../language/machine.ts';
import type { Packet } from '../../network/packets.ts';
import { withEntries } from '../../tables/copies.ts';
import { builtInCopy } from '../../tables/kinds/copy.ts';
import { builtInOf } from '../../tables/kinds/kind.ts';
import { partsOf } from '../../tables/kinds/parts.ts';
import { canonicalText } from '../../tables/plain-data.ts';
import { NamesInText } from './names-in-text.ts';
import type { Permutation } from './permutations.ts';
import { Wires } from './wires.ts';

/**
 * How lists of names of endpoints that are alike are renamed. A list that holds nothing else, and no name twice, may
 * be a sequence, in which the names mean an order (who came first), or it may stand for a set, written in the order of
 * definition (`managers: ['manager 1', 'manager 2']`): then the names are exchanged, and their order stays.
 */
export type Lists = 'sequences' | 'sets';

/** How lists, and keys of objects, are renamed: keys, too, have an order that code can see. */
export interface Orders {
  readonly lists: Lists;
  readonly keys: Lists;
}

/**
 * Renames endpoints in everything that a state is made of: in all data, as values and as keys, wherever a text is
 * exactly the name of one of the endpoints that are alike. The names among the keys of an object are renamed as a list of
 * them is; in the ids of timers that the model gives, names are renamed wherever they stand.
 *
 * What is no name stays, whatever it is called: types of events, of messages and of effects; values of states; names of
 * delays. Where data hold an event (an object with a `type`), its type stays if an event has a type that is such a name.
 *
 * For either meaning of lists and keys this is an action of the group of permutations: to rename twice is to rename once, by
 * the product.
 */
export class Renaming {
  readonly #tables: ValueTables;
  /** Numbers of the endpoints that are alike, by name. */
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #orders: Orders;
  readonly #inText: NamesInText;
  /** What becomes of channels, sessions and partitions: those that change places are renamed like endpoints. */
  readonly wires: Wires;
  /** Per endpoint: what its machine calls by name. */
  readonly #declared: readonly DeclaredNames[];
  /** Whether some event has a type that is the name of one of the endpoints that are alike. */
  readonly #typesLookLikeNames: boolean;

  constructor(model: Composition, alike: readonly number[], orders: Orders) {
    const { names } = model.values;
    this.#tables = model.values;
    this.#numbers = new Map(alike.map((number) => [names[number] ?? '', number]));
    this.#orders = orders;
    this.#inText = new NamesInText(names);
    this.wires = new Wires(model.bounds.network, names, alike);
    this.#declared = model.endpoints.map(({ machine }) =>
      declaredInAll(machinesIn(machine).map(declaredNames)),
    );
    const types = [...model.bounds.network.carries, ...this.#declared.flatMap(typesIn)];
    const { moving } = this.wires;
    this.#typesLookLikeNames = types.some((type) => this.#numbers.has(type) || moving.has(type));
  }

  /** Id, at the endpoint that it goes to, of a local state of `endpoint`. */
  local(permutation: Permutation, endpoint: number, id: number): number {
    const target = permutation[endpoint] ?? endpoint;
    const { snapshot, timers, life } = this.#localsOf(endpoint).content(id);
    return this.#localsOf(target).idOf({
      life: this.#life(permutation, life),
      snapshot: withData(snapshot, (data) => this.data(permutation, data)),
      timers: withNames(
        timers,
        (event) => this.event(permutation, event),
        (id) => this.timer(permutation, endpoint, id),
        (name) => this.#name(permutation, name),
      ),
    });
  }

  /** What an endpoint that is down has kept, or with what it has started, may have names in it. */
  #life(permutation: Permutation, life: Life): Life {
    const { down, given } = life;
    return {
      ...life,
      down: down && { durable: this.data(permutation, down.durable) },
      given: given && { input: this.data(permutation, given.input) },
    };
  }

  /** An event, with other names in all but its type. */
  event(permutation: Permutation, event: EventObject): EventObject {
    const { type } = event;
    return { ...(this.data(permutation, { ...event, type: '' }) as EventObject), type };
  }

  /** The id of a timer of an endpoint, or what the timer goes by: with other names, unless the machine's states and delays give it. */
  timer(permutation: Permutation, endpoint: number, id: string): string {
    const afters = this.#declared[endpoint]?.afters;
    // Of a child's timer, the ids that lead to the child come first.
    const own = id.slice(id.lastIndexOf('/') + 1);
    if (this.#typesLookLikeNames && this.#numbers.has(own)) return id;
    if (afters?.has(own) || [...(afters?.values() ?? [])].includes(own)) return id;
    return this.#inText.renamed(id, (name) => this.#name(permutation, name));
  }

  /** What is sent, or in flight. */
  message(permutation: Permutation, message: AnyMessage): unknown {
    const { from, to, event, mark } = message;
    return {
      ...message,
      from: this.#name(permutation, from),
      to: this.#name(permutation, to),
      event: this.event(permutation, event),
      mark: this.data(permutation, mark),
    };
  }

  /** What an endpoint was seen doing. */
  observation(permutation: Permutation, { endpoint, effect }: AnyObservation): unknown {
    return { endpoint: this.#name(permutation, endpoint), effect: this.event(permutation, effect) };
  }

  /** An answer of an actor. Its id stays: the machine gives it. */
  answer<A extends Pick<Answer, 'gives' | 'value'>>(permutation: Permutation, answer: A): A {
    const { gives, value } = answer;
    const image =
      gives === 'event' ? this.event(permutation, value as EventObject) : this.data(permutation, value);
    return { ...answer, value: image };
  }

  /** The label of a step. */
  action(permutation: Permutation, action: AnyAction): unknown {
    switch (action.kind) {
      case 'deliver':
        return {
          ...action,
          endpoint: this.#name(permutation, action.endpoint),
          message: this.message(permutation, action.message),
          ...(action.as === undefined ? {} : { as: this.event(permutation, action.as) }),
        };
      case 'drop':
        return { ...action, message: this.message(permutation, action.message) };
      case 'event':
        return {
          ...action,
          endpoint: this.#name(permutation, action.endpoint),
          event: this.event(permutation, action.event),
        };
      case 'answer':
        return {
          ...this.answer(permutation, action),
          endpoint: this.#name(permutation, action.endpoint),
        };
      case 'expire': {
        const endpoint = this.#tables.names.indexOf(action.endpoint);
        return {
          ...action,
          endpoint: this.#name(permutation, action.endpoint),
          timer: this.timer(permutation, endpoint, action.timer),
        };
      }
      case 'crash':
      case 'restart':
        return { ...action, endpoint: this.#name(permutation, action.endpoint) };
      case 'break':
      case 'open':
      case 'down':
      case 'up':
        return { ...action, link: this.wires.nameOf(permutation, action.link) };
      case 'tick':
        return action;
    }
  }

  /** Id of the contents of the network. */
  network(permutation: Permutation, id: number): number {
    return this.#tables.network.mapped(
      id,
      (packet) => this.packet(permutation, packet),
      (condition) => this.wires.condition(permutation, condition),
    );
  }

  /** Id of a packet. */
  packet(permutation: Permutation, id: number): number {
    const { network, messages } = this.#tables;
    const packet: Packet = network.packet(id);
    const { from, to, event } = packet.message;
    const message = messages.internMessage(
      permutation[from] ?? from,
      permutation[to] ?? to,
      this.event(permutation, event),
    );
    const mark = this.data(permutation, packet.mark) as string;
    return network.packetId({ ...packet, message: messages.message(message), mark });
  }

  /** Id of the history. */
  history(permutation: Permutation, id: number): number {
    const history = this.#tables.history();
    return history.idOf(this.data(permutation, history.value(id)));
  }

  /** Data with other names. */
  data(permutation: Permutation, value: unknown): unknown {
    if (typeof value === 'string') return this.#name(permutation, value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return this.#list(permutation, value);
    // The ids of actors stay; another endpoint is one by its name.
    if (isMarker(value)) return value.endpoint ? { ...value, id: this.#name(permutation, value.id) } : value;
    const builtIn = builtInOf(value);
    if (builtIn instanceof Map) return this.#map(permutation, builtIn);
    if (builtIn instanceof Set) return new Set(this.#list(permutation, [...builtIn]));
    if (builtIn !== null) return builtInCopy(builtIn, (part) => this.data(permutation, part));
    const items = new Map<string, unknown>();
    for (const [key, item] of Object.entries(value)) {
      const stays = this.#isType(key, item);
      items.set(this.#name(permutation, key), stays ? item : this.data(permutation, item));
    }
    return withEntries(
      value,
      this.#keys(permutation, Object.keys(value)).map((key) => [key, items.get(key)]),
    );
  }

  /** A map with other names: texts among its keys are what keys of an object are; other data may be keys, too. */
  #map(permutation: Permutation, map: ReadonlyMap<unknown, unknown>): ReadonlyMap<unknown, unknown> {
    const images = Array.from(
      map,
      ([key, item]) => [this.data(permutation, key), this.data(permutation, item)] as const,
    );
    const items = new Map(images);
    const texts = [...this.#keys(permutation, [...map.keys()].filter(isText))];
    const keys = images.map(([image]) => (isText(image) ? texts.shift() : image));
    return new Map(keys.map((key) => [key, items.get(key)]));
  }

  /** The keys of an object, renamed, in the order in which they then stand. */
  #keys(permutation: Permutation, keys: readonly string[]): readonly string[] {
    const renamed = keys.map((key) => this.#name(permutation, key));
    if (this.#orders.keys === 'sequences') return renamed;
    const names = keys.filter((key) => this.#numbers.has(key));
    const images = names.map((key) => this.#numbers.get(this.#name(permutation, key)) ?? 0);
    const placed = this.#placed(
      names.map((key) => this.#numbers.get(key) ?? 0),
      images,
    );
    return keys.map((key, i) => placed[names.indexOf(key)] ?? renamed[i] ?? key);
  }

  /** Names that mean no order: the smallest image stands where the smallest number stood, and so on. */
  #placed(numbers: readonly number[], images: readonly number[]): readonly string[] {
    const [order, sorted] = [ascending(numbers), ascending(images)];
    return numbers.map((number) => this.#tables.names[sorted[order.indexOf(number)] ?? number] ?? '');
  }

  /** Which of the endpoints that are alike a local state names, its own included. */
  namedByLocal(endpoint: number, id: number): ReadonlySet<number> {
    const { snapshot, timers, life } = this.#localsOf(endpoint).content(id);
    const name = this.#tables.names[endpoint];
    return this.#namedBy([
      name,
      dataOf(snapshot),
      life.down?.durable,
      timers.map(({ event, id, to }) => [withoutType(event), id === null ? [] : this.#inText.in(id), to]),
    ]);
  }

  /** Which of the endpoints that are alike a packet names, its sender and receiver included. */
  namedByPacket(id: number): ReadonlySet<number> {
    const { message, mark } = this.#tables.network.packet(id);
    const { names } = this.#tables;
    return this.#namedBy([names[message.from], names[message.to], withoutType(message.event), mark]);
  }

  #namedBy(data: unknown): ReadonlySet<number> {
    const named = new Set<number>();
    this.#gather(data, named);
    return named;
  }

  #gather(value: unknown, named: Set<number>): void {
    if (typeof value === 'string') {
      const number = this.#numbers.get(value);
      if (number !== undefined) named.add(number);
      else for (const end of this.wires.endsOf(value) ?? []) named.add(end);
    } else if (Array.isArray(value)) {
      // To rename the set of all of them makes no difference.
      if (this.#set(value)?.length === this.#numbers.size) return;
      for (const item of value) this.#gather(item, named);
    } else if (typeof value === 'object' && value !== null) {
      const builtIn = builtInOf(value);
      if (builtIn instanceof Set) {
        this.#gather([...builtIn], named);
        return;
      }
      if (builtIn !== null) {
        for (const { value: part } of partsOf(builtIn, String)) this.#gather(part, named);
        return;
      }
      for (const [key, item] of Object.entries(value)) {
        this.#gather(key, named);
        if (!this.#isType(key, item)) this.#gather(item, named);
      }
    }
  }

  /**
   * The text of data as one of the endpoints that are alike sees it, with itself and the others as what they are, not
   * by name: it stays the same when all are renamed.
   */
  seenBy(number: number, value: unknown): string {
    return canonicalText(this.#seen(number, value));
  }

  /** What a link is to one of the endpoints that are alike; null if it is the same to all. */
  linkSeenBy(number: number, link: number): string | null {
    const name = this.#tables.network.rules.links[link]?.name ?? '';
    return this.wires.endsOf(name) === null ? null : this.#role(number, name);
  }

  /** The text of an event as one of the endpoints that are alike sees it. */
  eventSeenBy(number: number, event: EventObject): string {
    return canonicalText([event.type, this.#seen(number, withoutType(event))]);
  }

  /** The id of a timer of an endpoint, as one of the endpoints that are alike sees it. */
  timerSeenBy(number: number, endpoint: number, id: string | null): string {
    if (id === null || this.#declared[endpoint]?.afters.has(id.slice(id.lastIndexOf('/') + 1)))
      return `=${id}`;
    if (this.#typesLookLikeNames && this.#numbers.has(id)) return `=${id}`;
    return this.#inText.replaced(id, (name) => `<${this.#role(number, name)}>`);
  }

  /** Whether a part of an object is the type of an event, and must stay. */
  #isType(key: string, item: unknown): boolean {
    return key === 'type' && this.#typesLookLikeNames && typeof item === 'string';
  }

  #name(permutation: Permutation, text: string): string {
    const number = this.#numbers.get(text);
    if (number === undefined) return this.wires.nameOf(permutation, text);
    return this.#tables.names[permutation[number] ?? number] ?? text;
  }

  #list(permutation: Permutation, list: readonly unknown[]): readonly unknown[] {
    const numbers = this.#set(list);
    if (numbers === null) return list.map((item) => this.data(permutation, item));
    return this.#placed(
      numbers,
      numbers.map((number) => permutation[number] ?? number),
    );
  }

  #seen(number: number, value: unknown): unknown {
    if (typeof value === 'string') return this.#role(number, value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const numbers = this.#set(value);
      if (numbers === null) return value.map((item) => this.#seen(number, item));
      const order = ascending(numbers);
      return ['set', numbers.includes(number), numbers.map((each) => order.indexOf(each))];
    }
    const builtIn = builtInOf(value);
    if (builtIn instanceof Set) return ['Set', this.#seen(number, [...builtIn])];
    if (builtIn instanceof Map)
      return [
        'Map',
        Array.from(builtIn, (entry) => canonicalText(entry.map((part) => this.#seen(number, part)))).sort(),
      ];
    if (builtIn !== null) return builtInCopy(builtIn, (part) => this.#seen(number, part));
    const entries = Object.entries(value).map(([key, item]) => [
      this.#role(number, key),
      this.#isType(key, item) ? item : this.#seen(number, item),
    ]);
    return entries.map((entry) => canonicalText(entry)).sort();
  }

  #role(number: number, text: string): string {
    const named = this.#numbers.get(text);
    if (named !== undefined) return named === number ? 'self' : 'other';
    const ends = this.wires.endsOf(text);
    return ends === null ? `=${text}` : ends.has(number) ? 'own' : "another's";
  }

  /** The numbers in a list that stands for a set; null if it does not. */
  #set(list: readonly unknown[]): readonly number[] | null {
    if (this.#orders.lists === 'sequences' || list.length === 0) return null;
    const numbers = list.flatMap((item) => (typeof item === 'string' ? (this.#numbers.get(item) ?? []) : []));
    return numbers.length === list.length && new Set(numbers).size === list.length ? numbers : null;
  }

  #localsOf(endpoint: number) {
    const locals = this.#tables.locals[endpoint];
    if (locals === undefined) throw new RangeError(`no endpoint has the number ${endpoint}`);
    return locals;
  }
}

/** What a machine and its children call by name. */
function declaredInAll([own, ...others]: readonly DeclaredNames[]): DeclaredNames {
  if (own === undefined) throw new RangeError('no machine');
  if (others.length === 0) return own;
  const all = [own, ...others];
  return {
    ...own,
    takes: all.flatMap(({ takes }) => takes),
    emits: all.flatMap(({ emits }) => emits),
    afters: new Map(all.flatMap(({ afters }) => [...afters])),
  };
}

function ascending(numbers: readonly number[]): readonly number[] {
  return [...numbers].sort((a, b) => a - b);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function withoutType({ type: _, ...rest }: EventObject): object {
  return rest;
}

/** Types of the events that a machine takes or emits, as far as it says. */
function typesIn({ takes, emits }: DeclaredNames): readonly string[] {
  return [...takes, ...emits];
}
