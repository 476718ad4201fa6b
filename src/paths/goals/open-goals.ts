/** Goals that a search has not reached yet, counted by what must be remembered for them. */
export class OpenGoals {
  /** By goal. */
  readonly #kinds: Map<number, number>;
  /** By kind. */
  readonly #counts = new Map<number, number>();

  /** @param goals each with its kind: what must be remembered for it */
  constructor(goals: readonly (readonly [goal: number, kind: number])[]) {
    this.#kinds = new Map(goals);
    for (const [, kind] of goals) this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }

  /** Whether some goal of this kind is still to be reached. */
  has(kind: number): boolean {
    return (this.#counts.get(kind) ?? 0) > 0;
  }

  /** Notes that a goal has been reached; it may be told more than once. */
  reached(goal: number): void {
    const kind = this.#kinds.get(goal);
    if (kind === undefined) return;
    this.#kinds.delete(goal);
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) - 1);
  }
}
