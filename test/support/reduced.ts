import { expect } from 'vitest';
import {
  type AnyModel,
  check,
  type Instance,
  type InstanceOptions,
  instantiate,
  judge,
  ModelError,
  type Outcome,
  type ReductionName,
} from '../../src/index.ts';
import { isSafety } from '../../src/language/property.ts';
import { stepCount } from '../../src/model/action-path.ts';

/** A model, with a choice of variant and parameters. */
interface Subject {
  readonly model: AnyModel;
  readonly options: InstanceOptions;
}

/** How to compare. */
interface Comparison {
  readonly reduce: readonly ReductionName[];
  readonly order?: 'bfs' | 'dfs';
  /** Search once more for each property alone, which leaves more freedom. Default: false. */
  readonly oneByOne?: boolean;
  /** Models with more states, and those that make no sense, are passed over. */
  readonly maxStates: number;
}

/** A search of all states, and one with reductions. */
export interface ReducedSearch {
  readonly full: Outcome;
  readonly reduced: Outcome;
}

/**
 * Makes sure that reductions change no verdict, and that every path found with them is one of the full model, at whose
 * end the property is decided.
 */
export function compareReduced(
  { model, options }: Subject,
  { reduce, order = 'bfs', oneByOne = false, maxStates }: Comparison,
): readonly ReducedSearch[] {
  const found = searched({ model, options }, maxStates);
  if (found === null) return [];
  const { instance, full } = found;
  // Claims about the long run are refused with reductions.
  const all = instance.properties.filter(isSafety).map(({ name }) => name);
  const names = oneByOne ? all.map((name) => [name]) : [];
  return [all, ...names].map((properties) => {
    const asked = instantiate(model, options);
    const reduced = check(asked, { order, reduce, properties });
    const what = `${reduce.join(' and ')}, asked for ${properties}`;
    expectAgreement(asked, { full, reduced }, what);
    if (order === 'bfs' && !reduce.includes('partial-order')) expectNoDetours({ full, reduced }, what);
    expectHonestCount({ full, reduced });
    return { full, reduced };
  });
}

/**
 * Makes sure that a claim of symmetry, true or false, changes no verdict, unless it is refused, or said not to be proved. Tells which, for
 * each property by itself.
 */
export function falseClaim(
  { model, options }: Subject,
  maxStates: number,
): readonly ('refused' | 'sampled' | 'right')[] {
  const found = searched({ model, options }, maxStates);
  if (found === null) return [];
  const { instance, full } = found;
  return instance.properties.filter(isSafety).map(({ name }) => {
    const asked = instantiate(model, options);
    try {
      const reduced = check(asked, { reduce: ['symmetry'], properties: [name] });
      if (reduced.complete && reduced.statistics.reductions[0]?.why !== null) return 'sampled';
      expectAgreement(asked, { full, reduced }, `symmetry, asked for ${name}`);
      return 'right';
    } catch (error) {
      if (error instanceof ModelError && error.message.startsWith('symmetry: ')) return 'refused';
      throw error;
    }
  });
}

/** The search of all states; null if there are too many, or the model makes no sense. */
function searched({ model, options }: Subject, maxStates: number) {
  try {
    const instance = instantiate(model, options);
    const full = check(instance, {
      maxStates,
      properties: instance.properties.filter(isSafety).map(({ name }) => name),
    });
    return full.ending === 'max-states' ? null : { instance, full };
  } catch (error) {
    if (error instanceof ModelError) return null;
    throw error;
  }
}

function expectAgreement(instance: Instance, { full, reduced }: ReducedSearch, what: string): void {
  for (const property of reduced.properties) {
    const { name, verdict } = property;
    // A search that ends once all is decided has not seen whether some machine throws.
    if (property.kind === 'no-throw' && !reduced.complete) continue;
    expect(verdict, `${name}: the verdict by ${what}`).toBe(ofName(full, name)?.verdict);
    if (!('path' in property)) continue;
    const judged = judge(instance, property.path).find((each) => each.name === name);
    expect(judged, `${name}: what its path decides, found by ${what}`).toMatchObject({
      verdict,
      step: stepCount(property.path),
    });
  }
}

/** Steps put before others make paths longer; nothing else does. */
function expectNoDetours({ full, reduced }: ReducedSearch, what: string): void {
  for (const property of reduced.properties) {
    const other = ofName(full, property.name);
    if (!('path' in property) || other === undefined || !('path' in other)) continue;
    expect(stepCount(property.path), `steps to ${property.name} by ${what}`).toBe(stepCount(other.path));
  }
}

/** Mirror images may be counted short, but never twice. */
function expectHonestCount({ full, reduced }: ReducedSearch): void {
  const [first] = reduced.statistics.reductions;
  if (first?.counts.standFor === undefined || !full.complete) return;
  expect(first.counts.standFor).toBeLessThanOrEqual(full.statistics.distinctStates);
}

function ofName({ properties }: Outcome, wanted: string) {
  return properties.find(({ name }) => name === wanted);
}
