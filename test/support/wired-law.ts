import fc from 'fast-check';
import { expect } from 'vitest';
import { check, type Instance, instantiate, ModelError, type Outcome, replay } from '../../src/index.ts';
import { stepCount } from '../../src/model/action-path.ts';
import { assertLaw } from './law.ts';
import { exploreNaively } from './naive/explorer.ts';
import { followNaively } from './naive/follow.ts';
import { systemOf } from './naive/system.ts';
import { type FreerWiredSketch, freerWiredModel, freerWiredSketch } from './random-models/faults.ts';
import type { Subject } from './random-models/files.ts';
import { choiceOf } from './random-models/model.ts';
import { type WiredSketch, wiredModelOf, wiredSketch } from './random-models/wired.ts';
import { summaryOf } from './summary.ts';

interface Most {
  readonly states: number;
  readonly transitions: number;
}

/** Sizes beyond which a model is passed over: a naive search takes long, so large models are few. */
const SMALL: Most = { states: 120, transitions: 600 };
const LARGE: Most = { states: 500, transitions: 2500 };
const most = fc.constantFrom(SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, LARGE);

const LIMITS = { maxStates: 1000, maxTransitions: 5000 };

/** What random models with channels, sessions and partitions came to. */
export interface WiredTally {
  /** How many a law was tried with. */
  used: number;
  /** With those that make no sense, or are too large. */
  drawn: number;
  /** How many of the models that were compared have something, by what it is. */
  readonly with: Map<string, number>;
}

export interface WiredSample extends Subject {
  readonly instance: Instance;
  readonly outcome: Outcome;
}

/** Makes sure that a law is true of so many random models whose network has channels, sessions and partitions. */
export function forWiredModels(runs: number, law: (sample: WiredSample) => void): WiredTally {
  const subjectOf = (sketch: WiredSketch) => {
    return { model: wiredModelOf(sketch), options: choiceOf(sketch.model) };
  };
  return forSketches(wiredSketch, subjectOf, runs, law);
}

/** The same of those whose endpoints crash, choose and wait besides, and whose search may be confined. */
export function forFreerWiredModels(runs: number, law: (sample: WiredSample) => void): WiredTally {
  const subjectOf = (sketch: FreerWiredSketch) => {
    return { model: freerWiredModel(sketch), options: choiceOf(sketch.freer.model) };
  };
  return forSketches(freerWiredSketch, subjectOf, runs, law);
}

function forSketches<T>(
  sketches: fc.Arbitrary<T>,
  subjectOf: (sketch: T) => Subject,
  runs: number,
  law: (sample: WiredSample) => void,
): WiredTally {
  const tally: WiredTally = { used: 0, drawn: 0, with: new Map() };
  const property = fc.property(fc.tuple(sketches, most), ([sketch, limit]) => {
    const subject = subjectOf(sketch);
    tally.drawn++;
    const sample = sampleOf(subject, limit);
    // Another one is drawn in its place.
    fc.pre(sample !== null);
    if (sample === null) return;
    tally.used++;
    for (const kind of kindsOf(sample)) tally.with.set(kind, (tally.with.get(kind) ?? 0) + 1);
    law(sample);
  });
  assertLaw(property, runs, ([sketch]) => [subjectOf(sketch)]);
  return tally;
}

/** The checker and the naive explorer say the same, and what decides a property can be followed naively. */
export function expectNaiveAgrees({ model, options, instance, outcome }: WiredSample): void {
  expect(summaryOf(outcome)).toEqual(exploreNaively(model, options, LIMITS));
  for (const property of outcome.properties) {
    if (!('path' in property) || stepCount(property.path) === 0) continue;
    followNaively(systemOf(model, options), replay(instance.model, property.path));
  }
}

function sampleOf({ model, options }: Subject, limit: Most): WiredSample | null {
  try {
    const instance = instantiate(model, options);
    const outcome = check(instance, { maxStates: limit.states });
    const { distinctStates, transitions } = outcome.statistics;
    const fits = outcome.complete && distinctStates <= limit.states && transitions <= limit.transitions;
    return fits ? { model, options, instance, outcome } : null;
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    // What the network has no room for at the start, the naive reading refuses as well; of machines, another law speaks.
    if (/when it starts|initial state is beyond/.test(error.message)) {
      expect(() => exploreNaively(model, options, LIMITS)).toThrow(ModelError);
    }
    return null;
  }
}

function kindsOf({ model, instance, outcome }: WiredSample): readonly string[] {
  const { network } = instance.model.bounds;
  const ways = [network, ...network.channels];
  const reached = (end: string) =>
    outcome.properties.some(({ name, verdict }) => name.endsWith(end) && verdict === 'reached');
  const endpoints = Object.values(model.build(instance.parameters as never).endpoints);
  const crashes = instance.model.bounds.crashes.length > 0;
  const choices = endpoints.some(({ takes }) => takes !== null);
  const kinds: Readonly<Record<string, boolean>> = {
    crashes,
    choices,
    'crashes, choices and channels together':
      crashes && choices && network.channels.length + network.links.length > 0,
    channels: network.channels.length > 0,
    'channels of different order': new Set(ways.map(({ order }) => order)).size > 1,
    'sets beside multisets': new Set(ways.map(({ duplication }) => duplication)).size > 1,
    'what blocks': ways.some((way) => way.full === 'blocks'),
    'full channels': outcome.statistics.capacityHits + outcome.statistics.cuts > 0,
    'time that is held': ways.some(({ holdsTime }) => holdsTime),
    'links that go down': reached('goes down'),
    'links that come up again': reached('comes up again'),
    'sessions that are asked for': outcome.properties.some(
      ({ name, verdict }) => name.endsWith('never asked for') && verdict === 'violated',
    ),
    'sessions that tell': network.links.some(
      (link) => link.kind === 'session' && link.tells.break !== null && link.most > 0,
    ),
    'sessions that an end closes': reached('is closed by an end'),
    'sessions that are over in good order': reached('is over in good order'),
    'sessions that are aborted': reached('is aborted'),
    partitions: network.links.some(({ kind }) => kind === 'partition'),
    'more than 20 states': outcome.statistics.distinctStates > 20,
    deadlocks: outcome.properties.some(
      (property) => property.kind === 'deadlock-free' && 'path' in property && stepCount(property.path) > 0,
    ),
  };
  return Object.keys(kinds).filter((kind) => kinds[kind]);
}
