/** How often everything is measured. */
export interface Rounds {
  /** Most runs of each row. */
  readonly runs: number;
  /** No further round begins if it would probably end after this many seconds. */
  readonly seconds: number;
}

/** The runs of one row. */
export interface Series<T, M> {
  readonly task: T;
  readonly measurements: readonly [M, ...M[]];
}

/** Measures rows, in rounds: each round runs every row once, so that whatever else the machine does meets all of them. */
export async function inRounds<T, M>(
  tasks: readonly T[],
  { runs, seconds }: Rounds,
  measure: (task: T, round: number) => Promise<M>,
): Promise<readonly Series<T, M>[]> {
  const series = tasks.map((task) => ({ task, measurements: [] as M[] }));
  const began = performance.now();
  for (let round = 1; round <= runs; round++) {
    for (const { task, measurements } of series) measurements.push(await measure(task, round));
    const taken = (performance.now() - began) / 1000;
    if (taken + taken / round > seconds) break;
  }
  return series.flatMap(({ task, measurements: [first, ...others] }) =>
    first === undefined ? [] : [{ task, measurements: [first, ...others] as const }],
  );
}
