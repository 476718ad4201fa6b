import { ModelError } from '../model/errors.ts';
import type { AnyProperty, Instance } from '../model/instance.ts';
import { ACTION } from '../model/model.ts';
import { nearest } from '../model/nearest.ts';
import { type Monitor, monitorOf, throwMonitor, type Watched } from '../property/monitor.ts';
import type { ActionPath, PropertyOutcome } from './outcome.ts';

type Named = Pick<PropertyOutcome, 'name' | 'kind' | 'sentence' | 'source'>;

/** A finding at a state itself, not at one of its steps. */
export const NO_ACTION = -1;

interface Finding {
  readonly path: ActionPath;
  readonly reason: string | null;
}

interface Watch {
  readonly named: Named;
  readonly monitor: Monitor;
  finding: Finding | null;
}

const NO_THROW: Named = {
  name: 'machines do not throw',
  kind: 'no-throw',
  sentence: 'No guard, assignment or other function of a machine throws.',
  source: null,
};

/** All properties of a model, watched in one search. The first finding decides a property; the rest go on. */
export class PropertyWatch {
  readonly #all: readonly Watch[];
  readonly #open: Record<Watched, Watch[]>;
  readonly #pathTo: (state: number, action: number) => ActionPath;
  readonly #actionPlace: number;
  /** By action: whether every open step property is known to hold of all its steps. */
  readonly #dismissed: boolean[] = [];
  #asked: number;
  #violations = 0;

  /** @param pathTo the path to a state and on by one of its actions (NO_ACTION: only to the state) */
  constructor(
    instance: Instance,
    only: readonly string[] | undefined,
    pathTo: (state: number, action: number) => ActionPath,
  ) {
    this.#pathTo = pathTo;
    this.#actionPlace = instance.model.width * 2 + ACTION;
    const properties = selected(instance.properties, only);
    const watches = properties.map((property) => ({
      named: namedOf(property),
      monitor: monitorOf(property, instance.model, instance.parameters),
      finding: null,
    }));
    this.#asked = watches.length;
    this.#all = [...watches, { named: NO_THROW, monitor: throwMonitor(instance.model), finding: null }];
    const watching = (what: Watched) => this.#all.filter(({ monitor }) => monitor.watches === what);
    this.#open = {
      state: watching('state'),
      step: watching('step'),
      deadlock: watching('deadlock'),
      throw: watching('throw'),
    };
  }

  /** Whether some property is violated. */
  get violated(): boolean {
    return this.#violations > 0;
  }

  /** Whether every property of the model is decided. (That machines do not throw never ends a search.) */
  get allDecided(): boolean {
    return this.#asked === 0 && this.#all.length > 1;
  }

  atState(vector: Uint32Array, offset: number, from: number, action: number): void {
    this.#at('state', vector, offset, from, action);
  }

  atStep(vector: Uint32Array, offset: number, from: number, action: number): void {
    // Most actions can decide nothing, whatever the states: losses, ticks, messages of no interest.
    const label = vector[offset + this.#actionPlace] ?? 0;
    if (this.#dismissed[label] === true) return;
    this.#at('step', vector, offset, from, action);
    this.#dismissed[label] ??= this.#open.step.every(({ monitor }) => monitor.dismisses(label));
  }

  atDeadlock(vector: Uint32Array, offset: number, from: number, action: number): void {
    this.#at('deadlock', vector, offset, from, action);
  }

  atThrow(vector: Uint32Array, offset: number, from: number, action: number): void {
    this.#at('throw', vector, offset, from, action);
  }

  outcomes(complete: boolean): readonly PropertyOutcome[] {
    return this.#all.map(({ named, finding }) => {
      const reachable = named.kind === 'reachable';
      if (finding !== null) return { ...named, verdict: reachable ? 'reached' : 'violated', ...finding };
      if (!complete) return { ...named, verdict: 'unknown' };
      return { ...named, verdict: reachable ? 'unreachable' : 'holds' };
    });
  }

  #at(what: Watched, vector: Uint32Array, offset: number, from: number, action: number): void {
    const open = this.#open[what];
    for (let i = open.length - 1; i >= 0; i--) {
      const watch = open[i];
      if (watch === undefined || !watch.monitor.decides(vector, offset)) continue;
      watch.finding = { path: this.#pathTo(from, action), reason: watch.monitor.reason(vector, offset) };
      open.splice(i, 1);
      if (what !== 'throw') this.#asked--;
      if (watch.named.kind !== 'reachable') this.#violations++;
    }
  }
}

function selected(
  properties: readonly AnyProperty[],
  only: readonly string[] | undefined,
): readonly AnyProperty[] {
  if (only === undefined) return properties;
  const names = properties.map(({ name }) => name);
  for (const name of only) {
    if (!names.includes(name)) throw new ModelError(`there is no property "${name}"${nearest(name, names)}`);
  }
  return properties.filter(({ name }) => only.includes(name));
}

function namedOf({ name, kind, sentence, ...rest }: AnyProperty): Named {
  return { name, kind, sentence, source: rest.source ?? null };
}
