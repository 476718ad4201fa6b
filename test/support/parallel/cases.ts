import fc from 'fast-check';
import type { AnyModel, InstanceOptions } from '../../../src/index.ts';
import type { SearchOptions } from '../../../src/search/settings.ts';
import { modelSketch } from '../random-models/arbitrary.ts';
import { liveSketch } from '../random-models/arbitrary-live.ts';
import { freerWiredModel, freerWiredSketch } from '../random-models/faults.ts';
import { freerModelOf, freerSketch } from '../random-models/freer.ts';
import { liveModelOf } from '../random-models/live.ts';
import { looseModel, looseSketch } from '../random-models/loose.ts';
import { markedModel, markedSketch } from '../random-models/marked.ts';
import { choiceOf, modelOf } from '../random-models/model.ts';
import { symmetricModel, symmetricSketch } from '../random-models/symmetric.ts';
import { wiredModelOf, wiredSketch } from '../random-models/wired.ts';
import type { Manner } from './equal.ts';

/** A model, with a choice of variant and parameters. */
export interface Subject {
  readonly model: AnyModel;
  readonly options: InstanceOptions;
}

/** States after which a search of a random model is stopped. */
const MOST = 1500;

export const manner: fc.Arbitrary<Manner> = fc.record({
  workers: fc.constantFrom(2, 3, 4),
  turn: fc.constantFrom('before', 'after'),
  from: fc.constantFrom(2, 7, 40),
});

export const limits: fc.Arbitrary<SearchOptions> = fc.constantFrom(
  { maxStates: MOST },
  { maxStates: MOST, first: true },
  { maxStates: 30 },
  { maxStates: 101 },
  { maxStates: 101, first: true },
);

/** Random models of all sorts. */
export const subjects = {
  any: modelSketch.map((sketch): Subject => ({ model: modelOf(sketch), options: choiceOf(sketch) })),
  marked: markedSketch.map((sketch): Subject => ({ model: markedModel(sketch), options: {} })),
  loose: looseSketch.map((sketch): Subject => ({ model: looseModel(sketch), options: {} })),
  alike: symmetricSketch.map((sketch): Subject => ({ model: symmetricModel(sketch), options: {} })),
  freer: freerSketch.map((sketch): Subject => {
    const open = { ...sketch, beyond: null };
    return { model: freerModelOf(open), options: choiceOf(sketch.model) };
  }),
  wired: wiredSketch.map(
    (sketch): Subject => ({ model: wiredModelOf(sketch), options: choiceOf(sketch.model) }),
  ),
  'wired and freer': freerWiredSketch.map((sketch): Subject => {
    const open = { ...sketch, freer: { ...sketch.freer, beyond: null } };
    return { model: freerWiredModel(open), options: choiceOf(sketch.freer.model) };
  }),
  live: liveSketch.map((sketch): Subject => ({ model: liveModelOf(sketch), options: {} })),
} as const;
