import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import raftElection from '../../machines/raft-election/model.ts';
import tcpClose from '../../machines/tcp-close/model.ts';
import twoPhaseCommit from '../../machines/toys/two-phase-commit/model.ts';
import { ladderLayout } from '../../src/export/ladders/ladder-layout.ts';
import { storyOf } from '../../src/export/ladders/story.ts';
import { instantiate, ModelError, replay, Search, type Trace } from '../../src/index.ts';
import { judge } from '../../src/trace/judge.ts';
import { assertLaw, scaledForRare } from '../support/law.ts';
import { ladderFaults, untold } from '../support/pictures/ladder-faults.ts';
import { untoldMarks } from '../support/pictures/untold-marks.ts';
import { modelSketch } from '../support/random-models/arbitrary.ts';
import type { Subject } from '../support/random-models/files.ts';
import { freerModelOf, freerSketch } from '../support/random-models/freer.ts';
import { choiceOf, modelOf } from '../support/random-models/model.ts';
import { wiredModelOf, wiredSketch } from '../support/random-models/wired.ts';
import { markedStories, randomStories } from '../unit/report/ladders/random-stories.ts';

/** A random walk through a model, and what it decides; null for a model that makes no sense. */
function walked({ model, options }: Subject, seed: number, walkLength = 20) {
  try {
    const instance = instantiate(model, options);
    const search = new Search(instance, { order: 'random', seed, walkLength });
    while (!search.advance(1000));
    const path = search.walk();
    const { lifetime } = instance.model.bounds.network;
    return { trace: replay(instance.model, path), findings: judge(instance, path), lifetime };
  } catch (error) {
    if (error instanceof ModelError) return null;
    throw error;
  }
}

const kinds = new Set<string>();
/** What happened in the traces, by how often. */
const happened = new Map<string, number>();

function note(what: string): void {
  happened.set(what, (happened.get(what) ?? 0) + 1);
}

function noteAll({ steps }: Trace): void {
  for (const { action, sent, purged } of steps) {
    note(action.kind === 'deliver' && action.as !== undefined ? 'deliver as' : action.kind);
    for (const { fate, message } of sent) note(message.from === message.to ? 'to itself' : fate);
    if (purged.length > 0) note('purged');
  }
}

function expectClear(trace: Trace, options: Parameters<typeof ladderLayout>[1] = {}): void {
  const layout = ladderLayout(trace, options);
  const narrow = ladderLayout(trace, { ...options, narrow: true });
  noteAll(trace);
  expect(untoldMarks(trace)).toEqual([]);
  noteMarks(trace);
  expect(ladderFaults(layout)).toEqual([]);
  // Where columns are narrow, texts take more of the room between them.
  expect(ladderFaults(narrow, 1 / 6)).toEqual([]);
  for (const each of [layout, narrow]) {
    expect(untold(storyOf(trace, options.findings ?? []), each)).toEqual([]);
  }
  expect(narrow.width).toBeLessThan(layout.width);
  for (const { kind } of layout.shapes) kinds.add(kind);
}

/** By which kinds of steps marks change. */
function noteMarks({ initial, steps }: Trace): void {
  steps.forEach(({ action, after }, i) => {
    const before = new Map((steps[i - 1]?.after ?? initial).network.map((packet) => [packet.number, packet]));
    const changed = after.network.filter(({ number, mark }) => (before.get(number)?.mark ?? mark) !== mark);
    if (changed.length > 0) note(`${'link' in action ? 'link' : action.kind} changes marks`);
    if (new Set(changed.map(({ mark }) => mark)).size > 1) note('two marks at once');
  });
}

function fail(): never {
  throw new Error('the model makes sense');
}

describe('a ladder as a picture tells everything, changes of marks too (as it does in a terminal, in Mermaid and in Markdown), with no texts that meet, and none that a line strikes through', () => {
  const families: readonly (readonly [string, fc.Arbitrary<Subject>])[] = [
    ['as they come', modelSketch.map((sketch) => ({ model: modelOf(sketch), options: choiceOf(sketch) }))],
    [
      'with sessions, partitions and channels',
      wiredSketch.map((sketch) => ({ model: wiredModelOf(sketch), options: choiceOf(sketch.model) })),
    ],
    [
      'that crash, choose and wait',
      freerSketch.map((sketch) => ({ model: freerModelOf(sketch), options: choiceOf(sketch.model) })),
    ],
  ];

  it.each(families)('on random walks through random models %s', (_, subjects) => {
    const law = fc.property(subjects, (subject) => {
      for (const seed of [1, 2]) {
        const walk = walked(subject, seed);
        if (walk === null) continue;
        expectClear(walk.trace, walk);
      }
    });
    assertLaw(law, scaledForRare(40), (subject) => [subject]);
  });

  it.each([
    ['tcp-close', tcpClose, { variant: 'no-time-wait', set: { incarnations: 50 } }],
    ['two-phase-commit', twoPhaseCommit, {}],
    ['raft-election', raftElection, {}],
  ] as const)('on a long walk through %s', (_, model, options) => {
    const walk = walked({ model, options }, 7, 200);
    expectClear(walk?.trace ?? fail(), walk ?? {});
  });

  it('on stories in which anything happens, to endpoints of any names', () => {
    const law = fc.property(randomStories, (trace) => expectClear(trace, { lifetime: 2 }));
    assertLaw(law, scaledForRare(150), () => []);
  });

  it('on stories in which marks change by steps of every kind', () => {
    const law = fc.property(markedStories, (trace) => {
      expect(untoldMarks(trace)).toEqual([]);
      noteMarks(trace);
    });
    assertLaw(law, scaledForRare(600), () => []);
  });

  it('and everything that can happen was among them, in models and in stories', () => {
    const wanted = [
      'deliver',
      'deliver as',
      'drop',
      'event',
      'answer',
      'expire',
      'tick',
      'crash',
      'restart',
      'break',
      'open',
      'down',
      'up',
      'in flight',
      'merged',
      'no room',
      'no way',
      'to itself',
      'purged',
      'tick changes marks',
      'drop changes marks',
      'deliver changes marks',
      'event changes marks',
      'two marks at once',
    ];
    for (const what of wanted) expect(happened.get(what) ?? 0, what).toBeGreaterThan(1);
    expect(happened.get('link changes marks') ?? 0, 'link changes marks').toBeGreaterThan(0);
  });

  it('and everything that a ladder can show was among them', () => {
    const wanted = [
      'message',
      'message duplicate',
      'message flying',
      'message lost',
      'message expired',
      'marked',
      'fate no',
      'fate copy',
      'timer',
      'clock',
      'call',
      'link',
      'note receipt',
      'finding bad',
    ];
    for (const word of wanted)
      expect(
        [...kinds].some((kind) => kind.includes(word)),
        word,
      ).toBe(true);
  });
});
