import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type AnyModel, MODEL } from '../../language/definition.ts';
import { ModelError } from '../../language/errors.ts';
import { displayedPath } from './displayed-path.ts';
import { loadFailure } from './load-failure.ts';
import { locate } from './locate.ts';
import type { HookData } from './source-hooks.ts';

/** A model and where it came from. */
export interface LoadedModel {
  readonly model: AnyModel;
  /** As it was given. */
  readonly given: string;
  /** The file, as an absolute path. */
  readonly path: string;
}

/**
 * Loads the model that a file exports by default. The file may lie anywhere on disk.
 *
 * @throws ModelError if there is none: its message names the place and the way out
 */
export async function loadModel(given: string): Promise<LoadedModel> {
  const { exports, path } = await loadExports(given);
  return { model: modelIn(exports, displayedPath(path)), given, path };
}

/** What a file exports, and the file's absolute path. */
export interface LoadedExports {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly path: string;
}

/**
 * Loads a file.
 *
 * @throws ModelError if that fails
 */
export async function loadExports(given: string): Promise<LoadedExports> {
  const path = await locate(given);
  registerHooks();
  try {
    return { exports: (await import(pathToFileURL(path).href)) as Record<string, unknown>, path };
  } catch (error) {
    throw loadFailure(error, path);
  }
}

let registered = false;

function registerHooks(): void {
  if (registered) return;
  registered = true;
  process.setSourceMapsEnabled(true);
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const data: HookData = {
    self: new URL(`../../index.${ending}`, import.meta.url).href,
    home: import.meta.url,
  };
  register(new URL(`./source-hooks.${ending}`, import.meta.url), { data });
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

/** Whether a value is a model that defineModel has made. */
export function isModel(value: unknown): value is AnyModel {
  return typeof value === 'object' && value !== null && MODEL in value;
}

function described(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'object')
    return typeof value === 'function' ? 'a function' : `the ${typeof value} ${value}`;
  return 'transition' in value ? 'a state machine' : 'an object';
}
