import type { AnyPacket } from '../../language/forgotten.ts';
import type { Log, Sighting } from '../../language/log.ts';
import { Ways } from '../../language/network/ways.ts';
import type { ActionPath } from '../../model/action-path.ts';
import { pathToInitial } from '../../model/beginnings.ts';
import type { Model } from '../../model/model.ts';
import { ACTION, OBSERVATIONS, SENT, STEP_EXTRA, Steps, THROWN } from '../../model/steps.ts';
import { replay } from '../../trace/replay.ts';
import type { Stopped, Validation } from '../../trace/validation.ts';
import { ignoredDelivery } from './ignored.ts';
import { fits, isSeen, isState, type Sign, sightingText, signsOf } from './signs.ts';

/** A state that a behaviour has come to, having shown so many sightings. */
interface Place {
  readonly state: Uint32Array;
  readonly from: Place | null;
  /** Of the step from there, or what says at which initial state the path begins; null where a message was ignored, which is no step. */
  readonly index: number | null;
}

/** How a log is explained: what may be missing in it, and how long the search for a behaviour may take. */
export interface LogOptions {
  /** Stop when more states than this have been looked at. Default: unlimited. */
  readonly maxStates?: number | undefined;
  /** Types (or kinds) of messages that the log may lack, though it sees messages. */
  readonly mayMiss?: readonly string[] | undefined;
}

/**
 * Searches for a behaviour of the model that shows what a log has: breadth first, through all steps that the log would not have
 * shown (subset construction). The states at each place in the log are all that are possible there.
 */
export class LogSearch {
  readonly #model: Model;
  readonly #log: Log;
  readonly #options: LogOptions;
  readonly #steps: Steps;
  readonly #ways: Ways;
  /** States by place in the log: those that are known, and those still to be expanded. */
  readonly #known = new Map<number, Map<string, Place>>();
  #queue: Place[];
  #head = 0;
  #at = 0;
  #states = 0;
  /** Longest beginning of the log that a step comes to in the middle of what it shows. */
  #furthest = 0;
  #instead = new Set<string>();
  #stopped: Stopped | null = null;

  constructor(model: Model, log: Log, options: LogOptions = {}) {
    this.#model = model;
    this.#log = log;
    this.#options = options;
    this.#steps = new Steps(model.width);
    this.#ways = new Ways(model.bounds.network, model.reader.endpoints);
    this.#queue = model.initials.map((state, i) => {
      const [index = null] = pathToInitial(model, i);
      return { state: state.slice(), from: null, index };
    });
    this.#known.set(0, new Map(this.#queue.map((first) => [keyOf(first.state), first])));
    for (const first of [...this.#queue]) this.#noteStates(first, 0);
  }

  get states(): number {
    return this.#states;
  }

  /** Sightings that are explained so far. */
  get explained(): number {
    return this.#at;
  }

  /** Expands so many states. Returns true at the end. */
  advance(states: number): boolean {
    const { maxStates = Number.POSITIVE_INFINITY } = this.#options;
    for (let i = 0; i < states && !this.#isDecided(); i++) {
      const place = this.#queue[this.#head++];
      if (place === undefined) this.#goOn();
      else this.#expand(place);
      if (this.#states > maxStates) this.stop('max-states');
    }
    return this.#isDecided();
  }

  /** Ends the search from outside; what was not found stays unknown. */
  stop(stopped: Stopped): void {
    this.#stopped ??= stopped;
  }

  validation(): Validation {
    const place = this.#last();
    const path = pathTo(place);
    const told = {
      sightings: this.#log.sightings.length,
      states: this.#states,
      path,
      trace: replay(this.#model, path),
    };
    if (this.#at === this.#log.sightings.length) return { ...told, explained: this.#at, verdict: 'fits' };
    if (this.#stopped !== null)
      return { ...told, explained: this.#at, verdict: 'unknown', stopped: this.#stopped };
    const explained = Math.max(this.#at, this.#furthest);
    const sighting = this.#log.sightings[explained];
    if (sighting === undefined) throw new Error('every sighting is explained, but the search has not ended');
    return {
      ...told,
      explained,
      verdict: 'differs',
      sighting,
      where: sighting.where,
      seen: sightingText(sighting),
      instead: [...this.#instead].sort(),
    };
  }

  #isDecided(): boolean {
    if (this.#stopped !== null || this.#at === this.#log.sightings.length) return true;
    return this.#head >= this.#queue.length && this.#nextPlace() === this.#at;
  }

  /** Goes on to the next place in the log; the states at those before are needed for their paths only. */
  #goOn(): void {
    const before = this.#at;
    this.#at = this.#nextPlace();
    this.#known.delete(before);
    this.#queue = [...(this.#known.get(this.#at)?.values() ?? [])];
    this.#head = 0;
  }

  /** The next place in the log that some state has come to; the same one if there is none. */
  #nextPlace(): number {
    const later = [...this.#known.keys()].filter((at) => at > this.#at);
    return later.length === 0 ? this.#at : Math.min(...later);
  }

  #last(): Place {
    const [first] = this.#known.get(this.#at)?.values() ?? [];
    if (first === undefined) throw new Error('no state has come to this place in the log');
    return first;
  }

  #expand(place: Place): void {
    this.#states++;
    const steps = this.#steps;
    this.#model.expand(place.state, steps);
    for (let index = 0; index < steps.count; index++) this.#take(place, index, steps.vector(index));
    this.#ignore(place);
  }

  #take(from: Place, index: number, vector: Uint32Array): void {
    const width = (vector.length - STEP_EXTRA) / 2;
    if (vector[width * 2 + THROWN] !== 0) return;
    const state = vector.slice(width, width * 2);
    const signs = this.#signsOf(vector, state).filter((sign) => isSeen(this.#log.sees, sign));
    const wanted = signs.filter((sign) => !this.#mayBeMissing(sign));
    this.#follow({ state, from, index }, signs);
    if (wanted.length < signs.length) this.#follow({ state, from, index }, wanted);
  }

  /** A step that shows this, after what has been explained. */
  #follow(place: Place, signs: readonly Sign[]): void {
    const misfit = signs.findIndex((sign, i) => {
      const sighting = this.#log.sightings[this.#at + i];
      return sighting === undefined || !fits(sighting, sign);
    });
    if (misfit < 0) this.#add(place, this.#at + signs.length);
    else this.#noteInstead(this.#at + misfit, signs[misfit]?.text ?? '');
  }

  #noteInstead(at: number, text: string): void {
    if (at < this.#furthest) return;
    if (at > this.#furthest) this.#instead = new Set();
    this.#furthest = at;
    this.#instead.add(text);
  }

  /** A message that its receiver ignores, or an event of which nobody knows whether it was one, is no step. */
  #ignore(place: Place): void {
    const sighting = this.#log.sightings[this.#at];
    if (sighting === undefined) return;
    const { reader, width } = this.#model;
    const packets = reader.packets(place.state[width - 2] ?? 0);
    const delivered: number[] = [];
    for (let k = 0; k < this.#steps.count; k++)
      delivered.push(this.#steps.vector(k)[width * 2 + ACTION] ?? 0);
    const actions = delivered.map((id) => reader.action(id));
    const isNothing =
      ignoredDelivery(sighting, packets, actions, reader.endpoints, this.#ways) ||
      (sighting.optional === true && this.#isIn(place, sighting));
    if (isNothing) this.#add({ state: place.state, from: place, index: null }, this.#at + 1);
  }

  #add(place: Place, at: number): void {
    const known = this.#known.get(at) ?? new Map<string, Place>();
    this.#known.set(at, known);
    const key = keyOf(place.state);
    if (known.has(key)) return;
    known.set(key, place);
    if (at === this.#at) this.#queue.push(place);
    this.#noteStates(place, at);
  }

  /** A sighting of a state takes no step: it is explained wherever an endpoint is in it. */
  #noteStates(place: Place, at: number): void {
    const sighting = this.#log.sightings[at];
    if (sighting?.kind !== 'state') return;
    if (this.#isIn(place, sighting)) this.#add({ state: place.state, from: place, index: null }, at + 1);
    else this.#noteInstead(at, `${sighting.endpoint} is in ${this.#valueOf(place, sighting.endpoint)}`);
  }

  #isIn({ state }: Place, { endpoint, after }: Sighting): boolean {
    const i = this.#model.reader.endpoints.indexOf(endpoint);
    return i >= 0 && isState(this.#model.reader.localState(i, state[i] ?? 0), after ?? {});
  }

  #valueOf({ state }: Place, endpoint: string): string {
    const i = this.#model.reader.endpoints.indexOf(endpoint);
    return i < 0 ? 'no state' : JSON.stringify(this.#model.reader.localState(i, state[i] ?? 0).value);
  }

  #mayBeMissing({ kind, event }: Sign): boolean {
    if (kind !== 'sent' && kind !== 'delivered') return false;
    const { type, kind: kindOfEvent } = event as { readonly type?: unknown; readonly kind?: unknown };
    return this.#options.mayMiss?.some((name) => name === type || name === kindOfEvent) ?? false;
  }

  #isNotice({ from, to, event }: AnyPacket): boolean {
    const { endpoints } = this.#model.reader;
    return this.#ways.of({ from: endpoints.indexOf(from), to: endpoints.indexOf(to), event }).tells !== null;
  }

  #signsOf(vector: Uint32Array, state: Uint32Array): readonly Sign[] {
    const { reader, width } = this.#model;
    const extra = width * 2;
    const action = reader.action(vector[extra + ACTION] ?? 0);
    const i = 'endpoint' in action ? reader.endpoints.indexOf(action.endpoint) : -1;
    return signsOf({
      action,
      // What ends of a session are told, nobody sends.
      sent: reader.sent(vector[extra + SENT] ?? 0).filter((packet) => !this.#isNotice(packet)),
      observations: reader.observations(vector[extra + OBSERVATIONS] ?? 0),
      after: i < 0 ? null : reader.localState(i, state[i] ?? 0),
    });
  }
}

const keyOf = (state: Uint32Array): string => state.join(',');

function pathTo(place: Place): ActionPath {
  const path: number[] = [];
  for (let at: Place | null = place; at !== null; at = at.from) if (at.index !== null) path.unshift(at.index);
  return path;
}
