import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { BenchError } from '../bench-error.ts';
import type { Start } from './starts.ts';

/** What one start took. */
export interface Timed {
  readonly wallSeconds: number;
  /** User and system time of the process; null where there is no shell that tells it. */
  readonly cpuSeconds: number | null;
}

/** A shell runs its arguments, and then tells the CPU time of what it has waited for. */
const SCRIPT = '"$@" >/dev/null; status=$?; times; exit $status';

/**
 * Starts the command line once, and waits for its end.
 *
 * @throws BenchError if it fails
 */
export async function timed({ name, runtime, args, status: wanted }: Start): Promise<Timed> {
  const { npm_lifecycle_event: _event, INIT_CWD: _start, ...env } = process.env;
  const command = [runtime.executable, ...args];
  const [program = '', ...given] =
    process.platform === 'win32' ? command : ['sh', '-c', SCRIPT, 'sh', ...command];
  const began = performance.now();
  const child = spawn(program, given, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [told, complaints, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  const wallSeconds = (performance.now() - began) / 1000;
  if (status !== wanted)
    throw new BenchError(`${name} by ${runtime.name} ended with ${status}:\n${complaints}`);
  return { wallSeconds, cpuSeconds: process.platform === 'win32' ? null : cpuSecondsIn(told) };
}

/** The second line tells of the children: `0m0.120s 0m0.030s`. */
function cpuSecondsIn(told: string): number | null {
  const times = [...(told.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  if (times.length !== 2) return null;
  return times.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}
