import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, parse } from 'node:path';
import { text } from 'node:stream/consumers';
import { ModelError, messageOf } from '../../language/errors.ts';

/** What the compiler of the model's own project says of a model. */
export interface TypeCheck {
  /** Of the compiler. */
  readonly version: string;
  /** Its own lines; none if the types are right. */
  readonly complaints: readonly string[];
}

/** Options for a model that no tsconfig.json belongs to. */
const DEFAULTS = {
  target: 'es2022',
  module: 'preserve',
  moduleResolution: 'bundler',
  strict: true,
  skipLibCheck: true,
};

/**
 * Checks the types of a model, and of what it imports, by the compiler that is installed beside it, with the options of the nearest
 * tsconfig.json. The compiler runs as a process of its own: not every version of TypeScript can be called from a program.
 *
 * @param path of the model, absolute
 * @returns null if no compiler is installed there
 */
export async function checkTypes(path: string): Promise<TypeCheck | null> {
  const compiler = compilerFor(path);
  if (compiler === null) return null;
  const { version, file, modules } = compiler;
  // Below node_modules, so that what lies there is found, and nobody's folder gets a file that they do not know.
  const config = join(modules, '.cache', 'allways', `tsconfig-${process.pid}.json`);
  try {
    mkdirSync(dirname(config), { recursive: true });
    writeFileSync(config, JSON.stringify(configOf(path)));
    return { version, complaints: await complaintsOf(file, config, path) };
  } catch (error) {
    throw new ModelError(`the types cannot be checked: ${messageOf(error)}`);
  } finally {
    rmSync(config, { force: true });
  }
}

function compilerFor(path: string): { version: string; file: string; modules: string } | null {
  try {
    const manifest = createRequire(path).resolve('typescript/package.json');
    const { version, bin } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      readonly version: string;
      readonly bin: Readonly<Record<string, string>>;
    };
    const folder = dirname(manifest);
    const modules = nearest(dirname(path), 'node_modules');
    return modules === null ? null : { version, file: join(folder, bin.tsc ?? 'bin/tsc'), modules };
  } catch {
    return null;
  }
}

function configOf(path: string): object {
  const own = nearest(dirname(path), 'tsconfig.json');
  return {
    ...(own === null ? {} : { extends: own }),
    compilerOptions: {
      ...(own === null ? DEFAULTS : {}),
      noEmit: true,
      allowImportingTsExtensions: true,
      composite: false,
      incremental: false,
      declaration: false,
      noUnusedLocals: false,
      noUnusedParameters: false,
    },
    files: [path],
    include: [],
  };
}

/** What has this name in the folder, or in the nearest above it that has it. */
function nearest(folder: string, name: string): string | null {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  return folder === parse(folder).root ? null : nearest(dirname(folder), name);
}

async function complaintsOf(compiler: string, config: string, path: string): Promise<readonly string[]> {
  const child = spawn(process.execPath, [compiler, '-p', config, '--pretty', 'false'], {
    cwd: dirname(path),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = (await ended) as [number | null];
  const lines = `${out}${err}`.split('\n').filter((line) => line.trim() !== '');
  return status === 0 ? [] : lines.length > 0 ? lines : [`it ended with status ${status}`];
}
