import type {
  AnyAction,
  AnyLocalState,
  AnyMessage,
  AnyObservation,
  AnyPacket,
  AnyStateView,
  AnyStepView,
} from '../language/forgotten.ts';
import type { SourceOf } from '../tables/read-memo.ts';

/**
 * Turns ids back into what they stand for. A reader of a vector records, in `reads`, what is read of it: that is what
 * predicates are remembered by.
 */
export interface StepReader {
  /** Where what is recorded in `reads` is found. */
  readonly sourceOf: SourceOf;
  /** Where it is found in the view of a step: `['before', 'endpoints', 'a', 'context']`, say. Of a state, it is that before. */
  pathOf(read: number): readonly string[];
  /** Names of the endpoints, in order. */
  readonly endpoints: readonly string[];
  /** The state whose ids stand from `offset` on. Valid only until the next call. */
  state(vector: Uint32Array, offset: number, reads: number[]): AnyStateView;
  /** The step whose vector (see `Steps`) stands from `offset` on. Valid only until the next call. */
  step(vector: Uint32Array, offset: number, reads: number[]): AnyStepView;
  localState(endpoint: number, id: number): AnyLocalState;
  packets(network: number): readonly AnyPacket[];
  /** How each session and each partition is, by its name. */
  channels(network: number): AnyStateView['channels'];
  partitions(network: number): AnyStateView['partitions'];
  history(id: number): unknown;
  action(id: number): AnyAction;
  observations(id: number): readonly AnyObservation[];
  /** The messages sent in a step, as they are handed to the network. */
  sent(id: number): readonly AnyPacket[];
  /** The mark that a message in flight has after the step whose vector this is. */
  markAfter(vector: Uint32Array, message: AnyMessage): string;
  /** The mark of a message to which nothing has happened; null if the model has no marks. */
  readonly initialMark: string | null;
  /** The message of what a machine threw. */
  thrown(id: number): string;
}
