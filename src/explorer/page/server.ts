import type { ModelContents } from '../document/contents.ts';
import type { Store } from './store.ts';

/** What the server tells when the model's file has changed. */
type Changed = ModelContents | { readonly broken: string };

/** Loads the model again each time that the server says that its file has changed. */
export function watchServer(store: Store): void {
  const events = new EventSource('/changes');
  events.addEventListener('changed', () => void reload(store));
}

async function reload(store: Store): Promise<void> {
  const response = await fetch('/model');
  const changed = (await response.json()) as Changed;
  if ('broken' in changed) store.fail(changed.broken);
  else await store.reload(changed);
}

/** Ends the server: the page goes on without it, and is told of no more changes. */
export async function endServer(): Promise<void> {
  await fetch('/end', { method: 'POST' });
}
