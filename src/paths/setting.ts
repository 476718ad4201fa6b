import type { Instance } from '../model/instance.ts';
import type { Model } from '../model/model.ts';
import type { StepReader } from '../model/reader.ts';
import type { WatchedLane } from '../survey/watched-model.ts';
import type { GoalSets } from './goals/goal-sets.ts';
import type { Goals } from './goals/goals.ts';

/** What an event or message is called: different names are different kinds. */
export type Label = (event: { readonly type: string }) => string;

/** What the criteria of one suite share. */
export interface Setting {
  readonly instance: Instance;
  readonly model: Model;
  readonly reader: StepReader;
  /** The machines, watched, in the order of the endpoints. */
  readonly lanes: readonly WatchedLane[];
  readonly label: Label;
  readonly goals: Goals;
  readonly sets: GoalSets;
}

/** The type of an event, or its kind where many kinds share one type. */
export function kindOrType(event: { readonly type: string; readonly kind?: unknown }): string {
  return typeof event.kind === 'string' ? event.kind : event.type;
}
