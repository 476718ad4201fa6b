/** No state is left to expand. */
export const NONE = -1;

/**
 * The order in which a search expands states. There is one search loop; what makes it breadth first, depth first or
 * a random walk is its frontier.
 */
export interface Frontier {
  /** So many initial states are there, numbered from 0. One is without a word. */
  start(initials: number): void;
  /** The next state to expand, or NONE. */
  next(): number;
  /** How many states may be asked for before it is told of the steps from the first of them; at least 1. */
  readonly ahead: number;
  /** Steps from the initial state to the state that `next` gave last. */
  readonly depth: number;
  /**
   * Tells of a step from that state: where it leads, its index among the state's steps, and whether the state is new.
   * Steps to known states are told of only if it `takesAll`.
   */
  offer(state: number, action: number, isNew: boolean): void;
  readonly takesAll: boolean;
  /** States that wait to be expanded. */
  readonly waiting: number;
  /** Whether an empty frontier means that every state was expanded. */
  readonly exhaustive: boolean;
  /** Bytes held. */
  readonly bytes: number;
}
