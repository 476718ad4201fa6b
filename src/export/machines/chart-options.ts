/** What a search has taken of a machine. */
export interface Reached {
  /** Ids of the states that were entered. */
  readonly states: ReadonlySet<string>;
  /** Ids (as in the chart) of the transitions that were taken. */
  readonly transitions: ReadonlySet<string>;
}

/** How to draw a chart. */
export interface ChartOptions {
  /** Draws pale what the search never took. Default: everything is drawn alike. */
  readonly reached?: Reached | undefined;
}

/** Whether a state or transition is to be drawn pale. */
export interface Paleness {
  state(id: string): boolean;
  transition(id: string): boolean;
}

export function palenessOf({ reached }: ChartOptions): Paleness {
  return {
    state: (id) => reached !== undefined && !reached.states.has(id),
    transition: (id) => reached !== undefined && !reached.transitions.has(id) && !id.endsWith(' history 0'),
  };
}
