/* Why a run returns. */

/** All states are expanded, or others are to have a say. */
export const DONE: u32 = 0;
/** Something must be taught of the next state. */
export const UNKNOWN: u32 = 1;
/** A number does not fit into its field: see `unfitField`. */
export const UNFIT: u32 = 2;
/** There are more states than the limit. */
export const LIMIT: u32 = 3;
export const NO_MEMORY: u32 = 4;
