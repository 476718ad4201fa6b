/* What is taught, as records in memory: how long they are, and where in them each number stands. */

// A field, one for each endpoint and one for the history: bytes to its word, its shift, the mask of its values; if predicates read it, the classes of
// its ids, how many there are, and where they stand in a key; what stands in it in the state at hand. And of an endpoint: its locations by local
// state and history, how many local states there is room for, where it is in the state at hand, and its term in the sum from which a hash is made.
export const FIELD: u32 = 64;
export const F_WORD: u32 = 0;
export const F_SHIFT: u32 = 4;
export const F_MASK: u32 = 8;
export const F_CLASSES: u32 = 16;
export const F_CLASSED: u32 = 20;
export const F_KEY_SHIFT: u32 = 24;
export const F_NOW: u32 = 28;
export const F_LOCATIONS: u32 = 32;
export const F_LOCALS: u32 = 36;
export const F_HERE: u32 = 40;
/** By this a value is multiplied to become such a term. */
export const F_FACTOR: u32 = 48;
export const F_TERM: u32 = 56;
/** What stands in no field. */
export const NOTHING: u32 = 0xffffffff;

// A location: packets of which it is known what their delivery does, or that they go elsewhere; those that do nothing, or go elsewhere; the
// labels of its events and of the expiries of its timers (0 if they are not known), and how many there are; labels of deliveries by packet.
export const L_KNOWN: u32 = 0;
export const L_IDLE: u32 = 8;
export const L_EVENTS: u32 = 16;
export const L_EXPIRIES: u32 = 20;
export const L_EVENT_COUNT: u32 = 24;
export const L_EXPIRY_COUNT: u32 = 28;
export const L_ROW: u32 = 32;

// A label: the field that changes (or NO_FIELD) and its new value; the history afterwards; what is done to the network (0 for nothing); flags; the
// move that may sleep (or 0); the move of an arrival; the group.
export const LABEL: u32 = 32;
export const A_FIELD: u32 = 0;
export const A_NEXT: u32 = 4;
export const A_HISTORY: u32 = 8;
export const A_OPERATION: u32 = 12;
export const A_FLAGS: u32 = 16;
export const A_MOVE: u32 = 20;
export const A_ARRIVAL: u32 = 24;
export const A_GROUP: u32 = 28;
export const NO_FIELD: u32 = 0xffffffff;
// Flags of a label: it is known, and no property looks at its steps; it changes more than the network; it shows something.
export const SETTLED: u32 = 1;
export const CHANGES: u32 = 2;
export const SHOWS: u32 = 4;

// Of a history: packets of which it is known what their loss does; labels of losses by packet.
export const LOSSES: u32 = 16;
export const S_KNOWN: u32 = 0;
export const S_ROW: u32 = 8;

// An operation: packets that it sends; packets of which it is known what it makes of them; those that it changes; what it makes of each, a byte a packet.
export const O_SENDS: u32 = 0;
export const O_KNOWN: u32 = 8;
export const O_CHANGES: u32 = 16;
export const O_INTO: u32 = 24;

// A packet: bytes to the field of the endpoint that it goes to; bytes to its label in rows of deliveries; its rank in canonical order.
export const PACKET: u32 = 12;
export const P_FIELD: u32 = 0;
export const P_LABEL: u32 = 4;
export const P_RANK: u32 = 8;

// Groups of moves that sleep after an arrival.
export const ALWAYS: u32 = 1 << 30;
export const NEVER: u32 = 1 << 31;
export const GROUPS: u32 = ALWAYS - 1;
/** In the word of an arrival: the step left what is in flight as it was. */
export const STILL: u32 = 1 << 30;
