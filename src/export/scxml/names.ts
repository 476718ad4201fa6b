import type { Chart } from '../machines/chart.ts';

/** First parts of names that SCXML gives to events itself, or this export to those of timers and actors. */
const OWN = new Set(['done', 'error', 'after', 'snapshot']);

/**
 * Names of events. SCXML matches them by their first parts, so parts stay parts; what it does not allow in a part is replaced, and no
 * two parts become one.
 */
export class EventNames {
  readonly #chart: Chart;
  readonly #parts = new Map<string, string>();
  readonly #taken = new Set<string>();

  constructor(chart: Chart) {
    this.#chart = chart;
    // All of them now, so that a name does not depend on which one was asked for first.
    for (const type of this.#types()) this.descriptor(type);
  }

  /** The name of an event type. */
  of(type: string): string {
    return type
      .split('.')
      .map((part) => this.#part(part))
      .join('.');
  }

  /** What a transition with this descriptor waits for. */
  descriptor(descriptor: string): string {
    if (descriptor === '*') return '*';
    return descriptor.endsWith('.*') ? `${this.of(descriptor.slice(0, -2))}.*` : this.of(descriptor);
  }

  /** Whether the machine knows events that begin like this one, so that SCXML would take them for it. */
  isBeginning(type: string): boolean {
    const known = this.#types();
    return known.some((other) => other.startsWith(`${type}.`));
  }

  #types(): readonly string[] {
    const { states, transitions } = this.#chart;
    const actions = [
      ...states.flatMap(({ entry, exit, initialActions }) => [...entry, ...exit, ...initialActions]),
      ...transitions.flatMap((each) => each.actions),
    ];
    return [
      ...transitions.flatMap(({ trigger }) => (trigger.kind === 'event' ? [trigger.event] : [])),
      ...actions.flatMap(({ self }) => (self?.kind === 'raise' ? [self.event] : [])),
    ];
  }

  #part(part: string): string {
    const known = this.#parts.get(part);
    if (known !== undefined) return known;
    const plain = part.replace(/[^\p{L}\p{N}_-]/gu, '_') || '_';
    const name = unique(OWN.has(plain) ? `${plain}_` : plain, this.#taken);
    this.#parts.set(part, name);
    return name;
  }
}

/** The name, or one like it that is not taken yet. */
export function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let i = 2; taken.has(free); i++) free = `${name}_${i}`;
  taken.add(free);
  return free;
}
