/** Where numbers stand in the core's records: as many of core/assembly/records.ts, which says more, as are needed to write them. */

export const FIELD = 64;
export const F_WORD = 0;
export const F_SHIFT = 4;
export const F_MASK = 8;
export const F_CLASSES = 16;
export const F_CLASSED = 20;
export const F_KEY_SHIFT = 24;
export const F_LOCATIONS = 32;
export const F_LOCALS = 36;

export const L_KNOWN = 0;
export const L_IDLE = 8;
export const L_EVENTS = 16;
export const L_EXPIRIES = 20;
export const L_EVENT_COUNT = 24;
export const L_ROW = 32;

export const LABEL = 32;
export const A_FIELD = 0;
export const A_NEXT = 4;
export const A_HISTORY = 8;
export const A_OPERATION = 12;
export const A_FLAGS = 16;
export const A_MOVE = 20;
export const A_ARRIVAL = 24;
export const A_GROUP = 28;
export const NO_FIELD = 0xffffffff;
export const SETTLED = 1;
export const CHANGES = 2;
export const SHOWS = 4;

export const LOSSES = 16;
export const S_KNOWN = 0;
export const S_ROW = 8;

export const O_SENDS = 0;
export const O_KNOWN = 8;
export const O_CHANGES = 16;
export const O_INTO = 24;

export const P_FIELD = 0;
export const P_LABEL = 4;
export const P_RANK = 8;
