import type { CriterionName } from '../../paths/goals/goals.ts';
import type { TestPath, TestSuite } from '../../paths/suite.ts';

/** How many goals of one criterion there are. */
export interface CriterionCount {
  readonly criterion: CriterionName;
  readonly total: number;
  readonly reached: number;
  readonly unreachable: number;
  readonly unknown: number;
}

/** The goals of a suite, counted by criterion. */
export function countsOf({ criteria, goals }: TestSuite): readonly CriterionCount[] {
  return criteria.map((criterion) => {
    const own = goals.all.filter((goal) => goal.criterion === criterion);
    const count = (status: string) => own.filter((goal) => goal.status === status).length;
    return {
      criterion,
      total: own.length,
      reached: count('reached'),
      unreachable: count('unreachable'),
      unknown: count('unknown'),
    };
  });
}

/** Names in a title before the others are only counted. */
const TOLD = 2;

/** What a path is for, in a few words: what it is the first to reach. */
export function purposeOf({ first, goals }: TestPath): string {
  const own = first.length > 0 ? first : goals;
  // The last goals are those that the path was made for.
  const told = own.slice(-TOLD).map(({ name }) => name);
  const rest = own.length - told.length;
  return `${told.join('; ')}${rest === 0 ? '' : `; and ${rest} more`}`;
}
