import { differenceReport } from 'allways/testing';
import type { Side } from '../driver/hosts.ts';
import type { Profile } from '../profiles/profile.ts';
import { accountOf } from './account.ts';
import { captureOf } from './capture.ts';
import { type Kind, kindsOf } from './differences.ts';
import { alignedTable, type Column, item, paragraph } from './markdown.ts';
import type { PathResult } from './paths.ts';
import { scriptOf } from './script.ts';

/** What became of a suite with a stack on one side, or on both. */
export interface Row {
  readonly stack: string;
  readonly side: string;
  readonly suite: string;
  /** What its paths cover. */
  readonly criterion: string;
  readonly results: readonly PathResult[];
}

const COLUMNS: readonly Column[] = [
  { title: 'side' },
  { title: 'suite' },
  { title: 'criterion' },
  { title: 'paths', isNumber: true },
  { title: 'agree', isNumber: true },
  { title: 'differ', isNumber: true },
  { title: 'kinds', isNumber: true },
];

/** What became of the suites of one stack, and what had to be tolerated, in Markdown. */
export function partOf(profile: Profile, rows: readonly Row[]): string {
  const lines = rows.map(({ side, suite, criterion, results }) => {
    const count = (verdict: PathResult['verdict']) =>
      results.filter((each) => each.verdict === verdict).length;
    const kinds = kindsOf(results).length;
    return [side, suite, criterion, results.length, count('agrees'), count('differs'), kinds];
  });
  const parts = [`## ${profile.title}`, alignedTable(COLUMNS, lines), ...clocksOf(rows)];
  return [...parts, 'Tolerated, each only for its cause:', tolerancesOf(profile, rows)].join('\n\n');
}

/** What a machine that was too slow has cost; nothing where nothing was. */
function clocksOf(rows: readonly Row[]): readonly string[] {
  const results = rows.flatMap((row) => row.results);
  const repeated = results.filter((each) => each.repeated > 0).length;
  const slipped = results.filter(({ verdict }) => verdict === 'slipped').length;
  if (repeated === 0) return [];
  const given = `Given up: ${slipped}, of which nothing is known.`;
  return [paragraph(`Tried again because a clock had slipped: ${repeated} paths. ${given}`)];
}

/** How many paths need each tolerance. */
function tolerancesOf({ comparison }: Profile, rows: readonly Row[]): string {
  const results = rows.flatMap((row) => row.results);
  const lines = comparison.tolerances.map(({ name, sentence, section }) => {
    const paths = results.filter(({ tolerated }) => tolerated.has(name)).length;
    return item(`${name}, on ${paths} paths (${section}): ${sentence}`);
  });
  return lines.join('\n');
}

/** Every kind of difference: the section of the RFC, how often, the ladder up to the shortest, and a script that repeats it without Allways. */
export function differencesOf(rows: readonly Row[]): string {
  return kindsIn(rows)
    .map(({ where, kind }, i) => differenceText(i + 1, where, kind))
    .join('\n');
}

/** The same without Allways: for each difference, by its number and the side that differs, a script and a capture at its host. */
export function filesOf(rows: readonly Row[]): ReadonlyMap<string, string | Uint8Array> {
  return new Map(
    kindsIn(rows).flatMap(({ kind }, i): readonly [string, string | Uint8Array][] => {
      const name = `difference-${i + 1}-${kind.shortest.difference.endpoint}`;
      const exchanges = exchangesOf(kind);
      return [
        [`${name}.script`, `${scriptOf(exchanges)}\n`],
        [`${name}.pcap`, captureOf(exchanges)],
      ];
    }),
  );
}

const kindsIn = (rows: readonly Row[]) =>
  rows.flatMap(({ stack, suite, results }) =>
    kindsOf(results).map((kind) => ({ where: `${stack}, ${suite}`, kind })),
  );

/** What was said to the side that differs, and what it answered. */
const exchangesOf = ({ shortest }: Kind) =>
  shortest.exchanges.get(shortest.difference.endpoint as Side) ?? [];

function differenceText(number: number, where: string, kind: Kind): string {
  const { sentence, sections, paths, shortest } = kind;
  const script = scriptOf(exchangesOf(kind));
  return [
    `### ${number}. ${sentence}`,
    '',
    paragraph(`${where}, on ${paths} paths; the shortest is path ${shortest.path}.`),
    '',
    `How it should be: RFC 9293, ${sections}.`,
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

/** The paths that did not go the same way in each of several runs. */
export function unequalPaths(runs: readonly (readonly Row[])[], isRealTime: boolean): readonly string[] {
  const [first = [], ...others] = runs.map((rows) =>
    rows.flatMap(({ stack, side, suite, results }) =>
      results.map((result) => ({
        place: `${stack}, ${side}, ${suite}, path ${result.path}`,
        account: accountOf(result, isRealTime),
      })),
    ),
  );
  const isUnequal = ({ account }: { readonly account: string }, i: number) =>
    others.some((other) => other[i]?.account !== account);
  return first.filter(isUnequal).map(({ place }) => place);
}

/** The same as a sentence, and a list. */
export function repetitionOf(title: string, runs: number, paths: number, unequal: readonly string[]): string {
  const same = `${title}: of ${paths} paths, ${paths - unequal.length} went the same way in each of ${runs} runs.`;
  return [paragraph(same), ...unequal.map((place) => `- not the same each time: ${place}`)].join('\n');
}
