import { PairMap } from '../tables/pair-map.ts';

/** The label of a step, in ids. */
export type RawAction =
  /** `as` is the event that the machine gets in place of the message's, by id; null if it gets that. */
  | {
      readonly kind: 'deliver';
      readonly packet: number;
      readonly copyStays: boolean;
      readonly as: number | null;
    }
  | { readonly kind: 'event'; readonly endpoint: number; readonly event: number }
  | { readonly kind: 'answer'; readonly endpoint: number; readonly answer: number }
  | { readonly kind: 'expire'; readonly endpoint: number; readonly timer: string }
  | { readonly kind: 'crash' | 'restart'; readonly endpoint: number }
  | { readonly kind: 'drop'; readonly packet: number }
  | { readonly kind: 'break' | 'open' | 'down' | 'up'; readonly link: number }
  | { readonly kind: 'tick' };

/** Whether an action is a fault of the environment: it may happen, but nobody may wait for it. */
export function isFault({ kind }: RawAction): boolean {
  switch (kind) {
    case 'crash':
      return true;
    case 'restart':
    case 'deliver':
    case 'event':
    case 'answer':
    case 'expire':
    case 'drop':
    case 'open':
    case 'up':
    case 'tick':
      return false;
    case 'break':
    case 'down':
      return true;
  }
}

const DELIVER = 0;
const DELIVER_COPY = 1;
const DROP = 2;
const LINK = { break: 3, open: 4, down: 5, up: 6 };
const CRASH = 7;
const RESTART = 8;
const PER_ENDPOINT = 9;

/** All actions under small integers. */
export class Actions {
  readonly #ids = new PairMap();
  readonly #actions: RawAction[] = [{ kind: 'tick' }];
  readonly #timers = new Map<string, number>();
  /** Deliveries of which the machine gets something else: by the delivery and that. */
  readonly #ways = new PairMap();

  readonly tick = 0;

  /** Number of actions. */
  get size(): number {
    return this.#actions.length;
  }

  /** @throws RangeError if no action has this id */
  action(id: number): RawAction {
    const action = this.#actions[id];
    if (action === undefined) throw new RangeError(`no action has the id ${id}`);
    return action;
  }

  deliver(packet: number, copyStays: boolean): number {
    const family = copyStays ? DELIVER_COPY : DELIVER;
    const known = this.#ids.get(family, packet);
    return known >= 0 ? known : this.#add(family, packet, { kind: 'deliver', packet, copyStays, as: null });
  }

  /** A delivery of which the machine gets another event than the message's. */
  deliverAs(packet: number, copyStays: boolean, as: number): number {
    const delivery = this.deliver(packet, copyStays);
    const known = this.#ways.get(delivery, as);
    if (known >= 0) return known;
    const id = this.#actions.push({ kind: 'deliver', packet, copyStays, as }) - 1;
    this.#ways.set(delivery, as, id);
    return id;
  }

  /** An endpoint goes down, or starts again. */
  fault(kind: 'crash' | 'restart', endpoint: number): number {
    const family = kind === 'crash' ? CRASH : RESTART;
    const known = this.#ids.get(family, endpoint);
    return known >= 0 ? known : this.#add(family, endpoint, { kind, endpoint });
  }

  drop(packet: number): number {
    const known = this.#ids.get(DROP, packet);
    return known >= 0 ? known : this.#add(DROP, packet, { kind: 'drop', packet });
  }

  event(endpoint: number, event: number): number {
    const family = PER_ENDPOINT + endpoint * 3;
    const known = this.#ids.get(family, event);
    return known >= 0 ? known : this.#add(family, event, { kind: 'event', endpoint, event });
  }

  answer(endpoint: number, answer: number): number {
    const family = PER_ENDPOINT + endpoint * 3 + 2;
    const known = this.#ids.get(family, answer);
    return known >= 0 ? known : this.#add(family, answer, { kind: 'answer', endpoint, answer });
  }

  expire(endpoint: number, timer: string): number {
    const family = PER_ENDPOINT + endpoint * 3 + 1;
    const key = this.#timer(timer);
    const known = this.#ids.get(family, key);
    return known >= 0 ? known : this.#add(family, key, { kind: 'expire', endpoint, timer });
  }

  /** What happens to a link. */
  link(kind: keyof typeof LINK, link: number): number {
    const known = this.#ids.get(LINK[kind], link);
    return known >= 0 ? known : this.#add(LINK[kind], link, { kind, link });
  }

  #timer(name: string): number {
    const known = this.#timers.get(name);
    if (known !== undefined) return known;
    this.#timers.set(name, this.#timers.size);
    return this.#timers.size - 1;
  }

  #add(family: number, key: number, action: RawAction): number {
    const id = this.#actions.push(action) - 1;
    this.#ids.set(family, key, id);
    return id;
  }
}
