import type { Box, Point } from './geometry.ts';

/** Advance widths of Helvetica and of its bold face, in thousandths of the size, from the blank (32) to the tilde (126). */
const REGULAR = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const BOLD = [
  278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278,
  556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584,
  556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
  333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/** For signs outside ASCII. */
const OTHER = 620;

/**
 * How wide a text is in Helvetica. Texts are written with this length, so that pictures keep their shape where the
 * reader has another font.
 */
export function textWidth(text: string, size: number, bold = false): number {
  const widths = bold ? BOLD : REGULAR;
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += widths[text.charCodeAt(i) - 32] ?? OTHER;
  return (sum * size) / 1000;
}

/** How high letters stand above their base line, and how deep below, in parts of their size. */
const ASCENT = 0.76;
const DESCENT = 0.22;
/** The middle of a text above its base line. */
export const MIDDLE = (ASCENT - DESCENT) / 2;

/** The box in which the letters of a line stand that is written at a point. */
export function boxOfLine(
  { x, y }: Point,
  text: string,
  { size, anchor, bold }: { size: number; anchor: 'start' | 'middle' | 'end'; bold: boolean },
): Box {
  const width = textWidth(text, size, bold);
  const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
  return { left, top: y - size * ASCENT, right: left + width, bottom: y + size * DESCENT };
}

/** The text, cut so that it is no wider than this. */
export function fitted(text: string, width: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= width) return text;
  let end = text.length - 1;
  while (end > 1 && textWidth(`${text.slice(0, end)}…`, size, bold) > width) end--;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** The text in lines that are no wider than this; words that are wider are broken. */
export function wrapped(text: string, width: number, size: number, bold = false): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (textWidth(joined, size, bold) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = brokenWord(word, width, size, bold);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return [...lines, line];
}

/** A word in pieces that are no wider than this, broken behind a dot, dash, underscore or slash where that can be. */
function brokenWord(word: string, width: number, size: number, bold: boolean): readonly string[] {
  const pieces: string[] = [];
  let rest = word;
  while (textWidth(rest, size, bold) > width) {
    let end = rest.length - 1;
    while (end > 1 && textWidth(rest.slice(0, end), size, bold) > width) end--;
    const joint = /^.*[._/=-]/.exec(rest.slice(0, end))?.[0].length ?? 0;
    const at = joint > end / 2 ? joint : end;
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...pieces, rest];
}
