import { createHash } from 'node:crypto';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { OWN_COPY, ownCopies } from './own-copies.ts';
import { ownPlace, PLACES } from './own-place.ts';
import { packages } from './packages.ts';

/** A model's file and all that it imports from its own project, as one module. */
export interface Bundle {
  /** JavaScript, with a source map in it. */
  readonly code: string;
  /** Whether the file itself is CommonJS: what it exports is then one value. */
  readonly isCommonJs: boolean;
  /** The same for two bundles only if their code is, wherever they and this program lie. */
  readonly identity: string;
  /** All files that it is made of, as absolute paths. */
  readonly files: readonly string[];
}

/**
 * Compiles a file and its imports into one module, without looking at types: that is the compiler's work, and would take
 * seconds. Decorators, aliases of paths and the like follow the tsconfig.json of each file.
 *
 * @throws BuildFailure of esbuild
 */
export async function bundle(path: string): Promise<Bundle> {
  // Only now: commands that load no model do without.
  const { build } = await import('esbuild');
  const folder = dirname(path);
  const base = JSON.stringify(pathToFileURL(path).href);
  const { outputFiles, metafile } = await build({
    entryPoints: [path],
    absWorkingDir: folder,
    // Nothing is written: the map tells sources relative to it.
    outfile: resolve(folder, 'bundle.mjs'),
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    conditions: [],
    // A module does what it does in Node, also where nothing of it is used.
    treeShaking: false,
    ignoreAnnotations: true,
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    charset: 'utf8',
    define: PLACES,
    plugins: [ownCopies, packages, ownPlace],
    banner: {
      js: `import { createRequire as __allwaysRequire } from 'node:module'; const require = __allwaysRequire(${base});`,
    },
    logLevel: 'silent',
  });
  const outputs = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint !== undefined);
  const isCommonJs = metafile.inputs[outputs?.entryPoint ?? '']?.format === 'cjs';
  const files = Object.keys(metafile.inputs).filter((name) => !name.startsWith(`${OWN_COPY}:`));
  const textOf = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
  const code = textOf('.mjs');
  return {
    code: withMap(code, textOf('.map'), folder),
    isCommonJs,
    identity: identityOf(code, folder),
    files: files.map((name) => resolve(folder, name)),
  };
}

/** Ends the process that compiles, which else stays, with a hundred megabytes. It starts again when something is bundled. */
export async function endBundling(): Promise<void> {
  const { stop } = await import('esbuild');
  await stop();
}

function withMap(code: string, map: string, folder: string): string {
  const { sources: named, ...rest } = JSON.parse(map) as { sources: string[] };
  // As URLs: a path may have spaces and a # in it.
  const sources = named.map((source) =>
    source.startsWith(`${OWN_COPY}:`) ? source : pathToFileURL(resolve(folder, source)).href,
  );
  const encoded = Buffer.from(JSON.stringify({ ...rest, sources })).toString('base64');
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${encoded}\n`;
}

/** Where this program lies. */
const OWN = new URL('../../../', import.meta.url).href;

const FILE_URL = /file:\/\/[^"'`\s]*/g;

/** The code without the places of files: the machines of a cluster need not have them in the same folder. */
function identityOf(code: string, folder: string): string {
  const placeless = code
    .replace(FILE_URL, (url) => placeOf(url, folder))
    .replaceAll(JSON.stringify(folder).slice(1, -1), '~model');
  return createHash('sha256').update(placeless).digest('hex');
}

function placeOf(url: string, folder: string): string {
  if (url.startsWith(OWN)) return `~own/${url.slice(OWN.length)}`;
  try {
    return `~model/${relative(folder, fileURLToPath(url)).replaceAll('\\', '/')}`;
  } catch {
    return url;
  }
}
