import type { PropertyOutcome } from '../property/outcome.ts';

/** Names of assumptions. */
export type Subset = readonly string[];

type Verdict = PropertyOutcome['verdict'];

/** What one property needs. */
export interface Need {
  readonly property: string;
  /** Its verdict with all assumptions. */
  readonly verdict: Verdict;
  /** By assumption, in order: its verdict without that one. */
  readonly without: readonly Verdict[];
  /** The smallest sets of assumptions with which alone it holds; null if they are not known, or make no sense for it. */
  readonly minimal: readonly Subset[] | null;
  /** Whether it could only hold with more assumptions, if it does with fewer: of other claims, sets are not asked. */
  readonly grows: boolean;
}

/** Most assumptions of which minimal sets are looked for. */
const MOST = 8;

/** Claims that hold with more assumptions if they hold with fewer: those about all states, steps or behaviours. */
const GROWING: readonly PropertyOutcome['kind'][] = [
  'invariant',
  'step',
  'eventually',
  'infinitely-often',
  'stabilizes',
  'leads-to',
  'ltl',
];

type Named = Pick<PropertyOutcome, 'name' | 'kind' | 'verdict'>;

/**
 * Asks, search by search, what properties need to be assumed: first the verdict without each assumption, then which smallest
 * sets of them suffice. Who has the searches done need not know why.
 */
export class Needs {
  readonly #assumptions: Subset;
  readonly #properties: readonly Named[];
  /** By the names left out, the verdicts by property. */
  readonly #known = new Map<string, ReadonlyMap<string, Verdict>>();

  constructor(assumptions: Subset, properties: readonly Named[]) {
    this.#assumptions = assumptions;
    this.#properties = properties;
    this.#known.set(keyOf([]), new Map(properties.map(({ name, verdict }) => [name, verdict])));
  }

  /** The assumptions to leave out in the next search; null once enough is known. */
  next(): Subset | null {
    const single = this.#assumptions.map((name) => [name]).find((each) => !this.#known.has(keyOf(each)));
    if (single !== undefined) return single;
    if (this.#assumptions.length > MOST) return null;
    for (const { name } of this.#properties.filter((property) => this.#isAsked(property))) {
      const wanted = this.#unknownFor(name);
      if (wanted !== null) return wanted;
    }
    return null;
  }

  /** Tells what a search said that left these out; nothing is known of a property that is not among them. */
  tell(without: Subset, outcomes: readonly Named[]): void {
    this.#known.set(keyOf(without), new Map(outcomes.map(({ name, verdict }) => [name, verdict])));
  }

  rows(): readonly Need[] {
    return this.#properties.map((property) => ({
      property: property.name,
      verdict: property.verdict,
      without: this.#assumptions.map((each) => this.#verdict(property.name, [each])),
      minimal: this.#minimal(property),
      grows: GROWING.includes(property.kind),
    }));
  }

  #isAsked({ kind, verdict }: Named): boolean {
    return verdict === 'holds' && GROWING.includes(kind);
  }

  #verdict(property: string, without: Subset): Verdict {
    return this.#known.get(keyOf(without))?.get(property) ?? 'unknown';
  }

  /** The smallest set of assumptions of which it is not known yet whether it suffices, as what must be left out. */
  #unknownFor(property: string): Subset | null {
    const found: Subset[] = [];
    for (const set of this.#candidates(property)) {
      if (found.some((each) => each.every((name) => set.includes(name)))) continue;
      const without = this.#assumptions.filter((name) => !set.includes(name));
      if (!this.#known.has(keyOf(without))) return without;
      if (this.#verdict(property, without) === 'holds') found.push(set);
    }
    return null;
  }

  #minimal(property: Named): readonly Subset[] | null {
    if (!this.#isAsked(property) || this.#assumptions.length > MOST) return null;
    const found: Subset[] = [];
    for (const set of this.#candidates(property.name)) {
      if (found.some((each) => each.every((name) => set.includes(name)))) continue;
      const verdict = this.#verdict(
        property.name,
        this.#assumptions.filter((name) => !set.includes(name)),
      );
      if (verdict === 'holds') found.push(set);
      else if (verdict !== 'violated') return null;
    }
    return found;
  }

  /** Sets that may suffice, the smaller ones first: what is needed even beside all others is in each. */
  #candidates(property: string): readonly Subset[] {
    const needed = this.#assumptions.filter((each) => this.#verdict(property, [each]) === 'violated');
    const others = this.#assumptions.filter((each) => !needed.includes(each));
    return Array.from({ length: 2 ** others.length }, (_, choice) => {
      const chosen = others.filter((_other, i) => ((choice >> i) & 1) === 1);
      return this.#assumptions.filter((each) => needed.includes(each) || chosen.includes(each));
    }).sort((a, b) => a.length - b.length);
  }
}

function keyOf(without: Subset): string {
  return JSON.stringify([...without].sort());
}
