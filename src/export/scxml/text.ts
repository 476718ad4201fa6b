import { xml } from '../drawing/xml.ts';

/** A text as a comment of XML. */
export function comment(text: string): string {
  return `<!-- ${xml(text).replaceAll('--', '- -')} -->`;
}

/** An element with these lines in it; none without any. */
export function executable(element: string, content: readonly string[]): readonly string[] {
  return content.length === 0 ? [] : [`<${element}>`, ...indented(content), `</${element}>`];
}

/** Lines one level further in. */
export function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
