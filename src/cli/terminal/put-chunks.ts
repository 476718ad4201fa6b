import { bytes } from '../../report/text.ts';
import { tell } from './progress-line.ts';
import { writeWhole } from './write-file.ts';

/** Milliseconds after which it is told how much was written, and then each time that twice as many have passed. */
const FIRST_TOLD = 2000;

/** Writes chunks to the file, or to stdout as fast as its reader reads. */
export async function putChunks(output: string | undefined, given: Iterable<string>): Promise<void> {
  const chunks = told(given);
  if (output !== undefined) return writeWhole(output, chunks);
  for (const chunk of chunks) {
    if (process.stdout.destroyed) return;
    if (!process.stdout.write(chunk)) await drained(process.stdout);
  }
}

/** The same chunks; now and then it is told how much they are. */
function* told(chunks: Iterable<string>): Generator<string> {
  const began = performance.now();
  let next = FIRST_TOLD;
  let length = 0;
  for (const chunk of chunks) {
    length += chunk.length;
    if (performance.now() - began >= next) {
      next *= 2;
      tell(`${bytes(length)} written`);
    }
    yield chunk;
  }
}

/** A reader that has enough closes the stream, which then never drains. */
async function drained(stream: NodeJS.WriteStream): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      stream.off('drain', done).off('close', done);
      resolve();
    };
    stream.on('drain', done).on('close', done);
  });
}
