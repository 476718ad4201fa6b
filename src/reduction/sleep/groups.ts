/* Groups of moves are bits of a word. Of two no move is a member: one always sleeps, the other one never. */

export const ALWAYS = 1 << 30;
export const NEVER = 1 << 31;

/** All groups that have members. */
export const GROUPS = ALWAYS - 1;
