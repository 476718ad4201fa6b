/** A fenced block of code in a Markdown text. */
export interface Block {
  /** Of the opening fence, from 1. */
  readonly line: number;
  readonly language: string;
  /** The words after the language, which GitHub does not show. */
  readonly marks: readonly string[];
  readonly text: string;
}

/** A command of a console block, with the lines that it should print. */
export interface Command {
  readonly line: number;
  readonly command: string;
  readonly expected: readonly string[];
}

const FENCE = /^ {0,3}```(.*)$/;

/** @throws Error if a fence is not closed */
export function blocksOf(markdown: string): Block[] {
  const lines = markdown.split('\n');
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; i++) {
    const info = FENCE.exec(lines[i] ?? '')?.[1];
    if (info === undefined) continue;
    const end = lines.findIndex((text, at) => at > i && FENCE.exec(text)?.[1]?.trim() === '');
    if (end < 0) throw new Error(`the block that begins in line ${i + 1} does not end`);
    const [language = '', ...marks] = info.trim().split(/\s+/);
    blocks.push({ line: i + 1, language, marks, text: lines.slice(i + 1, end).join('\n') });
    i = end;
  }
  return blocks;
}

/**
 * The commands of a block: a line that begins with `$ ` is a command, goes on after a `\` at its end, and is followed by
 * what it prints.
 *
 * @throws Error if the block does not begin with a command
 */
export function commandsOf({ line, text }: Block): Command[] {
  const commands: { line: number; command: string; expected: string[] }[] = [];
  text.split('\n').forEach((shown, i) => {
    const current = commands.at(-1);
    if (shown.startsWith('$ ')) commands.push({ line: line + 1 + i, command: shown.slice(2), expected: [] });
    else if (current === undefined) throw new Error(`line ${line + 1 + i} is printed by no command`);
    else if (current.expected.length === 0 && current.command.endsWith('\\'))
      current.command = `${current.command.slice(0, -1).trim()} ${shown.trim()}`;
    else current.expected.push(shown);
  });
  return commands;
}

/** Addresses of the links and pictures in a Markdown text, outside its blocks of code. */
export function linksOf(markdown: string): string[] {
  const prose = markdown.replaceAll(/^ {0,3}```[\s\S]*?^ {0,3}```\s*$/gm, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map(([, address]) => address ?? '');
}
