import { type AnyModel, type InstanceOptions, instantiate, type Trace } from 'allways';
import {
  actorDriver,
  type EndpointReport,
  runSuiteSync,
  type TestCriterion,
  type TestSuite,
  testPaths,
  withIgnored,
} from 'allways/testing';
import type { EventObject } from 'xstate';
import { type Behaviour, behaviourOf, firstUnlike } from './behaviour.ts';
import { type SmallMutant, smallMutantsOf } from './operators.ts';

/** What a suite is made by: criteria, and whether what the model ignores is put in between. */
export interface Recipe {
  readonly criteria: readonly TestCriterion[];
  readonly isIgnoredTried?: true;
}

/** The size of a suite, and how many mutants it tells from the model: seen from outside, and from inside. */
export interface Score {
  readonly paths: number;
  readonly steps: number;
  readonly outside: number;
  readonly inside: number;
}

/** What became of the mutants of a model. */
export interface Scores {
  /** Those that do something else than the model. */
  readonly mutants: number;
  readonly byRecipe: Readonly<Record<string, Score>>;
}

interface Placed extends SmallMutant {
  readonly endpoint: string;
}

/** Tells how many small mutants of a model's machines each recipe finds. */
export function scoresOf(
  model: AnyModel,
  options: InstanceOptions,
  recipes: Readonly<Record<string, Recipe>>,
): Scores {
  const known = behaviourOf(model, options);
  const { endpoints } = model.build(instantiate(model, options).parameters);
  const mutants = Object.entries(endpoints)
    .flatMap(([endpoint, { machine, input }]) =>
      smallMutantsOf(machine, input).map((mutant) => ({ ...mutant, endpoint })),
    )
    .filter((mutant) => isUnlike(model, options, known, mutant));
  const byRecipe = Object.entries(recipes).map(([name, recipe]) => {
    const suite = testPaths(model, recipe.criteria, options);
    const traces = [...(recipe.isIgnoredTried ? withIgnored(model, suite, options) : suite).traces()];
    const count = (isOutside: boolean) =>
      mutants.filter((mutant) => isKilled(model, options, traces, mutant, isOutside)).length;
    return [name, { ...sizeOf(suite), outside: count(true), inside: count(false) }] as const;
  });
  return { mutants: mutants.length, byRecipe: Object.fromEntries(byRecipe) };
}

function sizeOf({ paths, steps }: TestSuite): Pick<Score, 'paths' | 'steps'> {
  return { paths: paths.length, steps };
}

/** Whether a mutant does something else than the model, anywhere that it can come. */
function isUnlike(
  model: AnyModel,
  options: InstanceOptions,
  known: Behaviour,
  { endpoint, machine }: Placed,
): boolean {
  const mutated: AnyModel = {
    ...model,
    build: (parameters) => {
      const system = model.build(parameters);
      const own = system.endpoints[endpoint];
      return own === undefined
        ? system
        : { ...system, endpoints: { ...system.endpoints, [endpoint]: { ...own, machine } } };
    },
  };
  try {
    return firstUnlike(known, mutated, options) !== null;
  } catch {
    // What the checker refuses is another machine.
    return true;
  }
}

function isKilled(
  model: AnyModel,
  options: InstanceOptions,
  traces: readonly Trace[],
  { endpoint, machine }: Placed,
  isOutside: boolean,
): boolean {
  const read = isOutside ? { read: (): Pick<EndpointReport<EventObject>, 'value'> => ({}) } : {};
  try {
    const driver = actorDriver(model, { ...options, replace: { [endpoint]: { machine, ...read } } });
    return runSuiteSync(driver, { traces: () => traces }).verdict === 'differs';
  } catch {
    return true;
  }
}
