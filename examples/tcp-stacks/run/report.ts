import { differenceReport } from 'allways';
import type { Side } from '../driver/hosts.ts';
import type { Profile } from '../profiles/profile.ts';
import { type Kind, kindsOf } from './differences.ts';
import type { PathResult } from './paths.ts';
import { scriptOf } from './script.ts';

/** What became of a suite with a stack on one side, or on both. */
export interface Row {
  readonly stack: string;
  readonly side: string;
  readonly suite: string;
  readonly results: readonly PathResult[];
}

/** The table of all that was run, in Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ stack, side, suite, results }) => {
    const count = (verdict: PathResult['verdict']) =>
      results.filter((each) => each.verdict === verdict).length;
    const repeated = results.filter((each) => each.repeated > 0).length;
    const cells = [results.length, count('agrees'), count('differs'), count('slipped'), repeated];
    return `| ${[stack, side, suite, ...cells].join(' | ')} |`;
  });
  const head = '| stack | side | suite | paths | agree | differ | clock slipped | tried again |';
  return [head, '|---|---|---|---:|---:|---:|---:|---:|', ...lines].join('\n');
}

/** How many paths need each tolerance, in Markdown. */
export function tolerancesOf({ title, comparison }: Profile, rows: readonly Row[]): string {
  const results = rows.flatMap((row) => row.results);
  const lines = comparison.tolerances.map(({ name, sentence, section }) => {
    const paths = results.filter(({ tolerated }) => tolerated.has(name)).length;
    return `| ${[title, name, sentence, section, paths].join(' | ')} |`;
  });
  return ['| stack | tolerance | what it does | section | paths |', '|---|---|---|---|---:|', ...lines].join(
    '\n',
  );
}

/** Every kind of difference: how often, the ladder up to the shortest, and a script that repeats it without Allways. */
export function differencesOf(rows: readonly Row[]): string {
  return rows
    .flatMap(({ stack, suite, results }) =>
      kindsOf(results).map((kind) => differenceText(`${stack}, ${suite}`, kind)),
    )
    .join('\n');
}

function differenceText(where: string, { sentence, paths, shortest }: Kind): string {
  const side = shortest.difference.endpoint as Side;
  const script = scriptOf(shortest.exchanges.get(side) ?? []);
  return [
    `### ${where}: ${sentence}`,
    '',
    `On ${paths} paths; the shortest is path ${shortest.path}.`,
    '',
    '```',
    differenceReport(shortest.difference),
    '```',
    '',
    'Without Allways:',
    '',
    '```',
    script,
    '```',
    '',
  ].join('\n');
}
