import { useEffect, useState } from 'preact/hooks';
import type { PageState } from './page-state.ts';
import type { Store } from './store.ts';

/** What the page shows, whenever it changes. */
export function useStore(store: Store): PageState {
  const [state, setState] = useState(store.state);
  useEffect(() => store.listen(() => setState(store.state)), [store]);
  return state;
}
