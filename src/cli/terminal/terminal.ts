import type { Look } from '../../report/searches/check.ts';

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

/** A reader that goes away early (`| head`) ends the output, not the program. */
export function toleratesClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
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
