import type { EventObject } from '../../language/machine.ts';
import { timerName } from '../declared-names.ts';
import { type Effect, timerId } from '../effects.ts';
import type { Receiver } from '../timers.ts';
import {
  type Actor,
  hasStopped,
  isActor,
  isRunning,
  type Logic,
  nameBelow,
  pathOf,
  pathText,
  type RawEffect,
} from './actor.ts';
import type { Frozen } from './freezing.ts';
import { machineIn } from './logic.ts';
import { Peer, type Reference } from './references.ts';
import { Sending, sentEffect } from './sending.ts';
import type { Surroundings } from './surroundings.ts';

/** A timer that is armed, as long as its actors are at hand. */
interface Armed {
  readonly kind: 'arming';
  readonly source: Actor;
  readonly target: Reference;
  readonly event: EventObject;
  readonly delay: number;
  readonly id: unknown;
}

interface Cancelled {
  readonly kind: 'cancelling';
  readonly source: Actor;
  readonly id: unknown;
}

type Deed = Effect | Armed | Cancelled | Sending;

function receiverOf(target: Reference, frozen: Frozen): Receiver {
  if (target instanceof Peer) return { endpoint: target.id };
  const takes = isActor(target) && frozen.reaches(target) && !hasStopped(target);
  return takes ? { actor: pathText(pathOf(target)) } : null;
}

/** Whom the deeds are of. */
interface Actors {
  logicOf(actor: Actor): Logic;
  refuse(actor: Actor | undefined, what: string): never;
  fail(error: unknown): never;
}

/** What a machine and its actors ask of the world in one step, in order. */
export class Deeds {
  readonly #actors: Actors;
  readonly #around: Surroundings;
  readonly #deeds: Deed[] = [];
  /** Those that there were before the step, and whether they ran. */
  #before: readonly { readonly actor: Actor; readonly ran: boolean }[] = [];

  constructor(actors: Actors, around: Surroundings) {
    this.#actors = actors;
    this.#around = around;
  }

  begin(actors: readonly Actor[]): void {
    this.#before = actors
      .filter((actor) => actor._parent !== undefined)
      .map((actor) => ({ actor, ran: isRunning(actor) }));
  }

  /** XState has resolved an action, and is yet to execute it. */
  named(actor: Actor, action: RawEffect): void {
    if (action.type !== 'xstate.spawnChild') return;
    const { actorRef, src } = action.params as { readonly actorRef?: unknown; readonly src: unknown };
    if (actorRef === undefined)
      this.#actors.refuse(
        actor,
        `starts the actor "${String(src)}", which has no implementation; add one to setup({ actors })`,
      );
  }

  /** An action of an actor's machine is executed. */
  did(actor: Actor, logic: Logic, action: RawEffect): void {
    switch (action.type) {
      case 'xstate.spawnChild':
      case 'xstate.stopChild':
      case 'xstate.cancel':
        break;
      case 'xstate.sendTo': {
        const sending = Sending.of(action);
        if (sending !== null) this.#deeds.push(sending);
        break;
      }
      default:
        for (const effect of this.#effectsOf(actor, logic, action)) this.#note(actor, effect);
    }
  }

  armed(timer: Omit<Armed, 'kind'>): void {
    this.#deeds.push({ kind: 'arming', ...timer });
  }

  cancelled(source: Actor, id: unknown): void {
    this.#deeds.push({ kind: 'cancelling', source, id });
  }

  /** An actor that answers at will has been sent an event. */
  sentTo(actor: Actor, event: EventObject): void {
    const known = this.#deeds.some((deed) => deed instanceof Sending && deed.isGot(actor, event));
    if (!known) this.#deeds.push({ kind: 'act', ...sentEffect(actor, event) });
  }

  /** To send to another endpoint is to send by the network. */
  sentToPeer(source: Actor | undefined, { id }: Peer, event: EventObject): void {
    const { peers } = this.#around;
    if (!this.#around.carries(event.type))
      this.#actors.refuse(
        source,
        `sends ${event.type} to the endpoint "${id}", and the network does not carry it; add it to network.carries`,
      );
    this.#deeds.push({
      kind: 'emit',
      event: peers.length === 2 ? event : Object.assign({}, event, { to: id }),
    });
  }

  /** The effects of the step, in which actors are what they go by. */
  effects(frozen: Frozen): readonly Effect[] {
    const ended = this.#before.filter(
      ({ actor, ran }) => !frozen.reaches(actor) || (ran && hasStopped(actor)),
    );
    return [
      ...ended.map(({ actor }): Effect => ({ kind: 'end', path: pathOf(actor) })),
      ...this.#deeds.flatMap((deed) => this.#resolved(deed, frozen)),
    ];
  }

  #resolved(deed: Deed, frozen: Frozen): readonly Effect[] {
    if (deed instanceof Sending) {
      const { observed } = deed;
      return observed === null ? [] : [{ kind: 'act', ...observed, params: frozen.marked(observed.params) }];
    }
    if (deed.kind === 'emit') return [{ ...deed, event: frozen.marked(deed.event) }];
    if (deed.kind === 'act') return [{ ...deed, params: frozen.marked(deed.params) }];
    if (deed.kind !== 'arming' && deed.kind !== 'cancelling') return [deed];
    const { source } = deed;
    // What has ended has no timers.
    if (!isRunning(source) || !frozen.reaches(source)) return [];
    const owner = pathText(pathOf(source));
    const raw = timerId(deed.id);
    const own = raw === null ? null : nameBelow(owner, raw);
    const owned = owner === '' ? {} : { owner };
    if (deed.kind === 'cancelling') return own === null ? [] : [{ kind: 'disarm', id: own, ...owned }];
    const { event, delay, target } = deed;
    const to = receiverOf(target, frozen);
    const machine = machineIn(this.#actors.logicOf(source));
    const name = raw === null || machine === null ? event.type : timerName(machine, raw);
    const isOwn = target === source && owner === '';
    return [
      {
        kind: 'arm',
        id: own,
        event: frozen.marked(event),
        delay,
        ...owned,
        ...(!isOwn && { to }),
        ...(owner !== '' && { name: nameBelow(owner, name) }),
      },
    ];
  }

  #effectsOf(actor: Actor, logic: Logic, action: RawEffect): readonly Effect[] {
    try {
      return this.#around.effectsOf(action, logic, actor._snapshot);
    } catch (error) {
      return this.#actors.fail(error);
    }
  }

  /** Timers are told by XState's scheduler. What a child emits, nobody in the machine hears, and it is no message. */
  #note(actor: Actor, effect: Effect): void {
    if (effect.kind === 'arm' || effect.kind === 'disarm') return;
    if (actor._parent === undefined) {
      this.#deeds.push(effect);
      return;
    }
    const path = pathText(pathOf(actor));
    if (effect.kind === 'emit')
      this.#deeds.push({ kind: 'act', type: 'xstate.emit', params: { actor: path, event: effect.event } });
    else if (effect.kind === 'act') this.#deeds.push({ ...effect, actor: path });
  }
}
