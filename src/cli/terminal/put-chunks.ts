import { writeWhole } from './write-file.ts';

/** Writes chunks to the file, or to stdout as fast as its reader reads. */
export async function putChunks(output: string | undefined, chunks: Iterable<string>): Promise<void> {
  if (output !== undefined) return writeWhole(output, chunks);
  for (const chunk of chunks) {
    if (process.stdout.write(chunk)) continue;
    await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}
