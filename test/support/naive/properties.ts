import { isSafety } from '../../../src/language/property.ts';
import type { NaiveVerdict } from './explorer.ts';
import { type NaiveState, type NaiveStep, stateView, stepView } from './state.ts';
import type { Found } from './steps.ts';
import type { AnyProperty, NaiveSystem } from './system.ts';

/** The least depth at which something was found out about each property, against it or for its witness. */
export class PropertyLog {
  readonly #system: NaiveSystem;
  readonly #depths = new Map<string, number>();

  constructor(system: NaiveSystem) {
    this.#system = system;
  }

  /** Looks at a distinct state and at what can happen in it. */
  state(state: NaiveState, { steps, beyond, thrown, cuts }: Found, depth: number): void {
    const { properties, isFinal } = this.#system;
    // Nobody may wait for a fault, wherever it leads.
    const enabled = [...steps, ...beyond].filter(
      ({ action }) => !['crash', 'break', 'down'].includes(action.kind),
    );
    const isDeadlock = enabled.length + thrown + cuts === 0 && !isFinal(stateView(state));
    this.judge(state, depth);
    for (const property of properties) {
      if (property.kind === 'deadlock-free' && isDeadlock) this.#note(property.name, depth);
    }
    if (thrown > 0) this.#note(NO_THROW, depth + 1);
  }

  /** Looks at a state by itself. */
  judge(state: NaiveState, depth: number): void {
    const { properties, parameters } = this.#system;
    const view = stateView(state);
    for (const property of properties) {
      if (property.kind === 'invariant' && !property.holds(view, parameters))
        this.#note(property.name, depth);
      if (property.kind === 'reachable' && property.state?.(view, parameters))
        this.#note(property.name, depth);
    }
  }

  /** Looks at a transition, whether or not it leads to a new state. */
  step(step: NaiveStep, depth: number): void {
    const { properties, parameters } = this.#system;
    const view = stepView(step);
    for (const property of properties) {
      if (property.kind === 'step' && !property.holds(view, parameters)) this.#note(property.name, depth);
      if (property.kind === 'reachable' && property.step?.(view, parameters))
        this.#note(property.name, depth);
    }
  }

  verdicts(): readonly NaiveVerdict[] {
    return [
      ...this.#system.properties
        .filter(isSafety)
        .map((property) => this.#verdict(property.name, property.kind)),
      this.#verdict(NO_THROW, 'no-throw'),
    ];
  }

  #note(name: string, depth: number): void {
    this.#depths.set(name, Math.min(depth, this.#depths.get(name) ?? depth));
  }

  #verdict(name: string, kind: AnyProperty['kind'] | 'no-throw'): NaiveVerdict {
    const length = this.#depths.get(name) ?? null;
    if (kind === 'reachable') return { name, verdict: length === null ? 'unreachable' : 'reached', length };
    return { name, verdict: length === null ? 'holds' : 'violated', length };
  }
}

const NO_THROW = 'machines do not throw';
