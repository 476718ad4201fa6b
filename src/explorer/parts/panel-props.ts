import type { PageState } from '../page/page-state.ts';
import type { Store } from '../page/store.ts';

/** What panels are given. */
export interface PanelProps {
  readonly store: Store;
  readonly state: PageState;
}
