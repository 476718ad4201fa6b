import { instantiate } from '../composition/instantiate.ts';
import type { AnyModel, Variant, VariantNameOf } from '../language/definition.ts';
import { ModelError } from '../language/errors.ts';
import { nearest } from '../language/nearest.ts';
import type { ParameterSpecs, ParameterValues } from '../language/parameters.ts';
import type { Instance } from '../model/instance.ts';
import type { PropertyOutcome } from '../property/outcome.ts';
import type { ReductionName } from '../reduction/report.ts';
import type { Ending, Outcome } from '../search/outcome.ts';
import { advance, Search } from '../search/search.ts';

/** What limits a search that a test asks for. What it leaves undecided is unknown, and no expectation of it is met. */
export interface SearchLimits {
  /**
   * Seconds that one expectation may search; the next goes on where it ended. Default: what nine tenths of the test's own
   * timeout are, so that the test says what is unknown before vitest ends it; without one, no limit.
   */
  readonly maxSeconds?: number;
  /** Bytes of the search's tables. Default: 1 GB. */
  readonly maxMemory?: number;
  /** Distinct states. Default: no limit. */
  readonly maxStates?: number;
}

/** What of a model is checked, and within which limits. */
export interface CheckOptions<M extends AnyModel = AnyModel> extends SearchLimits {
  /** Default: none, the parameters are as the model has them. */
  readonly variant?: VariantNameOf<M>;
  /** Values of parameters that override those of the variant. */
  readonly set?: Partial<ParameterValues<M['parameters']>>;
  /** Names of assumptions that are not made. */
  readonly without?: readonly string[];
  /** Reductions to make use of where they apply; they change no verdict. Default: none. */
  readonly reduce?: readonly ReductionName[];
}

/** Milliseconds of searching between two looks at the limits. */
const SLICE = 25;

const DEFAULT_MEMORY = 1e9;

/** The searches of models, so that however many expectations make one: by what is checked. */
const searches = new WeakMap<AnyModel, Map<string, ModelSearch>>();

/** One search, which expectations drive on as far as they need it. */
class ModelSearch {
  readonly instance: Instance;
  readonly #search: Search;
  #hasEnded = false;

  constructor(model: AnyModel, { variant, set, without, reduce, maxStates }: CheckOptions) {
    this.instance = instantiate(model, { variant, set: given(set ?? {}), without });
    this.#search = new Search(this.instance, { reduce, maxStates });
  }

  /** What the search says once all of these are decided, or a limit has come. */
  outcome(properties: readonly string[] | null, maxSeconds: number, maxMemory: number): LimitedOutcome {
    const began = this.#search.progress().seconds;
    for (;;) {
      const outcome = this.#search.outcome();
      if (this.#hasEnded || isDecided(outcome, properties))
        return { outcome, limit: limitIn(outcome.ending) };
      const { seconds, bytes } = this.#search.progress();
      if (seconds - began >= maxSeconds) return { outcome, limit: { what: 'seconds', value: maxSeconds } };
      if (bytes > maxMemory) return { outcome, limit: { what: 'bytes', value: maxMemory } };
      this.#hasEnded = advance(this.#search, Math.min(SLICE, maxSeconds * 1000));
    }
  }
}

/** Why a search has not ended: a limit of this expectation, or one of the search itself. */
export interface Limit {
  readonly what: 'seconds' | 'bytes' | 'states' | 'memory';
  readonly value: number | null;
}

/** What a search says, and the limit at which it stands. */
export interface LimitedOutcome {
  readonly outcome: Outcome;
  readonly limit: Limit | null;
}

function limitIn(ending: Ending): Limit | null {
  if (ending === 'max-states') return { what: 'states', value: null };
  return ending === 'max-memory' ? { what: 'memory', value: null } : null;
}

/** A violation or a witness stays one, whatever else the search finds; of all other verdicts only the end can tell. */
function isDecided({ properties }: Outcome, wanted: readonly string[] | null): boolean {
  return wanted?.every((name) => properties.some((each) => each.name === name && 'path' in each)) ?? false;
}

/** What is set, without what is left undefined. */
function given<T>(values: Readonly<Record<string, T | undefined>>): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** A model with what of it is checked: what expectations are of. Made by `checked`. */
export class CheckedModel<M extends AnyModel = AnyModel> {
  readonly model: M;
  readonly options: CheckOptions<M>;

  constructor(model: M, options: CheckOptions<M>) {
    this.model = model;
    this.options = options;
  }

  /** The model as it is searched. */
  get instance(): Instance {
    return this.#searched.instance;
  }

  /** The size that its author expects: of the variant as it stands, searched in full; else null. */
  get expectedSize(): NonNullable<Variant<ParameterSpecs>['size']> | null {
    const { variant, set = {}, without = [], reduce = [] } = this.options;
    const isChanged = Object.keys(set).length + without.length + reduce.length > 0;
    return variant === undefined || isChanged ? null : (this.model.variants?.[variant]?.size ?? null);
  }

  /**
   * What the search says of a property.
   *
   * @throws ModelError for a property that does not exist
   */
  property(name: string, timeout: number): LimitedOutcome & { readonly property: PropertyOutcome } {
    const names = this.instance.properties.map((each) => each.name);
    const found = this.outcome(timeout, [name]);
    const property = found.outcome.properties.find((each) => each.name === name);
    if (property !== undefined) return { ...found, property };
    throw new ModelError(`model "${this.model.name}" has no property "${name}"${nearest(name, names)}`);
  }

  /**
   * What the search says of all properties.
   *
   * @param timeout milliseconds that the test may take; 0 for no limit
   * @param properties names of those that must be decided; null for all
   */
  outcome(timeout: number, properties: readonly string[] | null = null): LimitedOutcome {
    const unhurried =
      timeout > 0 && Number.isFinite(timeout) ? (timeout * 0.9) / 1000 : Number.POSITIVE_INFINITY;
    const { maxSeconds = unhurried, maxMemory = DEFAULT_MEMORY } = this.options;
    return this.#searched.outcome(properties, maxSeconds, maxMemory);
  }

  get #searched(): ModelSearch {
    const { maxSeconds: _seconds, maxMemory: _memory, ...what } = this.options;
    const key = JSON.stringify(Object.entries(what).sort(([a], [b]) => (a < b ? -1 : 1)));
    const ofModel = searches.get(this.model) ?? new Map<string, ModelSearch>();
    searches.set(this.model, ofModel);
    const search = ofModel.get(key) ?? new ModelSearch(this.model, this.options);
    ofModel.set(key, search);
    return search;
  }
}

/**
 * A model with a choice of variant, parameters and limits, for several expectations:
 * `const graceful = checked(model, { variant: 'graceful', maxSeconds: 60 })`.
 *
 * Expectations of the same model, variant and parameters share one search.
 */
export function checked<M extends AnyModel>(model: M, options: CheckOptions<M> = {}): CheckedModel<M> {
  return new CheckedModel(model, options);
}
