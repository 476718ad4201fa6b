import { stepCount } from '../model/action-path.ts';
import { differencesBetween, type StateDifference } from './difference.ts';
import type { MessageSnapshot, StateSnapshot } from './snapshot.ts';
import type { Place, Stepper } from './stepper.ts';

/** Two walks from the same beginning, side by side. Of every difference, `before` is what the first has, and `after` what the second has. */
export interface WalkComparison {
  /** How many steps they have in common. */
  readonly common: number;
  /** The places behind the first steps that are not the same; null for a walk that ends before. */
  readonly parted: readonly [Place | null, Place | null];
  /** In what the states behind these steps differ; of a walk that ends before, its end counts. */
  readonly parting: readonly StateDifference[];
  /** In what the ends of the walks differ. */
  readonly ends: readonly StateDifference[];
  /** Whether they end in the same state, by whatever way. */
  readonly isSameEnd: boolean;
}

/** Where two walks part, and what differs then, and at their ends. Messages are the same if they say the same, whatever their numbers. */
export function compareWalks(stepper: Stepper, a: Place, b: Place): WalkComparison {
  const shorter = Math.min(a.path.length, b.path.length);
  let common = 0;
  while (common < shorter && a.path[common] === b.path[common]) common++;
  const [one, other] = [placeOn(a, common + 1), placeOn(b, common + 1)];
  const between = (first: Place, second: Place) =>
    differencesOfWalks(stepper.snapshot(first), stepper.snapshot(second));
  const beginning = a.path.length - stepCount(a.path);
  return {
    // Which initial state it is is no step.
    common: Math.max(0, common - beginning),
    parted: [one, other],
    parting: one === null && other === null ? [] : between(one ?? a, other ?? b),
    ends: between(a, b),
    isSameEnd: String(stepper.vector(a)) === String(stepper.vector(b)),
  };
}

/** The place after so many steps on the way to another one; null if there are not so many. */
function placeOn(end: Place, steps: number): Place | null {
  if (end.path.length < steps) return null;
  let at: Place = end;
  while (at.path.length > steps && at.parent !== null) at = at.parent;
  return at;
}

/** Numbers of messages count what was sent on each walk: behind the place where two walks part, they name other messages. */
function differencesOfWalks(a: StateSnapshot, b: StateSnapshot): readonly StateDifference[] {
  const without = (snapshot: StateSnapshot) => ({ ...snapshot, network: [] });
  return [...differencesBetween(without(a), without(b)), ...messagesOf(a.network, b.network)];
}

function messagesOf(
  a: readonly MessageSnapshot[],
  b: readonly MessageSnapshot[],
): readonly StateDifference[] {
  const left = [...b];
  const gone = a.filter((message) => {
    const at = left.findIndex((other) => contentOf(other) === contentOf(message));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...gone.map(({ number, ...message }) => ({ path: ['network', `#${number}`], before: message })),
    ...left.map(({ number, ...message }) => ({ path: ['network', `#${number}`], after: message })),
  ];
}

function contentOf({ number: _, ...message }: MessageSnapshot): string {
  return JSON.stringify(message);
}
