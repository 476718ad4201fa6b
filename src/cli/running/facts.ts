import type { TestSuite } from '../../paths/suite.ts';
import { depthOf, shown } from '../../report/searches/verdict.ts';
import { counted } from '../../report/text.ts';
import type { Outcome } from '../../search/outcome.ts';

/** What may differ between two checks: verdicts and sizes, by name. `prefix` tells one check of several. */
export function factsOf(outcome: Outcome, prefix = ''): [string, string][] {
  const { properties, statistics, complete } = outcome;
  const { distinctStates, transitions } = statistics;
  const size = `${counted(distinctStates, 'state')}, ${counted(transitions, 'transition')}`;
  return [
    ...shown(properties).map((property): [string, string] => {
      const depth = depthOf(property);
      const steps = depth === null ? '' : ` in ${counted(depth, 'step')}`;
      return [`${prefix}"${property.name}"`, `${property.verdict}${steps}`];
    }),
    [`${prefix}size`, complete ? size : `${size}, not all`],
  ];
}

/** What may differ between two suites: what became of each goal, and how many paths there are. */
export function factsOfSuite({ goals, paths, steps }: TestSuite): [string, string][] {
  return [
    ['suite', `${counted(paths.length, 'path')}, ${counted(steps, 'step')}`],
    ...goals.all.map(({ criterion, name, status }): [string, string] => [`${criterion}: ${name}`, status]),
  ];
}
