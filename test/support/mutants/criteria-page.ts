import type { Score, Scores } from './criteria.ts';

const HEAD = `# What criteria find

Small mistakes in the machines of every protocol of this project, made one at a time: a transition that is missing, leads nowhere or does
nothing, an action that is left out, a guard that is not asked or asked the other way round, a transition that is
missing only where the context is no longer that of the beginning. Those that do the same as the model, wherever they
can come, are left out. Of the others, a suite of test paths for each criterion finds so many: *from outside*, where a test sees only what is sent and
what the user is told; *from inside*, where it sees states, contexts and timers, too. (The mutants of TCP are [on a page of their own](mutants.md); Paxos
and the election of Raft are left out, since it would take too long to compare each of their mutants wherever it can come, and so are models whose machines
have children. Models of more than some thousand states are taken in a smaller choice of parameters.)

This page is written by \`test/models/criteria-mutants.long.ts\`, which fails when it is no longer so.
`;

/** The page that tells how many mutants each criterion finds. */
export function criteriaPage(all: ReadonlyMap<string, Scores>): string {
  const total = totalOf([...all.values()]);
  const parts = [...all].map(([name, scores]) => `## ${name}\n\n${table(scores)}\n`);
  return `${HEAD}\n## All protocols\n\n${table(total)}\n\n${parts.join('\n')}`;
}

function totalOf(all: readonly Scores[]): Scores {
  const names = Object.keys(all[0]?.byRecipe ?? {});
  const byRecipe = names.map((name) => {
    const of = (key: keyof Score) => all.reduce((sum, { byRecipe }) => sum + (byRecipe[name]?.[key] ?? 0), 0);
    return [
      name,
      { paths: of('paths'), steps: of('steps'), outside: of('outside'), inside: of('inside') },
    ] as const;
  });
  return {
    mutants: all.reduce((sum, { mutants }) => sum + mutants, 0),
    byRecipe: Object.fromEntries(byRecipe),
  };
}

function table({ mutants, byRecipe }: Scores): string {
  const rows = Object.entries(byRecipe).map(
    ([name, { paths, steps, outside, inside }]) =>
      `| ${name} | ${paths} | ${steps} | ${outside} | ${inside} |`,
  );
  return [
    `| criterion | paths | steps | of ${mutants} mutants, from outside | from inside |`,
    '|---|---:|---:|---:|---:|',
    ...rows,
  ].join('\n');
}
