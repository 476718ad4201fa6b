import type { Endpoint, Machine } from '../language/endpoint.ts';
import { ModelError } from '../language/errors.ts';
import type { EventObject, Snapshot } from '../language/machine.ts';
import { purely } from '../language/pure.ts';
import { valueText } from '../language/state-text.ts';
import { differingPath, isSameData, likenessOf, plainCopy } from '../tables/copies.ts';
import { plainText } from '../tables/plain-data.ts';
import { type Cause, causeText, mappedCause } from './actors/answer.ts';
import { DeclaredActors } from './actors/declared-actors.ts';
import type { Around } from './around.ts';
import { type Effect, effectText, type Reaction } from './effects.ts';
import { dataOf, isSameSnapshot, rebuilt, snapshotText, withData } from './snapshots.ts';
import { ignoresEvent, MachineThrew, respond, start } from './xstate.ts';

/** What a machine did, and a text that is the same whenever it did the same. */
export interface Run {
  /** What it threw stands in place of a reaction. */
  readonly result: Reaction | MachineThrew;
  readonly text: string;
  /** The canonical text of the state that it led to; empty if it threw. */
  readonly state: string;
}

/** What a machine did that did not throw. */
export interface Reacted extends Run {
  readonly result: Reaction;
}

const CHANCE =
  'it does not do the same twice: something outside its context decides (a variable, a cache, chance); put that into the context, or into an event';
const SHARING =
  'it does one thing on its data, and another on equal data: parts of them are one and the same object, or frozen, or compared by identity (===). As in a machine that is stored and restored, only what the data say is kept; make copies where parts are shared, and compare what is in them';

/**
 * Runs one machine, each step twice: on data rebuilt from what is kept, and on XState's own objects, as in an actor. If that
 * makes a difference, the machine is more than its state says, and is refused. A machine may change its data in place, as
 * XState allows; what it changes is always a copy, so that neither what is kept nor the user's own objects change.
 */
export class MachineRuns {
  readonly #machine: Machine;
  readonly #who: string;
  /** What the machine's actors may answer. */
  readonly actors: DeclaredActors;
  readonly #around: Around;

  constructor(endpoint: Endpoint<Machine>, who: string, place: Pick<Around, 'name' | 'peers' | 'carries'>) {
    this.#machine = endpoint.machine;
    this.#who = who;
    this.actors = new DeclaredActors(endpoint, who);
    this.#around = { ...place, who, admit: (actor) => this.actors.require(actor) };
  }

  /**
   * Starts the machine.
   *
   * @throws ModelError if the machine cannot start, or is no function of its input
   */
  start(input: unknown): Reacted {
    const { context } = this.#machine.config as { readonly context?: unknown };
    // XState gives all starts one and the same context, unless it is made by a function.
    const given = typeof context === 'object' && isPlain(context) ? { context } : undefined;
    const hasPlainInput = isPlain(input);
    const from = given && { context: plainCopy(given.context) };
    const copy = hasPlainInput ? plainCopy(input) : input;
    const first = this.#start(copy, from);
    const changes = (hasPlainInput && differ(input, copy)) || differ(given?.context, from?.context);
    const own = () =>
      changes
        ? this.#start(hasPlainInput ? likenessOf(input) : input, given && likenessOf(given))
        : this.#start(input, undefined);
    const second = own();
    if (first.text !== second.text) {
      this.#refuse('when it starts', [first, second], own().text === second.text ? SHARING : CHANCE);
    }
    return second;
  }

  /**
   * What the machine does on an event, or an answer of one of its actors.
   *
   * @param kept the state, as it is kept
   * @param own XState's own object for it, or null
   * @throws ModelError if the machine is no function of state and event, or does what the model cannot express
   */
  react(kept: Snapshot, own: Snapshot | null, cause: Cause): Run {
    // Once around both runs: what is refused to code of the model is put in place, and back, only once.
    return purely(
      () => `${this.#who}: the machine "${this.#machine.id}"`,
      () => this.#reactTwice(kept, own, cause),
    );
  }

  /** Whether the machine certainly ignores an event in a state: XState would run no code of it. */
  ignores(kept: Snapshot, event: EventObject): boolean {
    return ignoresEvent(this.#machine, kept, event);
  }

  #reactTwice(kept: Snapshot, own: Snapshot | null, cause: Cause): Run {
    const from = rebuilt(kept);
    const given = mappedCause(cause, plainCopy);
    const first = this.#attempt(from, given);
    if (own === null) return this.#told(first);
    const changes = differ(dataOf(kept), dataOf(from)) || differ(cause, given);
    const onOwn = () => this.#react(changes ? withData(own, likenessOf) : own, mappedCause(cause, plainCopy));
    const second = onOwn();
    if (!this.#isSame(first, second)) {
      const told = this.#told(first);
      // In the other order: a machine that does two things in turn would seem to be steady.
      const isSteady = onOwn().text === second.text && this.again(kept, cause).text === told.text;
      this.#refuse(placeOf(kept, cause), [told, second], isSteady ? SHARING : CHANCE);
    }
    return second;
  }

  /** What the machine does on an event at another moment, on data rebuilt from what is kept. */
  again(kept: Snapshot, cause: Cause): Run {
    return this.#react(rebuilt(kept), mappedCause(cause, plainCopy));
  }

  /** Refuses a machine that does not do the same again. */
  refuseChange(kept: Snapshot, cause: Cause): never {
    return this.#refuse(placeOf(kept, cause), [], CHANCE);
  }

  #start(input: unknown, context: { readonly context: unknown } | undefined): Reacted {
    return this.#toldReaction(start(this.#machine, input, this.#around, context));
  }

  #react(snapshot: Snapshot, cause: Cause): Run {
    return this.#told(this.#attempt(snapshot, cause));
  }

  #attempt(snapshot: Snapshot, cause: Cause): Reaction | MachineThrew {
    try {
      return respond(this.#machine, snapshot, cause, this.#around);
    } catch (thrown) {
      if (!(thrown instanceof MachineThrew)) throw thrown;
      return thrown;
    }
  }

  /** Whether a machine did the same; the texts, which say so, are long to write. */
  #isSame(result: Reaction | MachineThrew, { result: other, text }: Run): boolean {
    if (result instanceof MachineThrew || other instanceof MachineThrew)
      return this.#told(result).text === text;
    const isSame =
      isSameSnapshot(result.snapshot, other.snapshot) &&
      result.effects.length === other.effects.length &&
      result.effects.every((effect, i) => isSameEffect(effect, other.effects[i] ?? effect));
    return isSame || this.#told(result).text === text;
  }

  #told(result: Reaction | MachineThrew): Run {
    if (!(result instanceof MachineThrew)) return this.#toldReaction(result);
    return { result, text: `throws ${result.message}`, state: '' };
  }

  #toldReaction(reaction: Reaction): Reacted {
    const state = snapshotText(this.#machine, reaction.snapshot, this.#who);
    return { result: reaction, text: [state, ...reaction.effects.map(effectText)].join('\n'), state };
  }

  #refuse(where: string, runs: readonly Run[], why: string): never {
    const contexts = runs.map(({ result }) =>
      result instanceof MachineThrew ? null : result.snapshot.context,
    );
    const path = contexts.includes(null) ? null : differingPath(contexts[0], contexts[1], 'context');
    throw new ModelError(
      `${this.#who}: the machine "${this.#machine.id}" ${where}, is no function of state and event${path === null ? '' : `; ${path} comes out in two ways`}: ${why}`,
    );
  }
}

function isSameEffect(a: Effect, b: Effect): boolean {
  return effectText(a) === effectText(b);
}

function placeOf(kept: Snapshot, cause: Cause): string {
  return `in state ${valueText(kept.value)}, ${causeText(cause)}`;
}

/** Whether data were changed in place. */
function differ(before: unknown, after: unknown): boolean {
  return before !== undefined && !isSameData(before, after);
}

function isPlain(data: unknown): boolean {
  return plainText(data) !== null;
}
