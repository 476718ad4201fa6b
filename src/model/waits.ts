import type { Extension } from './extension.ts';

/** What states wait for in which no action is enabled. */
export interface Waits {
  /** For what the steps of a state wait, a clause each: room, a message that holds time, a session. */
  of(state: Uint32Array): readonly string[];
}

/** Models whose steps may have to wait say by this name what for. */
export const WAITS: Extension<Waits> = { name: 'waits' };
