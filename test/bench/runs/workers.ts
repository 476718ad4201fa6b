import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { BenchError } from '../bench-error.ts';
import type { Measurement, Memory } from '../measurement.ts';
import { root } from '../root.ts';
import type { Subject, WorkersEngine } from '../subjects.ts';
import { childSeconds } from '../times.ts';

const run = promisify(execFile);

/** Bytes of a document that are more than enough. */
const MOST = 2 ** 26;

/** What of the document of `check --json` is measured. */
interface Document {
  readonly complete: boolean;
  readonly ending: string;
  readonly stats: {
    readonly distinctStates: number;
    readonly transitions: number;
    readonly seconds: number;
    readonly bytesPerState: number;
    readonly peakMemoryBytes: number;
    readonly memory: Memory;
    readonly asleep: number;
    readonly localTransitions: number;
  };
}

/**
 * Measures `allways check --workers N`: a process as a user has it, since threads load the model from its file. The CPU time is
 * that of the whole process, with its start and with what each thread loads.
 */
export async function measuredWithWorkers(
  { file, set }: Subject,
  engine: WorkersEngine,
): Promise<Measurement> {
  const workers = engine.slice(engine.lastIndexOf('-') + 1);
  const settings = Object.entries(set).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const args = ['check', file, ...settings, '--json', '--workers', workers].map((arg) => `'${arg}'`);
  // The shell's `times` is the only portable way to learn the user time of a child.
  const command = `'${process.execPath}' scripts/run-sources.mjs src/cli/main.ts ${args.join(' ')}; times`;
  const { stdout } = await run('sh', ['-c', command], { cwd: root, maxBuffer: MOST });
  const end = stdout.lastIndexOf('}') + 1;
  const { complete, ending, stats } = JSON.parse(stdout.slice(0, end)) as Document;
  if (!complete) throw new BenchError(`the search of ${file} did not see every state: ${ending}`);
  return {
    distinctStates: stats.distinctStates,
    transitions: stats.transitions,
    wallSeconds: stats.seconds,
    cpuSeconds: childSeconds(stdout.slice(end)),
    bytesPerState: stats.bytesPerState,
    peakMemoryBytes: stats.peakMemoryBytes,
    startSeconds: null,
    buildSeconds: null,
    memory: stats.memory,
    asleep: stats.asleep,
    xstateCalls: stats.localTransitions,
    xstateShare: null,
  };
}
