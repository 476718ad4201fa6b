import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds between two looks at a family, at least. A look takes time on the same machine: so it is left so many times as long in peace. */
const PAUSE = 50;
const PEACE = 20;

/** Every so many looks, the folder is looked at, too. */
const FOLDER = 5;

/** Ticks of a second in which Linux tells CPU time. */
const TICKS = 100;

/** What a process and all that it has started took, seen from outside. */
export interface Taken {
  readonly wallSeconds: number;
  /** User and system time of all of them. */
  readonly cpuSeconds: number;
  /** The most memory of all of them together. */
  readonly peakMemoryBytes: number;
  /** What the folder held at the end, and the most that it did. */
  readonly diskBytes: number;
  readonly peakDiskBytes: number;
}

/** Watches a process that was just started, with its family, and a folder that it writes to, until it ends. Linux tells these things. */
export async function watched(child: ChildProcess, folder: string): Promise<Taken> {
  const began = performance.now();
  const ended = once(child, 'close');
  const before = secondsOfEnded();
  const seconds = new Map<string, number>();
  let peakMemoryBytes = 0;
  let peakDiskBytes = 0;
  for (let look = 0; child.exitCode === null && child.signalCode === null; look++) {
    const looked = performance.now();
    const family = membersOf(child.pid ?? 0);
    for (const { pid, started, cpuSeconds } of family) seconds.set(`${pid} ${started}`, cpuSeconds);
    const memory = family.reduce((sum, { pid }) => sum + memoryOf(pid), 0);
    peakMemoryBytes = Math.max(peakMemoryBytes, memory);
    if (look % FOLDER === 0) peakDiskBytes = Math.max(peakDiskBytes, sizeOf(folder));
    await Promise.race([ended, sleep(Math.max(PAUSE, (performance.now() - looked) * PEACE))]);
  }
  await ended;
  const diskBytes = sizeOf(folder);
  return {
    wallSeconds: (performance.now() - began) / 1000,
    // Some end between two looks; some are never waited for.
    cpuSeconds: Math.max(
      secondsOfEnded() - before,
      [...seconds.values()].reduce((sum, each) => sum + each, 0),
    ),
    peakMemoryBytes,
    diskBytes,
    peakDiskBytes: Math.max(peakDiskBytes, diskBytes),
  };
}

/** The identifiers of a process and of all that it has started. */
export function familyOf(pid: number): readonly number[] {
  return membersOf(pid).map((member) => member.pid);
}

/** With what a process was started: its words, with a zero after each; empty if it has ended. */
export function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`) ?? '';
}

interface Member {
  readonly pid: number;
  readonly parent: number;
  /** When it was started: a process identifier is given again. */
  readonly started: string;
  /** Its own, without that of its children. */
  readonly cpuSeconds: number;
}

function membersOf(pid: number): readonly Member[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => memberOf(Number(name)) ?? []);
  const family = all.filter((each) => each.pid === pid);
  for (const member of family) family.push(...all.filter(({ parent }) => parent === member.pid));
  return family;
}

/** CPU time of all that this process has started and that has ended, with all that these have waited for. */
function secondsOfEnded(): number {
  const fields = fieldsOf('self');
  return fields === null ? 0 : secondsIn(fields, 13);
}

function memberOf(pid: number): Member | null {
  const fields = fieldsOf(String(pid));
  return fields === null
    ? null
    : { pid, parent: Number(fields[1]), started: fields[19] ?? '', cpuSeconds: secondsIn(fields, 11) };
}

/** What Linux tells of a process behind its name, which is in brackets, and in which there may be anything. */
function fieldsOf(process: string): readonly string[] | null {
  const text = read(`/proc/${process}/stat`);
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** User and system time, which stand beside each other. */
function secondsIn(fields: readonly string[], at: number): number {
  return (Number(fields[at]) + Number(fields[at + 1])) / TICKS;
}

/** Bytes of memory that a process has for itself, with its share of what it shares with others. */
function memoryOf(pid: number): number {
  const rollup = read(`/proc/${pid}/smaps_rollup`);
  return rollup === null ? 0 : Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) * 1024;
}

/** Bytes that the files of a folder take. Files may go while it is looked at. */
function sizeOf(folder: string): number {
  return attempt(() => readdirSync(folder, { withFileTypes: true }), []).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? sizeOf(path) : attempt(() => statSync(path).size, 0));
  }, 0);
}

function read(file: string): string | null {
  return attempt(() => readFileSync(file, 'utf8'), null);
}

function attempt<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
