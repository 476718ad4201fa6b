import type {
  AnyAction,
  AnyLocalState,
  AnyMessage,
  AnyObservation,
} from '../../../../src/language/forgotten.ts';
import type { NumberedPacket, Sent, Trace, TraceState, TraceStep } from '../../../../src/trace/trace.ts';

interface Message {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What an endpoint does in a step. */
export interface Doing {
  readonly state?: AnyLocalState['value'];
  readonly context?: unknown;
  readonly sends?: readonly (Message & { readonly receiver?: string })[];
  readonly observes?: readonly Message[];
  readonly fate?: Sent['fate'];
  readonly thrown?: string;
}

/** Tells a trace step by step, by hand: no model is behind it. */
export class Story {
  readonly #names: readonly string[];
  readonly #initial: TraceState;
  readonly #initialMark: string | null;
  readonly #steps: TraceStep[] = [];
  readonly #delivered = new Map<number, number>();
  #now: TraceState;
  #lastNumber = 0;

  constructor(states: Readonly<Record<string, string>>, initialMark: string | null = null) {
    this.#names = Object.keys(states);
    this.#initialMark = initialMark;
    const endpoints = Object.entries(states).map(([name, value]) => [name, local(value, {})]);
    this.#now = {
      tick: 0,
      endpoints: Object.fromEntries(endpoints),
      network: [],
      channels: {},
      partitions: {},
      history: null,
    };
    this.#initial = this.#now;
  }

  event(endpoint: string, event: Message, doing: Doing = {}): this {
    return this.#local({ kind: 'event', endpoint, event }, endpoint, doing);
  }

  expire(endpoint: string, timer: string, doing: Doing = {}): this {
    return this.#local({ kind: 'expire', endpoint, timer }, endpoint, doing);
  }

  answer(endpoint: string, actor: string, value: unknown, doing: Doing = {}): this {
    return this.#local({ kind: 'answer', endpoint, actor, gives: 'done', value }, endpoint, doing);
  }

  crash(endpoint: string): this {
    return this.#local({ kind: 'crash', endpoint }, endpoint, { state: 'down' });
  }

  restart(endpoint: string, doing: Doing = {}): this {
    return this.#local({ kind: 'restart', endpoint }, endpoint, doing);
  }

  /** Something happens to a session or a partition, and these messages are lost by it. */
  link(kind: 'break' | 'open' | 'down' | 'up', link: string, ...lost: readonly number[]): this {
    const purged = lost.map((number) => this.#packet(number));
    this.#remove(lost);
    this.#push({ kind, link } as AnyAction, { purged });
    return this;
  }

  /** @param as what the endpoint gets of the message, if that may be taken in several ways */
  deliver(number: number, doing: Doing = {}, copyStays = false, as?: Message): this {
    const message = this.#packet(number);
    const way = as === undefined ? {} : { as };
    const action: AnyAction = { kind: 'deliver', endpoint: message.to, message, copyStays, ...way };
    if (!copyStays) this.#remove([number]);
    this.#act(action, message.to, doing, { number, earlierDeliveries: this.#delivered.get(number) ?? 0 });
    this.#delivered.set(number, (this.#delivered.get(number) ?? 0) + 1);
    return this;
  }

  drop(number: number): this {
    const message = this.#packet(number);
    this.#remove([number]);
    this.#push(
      { kind: 'drop', message },
      { number, earlierDeliveries: this.#delivered.get(number) ?? 0, changed: false },
    );
    return this;
  }

  tick(...dead: readonly number[]): this {
    const expired = dead.map((number) => this.#packet(number));
    this.#remove(dead);
    this.#now = { ...this.#now, tick: this.#now.tick + 1 };
    this.#push({ kind: 'tick' }, { expired });
    return this;
  }

  /** The next step of an endpoint gives the messages this mark. */
  remarking(mark: string, numbers: readonly number[], tell: (story: this) => void): this {
    const network = this.#now.network.map((packet) =>
      numbers.includes(packet.number) ? { ...packet, mark } : packet,
    );
    this.#now = { ...this.#now, network };
    tell(this);
    return this;
  }

  trace(): Trace {
    return {
      endpoints: this.#names,
      initialMark: this.#initialMark,
      initial: this.#initial,
      steps: this.#steps,
    };
  }

  #local(action: AnyAction, endpoint: string, doing: Doing): this {
    this.#act(action, endpoint, doing, {});
    return this;
  }

  #act(action: AnyAction, endpoint: string, doing: Doing, more: Partial<TraceStep>): void {
    const before = this.#now.endpoints[endpoint];
    const next = local(doing.state ?? before?.value ?? '', doing.context ?? before?.context ?? {});
    const sent = (doing.sends ?? []).map((message) =>
      this.#send(endpoint, message, doing.fate ?? 'in flight'),
    );
    const inFlight = sent.filter(({ fate }) => fate === 'in flight');
    this.#now = {
      ...this.#now,
      endpoints: { ...this.#now.endpoints, [endpoint]: next },
      network: [...this.#now.network, ...inFlight.map(packetOf)],
    };
    const observations = (doing.observes ?? []).map((effect): AnyObservation => ({ endpoint, effect }));
    const changed = doing.state !== undefined || doing.context !== undefined;
    this.#push(action, { ...more, sent, observations, changed, thrown: doing.thrown ?? null });
  }

  #send(from: string, message: Message & { readonly receiver?: string }, fate: Sent['fate']): Sent {
    const { receiver, ...event } = message;
    const to = receiver ?? this.#names.find((name) => name !== from) ?? '';
    return { message: { from, to, event, mark: this.#initialMark ?? '' }, number: ++this.#lastNumber, fate };
  }

  #packet(number: number): NumberedPacket {
    const packet = this.#now.network.find((other) => other.number === number);
    if (packet === undefined) throw new Error(`the story has no message #${number} in flight`);
    return packet;
  }

  #remove(numbers: readonly number[]): void {
    const network = this.#now.network.filter(({ number }) => !numbers.includes(number));
    this.#now = { ...this.#now, network };
  }

  #push(action: AnyAction, more: Partial<TraceStep>): void {
    this.#steps.push({
      index: 0,
      action,
      number: null,
      earlierDeliveries: 0,
      changed: true,
      observations: [],
      sent: [],
      expired: [],
      purged: [],
      thrown: null,
      after: this.#now,
      ...more,
    });
  }
}

function local(value: AnyLocalState['value'], context: unknown): AnyLocalState {
  return {
    value,
    context,
    status: 'active',
    tags: [],
    output: undefined,
    timers: [],
    actors: [],
    children: {},
    matches: (other) => other === value,
    can: () => false,
  };
}

function packetOf({ message, number }: { message: AnyMessage; number: number }): NumberedPacket {
  return { ...message, number, age: 0, owed: false };
}
