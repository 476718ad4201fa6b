import { execFile } from 'node:child_process';
import { root } from './root.ts';
import { run } from './run.ts';

interface Result {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the bench does with a command line; what it measures, it measures in processes of their own. */
export async function bench(args: readonly string[]): Promise<Result> {
  const out: string[] = [];
  const notes: string[] = [];
  const status = await run(args, { out: (text) => out.push(text), note: (text) => notes.push(text) });
  return { status, stdout: out.join('\n'), stderr: notes.join('\n') };
}

/** Runs the bench as its user would. */
export function benchCommand(args: readonly string[]): Promise<Result> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['scripts/run-sources.mjs', 'test/bench/main.ts', ...args],
      { cwd: root },
      (error, ...out) => resolve({ status: Number(error?.code ?? 0), stdout: out[0], stderr: out[1] }),
    );
  });
}
