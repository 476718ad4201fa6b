import { instantiate } from '../composition/instantiate.ts';
import type { AnyModel } from '../language/definition.ts';
import type { InstanceOptions } from '../language/resolve.ts';
import type { Instance } from '../model/instance.ts';
import type { Ending, Progress } from '../search/outcome.ts';
import { watchedInstance } from '../survey/watched-model.ts';
import { LocalGraphs } from './cover/local-graphs.ts';
import { criteriaFor, type TestCriterion } from './criteria/criteria.ts';
import type { Criterion } from './criteria/criterion.ts';
import { type GoalSearch, limitOf, memorySearch, progressOf, stateSearch } from './goal-search.ts';
import { GoalSets } from './goals/goal-sets.ts';
import { Goals } from './goals/goals.ts';
import { kindOrType, type Label, type Setting } from './setting.ts';
import type { TestSuite } from './suite.ts';
import { type SuiteProgress, suiteOf } from './suite-of.ts';

/** Of which instance test paths are made, and when the search for them stops. */
export interface TestPathsOptions extends InstanceOptions {
  /** Stop when a search has seen more states than this. Default: unlimited. */
  readonly maxStates?: number | undefined;
  /** Stop after this long. Default: unlimited. */
  readonly maxSeconds?: number | undefined;
  /**
   * What a message or event is called: those of one name are of one kind. Default: its field `kind` if it has one, else
   * its type.
   */
  readonly label?: Label | undefined;
}

/**
 * Few, short paths of a model that reach every goal of one or several criteria.
 *
 * Goals that no path reaches are listed, too. The same model and criteria give the same paths on every machine.
 *
 * @throws ModelError as `instantiate` does, and for a criterion that does not exist
 */
export function testPaths(
  model: AnyModel,
  criterion: TestCriterion | readonly TestCriterion[],
  options: TestPathsOptions = {},
): TestSuite {
  const search = new TestPathSearch(model, [criterion].flat(), options);
  while (!search.advance(1000));
  return search.suite();
}

/**
 * The search behind `testPaths`, in slices, so that whoever drives it can show progress and stop it in between.
 *
 * First all states are searched, for the goals that depend on a step or a state alone. Then, for the goals that depend
 * on the path, all states beside what must be remembered of it; such a search ends when all its goals are reached.
 */
export class TestPathSearch {
  readonly #instance: Instance;
  readonly #setting: Setting;
  readonly #wanted: readonly TestCriterion[];
  readonly #criteria: readonly Criterion[];
  readonly #graphs: LocalGraphs;
  readonly #options: TestPathsOptions;
  readonly #searches: GoalSearch[] = [];
  /** What is still to be searched. */
  readonly #waiting: { readonly wanted: readonly number[]; begin(): GoalSearch }[];
  #stopped: Ending | null = null;

  /** @throws ModelError as `instantiate` does, and for a criterion that does not exist */
  constructor(model: AnyModel, criteria: readonly TestCriterion[], options: TestPathsOptions = {}) {
    const { instance, lanes } = watchedInstance(model, options);
    // Paths are told by a model of its own, so that traces can be made while the suite is used.
    this.#instance = instantiate(model, options);
    this.#options = options;
    this.#wanted = criteria;
    this.#setting = {
      instance,
      model: instance.model,
      reader: instance.model.reader,
      lanes,
      label: options.label ?? kindOrType,
      goals: new Goals(),
      sets: new GoalSets(),
    };
    this.#criteria = criteriaFor(this.#setting, criteria);
    this.#graphs = new LocalGraphs(this.#setting);
    const begin = () => stateSearch(this.#setting, this.#criteria, this.#graphs, this.#limits());
    this.#waiting = this.#criteria.length === 0 ? [] : [{ wanted: [], begin }];
  }

  /** Searches for about this long. Returns true once nothing is left to search. */
  advance(milliseconds: number): boolean {
    if (this.#stopped !== null) return true;
    const current = this.#searches.at(-1);
    if (current === undefined || current.search.ending !== null) return !this.#begin();
    if (!current.search.advance(milliseconds)) return false;
    current.search.release();
    if (this.#searches.length === 1) this.#addMemorySearches();
    return this.#waiting.length === 0;
  }

  /** Ends the search from outside; goals that are not reached stay unknown. */
  stop(ending: 'max-memory' | 'interrupted'): void {
    this.#stopped ??= ending;
    this.#searches.at(-1)?.search.stop(ending);
  }

  /** What is being searched, in words. */
  get title(): string {
    return this.#searches.at(-1)?.title ?? '';
  }

  progress(): Progress {
    return progressOf(this.#searches);
  }

  /**
   * The suite of all goals that were reached.
   *
   * @param report is told how far the choice of paths is
   */
  suite(report?: SuiteProgress): TestSuite {
    const limit = this.#stopped ?? limitOf(this.#searches);
    return suiteOf({
      setting: this.#setting,
      told: this.#instance.model,
      wanted: this.#wanted,
      criteria: this.#criteria,
      searches: this.#searches,
      notBegun: this.#waiting.flatMap(({ wanted }) => wanted),
      graphs: this.#graphs,
      limit,
      progress: this.progress(),
      report,
    });
  }

  /** Begins the next search; false if there is none. */
  #begin(): boolean {
    const next = this.#waiting.shift();
    if (next === undefined) return false;
    this.#searches.push(next.begin());
    return true;
  }

  #addMemorySearches(): void {
    const searches = this.#criteria.flatMap((each) => each.searches?.() ?? []);
    for (const each of searches) {
      const begin = () => memorySearch(this.#setting, each, this.#limits());
      this.#waiting.push({ wanted: each.wanted, begin });
    }
  }

  #limits() {
    const { maxStates, maxSeconds } = this.#options;
    const left = maxSeconds === undefined ? undefined : Math.max(0, maxSeconds - this.progress().seconds);
    return { maxStates, maxSeconds: left };
  }
}
