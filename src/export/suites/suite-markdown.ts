import type { Goal } from '../../paths/goals/goals.ts';
import type { TestPath, TestSuite } from '../../paths/suite.ts';
import { cell, ladderTable, row } from '../ladders/ladder-markdown.ts';
import { countsOf, purposeOf } from './suite-summary.ts';

/** A suite of test paths for people to read, chunk by chunk: what it reaches, and a table of every path. */
export function* suiteMarkdown(suite: TestSuite): Generator<string, void> {
  yield `${head(suite).join('\n')}\n`;
  for (const path of suite.paths) yield `\n${pathLines(path).join('\n')}`;
}

function head(suite: TestSuite): readonly string[] {
  const { model, variant, criteria, paths, steps, longest, lowerBound, goals } = suite;
  const title = variant === null ? model : `${model}, variant ${variant}`;
  return [
    `# Test paths of ${cell(title)}`,
    '',
    row(['criterion', 'goals', 'reached', 'unreachable', 'unknown']),
    row(['---', '---:', '---:', '---:', '---:']),
    ...countsOf(suite).map((each) =>
      row([each.criterion, each.total, each.reached, each.unreachable, each.unknown].map(String)),
    ),
    '',
    `${paths.length} paths for ${criteria.join(', ')}, with ${steps} steps; the longest has ${longest}. ` +
      `No suite without longer paths has fewer than ${lowerBound.paths} paths or ${lowerBound.steps} steps.`,
    ...listOf('Unreachable within the bounds', goals.unreachable),
    ...listOf('Unknown', goals.unknown),
  ];
}

function listOf(title: string, goals: readonly Goal[]): readonly string[] {
  if (goals.length === 0) return [];
  return ['', `## ${title}`, '', ...goals.map(({ criterion, name }) => `- ${criterion}: ${cell(name)}`)];
}

function pathLines(path: TestPath): readonly string[] {
  return [
    `## Path ${path.number}: ${cell(purposeOf(path))}`,
    '',
    `Replay string: \`${path.replay}\``,
    '',
    'It is the first to reach:',
    '',
    ...path.first.map(({ criterion, name }) => `- ${criterion}: ${cell(name)}`),
    '',
    ...ladderTable(path.trace()),
  ];
}
