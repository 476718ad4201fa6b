import ts from 'typescript';
import { compile } from '../types/compile.ts';
import { type Block, blocksOf, type Command, commandsOf } from './markdown.ts';
import { difference } from './transcript.ts';
import type { Workshop } from './workshop.ts';

/** Something that a Markdown text claims of this project. */
export interface Claim {
  readonly name: string;
  /** Whether `npm test` leaves it to `npm run test:long`. */
  readonly isSlow: boolean;
  /** Why it is not so, or null. */
  refutation(workshop: Workshop): Promise<string | null>;
}

/**
 * What a Markdown text claims, in its order.
 *
 * - A `ts` block is TypeScript.
 * - A `ts` block marked `runnable` type-checks and runs; if it has a default export, that is a model that can be checked.
 *   A second mark is the name of the file, by which the commands after it may call it.
 * - The commands of a `console` block print what follows them. If it is marked `slow`, they take long.
 */
export function claimsOf(markdown: string): Claim[] {
  return blocksOf(markdown).flatMap((block) => {
    if (block.language === 'ts')
      return [block.marks[0] === 'runnable' ? runnableClaim(block) : syntaxClaim(block)];
    if (block.language === 'console')
      return commandsOf(block).map((command) => commandClaim(command, block.marks.includes('slow')));
    return [];
  });
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

function runnableClaim(block: Block): Claim {
  const file = block.marks[1] ?? `block-in-line-${block.line}.ts`;
  return {
    name: `line ${block.line}: ${file} compiles and runs`,
    isSlow: false,
    async refutation(workshop) {
      const [complaint] = compile({ [file]: block.text })[file] ?? [];
      if (complaint !== undefined) return `line ${block.line + complaint.line}: ${complaint.text}`;
      const path = workshop.write(file, block.text);
      const isModel = /^export default /m.test(block.text);
      const result = isModel ? await workshop.run(`npx allways check ${file}`) : await workshop.runFile(path);
      const status = result?.status ?? null;
      // A model may be one that has a violation to show.
      const ran = status === 0 || (isModel && status === 1);
      return ran ? null : `${file} ends with status ${status}: ${result?.stderr}`;
    },
  };
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
