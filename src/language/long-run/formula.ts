/**
 * A formula of linear temporal logic (Pnueli, "The Temporal Logic of Programs", FOCS 1977) over named predicates, without
 * a next operator: it cannot tell apart behaviours that differ only in how long a state lasts.
 */
export type Formula<K extends string> =
  /** The predicate of this name. */
  | K
  | Unary<'not', K>
  | Unary<'always', K>
  | Unary<'eventually', K>
  | { readonly op: 'and' | 'or'; readonly of: readonly Formula<K>[] }
  | Binary<'implies', K>
  | Binary<'until', K>
  | Binary<'release', K>;

interface Unary<O extends string, K extends string> {
  readonly op: O;
  readonly of: Formula<K>;
}

interface Binary<O extends string, K extends string> {
  readonly op: O;
  readonly left: Formula<K>;
  readonly right: Formula<K>;
}

/** Makers of formulas over predicates with these names. */
export interface Connectives<K extends string> {
  not(of: Formula<K>): Formula<K>;
  and(...of: readonly Formula<K>[]): Formula<K>;
  or(...of: readonly Formula<K>[]): Formula<K>;
  implies(left: Formula<K>, right: Formula<K>): Formula<K>;
  /** From now on, at every position. */
  always(of: Formula<K>): Formula<K>;
  /** Now, or at some later position. */
  eventually(of: Formula<K>): Formula<K>;
  /** `right` happens now or later, and up to then, `left` holds. */
  until(left: Formula<K>, right: Formula<K>): Formula<K>;
  /** `right` holds up to and including the position at which `left` does; for ever, if that never comes. */
  release(left: Formula<K>, right: Formula<K>): Formula<K>;
}

export function connectives<K extends string>(): Connectives<K> {
  return {
    not: (of) => ({ op: 'not', of }),
    and: (...of) => ({ op: 'and', of }),
    or: (...of) => ({ op: 'or', of }),
    implies: (left, right) => ({ op: 'implies', left, right }),
    always: (of) => ({ op: 'always', of }),
    eventually: (of) => ({ op: 'eventually', of }),
    until: (left, right) => ({ op: 'until', left, right }),
    release: (left, right) => ({ op: 'release', left, right }),
  };
}

/** The names of the predicates of a formula, each once, in order of first sight. */
export function namesIn(formula: Formula<string>): readonly string[] {
  return [...new Set(collected(formula))];
}

function collected(formula: Formula<string>): readonly string[] {
  if (typeof formula === 'string') return [formula];
  switch (formula.op) {
    case 'not':
    case 'always':
    case 'eventually':
      return collected(formula.of);
    case 'and':
    case 'or':
      return formula.of.flatMap(collected);
    case 'implies':
    case 'until':
    case 'release':
      return [...collected(formula.left), ...collected(formula.right)];
  }
}

/** Whether a value is a formula, whatever its predicates. */
export function isFormula(value: unknown): value is Formula<string> {
  if (typeof value === 'string') return true;
  if (typeof value !== 'object' || value === null || !('op' in value)) return false;
  switch (value.op) {
    case 'not':
    case 'always':
    case 'eventually':
      return 'of' in value && isFormula(value.of);
    case 'and':
    case 'or':
      return 'of' in value && Array.isArray(value.of) && value.of.every(isFormula);
    case 'implies':
    case 'until':
    case 'release':
      return 'left' in value && 'right' in value && isFormula(value.left) && isFormula(value.right);
    default:
      return false;
  }
}
