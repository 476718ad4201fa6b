/**
 * Stepping through a model: what can happen in a state, what cannot and why, what each step would change, and what properties say of it.
 *
 * ```ts
 * import { instantiate } from 'allways';
 * import { Stepper } from 'allways/stepping';
 *
 * const stepper = new Stepper(instantiate(model));
 * const place = stepper.take(stepper.start, 0);
 * for (const { index, text } of stepper.enabled(place)) console.log(index, text);
 * ```
 *
 * @module allways/stepping
 */
export type { Box, Point } from '../export/drawing/geometry.ts';
export type { Palette } from '../export/drawing/theme.ts';
export type { LeastWidths } from '../export/ladders/ladder-columns.ts';
export {
  type LadderLane,
  type LadderLayout,
  type LadderMoment,
  type LadderOptions,
  ladderLayout,
} from '../export/ladders/ladder-layout.ts';
export type {
  Belonging,
  BoxKind,
  BoxShape,
  LineKind,
  LineShape,
  MessageKind,
  Shape,
  SignKind,
  SignShape,
  TextKind,
  TextShape,
} from '../export/ladders/ladder-shapes.ts';
export { ladderRules } from '../export/ladders/ladder-svg.ts';
export type { End, EndOf, Fate, Moment, Note, NoteKind, Sending, Story } from '../export/ladders/story.ts';
export type { RefusalKind, RefusedStep } from '../model/refused.ts';
export { actionText } from './action-text.ts';
export { compareWalks, type WalkComparison } from './comparison.ts';
export { differencesBetween, type StateDifference } from './difference.ts';
export {
  type EndpointSnapshot,
  type MessageSnapshot,
  type StateSnapshot,
  snapshotOf,
  type TimerSnapshot,
} from './snapshot.ts';
export { type EnabledStep, type Fit, type Place, Stepper } from './stepper.ts';
export type { PropertyHere } from './truth.ts';
