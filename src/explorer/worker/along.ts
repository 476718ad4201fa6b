import type { Place, PropertyHere, Stepper } from '../../stepping/index.ts';
import { type NamesSoFar, NO_NAMES, withNames } from '../../trace/naming.ts';
import type { FindingView } from '../protocol/views.ts';

/** What is said of a machine that throws: a property that every model has. */
export const NO_THROW = 'machines do not throw';

/** What a walk decides, and what its messages are called. */
export interface WalkFacts {
  /** What the walk decides, and where first. */
  readonly findings: readonly FindingView[];
  readonly names: NamesSoFar;
}

/** Knows of places what the whole walk there tells: each adds its own to that of the place before, however long the walk is. */
export class Along {
  readonly #stepper: Stepper;
  readonly #truths = new WeakMap<Place, readonly PropertyHere[]>();
  readonly #facts = new WeakMap<Place, WalkFacts>();

  constructor(stepper: Stepper) {
    this.#stepper = stepper;
  }

  /** What each property says of a place. */
  truths(place: Place): readonly PropertyHere[] {
    const known = this.#truths.get(place);
    if (known !== undefined) return known;
    const truths = this.#stepper.judge(place);
    this.#truths.set(place, truths);
    return truths;
  }

  facts(place: Place): WalkFacts {
    const untold: Place[] = [];
    let at: Place | null = place;
    while (at !== null && !this.#facts.has(at)) {
      untold.push(at);
      at = at.parent;
    }
    let facts = at === null ? null : (this.#facts.get(at) ?? null);
    for (const next of untold.reverse()) {
      facts = this.#after(facts, next);
      this.#facts.set(next, facts);
    }
    return facts ?? { findings: [], names: NO_NAMES };
  }

  #after(before: WalkFacts | null, place: Place): WalkFacts {
    const { step, state, path, thrown } = place;
    const events =
      step === null
        ? state.network.map(({ event }) => event)
        : step.sent.map(({ message: { event } }) => event);
    const findings = before?.findings ?? [];
    const found = this.#foundAt(place, path.length, thrown).filter(
      ({ name }) => !findings.some((each) => each.name === name),
    );
    return {
      names: withNames(before?.names ?? NO_NAMES, events),
      findings: found.length === 0 ? findings : [...findings, ...found],
    };
  }

  #foundAt(place: Place, step: number, thrown: string | null): readonly FindingView[] {
    const decided = this.truths(place).filter(({ kind, holds }) => holds === (kind === 'reachable'));
    return [
      ...(thrown === null ? [] : [{ name: NO_THROW, verdict: 'violated' as const, step }]),
      ...decided.map(({ name, kind }) => ({
        name,
        verdict: kind === 'reachable' ? ('reached' as const) : ('violated' as const),
        step,
      })),
    ];
  }
}
