import { messageOf } from '../language/errors.ts';
import type { AnyStateMachine } from '../language/machine.ts';

/** Microsteps after which a machine that has not come to rest is taken for one that never will. */
const MOST_MICROSTEPS = 10_000;

/** Since 5.33, XState counts the microsteps of a step, and by default lets them go on for ever. */
interface Limited {
  readonly options?: { maxIterations?: number };
}

/**
 * Runs a machine that must come to rest: `always` that leads round in a circle, or events that it raises again and again, would
 * never end.
 *
 * @throws Error, which is a finding about the machine, if it does not
 */
export function comingToRest<T>(machine: AnyStateMachine, run: () => T): T {
  const { options } = machine as Limited;
  if (options === undefined) return run();
  const own = options.maxIterations ?? Number.POSITIVE_INFINITY;
  options.maxIterations = Math.min(own, MOST_MICROSTEPS);
  try {
    return run();
  } catch (thrown) {
    throw isEndless(thrown) ? new Error(restText(messageOf(thrown))) : thrown;
  } finally {
    options.maxIterations = own;
  }
}

/** What XState says of it, in the words of a finding. */
export function restText(message: string): string {
  const [, most] = /^Infinite loop detected: .* more than (\d+) microsteps/.exec(message) ?? [];
  if (most === undefined) return message;
  return `the machine does not come to rest: after ${most} microsteps (always, or events that it raises) it still goes on`;
}

function isEndless(thrown: unknown): boolean {
  return restText(messageOf(thrown)) !== messageOf(thrown);
}
