/** Instead of the id of what follows: it cannot happen. */
export const BLOCKED = -1;

/** Instead of the id of what follows: it cannot happen yet, for it waits for room. */
export const WAITS = -3;
