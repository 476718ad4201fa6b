import { type AnyActorLogic, createActor } from 'xstate';
import type { Actor, Logic } from './actors/actor.ts';

/** What an actor is made with. */
export interface ActorOptions {
  readonly id?: string;
  readonly parent?: Actor;
  readonly src?: unknown;
  readonly input?: unknown;
  /** A state to go on from. */
  readonly snapshot?: object;
  readonly syncSnapshot?: boolean;
  readonly systemId?: string | undefined;
  readonly inspect?: (event: Inspected) => void;
  readonly clock?: { setTimeout(run: () => void, delay: number): unknown };
}

/** What XState tells those who inspect a system. */
export interface Inspected {
  readonly type: string;
  readonly actorRef?: unknown;
  readonly _transitions?: unknown;
}

/** Makes an actor of XState's own, which has not started yet. Without a clock its timers must be somebody else's. */
export function newActor(logic: Logic, options: ActorOptions): Actor {
  const made = createActor(logic as unknown as AnyActorLogic, { logger: () => {}, ...options } as never);
  return made as unknown as Actor;
}
