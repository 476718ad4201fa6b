import type { EventOf, Machine } from '../endpoint.ts';
import type { EndpointMap, LinkNames, MessageEvent, NameOf, StepView } from '../views.ts';

interface Assumed<P> {
  /** What is assumed, in one sentence. */
  readonly sentence: string;
  /** Whether it is assumed under these parameters. Default: always. */
  when?(parameters: P): boolean;
}

/**
 * Fairness of steps. Weak: what stays possible from some point on is done again and again. Strong: what is possible again
 * and again is done again and again. With a set of steps, that is one condition; with a key, one for each key.
 */
export interface StepFairness<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames>
  extends Assumed<P> {
  readonly kind: 'weak' | 'strong';
  /** A pure function: whether a step belongs to the set. */
  steps?(step: StepView<E, H, M, L>, parameters: P): boolean;
  /** A pure function: the condition that a step belongs to, by a text; null for none. */
  key?(step: StepView<E, H, M, L>, parameters: P): string | null;
}

/** What is sent again and again is delivered again and again: the fair-lossy link. */
export interface FairLoss<P> extends Assumed<P> {
  readonly kind: 'fair-loss';
  /** Types of the messages of which it is assumed. Default: all. */
  readonly messages?: readonly string[];
}

/** What stays deliverable is delivered in the end: weak fairness, for each message. */
export interface FairDeliveries<P> extends Assumed<P> {
  readonly kind: 'deliveries';
}

/**
 * A timer that stays armed fires in the end: weak fairness, for each timer of each endpoint, where arming it again counts as
 * disarming it.
 */
export interface TimersFire<P> extends Assumed<P> {
  readonly kind: 'timers-fire';
  /** Names of the timers of which it is assumed. Default: all. */
  readonly timers?: readonly string[];
}

/** Again and again there is a tick, or a state in which a tick would change nothing. */
export interface TimePasses<P> extends Assumed<P> {
  readonly kind: 'time-passes';
}

/** An event from outside that stays possible happens in the end: weak fairness, for each endpoint and type. */
export interface Calls<P> extends Assumed<P> {
  readonly kind: 'calls';
  /** Types of the events that happen in the end. */
  readonly events: readonly string[];
  /** The endpoints to which they happen. Default: all. */
  readonly endpoints?: readonly string[];
}

/** An assumption of fairness: it takes away behaviours that last for ever, and no step and no state. */
export type Fairness<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames> =
  | StepFairness<E, H, M, P, L>
  | FairLoss<P>
  | FairDeliveries<P>
  | TimersFire<P>
  | TimePasses<P>
  | Calls<P>;

/** Assumptions of fairness, by name; `false` takes one away that is made by default. */
export type NamedFairness<
  E extends EndpointMap,
  H,
  M extends string,
  P,
  L extends LinkNames = LinkNames,
> = Readonly<Record<string, Fairness<E, H, M, P, L> | false>>;

type EventType<E extends EndpointMap> = {
  [N in keyof E]: E[N] extends { readonly machine: infer M extends Machine } ? EventOf<M>['type'] : never;
}[keyof E];

type StepOptions<
  E extends EndpointMap,
  H,
  M extends string,
  P,
  L extends LinkNames = LinkNames,
> = Assumed<P> &
  (
    | { steps(step: StepView<E, H, M, L>, parameters: P): boolean; readonly key?: never }
    | { key(step: StepView<E, H, M, L>, parameters: P): string | null; readonly steps?: never }
  );

/** Makers of assumptions of fairness that know the types of one protocol. */
export interface FairnessKit<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames> {
  /** What stays possible from some moment on happens again and again. */
  weak(options: StepOptions<E, H, M, P, L>): StepFairness<E, H, M, P, L>;
  /** What is possible again and again happens again and again. */
  strong(options: StepOptions<E, H, M, P, L>): StepFairness<E, H, M, P, L>;
  /** A message that is sent again and again is delivered again and again: of these types, or all. */
  fairLoss(
    options?: Partial<Assumed<P>> & { readonly messages?: readonly MessageEvent<E>['type'][] },
  ): FairLoss<P>;
  /** A message that stays in flight, and may be delivered, is delivered in the end. */
  deliveries(options?: Partial<Assumed<P>>): FairDeliveries<P>;
  /** A timer that stays armed, and may fire, fires in the end; arming it again begins anew. Of these names, or all. */
  timersFire(options?: Partial<Assumed<P>> & { readonly timers?: readonly string[] }): TimersFire<P>;
  /** Time passes, as long as its passing changes anything. */
  timePasses(options?: Partial<Assumed<P>>): TimePasses<P>;
  /** Calls from outside of these types that stay possible happen in the end: of these endpoints, or all. */
  calls(
    options: Partial<Assumed<P>> & {
      readonly events: readonly EventType<E>[];
      readonly endpoints?: readonly NameOf<E>[];
    },
  ): Calls<P>;
}

/** The makers of assumptions of fairness. */
export function fairnessKit<
  E extends EndpointMap,
  H,
  M extends string,
  P,
  L extends LinkNames = LinkNames,
>(): FairnessKit<E, H, M, P, L> {
  return {
    weak: (options) => ({ kind: 'weak', ...options }),
    strong: (options) => ({ kind: 'strong', ...options }),
    fairLoss: (options) => ({
      kind: 'fair-loss',
      sentence: 'A message that is sent again and again is delivered again and again.',
      ...options,
    }),
    deliveries: (options) => ({
      kind: 'deliveries',
      sentence: 'A message that stays in flight, and may be delivered, is delivered in the end.',
      ...options,
    }),
    timersFire: (options) => ({
      kind: 'timers-fire',
      sentence: 'A timer that stays armed, and may fire, fires in the end; arming it again begins anew.',
      ...options,
    }),
    timePasses: (options) => ({
      kind: 'time-passes',
      sentence: 'Time passes, as long as its passing changes anything.',
      ...options,
    }),
    calls: (options) => ({
      kind: 'calls',
      sentence: `What stays possible from outside happens in the end: ${options.events.join(', ')}.`,
      ...options,
    }),
  };
}

/** What is assumed where nothing is said, by name: that what moves a behaviour on by itself does so. */
export function defaultFairness<
  E extends EndpointMap,
  H,
  M extends string,
  P,
  L extends LinkNames = LinkNames,
>(timed: boolean): Readonly<Record<string, Fairness<E, H, M, P, L>>> {
  const kit = fairnessKit<E, H, M, P, L>();
  return {
    deliveries: kit.deliveries(),
    'timers fire': kit.timersFire(),
    ...(timed ? { 'time passes': kit.timePasses() } : {}),
  };
}
