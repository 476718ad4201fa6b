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
else
  writeFileSync(new URL('../src/search/core/binary.ts', import.meta.url), moduleOf(text, sharedAt(binary)));

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
    '--enable',
    'threads',
    '--importMemory',
    '--sharedMemory',
    '--maximumMemory',
    '65536',
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

/** Where in the module stands the byte that says that its memory is shared. Another one there, and it asks for memory of its own: all else is the same. */
function sharedAt(binary) {
  const [SHARED, OWN] = [3, 1];
  const before = Buffer.from('\x03env\x06memory\x02', 'latin1');
  const at = Buffer.from(binary).indexOf(before) + before.length;
  if (binary[at] !== SHARED) throw new Error('the import of a shared memory is not where it should be');
  const own = Uint8Array.from(binary);
  own[at] = OWN;
  if (!WebAssembly.validate(own)) throw new Error('the core cannot do with memory of its own');
  return at;
}

function moduleOf(base64, sharedAt) {
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, 'g')).map((line) => `  '${line}',`);
  return `/** The core, a module of WebAssembly, as base64: written by core/build.mjs from core/assembly/. */
export const BINARY = [
${lines.join('\n')}
].join('');

/** The byte of it that says whether the memory that it is given is shared: 3 if it is, 1 if not. */
export const SHARED_AT = ${sharedAt};
`;
}
