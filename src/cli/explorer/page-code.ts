import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { packageRoot, runsFromSources } from '../arguments/command-text.ts';

/** The page's own code, a classic script, and its style. */
export interface PageCode {
  readonly script: string;
  readonly css: string;
}

/** Where the package has them, made beforehand. */
const BUILT = new URL('../../explorer/page/', import.meta.url);

/** The page: as the package has it, or, from the sources, built now. */
export async function pageCode(): Promise<PageCode> {
  if (runsFromSources) return buildPage();
  const [script, css] = await Promise.all(
    ['page.js', 'page.css'].map((name) => readFile(fileURLToPath(new URL(name, BUILT)), 'utf8')),
  );
  return { script: script ?? '', css: css ?? '' };
}

/** Builds the page from its sources. */
export async function buildPage(): Promise<PageCode> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: ['main.tsx', 'page.css'].map((name) => `${packageRoot}src/explorer/page/${name}`),
    outdir: 'page',
    write: false,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'utf8',
    legalComments: 'inline',
    logLevel: 'silent',
  });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: textOf('.js'), css: textOf('.css') };
}
