import type { AnyOf } from './any-of.ts';
import type { Endpoint, Machine } from './endpoint.ts';
import type { CapturedPacket, CaptureReading } from './log.ts';
import type { FairnessKit, NamedFairness } from './long-run/fairness.ts';
import type { NetworkOptions } from './network/options.ts';
import type { ParameterSpecs, ParameterValues } from './parameters.ts';
import type { Called, Property, PropertyKit } from './property.ts';
import { propertyKit } from './property.ts';
import type { TimeOptions } from './time.ts';
import type {
  Action,
  EndpointMap,
  LinkNames,
  LocalStateIn,
  Message,
  NameOf,
  Packet,
  StateView,
  StepBeforeHistory,
  UnfinishedStep,
} from './views.ts';

/** How the endpoints are composed, for given values of the parameters. */
export interface System<E extends EndpointMap, L extends LinkNames = LinkNames> {
  /** Two or more endpoints, by name. The order of definition is the order of their actions and lifelines. */
  readonly endpoints: E;
  readonly network: NetworkOptions<NoInfer<NameOf<E>>, L['channels'], L['partitions']>;
  /** Default: untimed. */
  readonly time?: TimeOptions;
}

/**
 * A named restriction of the environment, listed with every verdict that rests on it.
 *
 * A machine cannot see an assumption; it only takes behaviours away.
 */
export interface Assumption<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames> {
  /** What is assumed, in one sentence. */
  readonly sentence: string;
  /** Whether it is assumed under these parameters. Default: always. */
  when?(parameters: P): boolean;
  /**
   * Decided when a message is sent: it is delivered at least once before it dies. `sender` is the sender's local
   * state after the step that sends it.
   */
  reliable?(message: Message<E, M>, sender: LocalStateIn<E>, parameters: P): boolean;
  /** A delivery that this refuses does not happen. */
  deliverable?(message: Packet<E, M>, state: StateView<E, H, M, L>, parameters: P): boolean;
  /** An action that this refuses does not happen in this state: a call, an expiry, a loss, a tick, also a delivery. */
  happens?(action: Action<E, M>, state: StateView<E, H, M, L>, parameters: P): boolean;
  /**
   * Confines the search. A state of which this is false is judged by the properties, but neither counted nor followed; how many
   * steps lead to such states is told with the verdicts. (TLC calls it a constraint.)
   */
  within?(state: StateView<E, H, M, L>, parameters: P): boolean;
  /** Of the combinations of what is left open at the start (`anyOf`), one that this refuses is no initial state. */
  starts?(state: StateView<E, H, M, L>, parameters: P): boolean;
}

/** Marks on the messages in flight: what a property must know of a message and no machine may see. */
export interface Marks<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames> {
  /** The mark of a message that is sent, or a function of the parameters that gives it. */
  readonly initial: M | ((parameters: P) => M);
  /** The other marks that a message may get. */
  readonly others?: readonly M[];
  /** The trigger of a step at which marks change: any text, or null if they stay as they are. */
  trigger(step: UnfinishedStep<E, H, M, L>, parameters: P): string | null;
  /** The mark that a message in flight has after such a step. Messages sent in the step itself get `initial`. */
  remark(message: Message<E, M>, trigger: string): M;
}

/** History variables (ghosts): what properties must know of the past. */
export interface History<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames> {
  /**
   * Plain data, or a function of the parameters that gives it. Where it is left open, `anyOf(…)` these: each begins behaviours of its own.
   * Leave it out, with `update`, if only marks are needed.
   */
  readonly initial?: H | AnyOf<H> | ((parameters: P) => H | AnyOf<H>);
  /** The history after a step. It must stay finite, or the search never ends. What looks at `after.network` costs a search more than other histories. */
  update?(history: H, step: StepBeforeHistory<E, H, M, L>, parameters: P): H;
  readonly marks?: Marks<E, H, M, P, L>;
}

/** A protocol: machines, network, time, assumptions and history, without the properties that it should have. */
export interface Protocol<
  S extends ParameterSpecs,
  E extends EndpointMap,
  H,
  M extends string,
  L extends LinkNames = LinkNames,
> {
  /** What reports, pictures and test files call it. */
  readonly name: string;
  /** Names and default values. */
  readonly parameters: S;
  /** May throw an Error with a sentence if a combination of values makes no sense. */
  build(parameters: ParameterValues<S>): System<E, L>;
  /** Restrictions of the environment, by name; listed with every verdict. Default: none. */
  readonly assumptions?: Readonly<Record<string, Assumption<E, H, M, ParameterValues<S>, L>>>;
  /** What the model remembers of what happened, for properties and assumptions; and marks of messages. Default: nothing. */
  readonly history?: History<E, H, M, ParameterValues<S>, L>;
  /**
   * Assumptions of fairness, by name, on which claims about the long run rest; listed with each of their verdicts. They
   * come beside those made by default: `deliveries`, `timers fire` and, in discrete time, `time passes`. The same name
   * puts another one in its place, and `false` takes it away.
   */
  readonly fairness?:
    | NamedFairness<E, H, M, ParameterValues<S>, L>
    | ((kit: FairnessKit<E, H, M, ParameterValues<S>, L>) => NamedFairness<E, H, M, ParameterValues<S>, L>);
  /**
   * Names of endpoints that are alike: to exchange them, wherever their names stand, changes nothing that the
   * properties ask for. Without effect unless a search is asked to make use of it. Default: none.
   */
  symmetry?(parameters: ParameterValues<S>): readonly NameOf<E>[];
  /** The states in which nothing more needs to happen. Default: none, so that every state without actions is a deadlock. */
  final?(state: StateView<E, H, M, L>, parameters: ParameterValues<S>): boolean;
}

/** What a search can say of a property. */
export type Verdict = 'holds' | 'violated' | 'reached' | 'unreachable' | 'unknown';

/** A named set of parameter values, with what is expected of it. `N` are the names of the properties. */
export interface Variant<S extends ParameterSpecs, N extends string = string> {
  /** What is different, in one sentence. */
  readonly sentence?: string;
  readonly set?: Partial<ParameterValues<S>>;
  /** Expected verdicts by property name; `holds` or `reached` is expected of those not named. */
  readonly expect?: Readonly<Partial<Record<N, Verdict>>>;
  /** Expected size of the state space, as data for regression tests. */
  readonly size?: { readonly distinctStates: number; readonly transitions: number };
}

/** A model: a protocol, its properties (called `N`), its variants (called `V`). */
export interface ModelDefinition<
  S extends ParameterSpecs,
  E extends EndpointMap,
  H,
  M extends string,
  N extends string = string,
  V extends string = string,
  L extends LinkNames = LinkNames,
> extends Protocol<S, E, H, M, L> {
  /** What is claimed of the model: a list, or a function of the makers of properties that gives it. Names must differ. */
  readonly properties:
    | readonly Called<N, Property<E, H, M, ParameterValues<S>, L>>[]
    | ((
        kit: PropertyKit<E, H, M, ParameterValues<S>, L>,
      ) => readonly Called<N, Property<E, H, M, ParameterValues<S>, L>>[]);
  /** Choices of parameters by name, each with the verdicts that are expected of it. Default: none, the model is one. */
  readonly variants?: Readonly<Record<V, Variant<S, NoInfer<N>>>>;
  /**
   * What the packets of a capture say in the words of the model, so that `allways validate` takes captures.
   *
   * @param at the endpoint at whose host it was captured; null if it sees all that either side sends
   */
  capture?(packets: readonly CapturedPacket[], at: string | null): CaptureReading;
}

/** Marks values that `defineModel` has made, also across copies of this package. */
export const MODEL = Symbol.for('allways.model');

/** Any model, with the types of its machines forgotten: what files export and the checker loads. */
export interface AnyModel
  extends ModelDefinition<ParameterSpecs, Readonly<Record<string, Endpoint<Machine>>>, unknown, string> {
  readonly [MODEL]: true;
}

/** Whether a value is a model that `defineModel` has made. */
export function isModel(value: unknown): value is AnyModel {
  return typeof value === 'object' && value !== null && MODEL in value;
}

/** Where a model's type keeps the names in it; no value stands there. */
declare const NAMES: unique symbol;

/** A model whose parameters, properties and variants are known by name to the compiler. */
export interface NamedModel<S extends ParameterSpecs, N extends string, V extends string> extends AnyModel {
  readonly parameters: S;
  readonly [NAMES]?: { readonly properties: N; readonly variants: V };
}

type Names<M, K extends 'properties' | 'variants'> = M extends {
  readonly [NAMES]?: { readonly [X in K]: infer N extends string };
}
  ? N
  : string;

/** The names of a model's properties, as far as its type knows them; else any text. */
export type PropertyNameOf<M> = Names<M, 'properties'>;

/** The names of a model's variants, as far as its type knows them; else any text. */
export type VariantNameOf<M> = Names<M, 'variants'>;

/** The names of channels and partitions, as the compiler finds them in a network. */
interface LinksOf<C extends string, Q extends string> {
  readonly channels: C;
  readonly partitions: Q;
}

/**
 * Defines a protocol whose properties stand elsewhere; the types of everything in it are inferred.
 * Make a model of it with `defineModel({ ...protocol, properties, variants })`.
 */
export function defineProtocol<
  const S extends ParameterSpecs,
  E extends EndpointMap,
  H = null,
  M extends string = never,
  C extends string = never,
  Q extends string = never,
>(protocol: Protocol<S, E, H, M, LinksOf<C, Q>>): Protocol<S, E, H, M, LinksOf<C, Q>> {
  return protocol;
}

/**
 * Defines a model, the default export of a model file; the types of everything in it are inferred.
 *
 * Nothing is checked here but types: a model is built, and its mistakes are reported, when it is used.
 */
export function defineModel<
  const S extends ParameterSpecs,
  E extends EndpointMap,
  H = null,
  M extends string = never,
  N extends string = string,
  V extends string = never,
  C extends string = never,
  Q extends string = never,
>(definition: ModelDefinition<S, E, H, M, N, V, LinksOf<C, Q>>): NamedModel<S, N, V> {
  // The one place where types are forgotten: from here on, predicates are called with views of their own model only.
  return { ...definition, [MODEL]: true } as unknown as NamedModel<S, N, V>;
}

/** Makers of properties that know the types of this protocol, for files of their own. */
export function propertiesOf<
  S extends ParameterSpecs,
  E extends EndpointMap,
  H,
  M extends string,
  L extends LinkNames,
>(_protocol: Protocol<S, E, H, M, L>): PropertyKit<E, H, M, ParameterValues<S>, L> {
  return propertyKit();
}
