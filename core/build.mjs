// Compiles the core, and writes the module into src/search/core/binary.ts; with --print, writes it to the terminal instead.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

const LINE = 100;

const { error, stderr, binary } = await compiled();
if (error !== null) {
  process.stderr.write(`${stderr.toString()}${error.message}\n`);
  process.exit(1);
}
const text = Buffer.from(binary).toString('base64');
if (process.argv.includes('--print')) process.stdout.write(`${text}\n`);
else writeFileSync(new URL('../src/search/core/binary.ts', import.meta.url), moduleOf(text));

async function compiled() {
  let binary = null;
  const options = [
    '-O3',
    '--converge',
    '--noAssert',
    '--runtime',
    'stub',
    '--use',
    'abort=',
    '-o',
    'core.wasm',
  ];
  const result = await main(['assembly/main.ts', ...options], {
    baseDir: fileURLToPath(new URL('.', import.meta.url)),
    writeFile: (_name, contents) => {
      binary = contents;
    },
  });
  return { ...result, binary };
}

function moduleOf(base64) {
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, 'g')).map((line) => `  '${line}',`);
  return `/** The core, a module of WebAssembly, as base64: written by core/build.mjs from core/assembly/. */
export const BINARY = [
${lines.join('\n')}
].join('');
`;
}
