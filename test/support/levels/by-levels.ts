import { MissingAtoms } from '../../../src/codec/atoms.ts';
import { type Batch, Expander } from '../../../src/codec/expander.ts';
import {
  batchContent,
  batchOf,
  type ExpandedView,
  expandedContent,
  expandedOf,
  type Hello,
  PROTOCOL,
  toldBeginnings,
} from '../../../src/codec/frames.ts';
import { type Name, nameOfWords } from '../../../src/codec/names.ts';
import { ToldAtoms } from '../../../src/codec/told-atoms.ts';
import { type AnyModel, type InstanceOptions, instantiate, type Outcome } from '../../../src/index.ts';
import { HandedOut, type Worker } from '../../../src/levels/handed-out.ts';
import { LevelSearch, type LevelSettings } from '../../../src/levels/level-search.ts';
import { MemoryStore } from './memory-store.ts';

/** How a search by levels is made. */
export interface LevelManner {
  readonly workers: number;
  readonly batch: number;
  /** Workers forget all that they have met each time that so many batches have come. */
  readonly forgets: number;
  /** The search is broken off once in the middle of this level, and goes on in another process. */
  readonly breaksOff: number;
}

type Limits = Partial<Pick<LevelSettings, 'first' | 'maxStates' | 'properties'>>;

/** Searches a model by levels, in this process, with all that passes between processes written and read as frames. */
export async function searchedByLevels(
  model: AnyModel,
  options: InstanceOptions,
  limits: Limits,
  manner: LevelManner,
): Promise<Outcome> {
  const store = new MemoryStore();
  const settings: LevelSettings = {
    properties: limits.properties,
    first: limits.first ?? false,
    maxStates: limits.maxStates ?? Number.POSITIVE_INFINITY,
    maxMilliseconds: Number.POSITIVE_INFINITY,
  };
  const go = (breaksOff: number) => {
    const make = () => instantiate(model, options);
    const workers = Array.from(
      { length: manner.workers },
      () => new LocalWorker(make, store, limits, manner),
    );
    const progress = ({ level }: { readonly level: number }) => {
      if (level === breaksOff) throw new BrokenOff();
    };
    const hello = helloOf(new Expander(make, limits.properties));
    return new LevelSearch(make(), settings, {
      levels: new HandedOut(store, workers, manner.batch),
      hello,
      progress,
      milliseconds: () => 0,
      stop: () => null,
    }).run();
  };
  try {
    return await go(manner.breaksOff);
  } catch (error) {
    if (!(error instanceof BrokenOff)) throw error;
    // Whatever was on its way then is gone.
    await new Promise((resolve) => setImmediate(resolve));
    store.breakOff();
    return go(-1);
  }
}

class BrokenOff extends Error {}

export class LocalWorker implements Worker {
  readonly #expander: Expander;
  readonly #store: MemoryStore;
  readonly #forgets: number;
  #batches = 0;

  constructor(
    make: () => ReturnType<typeof instantiate>,
    store: MemoryStore,
    { properties }: Limits,
    { forgets }: LevelManner,
  ) {
    this.#expander = new Expander(make, properties);
    this.#store = store;
    this.#forgets = forgets;
  }

  /** Forgets between two questions of one batch, too. */
  async expand(batch: Omit<Batch, 'atoms'>): Promise<ExpandedView> {
    const told = new ToldAtoms((names) => this.#store.atoms(names));
    const forgets = ++this.#batches % this.#forgets === 0;
    if (forgets && this.#batches % 2 === 0) this.#expander.drop();
    for (;;) {
      try {
        return this.#ask({ ...batch, atoms: told.atoms });
      } catch (error) {
        if (!(error instanceof MissingAtoms)) throw error;
        if (forgets && told.atoms.length === 0) this.#expander.drop();
        await told.add(error.names);
      }
    }
  }

  #ask(batch: Batch): ExpandedView {
    return expandedOf(expandedContent(this.#expander.expand(batchOf(batchContent(batch)))));
  }
}

/** What a worker says first. */
function helloOf(expander: Expander): Hello {
  const { instance, watched } = expander;
  const { states, atoms } = expander.initials();
  return {
    protocol: PROTOCOL,
    version: '',
    identity: '',
    model: instance.name,
    variant: instance.variant,
    parameters: instance.parameters,
    endpoints: instance.model.reader.endpoints,
    watched: watched.map(({ named: { name, kind }, ofPremise = false }) => ({
      name,
      kind,
      isPremise: ofPremise,
    })),
    ...toldBeginnings({ states: states.map(namesOf), atoms }),
  };
}

function namesOf(state: Uint8Array): readonly Name[] {
  const view = new DataView(state.buffer, state.byteOffset, state.byteLength);
  return Array.from({ length: state.byteLength / 8 }, (_, i) =>
    nameOfWords(view.getUint32(i * 8, true), view.getUint32(i * 8 + 4, true)),
  );
}
