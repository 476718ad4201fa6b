import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this program's code: `dist/` in the package, another where it runs from its sources. */
const code = new URL('../../', import.meta.url);

/** Whether the program runs from its sources, and not as the built package. */
export const runsFromSources = !code.pathname.endsWith('/dist/');

/** The folder of this package. */
export const packageRoot = fileURLToPath(new URL('../', code));

/** What identifies an instance on the command line. */
export interface Asked {
  /** The model's file, as it was given. */
  readonly given: string;
  /** The same, as an absolute path. */
  readonly path: string;
  readonly variant: string | null;
  /** As they were given: `name=value`. */
  readonly set: readonly string[];
  /** Names of assumptions that are not made. */
  readonly without?: readonly string[];
}

/** A command line for this program that can be copied. */
export function commandText(command: string, asked: Asked, more: readonly string[] = []): string {
  const words = [
    command,
    modelWord(asked),
    ...(asked.variant === null ? [] : ['--variant', asked.variant]),
    ...asked.set.flatMap((text) => ['--set', text]),
    ...(asked.without ?? []).flatMap((name) => ['--without', name]),
    ...more,
  ];
  return `${programText()} ${words.map(quoted).join(' ')}`;
}

function programText(): string {
  if (runsFromSources) return 'npm run -s allways --';
  return process.env.npm_command === 'exec' ? 'npx allways' : 'allways';
}

/** `npm run` works in the folder of the package, wherever it is started. */
function modelWord({ given, path }: Asked): string {
  if (!runsFromSources) return given;
  const fromRoot = relative(packageRoot, path);
  return fromRoot.startsWith('..') || isAbsolute(fromRoot) ? path : fromRoot;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
