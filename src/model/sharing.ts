import type { Ledger } from '../tables/threads/ledger.ts';
import type { Extension } from './extension.ts';

/** How the ids of a model come to mean the same in several threads. */
export interface Sharing {
  /** From now on, ids are those that all threads agree on which share this ledger; in each, the model is the same. */
  share(ledger: Ledger): void;
}

/** Models that several threads can search together say so by this name. */
export const SHARING: Extension<Sharing> = { name: 'sharing' };
