import type { PageState, Store } from '../page/store.ts';

/** What panels are given. */
export interface PanelProps {
  readonly store: Store;
  readonly state: PageState;
}
