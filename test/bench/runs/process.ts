import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { totalmem } from 'node:os';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { BenchError } from '../bench-error.ts';
import { root } from '../root.ts';
import type { Job } from './job.ts';

/** Megabytes that V8's heap may take: half of the machine, where its own limit would end a run that has room to go on. */
const HEAP = Math.round(totalmem() / 2 ** 21);

/**
 * Does a job in a process of its own, and hands over the documents that it prints.
 *
 * @throws BenchError if it fails, with what it had to say
 */
export async function runJob(job: Job, receive: (document: unknown) => void): Promise<void> {
  const args = [
    `--max-old-space-size=${HEAP}`,
    'scripts/run-sources.mjs',
    'test/bench/one-run.ts',
    JSON.stringify(job),
  ];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  createInterface({ input: child.stdout }).on('line', (line) => receive(JSON.parse(line)));
  const [complaints, [status, signal]] = await Promise.all([
    text(child.stderr),
    once(child, 'close') as Promise<[number | null, string | null]>,
  ]);
  if (status === 0) return;
  const what = `${job.engine} on ${job.subject.file} ended with ${signal ?? `status ${status}`}`;
  throw new BenchError(`${what}:\n${complaints.trim()}`);
}

/** Does a job in a process of its own that prints one document. */
export async function measuredApart<T>(job: Job): Promise<T> {
  const received: unknown[] = [];
  await runJob(job, (document) => received.push(document));
  return received[0] as T;
}
