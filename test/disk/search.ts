import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A search that runs as a process of its own. */
export interface Running {
  readonly child: ChildProcess;
  /** What it printed, once it has ended by itself; null if it was killed. */
  readonly ended: Promise<string | null>;
}

/** Starts `check` with these arguments. */
export function started(args: readonly string[]): Running {
  const child = spawn(
    process.execPath,
    ['scripts/run-sources.mjs', 'src/cli/main.ts', 'check', ...args, '--json'],
    { cwd: root, env: { ...process.env, ALLWAYS_PROGRESS: 'never' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (text: Buffer) => {
    stdout += text;
  });
  child.stderr?.on('data', (text: Buffer) => {
    stderr += text;
  });
  const ended = new Promise<string | null>((resolve, reject) => {
    child.on('close', (status, signal) => {
      if (signal !== null) resolve(null);
      else if (status === 2) reject(new Error(stderr));
      else resolve(stdout);
    });
  });
  return { child, ended };
}

/** All of a document but time and memory, and who has called XState how often. */
export function whatCounts(text: string | null): unknown {
  const { stats, ...document } = JSON.parse(text ?? '') as {
    readonly stats: Readonly<Record<string, unknown>>;
  };
  const { distinctStates, transitions, depth, capacityHits, cuts, initialStates } = stats;
  return { ...document, stats: { distinctStates, transitions, depth, capacityHits, cuts, initialStates } };
}
