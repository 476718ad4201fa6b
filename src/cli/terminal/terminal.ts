import { writeSync } from 'node:fs';
import { messageOf } from '../../language/errors.ts';
import type { Look } from '../../report/searches/check.ts';
import { ExitStatus } from '../exit-status.ts';

const NARROWEST = 40;
const WIDEST = 120;

/** Where results and notices go, and how they may look. */
export interface Terminal {
  readonly look: Look;
  /** Prints a result. */
  out(text: string): void;
  /** Prints a notice that is no result. */
  note(text: string): void;
}

/** @param color what the command line says of colour; undefined if nothing */
export function openTerminal(color: boolean | undefined): Terminal {
  const { stdout, stderr } = process;
  return {
    look: { width: widthOf(stdout), color: color ?? wantsColor(stdout) },
    out: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
  };
}

/**
 * A reader that goes away early (`| head`) ends the output, not the program, which goes on to the status that its verdict
 * has. Any other failure, such as a full disk, leaves a result that nobody can rely on.
 */
export function toleratesClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return;
      if (stream === process.stdout) complain(`the output cannot be written: ${error.message}`);
      process.exit(ExitStatus.wrong);
    });
  }
}

/**
 * What fails outside of all that a command waits for is a fault of the model's file (a promise that is rejected, a timer that
 * throws): a sentence, and the status of a bad model, not that of a violation.
 */
export function toleratesNoStrays(): void {
  const end = (what: string) => (error: unknown) => {
    complain(`${what}: ${messageOf(error)}`);
    process.exit(ExitStatus.wrong);
  };
  process.on('unhandledRejection', end('a promise was rejected that nobody waits for'));
  process.on('uncaughtException', end('something threw that nobody waits for'));
}

/** Written at once, since the process is about to end. */
function complain(sentence: string): void {
  try {
    writeSync(process.stderr.fd, `allways: ${sentence}\n`);
  } catch {
    // Where not even this can be told, the status tells.
  }
}

function widthOf(stream: NodeJS.WriteStream): number {
  const columns = stream.isTTY ? stream.columns : 80;
  return Math.min(WIDEST, Math.max(NARROWEST, columns));
}

/** As agreed among programs: NO_COLOR says no, FORCE_COLOR says yes, otherwise a terminal that can. */
function wantsColor(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR: no = '', FORCE_COLOR: force, TERM: term } = process.env;
  if (no !== '') return false;
  if (force !== undefined) return force !== '0' && force !== 'false';
  return stream.isTTY === true && term !== 'dumb';
}
