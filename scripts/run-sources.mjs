// Runs a TypeScript file of this project from its sources, in this process: node scripts/run-sources.mjs [--install] FILE
// [ARG …]. With --install, the packages are installed first if they are not.
import { fileURLToPath, pathToFileURL } from 'node:url';

const given = process.argv.slice(2);
if (given[0] === '--install') {
  given.shift();
  await import('./install.mjs');
}

await import('./register-sources.mjs');

const [file, ...args] = given;
const root = fileURLToPath(new URL('..', import.meta.url));
const url = new URL(file, pathToFileURL(root)).href;
process.argv = [process.argv[0], fileURLToPath(url), ...args];
await import(url);
