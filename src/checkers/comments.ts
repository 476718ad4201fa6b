/** A comment of C, or Promela. */
export function comment(lines: readonly string[]): string {
  return `/*\n${lines.map((line) => ` * ${safe(line)}`.trimEnd()).join('\n')}\n */`;
}

/** A text within a comment, and within a line. */
export function safe(text: string): string {
  return text
    .replaceAll('*/', '* /')
    .replaceAll('/*', '/ *')
    .replaceAll(/[\r\n]/g, ' ');
}
