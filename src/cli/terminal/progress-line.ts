import { bytes, count, cut } from '../../report/text.ts';
import type { Progress } from '../../search/outcome.ts';
import { residentBytes } from '../running/memory.ts';
import { Watchdog } from '../running/watchdog.ts';

const EVERY_MS = 100;
const ERASE = '\r\x1b[2K';

/** Where nobody watches, a line after so many milliseconds, and then each time that twice as many have passed. */
const FIRST_LINE_MS = 2000;

/**
 * Says on stderr where long work stands: on a terminal a line that changes, and is gone at the end; elsewhere a line now and
 * then, so that a log shows that work goes on. `ALLWAYS_PROGRESS=never` says nothing.
 */
export class ProgressLine {
  readonly #stream = process.stderr;
  readonly #title: string;
  readonly #began = performance.now();
  #last = performance.now();
  #nextLine = FIRST_LINE_MS;
  #visible = false;

  constructor(title: string) {
    this.#title = title;
  }

  /** Shows the progress of a search, unless that has just been done. */
  show({ distinctStates, statesPerSecond, depth, frontier, liveness }: Progress): void {
    if (liveness !== undefined) {
      this.say(() => [
        `${count(distinctStates)} states`,
        `"${liveness.property}"`,
        `${count(liveness.looks)} looked at`,
      ]);
      return;
    }
    this.say(() => [
      `${count(distinctStates)} states`,
      `${count(statesPerSecond)}/s`,
      `depth ${count(depth)}`,
      `frontier ${count(frontier)}`,
    ]);
  }

  /** Shows how far a walk through all states is: how many are done, of how many that are known so far. */
  readonly walk = (expanded: number, found: number): void => {
    this.say(() => [`${count(expanded)} of ${count(found)} states`]);
  };

  /** Shows these parts, unless something has just been shown. */
  say(parts: () => readonly string[]): void {
    Watchdog.get().pulse();
    if (!isWanted()) return;
    const now = performance.now();
    if (!this.#stream.isTTY) this.#log(now - this.#began, parts);
    else if (now - this.#last >= EVERY_MS) {
      this.#last = now;
      this.#visible = true;
      this.#stream.write(ERASE + cut(this.#text(parts), this.#stream.columns - 1));
    }
  }

  /** Says something for good; the line goes on below it. */
  note(text: string): void {
    if (!isWanted()) return;
    this.erase();
    this.#stream.write(`${text}\n`);
  }

  /** Takes the line away. */
  erase(): void {
    if (this.#visible) this.#stream.write(ERASE);
    this.#visible = false;
  }

  #log(milliseconds: number, parts: () => readonly string[]): void {
    if (milliseconds < this.#nextLine) return;
    while (milliseconds >= this.#nextLine) this.#nextLine *= 2;
    this.#stream.write(`${this.#text(parts)}\n`);
  }

  #text(parts: () => readonly string[]): string {
    return [this.#title, ...parts(), bytes(residentBytes())].join('  ');
  }
}

/** Does work that cannot be interrupted while a line tells how far it is. */
export function withProgress<T>(title: string, work: (line: ProgressLine) => T): T {
  const line = new ProgressLine(title);
  try {
    return work(line);
  } finally {
    line.erase();
  }
}

/** Says on stderr that work goes on, unless nobody wants to know. */
export function tell(text: string): void {
  if (isWanted()) process.stderr.write(`${text}\n`);
}

function isWanted(): boolean {
  return process.env.ALLWAYS_PROGRESS !== 'never';
}
