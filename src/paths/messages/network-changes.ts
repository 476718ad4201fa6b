import type { AnyAction, AnyPacket } from '../../language/forgotten.ts';
import { type Way, Ways } from '../../language/network/ways.ts';
import { ACTION, SENT } from '../../model/steps.ts';
import { PairMap } from '../../tables/pair-map.ts';
import { canonicalText } from '../../tables/plain-data.ts';
import type { Setting } from '../setting.ts';

/** No such position. */
export const NO_POSITION = -1;

/** What a step does to the messages in flight, each known by its position in the network's canonical order. */
export interface NetworkChange {
  /** Position of the message that is delivered or lost, the first of its equals; or NO_POSITION. */
  readonly taken: number;
  /** Whether it is delivered. */
  readonly delivered: boolean;
  /** Per position before the step: the position after it, or NO_POSITION. */
  readonly to: readonly number[];
  /** Places, after the step, of the messages that it sent and that found room, in order of sending. */
  readonly sent: readonly number[];
  /** The messages in flight before and after. */
  readonly before: readonly AnyPacket[];
  readonly after: readonly AnyPacket[];
  /** Per position after the step: the first position whose message equals it. */
  readonly equals: readonly number[];
}

/**
 * Follows messages in flight through the steps of a model, by the rules by which a trace numbers them (`InFlight`),
 * but quickly: what a step does to the messages is worked out once per what is in flight before and after it, and why.
 */
export class NetworkChanges {
  readonly #setting: Setting;
  readonly #ways: Ways;
  readonly #ids: readonly [PairMap, PairMap, PairMap] = [new PairMap(), new PairMap(), new PairMap()];
  readonly #changes: (NetworkChange | 'by marks')[] = [];
  readonly #marked = new Map<string, NetworkChange>();
  readonly #texts = new Map<AnyPacket, string>();
  readonly #eventTexts = new Map<AnyPacket['event'], string>();

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#ways = new Ways(setting.model.bounds.network, setting.reader.endpoints);
  }

  /** What the step does to the messages in flight. */
  of(vector: Uint32Array): NetworkChange {
    const { width } = this.#setting.model;
    const [networks, actions, sendings] = this.#ids;
    const change = idOf(networks, vector[width - 2] ?? 0, vector[width * 2 - 2] ?? 0);
    const why = idOf(actions, change, vector[width * 2 + ACTION] ?? 0);
    const id = idOf(sendings, why, vector[width * 2 + SENT] ?? 0);
    const known = this.#changes[id];
    if (known === undefined) return this.#first(id, vector);
    return known === 'by marks' ? this.#byMarks(id, vector) : known;
  }

  #first(id: number, vector: Uint32Array): NetworkChange {
    const { change, isMarked } = this.#work(vector);
    this.#changes[id] = isMarked ? 'by marks' : change;
    return change;
  }

  /** Where marks tell messages apart that are alike in all else, what becomes of them depends on their marks, too. */
  #byMarks(id: number, vector: Uint32Array): NetworkChange {
    const { reader, model } = this.#setting;
    let key = String(id);
    for (const packet of reader.packets(vector[model.width - 2] ?? 0))
      key += ` ${reader.markAfter(vector, packet)}`;
    const known = this.#marked.get(key);
    if (known !== undefined) return known;
    const { change } = this.#work(vector);
    this.#marked.set(key, change);
    return change;
  }

  #work(vector: Uint32Array): { change: NetworkChange; isMarked: boolean } {
    const { reader, model } = this.#setting;
    const { width } = model;
    const before = reader.packets(vector[width - 2] ?? 0);
    const after = reader.packets(vector[width * 2 - 2] ?? 0);
    const action = reader.action(vector[width * 2 + ACTION] ?? 0);
    const sent = reader.sent(vector[width * 2 + SENT] ?? 0);
    const taken = this.#taken(action, before, after);
    const keysWith = (mark: (packet: AnyPacket) => string) =>
      before.map((packet, at) => {
        const left = this.#left(packet, at === taken, action);
        return left === null ? null : this.#keyOf(left, mark(packet));
      });
    // Marks need to be looked at only where nothing else tells two messages apart.
    const unmarked = [...keysWith(() => ''), ...sent.map((packet) => this.#keyOf(packet, ''))];
    const marked = reader.initialMark !== null && hasTwins(unmarked);
    const markOf = (packet: AnyPacket) => (marked ? packet.mark : '');
    const keys = keysWith((packet) => (marked ? reader.markAfter(vector, packet) : ''));
    const afterKeys = after.map((packet) => this.#keyOf(packet, markOf(packet)));
    const { to, isFree } = matched(keys, oldestFirst(before), afterKeys, (at) => this.#isSetAt(before, at));
    const sentKeys = sent.map((packet) => this.#keyOf(packet, markOf(packet)));
    const change = {
      taken,
      delivered: action.kind === 'deliver',
      to,
      sent: positionsOf(sentKeys, afterKeys, isFree),
      before,
      after,
      equals: after.map((packet) => after.findIndex((other) => this.#text(other) === this.#text(packet))),
    };
    return { change, isMarked: marked };
  }

  /** As `InFlight` takes it: the first of its equals; of equals in a queue, the one whose loss leaves what is left. */
  #taken(action: AnyAction, before: readonly AnyPacket[], after: readonly AnyPacket[]): number {
    if (!('message' in action)) return NO_POSITION;
    const text = this.#text(action.message);
    const equals = before.flatMap((packet, at) => (this.#text(packet) === text ? [at] : []));
    if (action.kind === 'deliver' || equals.length < 2) return equals[0] ?? NO_POSITION;
    const rest = (packets: readonly AnyPacket[]) => packets.map((packet) => this.#keyOf(packet, '')).join();
    return equals.find((at) => rest(before.toSpliced(at, 1)) === rest(after)) ?? equals[0] ?? NO_POSITION;
  }

  /** A message after the step, but for its mark; null if it is in flight no longer. */
  #left(packet: AnyPacket, isTaken: boolean, action: AnyAction): AnyPacket | null {
    if (isTaken) return action.kind === 'deliver' && action.copyStays ? { ...packet, owed: false } : null;
    if (action.kind !== 'tick') return packet;
    const { lifetime, minimumDelay } = this.#wayOf(packet).rules;
    if (packet.age >= lifetime) return null;
    const oldest = lifetime === Number.POSITIVE_INFINITY ? minimumDelay : lifetime;
    return { ...packet, age: Math.min(packet.age + 1, oldest) };
  }

  #keyOf(packet: AnyPacket, mark: string): string {
    return JSON.stringify([this.#contentText(packet), packet.age, packet.owed, mark]);
  }

  #contentText({ from, to, event }: AnyPacket): string {
    let text = this.#eventTexts.get(event);
    if (text === undefined) {
      text = canonicalText(event);
      this.#eventTexts.set(event, text);
    }
    return `${from}>${to} ${text}`;
  }

  #text(packet: AnyPacket): string {
    const known = this.#texts.get(packet);
    if (known !== undefined) return known;
    const text = this.#keyOf(packet, packet.mark);
    this.#texts.set(packet, text);
    return text;
  }

  #wayOf({ from, to, event }: AnyPacket): Way {
    const names = this.#setting.reader.endpoints;
    return this.#ways.of({ from: names.indexOf(from), to: names.indexOf(to), event });
  }

  #isSetAt(packets: readonly AnyPacket[], at: number): boolean {
    const packet = packets[at];
    return packet !== undefined && this.#wayOf(packet).isSet;
  }
}

function idOf(ids: PairMap, a: number, b: number): number {
  const known = ids.get(a, b);
  if (known >= 0) return known;
  const id = ids.size;
  ids.set(a, b, id);
  return id;
}

function hasTwins(keys: readonly (string | null)[]): boolean {
  const all = keys.filter((key) => key !== null);
  return new Set(all).size < all.length;
}

/** Where the messages are afterwards: of equals the one that was sent first comes first; in a set they become one. */
function matched(
  keys: readonly (string | null)[],
  order: readonly number[],
  afterKeys: readonly string[],
  isSetAt: (at: number) => boolean,
): { to: readonly number[]; isFree: boolean[] } {
  const isFree = afterKeys.map(() => true);
  const to = keys.map(() => NO_POSITION);
  for (const at of order) {
    const position = afterKeys.findIndex((key, i) => key === keys[at] && (isSetAt(at) || isFree[i] === true));
    if (position >= 0) isFree[position] = false;
    to[at] = position;
  }
  return { to, isFree };
}

/** Messages that are equal once their ages are no longer counted stand in the order of their ages until then, the youngest first. */
function oldestFirst(packets: readonly AnyPacket[]): readonly number[] {
  const ageAt = (at: number) => packets[at]?.age ?? 0;
  return packets.map((_, at) => at).sort((a, b) => ageAt(b) - ageAt(a) || a - b);
}

/** The positions of messages that were sent; one that found no room, or its equal in a set, has none. */
function positionsOf(
  sentKeys: readonly string[],
  afterKeys: readonly string[],
  isFree: boolean[],
): readonly number[] {
  return sentKeys.flatMap((key) => {
    const position = afterKeys.findIndex((other, at) => other === key && isFree[at] === true);
    if (position < 0) return [];
    isFree[position] = false;
    return [position];
  });
}
