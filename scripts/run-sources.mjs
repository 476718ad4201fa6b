// Runs a TypeScript file of this project from its sources, in this process: node scripts/run-sources.mjs [--install] FILE
// [ARG …]. With --install, the packages are installed first if they are not.
import { fileURLToPath, pathToFileURL } from 'node:url';

const given = process.argv.slice(2);
if (given[0] === '--install') {
  given.shift();
  await import('./install.mjs');
}

const [file, ...args] = given;
const root = fileURLToPath(new URL('..', import.meta.url));
const url = new URL(file, pathToFileURL(root));
process.argv = [process.argv[0], fileURLToPath(url), ...args];
await import(await runnable(url.href));

/** The command line starts often, so it is compiled as a whole; any other file is when it is imported, with what it imports. */
async function runnable(href) {
  if (href === new URL('../src/cli/main.ts', import.meta.url).href) {
    const { compileSources } = await import('./compile-sources.mjs');
    process.setSourceMapsEnabled(true);
    return pathToFileURL(await compileSources()).href;
  }
  await import('./register-sources.mjs');
  return href;
}
