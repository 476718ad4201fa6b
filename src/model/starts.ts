import type { Extension } from './extension.ts';

/** What was chosen at the start, of a model in which that is left open. */
export interface Starts {
  /**
   * The inputs with which machines start, by name of the endpoint: of those only to which more than one may be given. Where several
   * choices come to the same initial state, the first of them.
   */
  inputs(initial: number): Readonly<Record<string, unknown>>;
  /** Whether it is left open what the history is at the start. */
  readonly opensHistory: boolean;
}

export const STARTS: Extension<Starts> = { name: 'starts' };
