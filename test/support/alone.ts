import { expect } from 'vitest';
import { type AnyStateMachine, setup } from 'xstate';
import { type AnyModel, check, defineModel, endpoint, instantiate, replay } from '../../src/index.ts';
import type { ActorAnswers, DeclaredAnswers } from '../../src/language/endpoint.ts';
import { actorDriver, runSuiteSync, testPaths } from '../../src/testing.ts';
import { exploreNaively } from './naive/explorer.ts';
import { summaryOf } from './summary.ts';

/** A machine that does nothing. */
export const idle = setup({}).createMachine({});

/** What actors may answer. */
export type Actors = Readonly<Record<string, DeclaredAnswers<ActorAnswers>>>;

/** A machine to which these events may happen, beside one that does nothing. */
export function alone(
  machine: AnyStateMachine,
  types: readonly string[],
  actors: Actors = {},
  more: object = {},
) {
  return defineModel({
    name: 'alone',
    parameters: {},
    build: () => ({
      endpoints: {
        m: endpoint(machine, { events: types.map((type) => ({ type })), actors }),
        idle: endpoint(idle),
      },
      network: { carries: [] },
      ...more,
    }),
    properties: [],
  } as never) as AnyModel;
}

interface Place {
  readonly value: unknown;
  readonly context: unknown;
  readonly actors: readonly { readonly id: string }[];
}

/** All local states of the machine, as `value context actors`. */
export function placesOf(model: AnyModel): readonly string[] {
  const instance = instantiate(model);
  const outcome = check(instance);
  expect(summaryOf(outcome)).toEqual(exploreNaively(model));
  const found: string[] = [];
  for (let id = 0; id < outcome.statistics.distinctStates; id++) {
    const { value, context, actors }: Place = instance.model.reader.localState(0, id);
    found.push(
      `${JSON.stringify(value)} ${JSON.stringify(context)} ${actors.map((actor) => actor.id).join()}`,
    );
  }
  return found.sort();
}

/** That running actors do the same along paths which take every reaction. */
export function expectSameAsActors(model: AnyModel): void {
  const suite = testPaths(model, ['reactions', 'local-states', 'transitions']);
  expect(runSuiteSync(actorDriver(model), suite)).toMatchObject({ verdict: 'passed' });
}

/** The shortest trace to a machine that throws, or null. */
export const noThrow = (model: AnyModel) => {
  const instance = instantiate(model);
  const property = check(instance).properties.find(({ kind }) => kind === 'no-throw');
  if (property === undefined || !('path' in property)) return null;
  return replay(instance.model, property.path as readonly number[]);
};
