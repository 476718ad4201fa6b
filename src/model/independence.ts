import type { Extension } from './extension.ts';

/** Instead of a move: nothing is known of what a step commutes with. */
export const NO_MOVE = 0;

/**
 * Which steps commute, whatever the state: the independence relation of partial-order methods.
 *
 * It is a relation of *moves*. A move is what matters of a step for that: who acts, what is taken, what is sent. (The
 * literature calls it a transition, a word that here means a state, an action and a state.) Moves come in *groups*, each
 * a bit of a word.
 */
export interface Independence {
  /** Changes when two moves that were known to commute may no longer do so. */
  readonly version: number;
  /** The move of the steps with a label, or NO_MOVE. */
  moveOf(label: number): number;
  /** The same, for a step by which a state is reached: it may change the history as well. */
  arrivalOf(label: number): number;
  /** The history before a move that changes it, else -1. */
  historyBefore(arrival: number): number;
  /** Whether the step with this label, were it taken under that history, is known to make the same move. */
  isSameUnder(history: number, label: number): boolean;
  /** Whether a move is a tick. */
  isTick(move: number): boolean;
  /**
   * Of a tick and a loss that commute, an arrival and the step with a label: whether the loss is known to do nothing else on either
   * side of the tick, though its packet is older after it.
   */
  losesAlike(arrival: number, label: number): boolean;
  /** The group of the steps with a label. */
  groupOf(label: number): number;
  /** The group of a move. */
  groupOfMove(move: number): number;
  /** Whether the steps with a label are never stuttering, as far as the network has room. */
  isSurelyStep(label: number): boolean;
  /** Messages that a move sends. */
  sends(move: number): number;
  /** The packets that a move sends, if those that are in flight already need no room, and it changes no mark; else null. */
  sent(move: number): readonly number[] | null;
  /** Whether what a move sends is lost where it finds no room, each packet for itself. */
  mayOverflow(move: number): boolean;
  /** Whether a move takes a packet out of the network. */
  takes(move: number): boolean;
  /** Whether two moves commute, as far as there is room for what both send. */
  commute(a: number, b: number): boolean;
  /** Whether in every state that allows both, the steps of one move come before those of the other. */
  precedes(first: number, second: number): boolean;
}

/** Models that know which of their steps commute say so by this name. */
export const INDEPENDENCE: Extension<Independence> = { name: 'independence' };
