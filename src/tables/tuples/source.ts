/** Where an id is found: at a slot of a vector, or, if there is a table, in that table under the id at that slot. */
export interface Source {
  readonly slot: number;
  readonly table: readonly number[] | null;
  /** The id of what stands at that slot, if that is not an id itself. */
  readonly idOf?: (value: number) => number;
}
