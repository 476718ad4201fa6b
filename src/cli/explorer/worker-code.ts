import { isBuiltin } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Message, OnResolveArgs, OnResolveResult, Plugin } from 'esbuild';
import { ModelError } from '../../language/errors.ts';
import { displayedPath } from '../loading/displayed-path.ts';
import { loadFailure } from '../loading/load-failure.ts';
import { OWN_PACKAGES, ownUrl } from '../loading/own-copies.ts';
import { unresolved } from '../loading/unresolved.ts';

/** Code for a classic worker, and the files that it is made of. */
export interface WorkerCode {
  readonly code: string;
  /** Those of the model's project, as absolute paths. */
  readonly files: readonly string[];
}

const HOME = dirname(fileURLToPath(import.meta.url));
const ENDING = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const SERVE = fileURLToPath(new URL(`../../explorer/worker/main.${ENDING}`, import.meta.url));
const ASKED_ALREADY = 'for the browser';
const NO_GRAPHVIZ = 'no graphviz';

/**
 * Bundles the checker with a model into one classic script: from a disk, a browser starts no other kind of worker.
 *
 * @param path the model's file, absolute
 * @throws ModelError for what no browser has, and for what does not compile
 */
export async function workerCode(path: string): Promise<WorkerCode> {
  const { build } = await import('esbuild');
  try {
    const { outputFiles, metafile } = await build({
      stdin: {
        contents: `import { serve } from ${JSON.stringify(SERVE)};\nserve(() => import(${JSON.stringify(path)}));`,
        resolveDir: dirname(path),
        sourcefile: 'worker.js',
      },
      absWorkingDir: dirname(path),
      write: false,
      bundle: true,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      conditions: [],
      minify: true,
      // Named functions are effects under their names: they must be called what they are called elsewhere.
      keepNames: true,
      legalComments: 'inline',
      metafile: true,
      charset: 'utf8',
      define: { 'process.env.NODE_ENV': '"production"' },
      plugins: [forBrowsers(path)],
      logLevel: 'silent',
    });
    const folder = dirname(path);
    const files = Object.keys(metafile.inputs)
      .filter((name) => !name.startsWith(NO_GRAPHVIZ) && name !== 'worker.js')
      .map((name) => resolve(folder, name))
      .filter((file) => !isOwn(file));
    return { code: outputFiles[0]?.text ?? '', files };
  } catch (error) {
    throw topLevelAwait(error) ?? loadFailure(error, path);
  }
}

/** Whether a file is of this program, or of a package: what a model is made of besides. */
function isOwn(file: string): boolean {
  return file.startsWith(resolve(HOME, '../..')) || file.includes('/node_modules/');
}

/** Finds what code for a browser imports. There is one copy of this package, and of XState, as there is elsewhere. */
function forBrowsers(model: string): Plugin {
  return {
    name: 'for browsers',
    setup(build) {
      build.onResolve({ filter: /.*/ }, async (args) => {
        const { path, importer, pluginData, kind } = args;
        if (pluginData === ASKED_ALREADY || kind === 'entry-point') return undefined;
        if (path === '@viz-js/viz') return { path, namespace: NO_GRAPHVIZ };
        if (isBuiltin(path)) return needsNode(path, importer === '' ? model : importer);
        const own = OWN_PACKAGES.some((name) => path === name || path.startsWith(`${name}/`))
          ? ownUrl(path)
          : null;
        if (own !== null) return { path: fileURLToPath(own), sideEffects: false };
        return (await found(args, build)) ?? unresolved(path, importer);
      });
      build.onLoad({ filter: /.*/, namespace: NO_GRAPHVIZ }, () => ({
        contents: "export function instance() { throw new Error('Graphviz is not in this page'); }",
        loader: 'js',
      }));
    },
  };
}

async function found(
  { path, importer, kind, namespace, resolveDir }: OnResolveArgs,
  build: Parameters<Plugin['setup']>[0],
) {
  const folders = /^[\w@]/.test(path) ? [resolveDir, HOME] : [resolveDir];
  const names = [...new Set([path, path.startsWith('.') ? path.replace(/\.([mc]?)js$/, '.$1ts') : path])];
  for (const name of names) {
    for (const folder of folders) {
      const options = { importer, kind, namespace, resolveDir: folder, pluginData: ASKED_ALREADY };
      const result = await build.resolve(name, options);
      if (result.errors.length === 0) return result;
    }
  }
  return null;
}

function needsNode(name: string, importer: string): OnResolveResult {
  const detail = new ModelError(
    `${displayedPath(importer)} imports "${name}", which no browser has; move what needs it out of the model, to be explored in a page`,
  );
  return { errors: [{ text: detail.message, detail }] };
}

/** What is said of `await` outside of functions, which classic scripts do not have; null of any other mistake. */
function topLevelAwait(error: unknown): ModelError | null {
  const errors: readonly Message[] = Object(error).errors ?? [];
  const own = errors.map(({ detail }) => detail).find((detail) => detail instanceof ModelError);
  if (own !== undefined) return own;
  const found = errors.find(({ text }) => /top-level await/i.test(text));
  if (found === undefined) return null;
  const { file = '', line = 0 } = found.location ?? {};
  return new ModelError(
    `${displayedPath(resolve(file))}:${line}: it awaits outside of any function, which the worker of a page cannot; compute it beforehand, or inside build`,
  );
}
