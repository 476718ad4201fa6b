import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A fixture's path, from the root of the project. */
export const fixture = (name: string): string => `test/fixtures/${name}`;

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Settings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the process as soon as it runs. */
  readonly during?: (child: ChildProcess) => void;
}

/** Runs the command line from its sources, as `npm run allways` does, in a process group of its own. */
export function allways(
  args: readonly string[],
  { cwd = root, env = {}, during }: Settings = {},
): Promise<Result> {
  const child = spawn(process.execPath, [join(root, 'scripts/run-sources.mjs'), 'src/cli/main.ts', ...args], {
    cwd,
    detached: true,
    env: { ...environment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text: Buffer) => {
    stdout += text;
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text;
  });
  during?.(child);
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/** Interrupts, as Ctrl-C does, the whole process group once the search has told its progress. */
export function interruptOnceSearching({ pid, stderr }: ChildProcess): void {
  let told = '';
  stderr?.on('data', (text: Buffer) => {
    const isFirst = !told.includes(' states');
    told += text;
    if (isFirst && told.includes(' states') && pid !== undefined) process.kill(-pid, 'SIGINT');
  });
}

/** A folder outside of any package, with these files in it. */
export function folderOf(files: Readonly<Record<string, string>>): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'allways-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The environment, without what a test runner says of colours. */
function environment(): Record<string, string | undefined> {
  const { FORCE_COLOR: _force, NO_COLOR: _no, INIT_CWD: _start, ...rest } = process.env;
  return { ...rest, ALLWAYS_PROGRESS: 'never' };
}
