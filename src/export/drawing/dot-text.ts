/** The colour of what the search never took; in an SVG it becomes that of the reader's theme. */
export const PALE = '#9aa5b1';

/** A text in double quotes, as Graphviz reads it. */
export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', ' ')}"`;
}
