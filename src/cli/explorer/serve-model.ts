import { messageOf } from '../../language/errors.ts';
import type { LoadedModel } from '../loading/load.ts';
import { nextChange, stampsOf } from '../running/watch.ts';
import { type MadeModel, makeDocument, makeModel, makeModelAnew, type PageStart } from './make-document.ts';
import { openBrowser } from './open-browser.ts';
import { servePage } from './server.ts';

/** How a page is served. */
export interface ServeOptions {
  readonly start: PageStart;
  /** 0 for any that is free. */
  readonly port: number;
  readonly opens: boolean;
  /** Is told the address. */
  say(text: string): void;
}

/** Serves the page of a model until Ctrl-C, or until the page says so; when a file of the model is saved, the page gets the new one. */
export async function serveModel(
  loaded: LoadedModel,
  { start, port, opens, say }: ServeOptions,
): Promise<void> {
  let made = await makeModel(loaded, start);
  let document = await makeDocument(loaded, made, start);
  let broken: string | null = null;
  const server = await servePage(
    { document: () => document, model: () => (broken === null ? made.contents : { broken }) },
    port,
  );
  const over = new AbortController();
  const onSignal = () => server.close();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  void server.ended.then(() => over.abort());
  const isOpen = opens && openBrowser(server.address);
  say(`${isOpen ? 'Opening' : 'Open'} ${server.address}`);
  say('It is served to this machine alone, and follows changes of the model; Ctrl-C ends it.');
  await follow(loaded, { start, say }, made.files, over.signal, async (changed) => {
    if ('broken' in changed) broken = changed.broken;
    else {
      broken = null;
      made = changed;
      document = await makeDocument(loaded, made, start);
    }
    server.announce();
  });
  process.off('SIGINT', onSignal);
  process.off('SIGTERM', onSignal);
}

/** Makes the model anew each time that one of its files changes. */
async function follow(
  { given }: LoadedModel,
  { start, say }: Pick<ServeOptions, 'start' | 'say'>,
  first: readonly string[],
  signal: AbortSignal,
  onChange: (changed: MadeModel | { readonly broken: string }) => Promise<void>,
): Promise<void> {
  let files = first;
  while (!signal.aborted) {
    const changed = await nextChange(stampsOf(files), signal);
    if (changed === null) return;
    try {
      const next = await makeModelAnew(given, start);
      files = next.files;
      await onChange(next);
      say('The model has changed, and was loaded again.');
    } catch (error) {
      await onChange({ broken: messageOf(error) });
      say(`The model has changed, and cannot be loaded: ${messageOf(error)}`);
    }
  }
}
