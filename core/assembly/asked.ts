/* What the core asks of whoever runs it. */

/** The group of a move that sleeps after an arrival, as a word with one bit. */
export declare function group(arrival: u32, move: u32): u32;
/** Whether the step with a label makes the same move under the history before an arrival. */
export declare function isSameUnder(arrival: u32, label: u32): u32;
/** The class of an id in a field: ids are in different ones if predicates over states ever told them apart. From 1 on; 0 if keys have no room for it. */
export declare function classOf(field: u32, id: u32): u32;
/** Whether the state whose ids stand in `vector` decides a property, or somebody must look at it. */
export declare function decides(): u32;
/** Whether nobody need look at the state whose ids stand in `vector`, in which nothing can happen. */
export declare function mayEnd(): u32;
