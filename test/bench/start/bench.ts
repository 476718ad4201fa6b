import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missing } from '../../package/runtimes.ts';
import { BenchError } from '../bench-error.ts';
import { root } from '../root.ts';
import { inRounds } from '../rounds.ts';
import { median } from '../spread.ts';
import { NODES, type Start, startsOf } from './starts.ts';
import { type Timed, timed } from './timed.ts';

/** What a start took, over all rounds: smallest value and median. */
export interface StartRow {
  readonly start: string;
  readonly node: string;
  readonly wallSeconds: readonly [least: number, median: number];
  /** Null where it cannot be told. */
  readonly cpuSeconds: readonly [least: number, median: number] | null;
  /** Most seconds, on quiet cores. */
  readonly most: number;
  readonly runs: number;
}

/** Measures how long the command line takes to start. */
export async function benchStart(runs: number, note: (text: string) => void): Promise<readonly StartRow[]> {
  note('building the package …');
  const built = build();
  const found = NODES.filter((node) => {
    const reason = missing(node);
    if (reason !== null) note(`left out: ${reason}`);
    return reason === null;
  });
  return startRows(
    found.flatMap((node) => startsOf(node, built)),
    runs,
    note,
  );
}

/** Rounds of some starts. One round before them is not counted: it fills what Node and the disk keep. */
export async function startRows(
  starts: readonly Start[],
  runs: number,
  note: (text: string) => void,
): Promise<readonly StartRow[]> {
  const rounds = { runs: runs + 1, seconds: Number.POSITIVE_INFINITY };
  const series = await inRounds(starts, rounds, (start, round) => {
    note(`${start.name} by ${start.runtime.name}, ${round === 1 ? 'to warm up' : `run ${round - 1}`}`);
    return timed(start);
  });
  return series.map(({ task, measurements: [, ...counted] }) => rowOf(task, counted));
}

function rowOf({ name, runtime, most }: Start, measurements: readonly Timed[]): StartRow {
  const cpu = measurements.flatMap(({ cpuSeconds }) => (cpuSeconds === null ? [] : [cpuSeconds]));
  return {
    start: name,
    node: runtime.name === 'this Node' ? `node ${process.versions.node}` : runtime.name,
    wallSeconds: figuresOf(measurements.map(({ wallSeconds }) => wallSeconds)),
    cpuSeconds: cpu.length === measurements.length ? figuresOf(cpu) : null,
    most,
    runs: measurements.length,
  };
}

function figuresOf(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), median(values)];
}

/**
 * Compiles the package into a folder of its own, so that nobody's dist/ is touched; gives its main file.
 *
 * @throws BenchError if it does not compile
 */
function build(): string {
  const folder = join(root, 'node_modules/.cache/allways-start');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const args = [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', join(folder, 'dist')];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new BenchError(`the package does not compile:\n${stdout}`);
  return join(folder, 'dist/cli/main.js');
}
