import { isActor, pathText } from '../endpoint/actors/actor.ts';
import type { Cause } from '../endpoint/actors/answer.ts';
import { Peer } from '../endpoint/actors/references.ts';
import { ALONE } from '../endpoint/around.ts';
import type { Effect } from '../endpoint/effects.ts';
import { withData } from '../endpoint/snapshots.ts';
import type { Receiver } from '../endpoint/timers.ts';
import { placeText } from '../endpoint/watch/place-text.ts';
import { respond } from '../endpoint/xstate.ts';
import type { EventObject } from '../language/machine.ts';
import { likenessOf, plainCopy } from '../tables/copies.ts';
import { type HandTimer, idOf, ownerOf } from './actors-clock.ts';
import type { EndpointActor } from './actors-endpoint.ts';

/** What a machine would do, and come to. */
export interface Foreseen {
  /** Where it would be, its children included. */
  readonly place: string;
  readonly timers: readonly ForeseenTimer[];
  /** What it emits, and what it does by name, in order. */
  readonly done: readonly EventObject[];
}

/** A timer as the model tells it. */
export interface ForeseenTimer {
  readonly id: string | null;
  readonly name: string;
  /** The actor that has armed it; the empty text for the machine itself. */
  readonly owner: string;
  readonly remaining: number;
}

interface KnownTimer extends ForeseenTimer {
  readonly cancellable: boolean;
}

/** What would become of a running actor if the timer fired now; null if the machine throws, or does what no model can. */
export function ifFired(actor: EndpointActor, timer: HandTimer): Foreseen | null {
  try {
    // A machine may change its data in place: the running actor's must stay as they are.
    const asked = withData(actor.frozen, likenessOf);
    const around = { ...ALONE, ...actor.beside, who: 'an endpoint', carries: () => true };
    const { snapshot, effects } = respond(actor.machine, asked, causeOf(timer), around);
    const timers = effects.reduce((armed, effect) => retimed(actor, armed, effect), left(actor, timer));
    return {
      place: placeText(snapshot),
      timers: snapshot.status === 'active' ? timers : [],
      done: effects.flatMap(deedOf),
    };
  } catch {
    return null;
  }
}

function causeOf({ event, source, target }: HandTimer): Cause {
  const given = plainCopy(event);
  return ownerOf(source) === '' && target === source
    ? { event: given }
    : { event: given, to: receiverOf(target) };
}

function receiverOf(target: unknown): Receiver {
  if (target instanceof Peer) return { endpoint: target.id };
  return isActor(target) ? { actor: ownerOf(target) } : null;
}

function left(actor: EndpointActor, fired: HandTimer): readonly KnownTimer[] {
  const armed = actor.armed().filter((timer) => timer !== fired);
  const known = armed.map((timer) => ({
    id: idOf(timer),
    name: actor.nameOf(timer),
    remaining: timer.remaining,
    owner: ownerOf(timer.source),
    cancellable: timer.cancellable,
  }));
  return forgotten(known, idOf(fired), ownerOf(fired.source));
}

function retimed(actor: EndpointActor, armed: readonly KnownTimer[], effect: Effect): readonly KnownTimer[] {
  switch (effect.kind) {
    case 'disarm': {
      const { id: gone, owner: whose = '' } = effect;
      return armed.filter(({ id, owner, cancellable }) => id !== gone || owner !== whose || !cancellable);
    }
    case 'end':
      return armed.filter(({ owner }) => owner !== pathText(effect.path));
    case 'arm': {
      const { id, event, delay, owner = '', name } = effect;
      const called = name ?? actor.nameOf({ id: id ?? undefined, event, source: actor.root });
      const timer = { id, name: called, owner, remaining: actor.ticksOf(delay), cancellable: id !== null };
      return [...forgotten(armed, id, owner), timer];
    }
    case 'emit':
    case 'act':
      return armed;
  }
}

function forgotten(armed: readonly KnownTimer[], id: string | null, owner: string): readonly KnownTimer[] {
  return armed.map((timer) =>
    timer.id === id && timer.owner === owner ? { ...timer, cancellable: false } : timer,
  );
}

function deedOf(effect: Effect): readonly EventObject[] {
  if (effect.kind === 'emit') return [effect.event];
  if (effect.kind !== 'act') return [];
  const { type, params, actor } = effect;
  return [{ type, ...(params !== undefined && { params }), ...(actor !== undefined && { actor }) }];
}
