const ANYTHING = '…';

/**
 * Where the lines printed differ from those expected, or null if they do not. A `…` stands for anything: in a line for
 * any text, alone in a line for any number of lines.
 */
export function difference(expected: readonly string[], printed: string): string | null {
  const wanted = trimmed(expected);
  const lines = trimmed(printed.split('\n'));
  const { reached, matches } = align(wanted, lines);
  if (matches) return null;
  const missing = wanted[reached];
  return missing === undefined
    ? `more is printed than expected, after ${reached} lines:\n${lines.slice(reached).join('\n')}`
    : `expected line ${reached + 1}, "${missing}", is not what is printed:\n${lines.join('\n')}`;
}

/** Matches line by line, and says how many expected lines were matched at best. */
function align(wanted: readonly string[], lines: readonly string[]): { reached: number; matches: boolean } {
  let reached = 0;
  const walk = (w: number, l: number): boolean => {
    reached = Math.max(reached, w);
    const line = wanted[w];
    if (line === undefined) return l === lines.length;
    if (line.trim() === ANYTHING) return walk(w + 1, l) || (l < lines.length && walk(w, l + 1));
    return l < lines.length && sameLine(line, lines[l] ?? '') && walk(w + 1, l + 1);
  };
  return { matches: walk(0, 0), reached };
}

function sameLine(wanted: string, line: string): boolean {
  const parts = wanted.trimEnd().split(ANYTHING).map(quoted);
  return new RegExp(`^${parts.join('.*')}$`, 'u').test(line.trimEnd());
}

function quoted(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** Without empty lines at the beginning and the end. */
function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return first < 0 ? [] : lines.slice(first, last + 1);
}
