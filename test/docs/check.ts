import ts from 'typescript';
import { type Complaint, compile } from '../types/compile.ts';
import { type Block, blocksOf, type Command, commandsOf } from './markdown.ts';
import { difference } from './transcript.ts';
import type { Result, Workshop } from './workshop.ts';

/** Something that a Markdown text claims of this project. */
export interface Claim {
  readonly name: string;
  /** Whether `npm test` leaves it to `npm run test:long`. */
  readonly isSlow: boolean;
  /** Why it is not so, or null. */
  refutation(workshop: Workshop): Promise<string | null>;
}

/** What the compiler says about a file of a text. */
export type Complaints = (file: string) => readonly Complaint[];

/** The runnable files of a Markdown text, by their names. */
export function filesOf(markdown: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    blocksOf(markdown)
      .filter(isRunnable)
      .map((block) => [fileOf(block), block.text]),
  );
}

/**
 * What a Markdown text claims, in its order.
 *
 * - A `ts` block is TypeScript.
 * - A `ts` block marked `runnable` type-checks and runs; if it has a default export, that is a model that can be checked.
 *   A second mark is the name of the file, by which the blocks and commands after it may call it. One that ends in
 *   `.test.ts` is run by vitest.
 * - The commands of a `console` block print what follows them. If it is marked `slow`, they take long.
 *
 * @param complaints of the compiler about its runnable files; by default it is compiled by itself
 */
export function claimsOf(markdown: string, complaints: Complaints = compiledAlone(markdown)): Claim[] {
  const blocks = blocksOf(markdown);
  const checked = new Set(
    blocks
      .filter(({ language, marks }) => language === 'console' && !marks.includes('slow'))
      .flatMap((block) => commandsOf(block).flatMap(({ command }) => command.split(' '))),
  );
  return blocks.flatMap((block) => {
    if (isRunnable(block)) return [runnableClaim(block, complaints, checked.has(fileOf(block)))];
    if (block.language === 'ts') return [syntaxClaim(block)];
    if (block.language === 'console')
      return commandsOf(block).map((command) => commandClaim(command, block.marks.includes('slow')));
    return [];
  });
}

function compiledAlone(markdown: string): Complaints {
  let compiled: ReturnType<typeof compile> | null = null;
  return (file) => {
    compiled ??= compile(filesOf(markdown));
    return compiled[file] ?? [];
  };
}

function syntaxClaim(block: Block): Claim {
  return {
    name: `line ${block.line}: is TypeScript`,
    isSlow: false,
    async refutation() {
      const { diagnostics = [] } = ts.transpileModule(block.text, { reportDiagnostics: true });
      const [first] = diagnostics;
      return first === undefined ? null : ts.flattenDiagnosticMessageText(first.messageText, ' ');
    },
  };
}

function fileOf({ line, marks }: Block): string {
  return marks[1] ?? `block-in-line-${line}.ts`;
}

function isRunnable({ language, marks }: Block): boolean {
  return language === 'ts' && marks[0] === 'runnable';
}

/** @param isChecked whether a command of the text loads it, too: then what it is found to be is that command's claim */
function runnableClaim(block: Block, complaints: Complaints, isChecked: boolean): Claim {
  const file = fileOf(block);
  return {
    name: `line ${block.line}: ${file} compiles and runs`,
    isSlow: false,
    async refutation(workshop) {
      const [complaint] = complaints(file);
      if (complaint !== undefined) return `line ${block.line + complaint.line}: ${complaint.text}`;
      const path = workshop.write(file, block.text);
      if (file.endsWith('.test.ts')) return failedTests(await workshop.runTests(file));
      const isModel = /^export default /m.test(block.text);
      if (isModel && isChecked) return null;
      const result = isModel ? await workshop.run(`npx allways check ${file}`) : await workshop.runFile(path);
      const status = result?.status ?? null;
      // A model may be one that has a violation to show.
      const ran = status === 0 || (isModel && status === 1);
      return ran ? null : `${file} ends with status ${status}: ${result?.stderr}`;
    },
  };
}

function failedTests({ status, stdout, stderr }: Result): string | null {
  return status === 0 ? null : `its tests end with status ${status}: ${stdout}${stderr}`;
}

function commandClaim({ line, command, expected }: Command, isSlow: boolean): Claim {
  return {
    name: `line ${line}: ${command}`,
    isSlow,
    async refutation(workshop) {
      const result = await workshop.run(command);
      if (result === null) return null;
      const isShown = expected.some((text) => text.trim() !== '');
      if (!isShown) return result.status === 2 ? result.stderr : null;
      return difference(expected, result.stdout + result.stderr);
    },
  };
}
