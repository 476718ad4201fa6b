import type { Sight } from '../../support/mutants/kills.ts';
import type { Mutant } from './mutant.ts';

type Names = ReadonlySet<string>;

/** Who killed whom. */
export interface Killed {
  readonly transitions: Readonly<Record<Sight, Names>>;
  readonly faults: Readonly<Record<Sight, Names>>;
  /** Asked only of those that the other suites leave over. */
  readonly reactions: Names;
}

/** The table of mutants, in Markdown. */
export function render(
  mutants: readonly Mutant[],
  { transitions, faults, reactions }: Killed,
  equivalent: Names,
): string {
  const columns = [transitions.inside, transitions.outside, faults.inside, faults.outside];
  const rows = mutants.map(({ name, sentence, section }) => {
    const signs = columns.map((killed) => (killed.has(name) ? '✗' : ''));
    const isLeft = !transitions.inside.has(name) && !faults.inside.has(name);
    const end = reactions.has(name) ? '✗' : equivalent.has(name) ? 'equivalent' : isLeft ? 'not met' : '';
    return `| ${[name, sentence, section, ...signs, end].join(' | ')} |`;
  });
  const sums = columns.map(({ size }) => String(size));
  const left = mutants.length - new Set([...transitions.inside, ...faults.inside]).size;
  return [
    intro,
    '| mutant | what it does | section | transitions, from inside | from outside | faults, from inside | from outside | reactions |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
    `| **${mutants.length} mutants** | | | ${sums.join(' | ')} | ${reactions.size} of ${left} |`,
    '',
  ].join('\n');
}

const intro = `# Mutants of the TCP endpoint

TCP endpoints with one mistake each, made by transforming \`machines/tcp/endpoint.ts\`, and the suites of test paths that
tell them from the model (✗). A test *from inside* compares states, contexts and timers, too; one *from outside* sees
only what is sent, and what the user is told. The suite of reactions, with what the model ignores put in between, is
asked only about the mutants that the others leave over. Those *equivalent* do the same within the bounds: the checker has
compared them with the endpoint in every local state that can be reached, on every occasion. One *not met* differs only in
what it does with a duplicate that the model ignores, and that is in flight on no path of the suite when the endpoint is in
that state: what is ignored is tried where the paths come by, and no path is made for it.

This page is written by \`test/models/tcp-mutants.long.ts\`, which fails when it is no longer so.
`;
