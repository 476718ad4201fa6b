import type { AnyModel } from '../../language/definition.ts';
import type { InstanceOptions } from '../../language/resolve.ts';
import type { Goal } from '../../paths/goals/goals.ts';
import { TestPathSearch } from '../../paths/test-paths.ts';
import type { PathCriterion, SearchLimits, SearchProgress } from '../protocol/messages.ts';
import type { GoalView, SuiteView } from '../protocol/views.ts';
import { SLICE } from './search-job.ts';

/** Searches for test paths, in slices. */
export class PathsJob {
  readonly #criterion: PathCriterion;
  readonly #search: TestPathSearch;

  constructor(
    model: AnyModel,
    options: InstanceOptions,
    criterion: PathCriterion,
    { maxStates, maxSeconds }: SearchLimits,
  ) {
    this.#criterion = criterion;
    const limits = { maxStates, maxSeconds: maxSeconds ?? undefined };
    this.#search = new TestPathSearch(model, [criterion], { ...options, ...limits });
  }

  /** Goes on for a slice. Returns true at the end. */
  advance(): boolean {
    return this.#search.advance(SLICE);
  }

  stop(): void {
    this.#search.stop('interrupted');
  }

  progress(): SearchProgress {
    const { distinctStates, transitions, depth, frontier, seconds } = this.#search.progress();
    return { phase: 'paths', without: [], states: distinctStates, transitions, depth, frontier, seconds };
  }

  result(): SuiteView {
    const { paths, goals, complete, ending } = this.#search.suite();
    return {
      criterion: this.#criterion,
      complete,
      ending,
      total: goals.total,
      reached: goals.reached,
      paths: paths.map(({ replay, path, first, goals: all }) => ({
        replay,
        steps: path.length,
        first: first.map(nameOf),
        goals: all.length,
      })),
      missed: [
        ...goals.unreachable.map((goal): GoalView => ({ name: nameOf(goal), status: 'unreachable' })),
        ...goals.unknown.map((goal): GoalView => ({ name: nameOf(goal), status: 'unknown' })),
      ],
    };
  }
}

function nameOf({ name, endpoint }: Goal): string {
  return endpoint === null || name.startsWith(endpoint) ? name : `${endpoint}: ${name}`;
}
