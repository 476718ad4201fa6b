import { describe, expect, it } from 'vitest';
import { type AnyModel, check, type Instance, type InstanceOptions, instantiate } from '../../src/index.ts';
import { CONTENTS, type Contents } from '../../src/model/contents.ts';
import { Extensions } from '../../src/model/extension.ts';
import type { Model } from '../../src/model/model.ts';
import type { LoggedState } from '../../src/search/log.ts';
import type { SearchOptions } from '../../src/search/settings.ts';
import { taggedJson } from '../../src/trace/tagged-json.ts';
import { scaled } from '../support/law.ts';
import { lawModels } from '../support/project-models.ts';
import { forRandomModels } from '../support/random-models/run.ts';
import { forWiredModels } from '../support/wired-law.ts';

const MOST_STATES = 400;
const models = await lawModels();

const searches: readonly SearchOptions[] = [
  {},
  { order: 'dfs' },
  { order: 'random', walkLength: 30 },
  { reduce: ['subsumption', 'partial-order'] },
];

describe('states that hold what is in flight, and states that hold its id, make the same search', () => {
  it('of random models', () => {
    const tally = forRandomModels(scaled(60), ({ model, options }) => {
      for (const search of searches) expectEqual(model, options, search);
    });
    expect(tally.used).toBeGreaterThan(scaled(30));
  });

  it('of random models with channels, sessions and partitions', () => {
    const tally = forWiredModels(scaled(35), ({ model, options }) => {
      for (const search of searches) expectEqual(model, options, search);
    });
    expect(tally.used).toBeGreaterThan(scaled(20));
  });

  it.each(models)('of $title', ({ model, options }) => {
    expectEqual(model, options, { maxStates: MOST_STATES });
  });
});

function expectEqual(model: AnyModel, options: InstanceOptions, search: SearchOptions): void {
  const held = searched(withContents(instantiate(model, options), true), search);
  const byId = searched(withContents(instantiate(model, options), false), search);
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
  // As text: views have methods, which are each instance's own.
  return [...states, ...outcome.properties, outcome.ending, statistics].map((each) =>
    JSON.stringify(each, withBuiltIns),
  );
}

/** In the text are also the parts of contexts that JSON has not. */
function withBuiltIns(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null)
    return typeof value === 'function' ? undefined : taggedJson(value);
  return Object.getPrototypeOf(value) === Object.prototype || Array.isArray(value)
    ? value
    : taggedJson(value);
}

/** The same instance of a model whose states hold what is in flight from the beginning, or never. */
function withContents(instance: Instance, inStates: boolean): Instance {
  const { model } = instance;
  const contents = model.extension(CONTENTS);
  const offered = new Extensions();
  if (inStates && contents !== null) offered.offer(CONTENTS, alwaysLarge(contents));
  const other: Model = {
    width: model.width,
    initials: model.initials,
    reader: model.reader,
    bounds: model.bounds,
    tables: model.tables,
    expand: (state, steps) => model.expand(state, steps),
    isFinal: (state) => model.isFinal(state),
    extension: (wanted) => (wanted.name === CONTENTS.name ? offered.get(wanted) : model.extension(wanted)),
  };
  return { ...instance, model: other };
}

function alwaysLarge(contents: Contents): Contents {
  return {
    isLarge: true,
    get form() {
      return contents.form;
    },
    get words() {
      return contents.words;
    },
    get size() {
      return contents.size;
    },
    get most() {
      return contents.most;
    },
    open: () => contents.open(),
    get packets() {
      return contents.packets;
    },
    adopt: (packets, most) => contents.adopt(packets, most),
    place: (draft) => contents.place(draft),
    draft: (id) => contents.draft(id),
    read: (form, words, at) => contents.read(form, words, at),
    keep: (form, words, at) => contents.keep(form, words, at),
    cut: (size) => contents.cut(size),
  };
}
