import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
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
  const { distinctStates, transitions, depth, capacityHits, cuts } = stats;
  return { ...document, stats: { distinctStates, transitions, depth, capacityHits, cuts } };
}

/** The identifiers of a process and of all that it has started. */
export function familyOf(pid: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const each = Number(name);
    const parent = Number.isInteger(each) ? parentOf(each) : null;
    if (parent !== null) parents.set(each, parent);
  }
  const family = [pid];
  for (const member of family) {
    for (const [child, parent] of parents) if (parent === member) family.push(child);
  }
  return family;
}

function parentOf(pid: number): number | null {
  const status = read(`/proc/${pid}/status`);
  return status === null ? null : Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
}

/** With what a process was started: its words, with a zero after each; empty if it has ended. */
export function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`) ?? '';
}

/** Bytes of memory that a process has for itself, with its share of what it shares with others. */
export function memoryOf(pid: number): number {
  const rollup = read(`/proc/${pid}/smaps_rollup`);
  return rollup === null ? 0 : Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) * 1024;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
