import { describe, expect, it } from 'vitest';
import { type AnyModel, check, type Instance, type InstanceOptions, instantiate } from '../../src/index.ts';
import { CONTENTS } from '../../src/model/contents.ts';
import type { Model } from '../../src/model/model.ts';
import type { LoggedState } from '../../src/search/log.ts';
import type { SearchOptions } from '../../src/search/settings.ts';
import { projectModels } from '../support/project-models.ts';
import { forRandomModels } from '../support/random-models/run.ts';

const MOST_STATES = 400;
const models = await projectModels();

const searches: readonly SearchOptions[] = [
  {},
  { order: 'dfs' },
  { order: 'random', walkLength: 30 },
  { reduce: ['subsumption', 'partial-order'] },
  { reduce: ['partial-order'] },
];

describe('states that hold what is in flight, and states that hold its id, make the same search', () => {
  it('of random models', () => {
    const tally = forRandomModels(60, ({ model, options }) => {
      for (const search of searches) expectEqual(model, options, search);
    });
    expect(tally.used).toBeGreaterThan(40);
  });

  it.each(models)('of $title', ({ model, options }) => {
    expectEqual(model, options, { maxStates: MOST_STATES });
  });
});

function expectEqual(model: AnyModel, options: InstanceOptions, search: SearchOptions): void {
  const held = searched(instantiate(model, options), search);
  const byId = searched(withoutContents(instantiate(model, options)), search);
  expect(held).toEqual(byId);
}

/** All that a search does, but for the time and memory that it takes. */
function searched(instance: Instance, search: SearchOptions) {
  const states: LoggedState[] = [];
  const outcome = check(instance, { ...search, log: { expanded: (state) => void states.push(state) } });
  const {
    seconds: _,
    statesPerSecond: __,
    bytesPerState: ___,
    memory: ____,
    ...statistics
  } = outcome.statistics;
  return { states, properties: outcome.properties, ending: outcome.ending, statistics };
}

/** The same instance of a model that does not offer what is in flight to a store. */
function withoutContents(instance: Instance): Instance {
  const { model } = instance;
  const without: Model = {
    width: model.width,
    initial: model.initial,
    reader: model.reader,
    bounds: model.bounds,
    tables: model.tables,
    expand: (state, steps) => model.expand(state, steps),
    isFinal: (state) => model.isFinal(state),
    extension: (wanted) => (wanted.name === CONTENTS.name ? null : model.extension(wanted)),
  };
  return { ...instance, model: without };
}
