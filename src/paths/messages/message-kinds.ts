import type { AnyMessage } from '../../language/forgotten.ts';
import { type Way, Ways } from '../../language/network/ways.ts';
import { SENT } from '../../model/steps.ts';
import type { Setting } from '../setting.ts';

/** A kind of message: what it is called, and its way. */
export interface MessageKind {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  /** Number of the receiver. */
  readonly lane: number;
  readonly way: Way;
}

/** The kinds of messages that are ever sent, under small integers in order of first sight. */
export class MessageKinds {
  readonly #setting: Setting;
  readonly #ways: Ways;
  readonly #kinds: MessageKind[] = [];
  readonly #byKey = new Map<string, number>();
  /** By the event itself, then by its way: the reader gives the same event for the same message. */
  readonly #byEvent = new WeakMap<AnyMessage['event'], Map<string, number>>();
  readonly #seen: boolean[] = [];
  readonly #types = new Set<string>();

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#ways = new Ways(setting.model.bounds.network, setting.reader.endpoints);
    const { model, reader } = setting;
    for (const initial of model.initials)
      for (const packet of reader.packets(initial[model.width - 2] ?? 0)) this.of(packet);
  }

  get all(): readonly MessageKind[] {
    return this.#kinds;
  }

  /** Types that the network carries and nobody ever sends. */
  get neverSent(): readonly string[] {
    return this.#setting.model.bounds.network.carries.filter((type) => !this.#types.has(type));
  }

  /** Notes what a step sends. */
  see(vector: Uint32Array): void {
    const { model, reader } = this.#setting;
    const list = vector[model.width * 2 + SENT] ?? 0;
    if (this.#seen[list] === true) return;
    this.#seen[list] = true;
    for (const message of reader.sent(list)) this.of(message);
  }

  of({ from, to, event }: AnyMessage): number {
    const byWay = this.#byEvent.get(event) ?? new Map<string, number>();
    this.#byEvent.set(event, byWay);
    const way = `${from}>${to}`;
    const known = byWay.get(way) ?? this.#find(from, to, event);
    byWay.set(way, known);
    return known;
  }

  #find(from: string, to: string, event: AnyMessage['event']): number {
    const label = this.#setting.label(event);
    const key = JSON.stringify([label, from, to]);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    this.#types.add(event.type);
    const lane = this.#setting.reader.endpoints.indexOf(to);
    const names = this.#setting.reader.endpoints;
    const way = this.#ways.of({ from: names.indexOf(from), to: lane, event });
    const id = this.#kinds.push({ label, from, to, lane, way }) - 1;
    this.#byKey.set(key, id);
    return id;
  }
}
