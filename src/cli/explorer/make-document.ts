import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { ModelContents, PageContents } from '../../explorer/document/contents.ts';
import { documentOf } from '../../explorer/document/document.ts';
import { pictureCss } from '../../explorer/document/picture-css.ts';
import type { InstanceOptions } from '../../language/resolve.ts';
import { runsFromSources } from '../arguments/command-text.ts';
import { type LoadedModel, loadModel } from '../loading/load.ts';
import { diagramsOf } from './diagrams.ts';
import { pageCode } from './page-code.ts';
import { placedModel } from './source-places.ts';
import { workerCode } from './worker-code.ts';

/** What a page begins with, as the command line says. */
export interface PageStart {
  readonly variant: string | undefined;
  readonly set: InstanceOptions['set'];
  readonly without: InstanceOptions['without'];
  readonly replay: string | null;
  readonly searches: boolean;
  readonly isServed: boolean;
}

/** A model, made ready for a page, and the files that it is made of. */
export interface MadeModel {
  readonly contents: ModelContents;
  readonly files: readonly string[];
}

/** Loads a model anew, and makes it ready. */
export async function makeModelAnew(
  given: string,
  start: Pick<PageStart, 'variant' | 'set'>,
): Promise<MadeModel> {
  return makeModel(await loadModel(given), start);
}

/** @throws ModelError for what a page cannot run */
export async function makeModel(
  loaded: LoadedModel,
  { variant, set }: Pick<PageStart, 'variant' | 'set'>,
): Promise<MadeModel> {
  const { code, files } = await workerCode(loaded.path);
  const diagrams = await diagramsOf(loaded.model, { variant, set }, await placedModel(loaded));
  return { contents: { worker: code, diagrams }, files };
}

/** The page with a model in it, as one document. */
export async function makeDocument(loaded: LoadedModel, made: MadeModel, start: PageStart): Promise<string> {
  const { script, css } = await pageCode();
  const contents: PageContents = {
    ...made.contents,
    model: loaded.model.name,
    start: {
      choice: { variant: start.variant ?? null, set: start.set ?? {}, without: start.without ?? [] },
      replay: start.replay,
    },
    searches: start.searches,
    command: `${runsFromSources ? 'npm run -s allways --' : 'npx allways'} replay ${commandWord(loaded, start)}`,
    isServed: start.isServed,
  };
  return documentOf({ contents, script, css: `${css}\n${pictureCss()}`, hash: sha256 });
}

/** A report goes to others: it does not tell where the model's file lay. */
function commandWord({ given, path }: LoadedModel, { isServed }: PageStart): string {
  const word = isServed ? given : basename(path);
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
