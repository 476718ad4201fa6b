import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds between two looks at a family. */
const PAUSE = 50;

/** Every so many looks, the folder is looked at, too. */
const FOLDER = 20;

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
  const seconds = new Map<string, number>();
  let peakMemoryBytes = 0;
  let peakDiskBytes = 0;
  for (let look = 0; child.exitCode === null && child.signalCode === null; look++) {
    const family = membersOf(child.pid ?? 0);
    for (const { pid, began: since, cpuSeconds } of family) seconds.set(`${pid} ${since}`, cpuSeconds);
    const memory = family.reduce((sum, { pid }) => sum + memoryOf(pid), 0);
    peakMemoryBytes = Math.max(peakMemoryBytes, memory);
    if (look % FOLDER === 0) peakDiskBytes = Math.max(peakDiskBytes, sizeOf(folder));
    await Promise.race([ended, sleep(PAUSE)]);
  }
  await ended;
  const diskBytes = sizeOf(folder);
  return {
    wallSeconds: (performance.now() - began) / 1000,
    cpuSeconds: [...seconds.values()].reduce((sum, each) => sum + each, 0),
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
  readonly began: string;
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

/** The second field of the text is a name in brackets, in which there may be anything. */
function memberOf(pid: number): Member | null {
  const text = read(`/proc/${pid}/stat`);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { pid, parent: Number(fields[1]), began: fields[19] ?? '', cpuSeconds: ticks / TICKS };
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
