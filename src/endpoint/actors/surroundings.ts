import type { ModelError } from '../../language/errors.ts';
import type { Effect } from '../effects.ts';
import type { Actor, ActorSnapshot, Logic, RawEffect } from './actor.ts';

/** What a step with actors needs of the world around the machine. */
export interface Surroundings {
  /** The name of the endpoint. */
  readonly name: string;
  /** The names of all endpoints. */
  readonly peers: readonly string[];
  /** Whether the network carries events of this type. */
  carries(type: string): boolean;
  /** Any effect of a machine that is none of actors; throws what the model cannot express. */
  effectsOf(action: RawEffect, logic: Logic, snapshot: ActorSnapshot | undefined): readonly Effect[];
  /** Throws if nobody says what an actor that starts may answer. */
  admit(actor: Actor): void;
  /** What an actor's machine may not do. */
  refusal(logic: Logic, snapshot: ActorSnapshot | undefined, what: string): ModelError;
  /** Runs a transition as model code, which must be pure. */
  purely<T>(logic: Logic, actor: Actor, event: string, run: () => T): T;
  /** Is told of the transitions that an actor of this path takes. */
  took(path: string, logic: Logic, transitions: unknown): void;
}
