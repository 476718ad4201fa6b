import { ModelError } from './errors.ts';

/** What the network carries, and what it may do to it. */
export interface NetworkOptions {
  /** Types of the emitted events that are messages. What an endpoint emits otherwise is an observation. */
  readonly carries: readonly string[];
  /** A message in flight may be lost at any moment. Default: false. */
  readonly loss?: boolean;
  /**
   * A message may be delivered any number of times until it is lost or dies of age: the network is a set, and equal
   * messages of the same age are one. Default: false (a multiset: delivery removes one copy).
   */
  readonly duplication?: boolean;
  /** `none`: messages overtake one another freely. `fifo`: never on the same way from one endpoint to another. Default: none. */
  readonly order?: 'none' | 'fifo';
  /** Ticks that a message lives (the maximum segment lifetime): sent at tick t, it may arrive up to t + lifetime. Default: unbounded. */
  readonly lifetime?: number | 'unbounded';
  /** Ticks that a message travels at least. Default: 0. */
  readonly minimumDelay?: number;
  /** Most messages in flight at a time. Default: unbounded. */
  readonly capacity?: number | 'unbounded';
}

/** The network, resolved: every option has its value. */
export interface NetworkRules {
  readonly carries: readonly string[];
  readonly loss: boolean;
  readonly duplication: boolean;
  readonly order: 'none' | 'fifo';
  /** Ticks; infinite if unbounded. */
  readonly lifetime: number;
  /** Ticks. */
  readonly minimumDelay: number;
  /** Messages; infinite if unbounded. */
  readonly capacity: number;
}

/** @throws ModelError if an option makes no sense, alone or beside the others */
export function networkRules(options: NetworkOptions, timed: boolean): NetworkRules {
  const rules: NetworkRules = {
    carries: options.carries,
    loss: options.loss ?? false,
    duplication: options.duplication ?? false,
    order: options.order ?? 'none',
    lifetime: bound(options.lifetime),
    minimumDelay: options.minimumDelay ?? 0,
    capacity: bound(options.capacity),
  };
  requireWhole('lifetime', rules.lifetime, 0, 'ticks, or "unbounded"');
  requireWhole('minimumDelay', rules.minimumDelay, 0, 'ticks');
  requireWhole('capacity', rules.capacity, 1, 'messages, or "unbounded"');
  if (rules.minimumDelay === Number.POSITIVE_INFINITY)
    throw new ModelError('network.minimumDelay must be finite');
  if (!timed && (rules.lifetime !== Number.POSITIVE_INFINITY || rules.minimumDelay > 0)) {
    throw new ModelError(
      'network.lifetime and network.minimumDelay count ticks, but the model is untimed; give it time: { tick: … } or leave them out',
    );
  }
  if (rules.minimumDelay > rules.lifetime) {
    throw new ModelError(
      `network.minimumDelay (${rules.minimumDelay}) exceeds network.lifetime (${rules.lifetime}): no message could ever arrive`,
    );
  }
  return rules;
}

function bound(value: number | 'unbounded' | undefined): number {
  return value === undefined || value === 'unbounded' ? Number.POSITIVE_INFINITY : value;
}

function requireWhole(name: string, value: number, least: number, unit: string): void {
  if ((Number.isInteger(value) || value === Number.POSITIVE_INFINITY) && value >= least) return;
  throw new ModelError(
    `network.${name} is ${value}; it must be a whole number of at least ${least} (${unit})`,
  );
}
