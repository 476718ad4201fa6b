/*
 * Plain descriptions of small models: what fast-check draws, prints and shrinks. `machine.ts` and `model.ts` build
 * the real ones of them.
 */

import type { KidSketch } from './kids.ts';

/** A number that an effect carries: itself, or the machine's counter at that moment. */
export type NumberSketch = number | 'n';

export type GuardSketch =
  | { readonly guard: 'n is'; readonly k: number }
  | { readonly guard: 'payload is'; readonly k: number }
  | { readonly guard: 'keeps'; readonly k: number }
  | { readonly guard: 'throws at'; readonly k: number };

/** How a machine gives its context another number, other than by making a new context. */
export type Manner = 'in place' | 'by chance';

export type EffectSketch =
  /** `flip` writes the keys of the event in another order: to who asks for `Object.keys(event)`, another message. */
  | {
      readonly effect: 'send';
      readonly type: string;
      readonly n: NumberSketch;
      readonly to: readonly number[];
      readonly flip: boolean;
      /** Whether the event also has what the machine keeps. */
      readonly kept: boolean;
    }
  | { readonly effect: 'emit'; readonly n: NumberSketch }
  | { readonly effect: 'act'; readonly type: string; readonly n: NumberSketch | null }
  | { readonly effect: 'inline' }
  | { readonly effect: 'log' }
  | { readonly effect: 'assign'; readonly to: number | 'next' | 'payload'; readonly manner?: Manner }
  /** Something that JSON has not: `k` says what, where it is no map or set. */
  | {
      readonly effect: 'keep';
      readonly what: 'map' | 'set' | 'other';
      readonly n: NumberSketch;
      readonly k: number;
      readonly manner?: Manner;
    }
  | { readonly effect: 'spawn'; readonly src: ActorName; readonly id: string; readonly told: boolean }
  | { readonly effect: 'spawn in assign'; readonly src: ActorName; readonly id: string }
  | { readonly effect: 'stop'; readonly id: string }
  /** After a while, or what the machine itself has just been told, where it says so. */
  | {
      readonly effect: 'tell';
      readonly id: string;
      readonly bad: boolean;
      readonly how?: 'later' | 'forwards' | 'by reference' | undefined;
    }
  | { readonly effect: 'raise' }
  /** Not cancelled first, only the first two times. */
  | {
      readonly effect: 'arm';
      readonly type: string;
      readonly delay: DelaySketch;
      readonly id: string | null;
      readonly cancelFirst: boolean;
    }
  | { readonly effect: 'cancel'; readonly id: string }
  | { readonly effect: 'choose'; readonly k: number; readonly effects: readonly EffectSketch[] }
  | { readonly effect: 'throw'; readonly k: number };

/** A delay by its name, or in milliseconds. */
export type DelaySketch = 'fixed.delay' | 'COUNTED' | number;

export interface TargetSketch {
  /** Taken modulo the number of states. */
  readonly state: number;
  readonly part: 'self' | 'inner' | 'history';
}

export interface TransitionSketch {
  readonly guard: GuardSketch | null;
  readonly target: TargetSketch | null;
  readonly reenter: boolean;
  readonly effects: readonly EffectSketch[];
}

export interface CausedSketch extends TransitionSketch {
  readonly event: string;
}

export interface StateSketch {
  readonly kind: 'plain' | 'nested' | 'parallel' | 'final';
  readonly tagged: boolean;
  readonly entry: readonly EffectSketch[];
  readonly exit: readonly EffectSketch[];
  readonly on: readonly CausedSketch[];
  readonly after: readonly (TransitionSketch & { readonly delay: DelaySketch })[];
  /** Leads on to a later state only, so that it ends. */
  readonly always: (TransitionSketch & { readonly ahead: number }) | null;
  readonly inside: InsideSketch;
  readonly invoke: InvokeSketch | null;
}

/** A promise, an observable, a callback, a function, and a machine. */
export type ActorName = 'load' | 'feed' | 'keys' | 'count' | 'kid';

export interface InvokeSketch {
  readonly src: ActorName;
  readonly done: TransitionSketch | null;
  readonly error: TransitionSketch | null;
  /** Where it leads that the actor has a new state; null if the machine is not told. */
  readonly news: TransitionSketch | null;
}

/** What is inside a nested or parallel state: two inner states, A and B. */
export interface InsideSketch {
  readonly there: string;
  readonly back: string;
  readonly effects: readonly EffectSketch[];
  readonly history: 'shallow' | 'deep' | null;
  /** B is final; how many states ahead to go when it is reached. */
  readonly done: number | null;
}

export interface MachineSketch {
  readonly states: readonly StateSketch[];
  /** A transition from whatever state the machine is in. */
  readonly everywhere: CausedSketch | null;
  /** Milliseconds of the delay `fixed.delay`. */
  readonly fixed: number;
  /** The machine that it may start as a child; null for none. */
  readonly kid: KidSketch | null;
}

export type LocalSketch =
  | { readonly local: 'in'; readonly state: number; readonly inner: 'A' | 'B' | null }
  | { readonly local: 'n'; readonly k: number }
  | { readonly local: 'keeps'; readonly k: number }
  | { readonly local: 'done' }
  | { readonly local: 'tagged' }
  | { readonly local: 'timers'; readonly least: number }
  | { readonly local: 'actors'; readonly least: number };

export type StateClaim =
  | { readonly claim: 'at'; readonly endpoint: number; readonly is: LocalSketch }
  | { readonly claim: 'in flight'; readonly least: number }
  | {
      readonly claim: 'some message';
      readonly type: string;
      readonly mark: string | null;
      readonly owed: boolean | null;
    }
  | { readonly claim: 'history'; readonly k: number }
  | { readonly claim: 'not'; readonly a: StateClaim }
  | { readonly claim: 'and' | 'or'; readonly a: StateClaim; readonly b: StateClaim };

/** A claim about a step whose history and network are not yet known. */
export type HalfClaim =
  | { readonly claim: 'action'; readonly kind: string }
  | { readonly claim: 'observed'; readonly type: string }
  | { readonly claim: 'sent'; readonly type: string }
  | {
      readonly claim: 'delivered';
      readonly type: string;
      readonly mark: string | null;
      readonly age: number | null;
    }
  | { readonly claim: 'before'; readonly a: StateClaim }
  | { readonly claim: 'becomes'; readonly endpoint: number; readonly is: LocalSketch }
  | { readonly claim: 'both'; readonly a: HalfClaim; readonly b: HalfClaim };

export type StepClaim = HalfClaim | { readonly claim: 'after'; readonly a: StateClaim };

export type PropertySketch =
  | { readonly kind: 'never'; readonly state: StateClaim }
  | { readonly kind: 'never step'; readonly step: StepClaim; readonly and: StepClaim | null }
  | { readonly kind: 'no deadlock' }
  | { readonly kind: 'some'; readonly state: StateClaim }
  | { readonly kind: 'some step'; readonly step: StepClaim; readonly and: StepClaim | null };

export type AssumptionSketch =
  | { readonly assume: 'reliable'; readonly type: string; readonly sender: LocalSketch | null }
  /** Messages of the type are not delivered as long as the claim is true. */
  | { readonly assume: 'deliverable'; readonly type: string; readonly state: StateClaim };

export interface ModelSketch {
  readonly machines: readonly MachineSketch[];
  readonly environment: readonly {
    readonly events: readonly { readonly type: string; readonly n: number }[];
    /** If given, the events happen only in such local states. */
    readonly when: LocalSketch | null;
  }[];
  readonly carries: readonly string[];
  readonly network: {
    readonly loss: boolean;
    readonly duplication: boolean;
    readonly fifo: boolean;
    readonly lifetime: number | null;
    readonly minimumDelay: number;
    readonly capacity: number;
  };
  readonly timed: boolean;
  readonly elastic: readonly string[];
  readonly assumptions: readonly AssumptionSketch[];
  readonly history: { readonly counts: HalfClaim; readonly upTo: number; readonly wraps: boolean } | null;
  /** With `merges`, the oldest mark stays as it is, so that messages become alike; without, it becomes the first one. */
  readonly marks: {
    readonly on: HalfClaim;
    readonly whose: 'all' | 'acting';
    readonly merges: boolean;
  } | null;
  readonly final: StateClaim | null;
  readonly properties: readonly PropertySketch[];
  readonly choice: { readonly variant: 'tight' | 'no assumptions' | null; readonly capacity: number | null };
  readonly equalDelays: 'in-order' | 'any-order';
  /** What is left open at the start; null for nothing. */
  readonly starts?: StartsSketch | null;
}

/** The numbers with which machines, and the history, may begin; and which combinations are refused. */
export interface StartsSketch {
  /** By endpoint; none for a machine without input. */
  readonly inputs: readonly (readonly number[])[];
  readonly histories: readonly number[];
  readonly refused: StateClaim | null;
}
