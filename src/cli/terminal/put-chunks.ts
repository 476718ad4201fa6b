import { writeWhole } from './write-file.ts';

/** Writes chunks to the file, or to stdout as fast as its reader reads. */
export async function putChunks(output: string | undefined, chunks: Iterable<string>): Promise<void> {
  if (output !== undefined) return writeWhole(output, chunks);
  for (const chunk of chunks) {
    if (process.stdout.destroyed) return;
    if (!process.stdout.write(chunk)) await drained(process.stdout);
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
