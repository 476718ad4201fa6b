// Runs a TypeScript file of this project from its sources: node scripts/run-sources.mjs FILE [ARG …]
import { register } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const sourceCondition = '--conditions=@allways/source';

if (!process.execArgv.includes(sourceCondition)) {
  const { spawn } = await import('node:child_process');
  const self = fileURLToPath(import.meta.url);
  const flags = [sourceCondition, '--enable-source-maps'];
  const child = spawn(process.execPath, [...flags, self, ...process.argv.slice(2)], { stdio: 'inherit' });
  // The terminal sends its signals to the whole group; the parent only waits for the child's answer to them.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => signal === 'SIGINT' || child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 2);
    for (const each of signals) process.removeAllListeners(each);
    process.kill(process.pid, signal);
  });
} else {
  process.env.TS_NODE_PROJECT = `${root}tsconfig.json`;
  register('ts-node/esm/transpile-only', import.meta.url);
  const [file, ...args] = process.argv.slice(2);
  const path = new URL(file, pathToFileURL(`${root}/`)).href;
  process.argv = [process.argv[0], fileURLToPath(path), ...args];
  await import(path);
}
