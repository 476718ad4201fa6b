import { statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { count, counted } from '../../report/text.ts';
import { ExitStatus } from '../exit-status.ts';
import { displayedPath } from '../loading/displayed-path.ts';
import { sourcesOf } from '../loading/sources.ts';
import { reportError } from '../terminal/error-report.ts';

/** Milliseconds between two looks at the files. */
const BETWEEN_LOOKS = 200;

/** Milliseconds in which an editor may still be writing. */
const SETTLING = 60;

/** Differences that are told one by one. */
const MOST_TOLD = 20;

/** What a run found. */
export interface Found {
  readonly status: ExitStatus;
  /** Whether Ctrl-C ended it. */
  readonly isInterrupted: boolean;
  /** What may differ from run to run, by name: verdicts, sizes, goals. */
  readonly facts: ReadonlyMap<string, string>;
}

/**
 * Runs something again and again: each time that a file is saved of which the model is made. It says what differs from the run before.
 *
 * @returns the status of the last run, once Ctrl-C comes
 */
export async function watching(given: string, run: () => Promise<Found>): Promise<ExitStatus> {
  const interrupted = new AbortController();
  const onSignal = () => interrupted.abort();
  let before: ReadonlyMap<string, string> | null = null;
  for (;;) {
    const files = await sourcesOf(given);
    const stamps = stampsOf(files);
    const found = await attempted(run);
    const { facts, status } = found;
    if (facts !== null) {
      if (before !== null) say(differencesText(before, facts));
      before = facts;
    }
    if (found.isInterrupted) return status;
    // Only now: while a search runs, Ctrl-C is a wish to see what it has covered.
    process.once('SIGINT', onSignal);
    say(`Watching ${counted(files.length, 'file')}; Ctrl-C ends it.`);
    const changed = await nextChange(stamps, interrupted.signal);
    process.off('SIGINT', onSignal);
    if (changed === null) return status;
    say(`\n${displayedPath(changed)} has changed.`);
  }
}

async function attempted(
  run: () => Promise<Found>,
): Promise<Omit<Found, 'facts'> & { facts: Found['facts'] | null }> {
  try {
    return await run();
  } catch (error) {
    return { status: statusOf(error), isInterrupted: false, facts: null };
  }
}

function statusOf(error: unknown): ExitStatus {
  reportError(error);
  return ExitStatus.wrong;
}

/** The first file that has another stamp than it had, once nothing is written any more; null if the wait is over before. */
export async function nextChange(
  stamps: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<string | null> {
  while (!signal.aborted) {
    const changed = [...stamps].find(([file, stamp]) => stampOf(file) !== stamp);
    if (changed !== undefined) {
      await wait(SETTLING);
      return changed[0];
    }
    await wait(BETWEEN_LOOKS, undefined, { signal }).catch(() => undefined);
  }
  return null;
}

/** What tells the present version of each file from the next. */
export function stampsOf(files: readonly string[]): ReadonlyMap<string, string> {
  return new Map(files.map((file) => [file, stampOf(file)]));
}

/** What tells one version of a file from the next; a file that is not there has a stamp, too. */
function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? 'gone' : `${stats.mtimeMs} ${stats.size} ${stats.ino}`;
}

/** What differs between two runs, a line each. */
function differencesText(before: Found['facts'], after: Found['facts']): string {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const differing = names.filter((name) => before.get(name) !== after.get(name));
  if (differing.length === 0) return '\nSince the last run nothing has changed.';
  const told = differing
    .slice(0, MOST_TOLD)
    .map(
      (name) => `  ${name}: ${before.get(name) ?? 'was not there'} → ${after.get(name) ?? 'is not there'}`,
    );
  const rest = differing.length - told.length;
  return ['\nSince the last run:', ...told, ...(rest === 0 ? [] : [`  and ${count(rest)} more`])].join('\n');
}

/** To stdout, as part of the result. */
function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
