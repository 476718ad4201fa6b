import { type AnyModel, check, instantiate, type ParameterValue } from 'allways';

type Values = Readonly<Record<string, ParameterValue>>;

/** A quantity of a model, and the claim that it must be large enough for. */
export interface Threshold {
  readonly model: AnyModel;
  readonly property: string;
  /** The largest value that is tried; the least is 0. */
  readonly upTo: number;
  /** The parameters that give the quantity this value. */
  set(value: number): Values;
}

/** The least value from which on the claim holds; `none` if it does not at the largest; `unknown` if a search was stopped. */
export type Least = number | 'none' | 'unknown';

/** Searches all values, so that a claim that holds at one value and not at a larger one is seen. */
export function leastOf({ model, property, upTo, set }: Threshold, maxStates = 1_000_000): Least {
  const values = Array.from({ length: upTo + 1 }, (_, value) => value);
  const verdicts = values.map((value) => {
    const { properties } = check(instantiate(model, { set: set(value) }), {
      properties: [property],
      maxStates,
    });
    return properties.find(({ name }) => name === property)?.verdict;
  });
  if (verdicts.includes('unknown') || verdicts.includes(undefined)) return 'unknown';
  const last = verdicts.lastIndexOf('violated');
  return last === upTo ? 'none' : last + 1;
}

/** A table in Markdown: a row for each name, a column for each head. */
export function tableOf(
  corner: string,
  heads: readonly string[],
  rows: Readonly<Record<string, readonly (Least | string)[]>>,
): string {
  const lines = Object.entries(rows).map(([name, cells]) => `| ${[name, ...cells].join(' | ')} |`);
  return [
    `| ${[corner, ...heads].join(' | ')} |`,
    `| --- |${heads.map(() => ' --- |').join('')}`,
    ...lines,
  ].join('\n');
}
