import type { Outcome } from './local-states.ts';

/** The steps of single endpoints, and losses and the tick, which are nobody's: all under small integers. */
export class LocalSteps {
  /** Per step: its action, the endpoint that acts (or the number of endpoints, for none), its local state before. */
  readonly action: number[] = [];
  readonly endpoint: number[] = [];
  readonly before: number[] = [];
  /** Per step: its outcome. */
  readonly next: number[] = [];
  readonly sends: number[] = [];
  readonly observations: number[] = [];
  readonly thrown: number[] = [];

  /** Adds a step of one endpoint; returns its id. */
  add(action: number, endpoint: number, before: number, outcome: Outcome): number {
    this.endpoint.push(endpoint);
    this.before.push(before);
    this.next.push(outcome.next);
    this.sends.push(outcome.sends);
    this.observations.push(outcome.observations);
    this.thrown.push(outcome.thrown);
    return this.action.push(action) - 1;
  }

  /** Whether the step changes nothing of its endpoint and has no effect. */
  isIdle(step: number): boolean {
    return (
      this.next[step] === this.before[step] &&
      this.sends[step] === 0 &&
      this.observations[step] === 0 &&
      this.thrown[step] === 0
    );
  }
}
