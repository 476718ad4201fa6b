import type { LocalStates } from '../endpoint/local-states.ts';
import type {
  AnyAction,
  AnyLocalState,
  AnyMessage,
  AnyObservation,
  AnyPacket,
  AnyStateView,
  AnyStepView,
} from '../language/forgotten.ts';
import type { LinkRules } from '../language/network/resolved.ts';
import type { ChannelView } from '../language/views.ts';
import type { StepReader } from '../model/reader.ts';
import { ACTION, OBSERVATIONS, SENT, STEP_EXTRA } from '../model/steps.ts';
import type { Message, Messages } from '../network/messages.ts';
import type { Network } from '../network/network.ts';
import type { MarkOf } from '../network/operations.ts';
import type { Condition } from '../network/packets.ts';
import type { SharedData } from '../tables/shared-data.ts';
import type { Source } from '../tables/tuples/source.ts';
import type { Actions, RawAction } from './actions.ts';
import { type HistoryValues, NO_TRIGGER } from './history.ts';

/** Parts of a local state that are told apart by those who read it. */
const PARTS = 2;

/** What a step has beside its two states, by where it stands in the vector. */
const EXTRAS = { [ACTION]: 'action', [OBSERVATIONS]: 'observations', [SENT]: 'sent' } as Readonly<
  Record<number, string>
>;

const VALUE = 0;
const CONTEXT = 1;

/** The tables that hold what ids stand for. */
export interface ValueTables {
  readonly names: readonly string[];
  readonly locals: readonly LocalStates[];
  readonly messages: Messages;
  /** What is shown to the model's functions comes from here: equal data are one object. */
  readonly shared: SharedData;
  readonly network: Network;
  readonly actions: Actions;
  history(): HistoryValues;
  observations(id: number): readonly AnyObservation[];
  thrown(id: number): string;
}

/** Reads vectors of one composition. */
export class TableReader implements StepReader {
  readonly endpoints: readonly string[];
  readonly #tables: ValueTables;
  readonly #width: number;
  /** For less than a whole local state: where its value, or its context, is found. */
  readonly #parts: readonly Source[];
  readonly #before: AnyStateView;
  readonly #step: AnyStepView;
  readonly #packetViews: AnyPacket[] = [];
  readonly #contentsViews = new Map<number, readonly AnyPacket[]>();
  readonly #channelViews = new Map<number, AnyStateView['channels']>();
  readonly #partitionViews = new Map<number, AnyStateView['partitions']>();
  readonly #actionViews: AnyAction[] = [];
  readonly #sentViews: (readonly AnyPacket[])[] = [];
  /** The vector being read, and the slots read so far. */
  #vector: Uint32Array = new Uint32Array(0);
  #offset = 0;
  #reads: number[] = [];

  constructor(tables: ValueTables) {
    this.#tables = tables;
    this.endpoints = tables.names;
    this.#width = tables.names.length + 2;
    this.#parts = this.#listParts();
    this.#before = this.#stateView(0);
    this.#step = this.#stepView();
  }

  readonly sourceOf = (read: number): Source => {
    const part = this.#parts[read - this.#vectorLength];
    if (part !== undefined) return part;
    const isNetwork = read < this.#width * 2 && read % this.#width === this.#width - 2;
    return { slot: read, table: null, ...(isNetwork ? { idOf: this.#idOfContents } : {}) };
  };

  /** What is in flight may stand in a vector as a draft, which means something else later. */
  readonly #idOfContents = (network: number): number => this.#tables.network.contents.idOf(network);

  pathOf(read: number): readonly string[] {
    const part = read - this.#vectorLength;
    const slot = part < 0 ? read : Math.floor(part / PARTS);
    if (slot >= this.#width * 2) return [EXTRAS[slot - this.#width * 2] ?? 'action'];
    const at = slot % this.#width;
    const side = slot < this.#width ? 'before' : 'after';
    const name = this.endpoints[at];
    if (name === undefined) return [side, at === this.#width - 2 ? 'network' : 'history'];
    const inner = part < 0 ? [] : [part % PARTS === VALUE ? 'value' : 'context'];
    return [side, 'endpoints', name, ...inner];
  }

  /** Where a local state of one of these endpoints is read, or a part of it: that, and the same of the others. */
  readsAlike(read: number, endpoints: readonly number[]): readonly number[] {
    const part = read - this.#vectorLength;
    const slot = part < 0 ? read : Math.floor(part / PARTS);
    const at = slot % this.#width;
    if (slot >= this.#width * 2 || !endpoints.includes(at)) return [read];
    const apart = part < 0 ? 1 : PARTS;
    const others = endpoints.filter((endpoint) => endpoint !== at);
    return [read, ...others.map((endpoint) => read + (endpoint - at) * apart)];
  }

  state(vector: Uint32Array, offset: number, reads: number[]): AnyStateView {
    this.#vector = vector;
    this.#offset = offset;
    this.#reads = reads;
    return this.#before;
  }

  step(vector: Uint32Array, offset: number, reads: number[]): AnyStepView {
    this.#vector = vector;
    this.#offset = offset;
    this.#reads = reads;
    return this.#step;
  }

  localState(endpoint: number, id: number): AnyLocalState {
    return localsOf(this.#tables.locals, endpoint).view(id);
  }

  packets(network: number): readonly AnyPacket[] {
    const id = this.#tables.network.contents.idOf(network);
    let views = this.#contentsViews.get(id);
    if (views === undefined) {
      views = Object.freeze(this.#tables.network.packets(id).map((packet) => this.#packet(packet)));
      this.#contentsViews.set(id, views);
    }
    return views;
  }

  channels(network: number): AnyStateView['channels'] {
    const id = this.#tables.network.contents.idOf(network);
    let views = this.#channelViews.get(id);
    if (views === undefined) {
      const { rules } = this.#tables.network;
      const conditions = this.#tables.network.conditions(id);
      const entries = rules.channels.map(({ name }) => {
        const at = conditions.find(
          ({ link }) => rules.links[link]?.kind === 'session' && rules.links[link].name === name,
        );
        return [name, at === undefined ? ALWAYS_UP : channelView(rules.links[at.link], at)];
      });
      views = this.#tables.shared.of(Object.fromEntries(entries) as AnyStateView['channels']);
      this.#channelViews.set(id, views);
    }
    return views;
  }

  partitions(network: number): AnyStateView['partitions'] {
    const id = this.#tables.network.contents.idOf(network);
    let views = this.#partitionViews.get(id);
    if (views === undefined) {
      const { rules } = this.#tables.network;
      const entries = this.#tables.network.conditions(id).flatMap(({ link, up, downs }) => {
        const rule = rules.links[link];
        return rule?.kind === 'partition' ? [[rule.name, { up, downs }] as const] : [];
      });
      views = this.#tables.shared.of(Object.fromEntries(entries));
      this.#partitionViews.set(id, views);
    }
    return views;
  }

  #packet(id: number): AnyPacket {
    const known = this.#packetViews[id];
    if (known !== undefined) return known;
    const { message, mark, age, owed } = this.#tables.network.packet(id);
    const view = this.#tables.shared.of({ ...this.message(message, mark), age, owed });
    this.#packetViews[id] = view;
    return view;
  }

  message(message: Message, mark: string): AnyMessage {
    const { names, shared } = this.#tables;
    const [from, to] = [names[message.from] ?? '', names[message.to] ?? ''];
    return shared.of({ from, to, event: message.event, mark });
  }

  history(id: number): unknown {
    return this.#tables.history().value(id);
  }

  action(id: number): AnyAction {
    const known = this.#actionViews[id];
    if (known !== undefined) return known;
    const view = this.#tables.shared.of(this.#actionView(this.#tables.actions.action(id)));
    this.#actionViews[id] = view;
    return view;
  }

  observations(id: number): readonly AnyObservation[] {
    return this.#tables.observations(id);
  }

  get initialMark(): string | null {
    const history = this.#tables.history();
    return history.marks ? history.initialMark : null;
  }

  sent(id: number): readonly AnyPacket[] {
    const known = this.#sentViews[id];
    if (known !== undefined) return known;
    const { messages, shared } = this.#tables;
    const mark = this.#tables.history().initialMark;
    const view = shared.of(
      messages
        .sendings(id)
        .map(({ message, owed }) => ({ ...this.message(messages.message(message), mark), age: 0, owed })),
    );
    this.#sentViews[id] = view;
    return view;
  }

  markAfter(vector: Uint32Array, message: AnyMessage): string {
    const history = this.#tables.history();
    if (!history.marks) return message.mark;
    const trigger = history.trigger(vector, 0);
    return trigger === NO_TRIGGER ? message.mark : history.remark(message, trigger);
  }

  /** Gives packets the marks that they have after a trigger. */
  readonly marking = (trigger: number): MarkOf => {
    return ({ message, mark }) => this.#tables.history().remark(this.message(message, mark), trigger);
  };

  thrown(id: number): string {
    return this.#tables.thrown(id);
  }

  #actionView(action: RawAction): AnyAction {
    const { names, locals } = this.#tables;
    switch (action.kind) {
      case 'deliver': {
        const message = this.#packet(action.packet);
        const { to } = this.#tables.network.packet(action.packet).message;
        const as = action.as === null ? {} : { as: localsOf(locals, to).eventOf(action.as) };
        return { kind: 'deliver', endpoint: message.to, message, copyStays: action.copyStays, ...as };
      }
      case 'drop':
        return { kind: 'drop', message: this.#packet(action.packet) };
      case 'event': {
        const event = locals[action.endpoint]?.eventOf(action.event);
        return { kind: 'event', endpoint: names[action.endpoint] ?? '', event };
      }
      case 'answer': {
        const { actor, gives, value } = localsOf(locals, action.endpoint).answerOf(action.answer);
        return { kind: 'answer', endpoint: names[action.endpoint] ?? '', actor, gives, value };
      }
      case 'crash':
      case 'restart':
        return { kind: action.kind, endpoint: names[action.endpoint] ?? '' };
      case 'break':
      case 'open':
      case 'down':
      case 'up':
        return { kind: action.kind, link: this.#tables.network.rules.links[action.link]?.name ?? '' };
      case 'expire':
        return { kind: 'expire', endpoint: names[action.endpoint] ?? '', timer: action.timer };
      case 'tick':
        return { kind: 'tick' };
    }
  }

  /** The id at a slot of the current vector; that it was read is noted. */
  #read(slot: number): number {
    this.#reads.push(slot);
    return this.#vector[this.#offset + slot] ?? 0;
  }

  #stateView(offset: number): AnyStateView {
    const reader = this;
    const endpoints: Record<string, AnyLocalState> = {};
    this.endpoints.forEach((name, i) => {
      Object.defineProperty(endpoints, name, { value: this.#localView(i, offset + i), enumerable: true });
    });
    return {
      endpoints,
      get network() {
        return reader.packets(reader.#read(offset + reader.#width - 2));
      },
      get channels() {
        return reader.channels(reader.#read(offset + reader.#width - 2));
      },
      get partitions() {
        return reader.partitions(reader.#read(offset + reader.#width - 2));
      },
      get history() {
        return reader.history(reader.#read(offset + reader.#width - 1));
      },
    };
  }

  /** A view of the local state at a slot of the current vector; what is read of it is noted. */
  #localView(endpoint: number, slot: number): AnyLocalState {
    const whole = () => this.localState(endpoint, this.#read(slot));
    const part = (number: number) => {
      this.#reads.push(this.#vectorLength + slot * PARTS + number);
      return this.localState(endpoint, this.#vector[this.#offset + slot] ?? 0);
    };
    return {
      get value() {
        return part(VALUE).value;
      },
      get context() {
        return part(CONTEXT).context;
      },
      get status() {
        return whole().status;
      },
      get output() {
        return whole().output;
      },
      get tags() {
        return whole().tags;
      },
      get timers() {
        return whole().timers;
      },
      get actors() {
        return whole().actors;
      },
      get children() {
        return whole().children;
      },
      matches: (value) => part(VALUE).matches(value),
      can: (event) => whole().can(event),
    };
  }

  get #vectorLength(): number {
    return this.#width * 2 + STEP_EXTRA;
  }

  #listParts(): readonly Source[] {
    return Array.from({ length: this.#width * 2 * PARTS }, (_, i) => {
      const slot = Math.floor(i / PARTS);
      const locals = this.#tables.locals[slot % this.#width];
      const table = i % PARTS === VALUE ? locals?.values : locals?.contexts;
      return { slot, table: table ?? null };
    });
  }

  #stepView(): AnyStepView {
    const reader = this;
    const extra = this.#width * 2;
    return {
      before: this.#before,
      after: this.#stateView(this.#width),
      get action() {
        return reader.action(reader.#read(extra + ACTION));
      },
      get observations() {
        return reader.observations(reader.#read(extra + OBSERVATIONS));
      },
      get sent() {
        return reader.sent(reader.#read(extra + SENT));
      },
    };
  }
}

function localsOf(locals: ValueTables['locals'], endpoint: number): ValueTables['locals'][number] {
  const found = locals[endpoint];
  if (found === undefined) throw new RangeError(`no endpoint has the number ${endpoint}`);
  return found;
}

/** A channel that is no session. */
const ALWAYS_UP: ChannelView = { up: true, downs: 0, askedBy: [], closedBy: [] };

function channelView(rule: LinkRules | undefined, { up, downs, asked, closed }: Condition): ChannelView {
  const ends = rule?.kind === 'session' ? rule.ends : [];
  const named = (bits: number) => ends.filter((_, end) => (bits & (1 << end)) !== 0);
  return { up, downs, askedBy: named(asked), closedBy: named(closed) };
}
