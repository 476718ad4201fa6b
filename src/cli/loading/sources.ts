import { resolve } from 'node:path';
import { modelSources } from '../terminal/model-sources.ts';
import { bundle } from './bundle.ts';
import { locate } from './locate.ts';

/** All files that a model's file is made of, as absolute paths; what cannot be compiled is read for imports as far as it goes. */
export async function sourcesOf(given: string): Promise<readonly string[]> {
  const path = await locate(given).catch(() => resolve(given));
  try {
    const { files } = await bundle(path);
    return files;
  } catch {
    return modelSources(path);
  }
}
