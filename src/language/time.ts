import { ModelError } from './errors.ts';

/** How time passes in a model. */
export type TimeOptions =
  /** There is no tick: an armed timer may fire at any moment, and messages never die of age. */
  | 'untimed'
  | {
      /** Milliseconds that make one tick. */
      readonly tick: number;
      /**
       * Timers, by the name of their delay or by their id, that may fire at any moment once armed: retransmission
       * timeouts, say, which adapt to the network, so that the model must not depend on their value. Default: none.
       */
      readonly elastic?: readonly string[];
      /**
       * In which order timers of one machine fire that were armed with equal delays: `in-order`, the default, is the order
       * of arming, as with every clock that XState runs on; `any-order` leaves it open, for an implementation that does
       * not promise it. Elastic timers, and those with different delays that are due in the same tick, fire in any order.
       */
      readonly equalDelays?: EqualDelays;
    };

/** The order in which timers of one machine fire that were armed with equal delays. */
export type EqualDelays = 'in-order' | 'any-order';

/** The rules of time, resolved. */
export interface TimeRules {
  readonly timed: boolean;
  readonly elastic: readonly string[];
  /** Without ticks, any timer may fire at any moment: `any-order`. */
  readonly equalDelays: EqualDelays;
  /**
   * Ticks that must pass before a timer that is armed now fires, or null if it may fire at any moment. A timer of d
   * ticks is armed somewhere inside a tick and must not fire early, so d + 1 ticks must begin first.
   *
   * @throws ModelError if the delay is not a whole number of ticks, or beyond what a timer can wait
   */
  ticksToFire(delay: number, name: string, id: string | null, who: string): number | null;
}

/** @throws ModelError if a tick is not a positive number of milliseconds */
export function timeRules(options: TimeOptions = 'untimed'): TimeRules {
  if (options === 'untimed') {
    const ticksToFire: TimeRules['ticksToFire'] = (delay, name, _, who) => {
      requirePossible(delay, name, who);
      return null;
    };
    return { timed: false, elastic: [], equalDelays: 'any-order', ticksToFire };
  }
  const { tick, elastic = [], equalDelays = 'in-order' } = options;
  if (!(Number.isFinite(tick) && tick > 0)) {
    throw new ModelError(`time.tick is ${tick}; it must be a positive number of milliseconds`);
  }
  return {
    timed: true,
    elastic,
    equalDelays,
    ticksToFire(delay, name, id, who) {
      requirePossible(delay, name, who);
      if (elastic.includes(name) || (id !== null && elastic.includes(id))) return null;
      const ticks = delay / tick;
      if (Number.isInteger(ticks) && ticks >= 0) return ticks + 1;
      throw new ModelError(
        `${who}: the timer "${name}" is armed with ${delay} ms, which is no whole number of ticks of ${tick} ms; change the delay or time.tick, or declare the timer elastic`,
      );
    },
  };
}

/** A timer of JavaScript counts in 32 bits: one that is to wait for longer fires at once. */
const LONGEST = 2 ** 31 - 1;

function requirePossible(delay: number, name: string, who: string): void {
  if (delay <= LONGEST) return;
  if (Number.isNaN(delay))
    throw new ModelError(
      `${who}: the timer "${name}" is armed with NaN ms, which is no number: look at what computes the delay`,
    );
  throw new ModelError(
    `${who}: the timer "${name}" is armed with ${delay} ms; no timer of JavaScript waits for longer than ${LONGEST} ms (25 days), so arm one that is shorter, several times`,
  );
}
