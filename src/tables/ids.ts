/** Instead of the id of what follows: it cannot happen. */
export const BLOCKED = -1;
