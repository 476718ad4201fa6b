import { type AnyModel, isModel } from '../../language/definition.ts';
import { ModelError } from '../../language/errors.ts';
import { tell } from '../terminal/progress-line.ts';
import { bundle } from './bundle.ts';
import { displayedPath } from './displayed-path.ts';
import { urlOfText } from './import-text.ts';
import { loadFailure } from './load-failure.ts';
import { locate } from './locate.ts';

/** A model and where it came from. */
export interface LoadedModel {
  readonly model: AnyModel;
  /** As it was given. */
  readonly given: string;
  /** The file, as an absolute path. */
  readonly path: string;
  readonly module: LoadedModule;
}

/** The module that was made of a file and all that it imports. */
export interface LoadedModule {
  readonly url: string;
  /** Whether the file itself is CommonJS. */
  readonly isCommonJs: boolean;
  /** The same for two modules only if their code is, wherever they lie. */
  readonly identity: string;
}

/**
 * Loads the model that a file exports by default. The file may lie anywhere on disk.
 *
 * @throws ModelError if there is none: its message names the place and the way out
 */
export async function loadModel(given: string): Promise<LoadedModel> {
  const { exports, path, module } = await loadExports(given);
  return { model: modelIn(exports, displayedPath(path)), given, path, module };
}

/** Loads a model once more, in another thread. */
export async function loadAgain(module: LoadedModule): Promise<AnyModel> {
  return modelIn(await exportsIn(module), module.url);
}

/** Milliseconds after which it is told that a file is still loading. */
const PATIENCE = 1000;

/** What a file exports, and the file's absolute path. */
export interface LoadedExports {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly path: string;
  readonly module: LoadedModule;
}

/**
 * Loads a file.
 *
 * @throws ModelError if that fails
 */
export async function loadExports(given: string): Promise<LoadedExports> {
  const path = await locate(given);
  process.setSourceMapsEnabled(true);
  const patience = setTimeout(() => tell(`Loading ${displayedPath(path)} …`), PATIENCE);
  try {
    const { code, isCommonJs, identity } = await bundle(path);
    const module = { url: await urlOfText(code), isCommonJs, identity };
    return { exports: await exportsIn(module), path, module };
  } catch (error) {
    throw await loadFailure(error, path);
  } finally {
    clearTimeout(patience);
  }
}

async function exportsIn({ url, isCommonJs }: LoadedModule): Promise<LoadedExports['exports']> {
  const exports: LoadedExports['exports'] = await import(url);
  return isCommonJs ? exportsOf(exports.default) : exports;
}

/** What a CommonJS file exports, as if it were a module: `module.exports` is its default export, or has several by name. */
function exportsOf(value: unknown): LoadedExports['exports'] {
  if (typeof value !== 'object' || value === null || isModel(value)) return { default: value };
  const named = value as Record<string, unknown>;
  return '__esModule' in value || !('transition' in value) ? { ...named } : { default: value };
}

function modelIn(exports: LoadedExports['exports'], file: string): AnyModel {
  const { default: value, ...named } = exports;
  if (isModel(value)) return value;
  const advice = 'write `export default defineModel({ … })`';
  if (value !== undefined) {
    throw new ModelError(
      `${file}: its default export is ${described(value)}, and no model that defineModel has made; ${advice}`,
    );
  }
  const models = Object.keys(named).filter((name) => isModel(named[name]));
  const names = Object.keys(named).map((name) => `"${name}"`);
  if (models[0] !== undefined) {
    throw new ModelError(
      `${file} has no default export, but "${models[0]}" is a model: add \`export default ${models[0]}\``,
    );
  }
  const found = names.length === 0 ? 'it exports nothing' : `it exports ${names.join(', ')}`;
  throw new ModelError(`${file} has no default export (${found}); ${advice}`);
}

function described(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'object')
    return typeof value === 'function' ? 'a function' : `the ${typeof value} ${value}`;
  return 'transition' in value ? 'a state machine' : 'an object';
}
