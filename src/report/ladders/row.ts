import type { Paint, Style } from '../paint.ts';

/** One line of text of a fixed width, drawn piece by piece. What lies outside of it is cut off. */
export class Row {
  readonly width: number;
  readonly #characters: string[];
  readonly #styles: Style[];

  constructor(width: number) {
    this.width = width;
    this.#characters = new Array<string>(width).fill(' ');
    this.#styles = new Array<Style>(width).fill('plain');
  }

  /** Writes a text that begins in the column `at`. */
  write(at: number, text: string, style: Style = 'plain'): this {
    let column = at;
    for (const character of text) {
      if (column >= 0 && column < this.width) {
        this.#characters[column] = /\p{C}/u.test(character) ? '?' : character;
        this.#styles[column] = style;
      }
      column++;
    }
    return this;
  }

  /** Writes a text that ends in the column `end` (included). */
  writeUpTo(end: number, text: string, style: Style = 'plain'): this {
    return this.write(end - text.length + 1, text, style);
  }

  /** The line, without blanks at its end. */
  render(paint: Paint): string {
    const length = this.#characters.findLastIndex((character) => character !== ' ') + 1;
    let line = '';
    for (let start = 0; start < length; ) {
      const style = this.#styles[start] ?? 'plain';
      let end = start + 1;
      while (end < length && this.#styles[end] === style) end++;
      line += paint(this.#characters.slice(start, end).join(''), style);
      start = end;
    }
    return line;
  }
}
