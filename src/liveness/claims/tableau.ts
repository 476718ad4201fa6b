import type { Formula } from '../../language/long-run/formula.ts';
import type { Automaton, AutomatonNode } from './automaton.ts';

/** A formula in negation normal form: negations stand before predicates only. */
type Normal =
  | { readonly op: 'true' | 'false' }
  | { readonly op: 'atom'; readonly bit: number; readonly negated: boolean }
  | { readonly op: 'and' | 'or' | 'until' | 'release'; readonly left: number; readonly right: number };

const TRUE = 0;
const FALSE = 1;

/** Before the first position. */
const START = -1;

/** A node that is being made: what must be true now, what has been seen to, and what must be true from the next position on. */
interface Draft {
  readonly incoming: Set<number>;
  readonly todo: readonly number[];
  readonly done: ReadonlySet<number>;
  readonly next: ReadonlySet<number>;
}

/**
 * The automaton that accepts the behaviours that do not satisfy a formula: the tableau of Gerth, Peled, Vardi and Wolper,
 * "Simple On-the-fly Automatic Verification of Linear Temporal Logic", PSTV 1995.
 */
export function violationsOf(formula: Formula<string>, names: readonly string[]): Automaton {
  return new Tableau(names).automaton(formula);
}

class Tableau {
  readonly #names: readonly string[];
  /** Formulas, each once, by number. */
  readonly #formulas: Normal[] = [{ op: 'true' }, { op: 'false' }];
  readonly #numbers = new Map<string, number>();
  readonly #nodes: {
    readonly incoming: Set<number>;
    readonly done: ReadonlySet<number>;
    readonly key: string;
  }[] = [];

  constructor(names: readonly string[]) {
    this.#names = names;
  }

  automaton(formula: Formula<string>): Automaton {
    const start = this.#normal(formula, true);
    this.#expand({ incoming: new Set([START]), todo: [start], done: new Set(), next: new Set() });
    const untils = this.#formulas.flatMap((each, f) =>
      each.op === 'until' ? [{ f, right: each.right }] : [],
    );
    const nodes = this.#nodes.map(({ done }, n): AutomatonNode => {
      const successors = this.#nodes.flatMap(({ incoming }, m) => (incoming.has(n) ? [m] : []));
      const accepts = untils.reduce(
        (sets, { f, right }, i) =>
          !done.has(f) || right === TRUE || done.has(right) ? sets | (1 << i) : sets,
        0,
      );
      return { ...this.#literals(done), successors, accepts, acceptsIf: [] };
    });
    return {
      nodes,
      initial: this.#nodes.flatMap(({ incoming }, n) => (incoming.has(START) ? [n] : [])),
      sets: untils.reduce((sets, _, i) => sets | (1 << i), 0),
    };
  }

  /** Makes the nodes of a draft. */
  #expand(draft: Draft): void {
    const [f, ...rest] = draft.todo;
    if (f === undefined) {
      this.#finish(draft);
      return;
    }
    const formula = this.#formulas[f];
    if (formula === undefined || draft.done.has(f)) {
      this.#expand({ ...draft, todo: rest });
      return;
    }
    const done = new Set([...draft.done, f]);
    const going = (now: readonly number[], later: readonly number[] = []): void =>
      this.#expand({
        incoming: new Set(draft.incoming),
        todo: [...now.filter((each) => !done.has(each)), ...rest],
        done,
        next: new Set([...draft.next, ...later]),
      });
    switch (formula.op) {
      case 'true':
        going([]);
        return;
      case 'false':
        return;
      case 'atom':
        if (!done.has(this.#atom(formula.bit, !formula.negated))) going([]);
        return;
      case 'and':
        going([formula.left, formula.right]);
        return;
      case 'or':
        going([formula.left]);
        going([formula.right]);
        return;
      case 'until':
        going([formula.left], [f]);
        going([formula.right]);
        return;
      case 'release':
        going([formula.right], [f]);
        going([formula.left, formula.right]);
        return;
    }
  }

  /** Nodes with the same duties are one. */
  #finish({ incoming, done, next }: Draft): void {
    const sorted = (set: ReadonlySet<number>) => [...set].sort((a, b) => a - b).join();
    const key = `${sorted(done)} | ${sorted(next)}`;
    const known = this.#nodes.find((node) => node.key === key);
    if (known !== undefined) {
      for (const from of incoming) known.incoming.add(from);
      return;
    }
    const n = this.#nodes.push({ incoming, done, key }) - 1;
    this.#expand({ incoming: new Set([n]), todo: [...next], done: new Set(), next: new Set() });
  }

  #literals(done: ReadonlySet<number>): Pick<AutomatonNode, 'required' | 'forbidden'> {
    let [required, forbidden] = [0, 0];
    for (const f of done) {
      const formula = this.#formulas[f];
      if (formula?.op !== 'atom') continue;
      if (formula.negated) forbidden |= formula.bit;
      else required |= formula.bit;
    }
    return { required, forbidden };
  }

  /** The number of a formula, or of its negation, in negation normal form. */
  #normal(formula: Formula<string>, negated: boolean): number {
    if (typeof formula === 'string') return this.#atom(1 << this.#names.indexOf(formula), negated);
    switch (formula.op) {
      case 'not':
        return this.#normal(formula.of, !negated);
      case 'and':
      case 'or':
        return this.#all((formula.op === 'and') !== negated, formula.of, negated);
      case 'implies':
        return this.#binary(
          negated ? 'and' : 'or',
          this.#normal(formula.left, !negated),
          this.#normal(formula.right, negated),
        );
      case 'always':
      case 'eventually': {
        const of = this.#normal(formula.of, negated);
        return (formula.op === 'always') !== negated
          ? this.#binary('release', FALSE, of)
          : this.#binary('until', TRUE, of);
      }
      case 'until':
      case 'release':
        return this.#binary(
          (formula.op === 'until') !== negated ? 'until' : 'release',
          this.#normal(formula.left, negated),
          this.#normal(formula.right, negated),
        );
    }
  }

  #all(isAnd: boolean, of: readonly Formula<string>[], negated: boolean): number {
    return of
      .map((each) => this.#normal(each, negated))
      .reduce((sum, each) => this.#binary(isAnd ? 'and' : 'or', sum, each), isAnd ? TRUE : FALSE);
  }

  #atom(bit: number, negated: boolean): number {
    return this.#number({ op: 'atom', bit, negated });
  }

  #binary(op: 'and' | 'or' | 'until' | 'release', left: number, right: number): number {
    return this.#number({ op, left, right });
  }

  #number(formula: Normal): number {
    const key = JSON.stringify(formula);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#formulas.push(formula) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}
