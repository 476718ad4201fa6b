import { pathToFileURL } from 'node:url';
import type { AnyModel } from '../../../src/index.ts';
import { root } from '../root.ts';

/** The model that a file of this project exports. */
export async function loadModel(file: string): Promise<AnyModel> {
  const { default: model } = (await import(pathToFileURL(`${root}${file}`).href)) as {
    readonly default: AnyModel;
  };
  return model;
}
