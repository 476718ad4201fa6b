import { bytes, count, cut } from '../../report/text.ts';
import type { Progress } from '../../search/outcome.ts';
import { residentBytes } from '../running/memory.ts';

const EVERY_MS = 100;
const ERASE = '\r\x1b[2K';

/** A line on stderr that says where a search stands; only on a terminal, and gone at the end. */
export class ProgressLine {
  readonly #stream = process.stderr;
  readonly #title: string;
  #last = performance.now();
  #visible = false;

  constructor(title: string) {
    this.#title = title;
  }

  /** Shows the progress, unless that has just been done. */
  show(progress: Progress): void {
    const now = performance.now();
    if (!this.#stream.isTTY || now - this.#last < EVERY_MS) return;
    this.#last = now;
    this.#visible = true;
    this.#stream.write(ERASE + cut(this.#text(progress), this.#stream.columns - 1));
  }

  /** Takes the line away. */
  erase(): void {
    if (this.#visible) this.#stream.write(ERASE);
    this.#visible = false;
  }

  #text({ distinctStates, statesPerSecond, depth, frontier }: Progress): string {
    return [
      this.#title,
      `${count(distinctStates)} states`,
      `${count(statesPerSecond)}/s`,
      `depth ${count(depth)}`,
      `frontier ${count(frontier)}`,
      bytes(residentBytes()),
    ].join('  ');
  }
}
