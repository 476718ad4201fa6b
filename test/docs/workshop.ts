import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const runSources = join(root, 'scripts/run-sources.mjs');

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Commands that would fetch this project, or run the very tests that run it. */
const SKIPPED = /^(git clone|cd|npm (install|i|ci|test|t)\b|npx vitest)\b/;

const SOURCES = `const resolve = { conditions: ['@allways/source'] };
export default { resolve, ssr: { resolve } };
`;

/** A folder in which the files of one Markdown text are written, and its commands run. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'allways-docs-'));
  readonly #files = new Set<string>();
  #lastStatus: number | null = 0;

  constructor() {
    // As if the package had been installed here.
    mkdirSync(join(this.folder, 'node_modules'));
    symlinkSync(root, join(this.folder, 'node_modules/allways'), 'dir');
    for (const name of ['xstate', 'vitest']) {
      symlinkSync(join(root, 'node_modules', name), join(this.folder, 'node_modules', name), 'dir');
    }
    writeFileSync(join(this.folder, 'package.json'), '{ "type": "module" }\n');
  }

  write(name: string, content: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    this.#files.add(name);
    return path;
  }

  /** Runs a TypeScript file. */
  runFile(path: string): Promise<Result> {
    return this.#node([runSources, path], this.folder);
  }

  /** Runs a file of tests by vitest, which knows the package by its sources. */
  runTests(file: string): Promise<Result> {
    writeFileSync(join(this.folder, 'vitest.config.mjs'), SOURCES);
    return this.#node([join(root, 'node_modules/vitest/vitest.mjs'), 'run', file], this.folder);
  }

  /**
   * Runs a command as a reader would type it; null if it is one that is not run.
   *
   * @throws Error for a command that is not known here
   */
  async run(command: string): Promise<Result | null> {
    if (SKIPPED.test(command)) return null;
    const result = await this.#result(command);
    this.#lastStatus = result.status;
    return result;
  }

  async #result(command: string): Promise<Result> {
    if (command === 'echo $?') return { status: 0, stdout: `${this.#lastStatus}\n`, stderr: '' };
    const args = allwaysArguments(command);
    if (args === null) throw new Error(`a command that the tests cannot run: ${command}`);
    // npm runs a script in the root of the project, npx where one stands.
    const inRoot = !args.some((arg) => this.#files.has(arg)) && !command.startsWith('npx ');
    return this.#node([runSources, 'src/cli/main.ts', ...args], inRoot ? root : this.folder);
  }

  async #node(args: readonly string[], cwd: string): Promise<Result> {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, NO_COLOR: '1', COLUMNS: '80', NODE_OPTIONS: '', ALLWAYS_PROGRESS: 'never' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = once(child, 'close');
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const [status] = (await ended) as [number | null];
    return { status, stdout, stderr };
  }

  /** Removes the folder. */
  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The arguments that a command gives to the command line of this project, or null if it is another command. */
function allwaysArguments(command: string): string[] | null {
  if (command === 'npm start') return ['tour'];
  const [, rest] = /^(?:npm run -s allways --|npx allways|allways)(?:\s+(.*))?$/.exec(command) ?? [];
  return /^(npm run -s allways --|npx allways|allways)/.test(command) ? words(rest ?? '') : null;
}

/** Splits a command into words, as a shell does with plain words and quotes. */
function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? '',
  );
}
