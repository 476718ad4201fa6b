import { beforeAll, describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { prepared } from '../../src/cli/loading/prepare.ts';
import { drive } from '../../src/cli/running/drive.ts';
import { endOf } from '../../src/cli/running/examples-except.ts';
import { type Examples, runExamples } from '../../src/cli/running/examples-run.ts';
import { Interrupt } from '../../src/cli/running/interrupt.ts';
import { MemoryLimit } from '../../src/cli/running/memory.ts';
import {
  type AnyModel,
  defineModel,
  endpoint,
  instantiate,
  judge,
  judgeLasso,
  replay,
  replayLasso,
} from '../../src/index.ts';
import crossroads from '../fixtures/crossroads.ts';
import { allways, fixture } from './command.ts';

const NO_TIME_WAIT = [
  'check',
  'machines/tcp-close/model.ts',
  '--variant',
  'no-time-wait',
  '--set',
  'capacity=3',
];

/** The steps, marked as violations, with which the ladders of counterexamples end. */
function lastSteps(stdout: string): readonly string[] {
  return stdout.split('\n').filter((line) => /^✗ +\d+ [│├○●]/.test(line));
}

describe('check --examples', () => {
  it('shows several counterexamples of one property, with different last steps', async () => {
    const { status, stdout } = await allways([
      ...NO_TIME_WAIT,
      '--property',
      'no stale segment',
      '--examples',
      '3',
    ]);
    expect(status).toBe(1);
    expect(stdout.match(/Another counterexample to "no stale segment"/g)).toHaveLength(2);
    const kinds = lastSteps(stdout).map((line) => /\*stale\* (?:duplicate )?(\w+)/.exec(line)?.[1]);
    expect(kinds).toHaveLength(3);
    expect(new Set(kinds).size).toBeGreaterThan(1);
    // The first is drawn with room for all messages, by a path of its own, too.
    expect(stdout.match(/--path [\d/]+/g)).toHaveLength(4);
    expect(stdout.match(/--capacity \d+ --path/g)).toHaveLength(1);
  });

  it('shows no more than there are', async () => {
    const args = ['check', fixture('courier.ts'), '--property', 'no stale data', '--examples', '99'];
    const { stdout } = await allways(args);
    const others = stdout.match(/Another counterexample/g) ?? [];
    expect(others.length).toBeLessThan(10);
    expect(new Set(lastSteps(stdout)).size).toBe(others.length + 1);
  });

  it('shows one by default, and is no part of documents', async () => {
    const { stdout } = await allways([...NO_TIME_WAIT, '--property', 'no stale segment']);
    expect(stdout).not.toContain('Another counterexample');
    expect(await allways([...NO_TIME_WAIT, '--examples', '2', '--json'])).toMatchObject({ status: 2 });
  });
});

/** All examples of a model's properties that differ, as far as they can be asked for. */
async function allExamples(model: AnyModel): Promise<Examples> {
  const module = { url: '', isCommonJs: false, identity: '' };
  const made = prepared({ model, given: 'a.ts', path: 'a.ts', module }, { set: [] });
  const driven = { options: {}, memory: new MemoryLimit(undefined), interrupt: new Interrupt() };
  const outcome = (await drive(made.instance, driven)).outcome();
  return runExamples(made, outcome, 9, driven);
}

describe('examples of properties of every kind', () => {
  let examples: Examples;

  beforeAll(async () => {
    examples = await allExamples(crossroads);
  });

  const countOf = (name: string) =>
    examples.found.filter(({ property }) => property.name === name).length + 1;

  it.each([
    // Four ways lead on: round in two circles, and into two dead ends.
    ['home in the end', 4],
    ['moves for ever', 2],
    ['stays at the first place', 4],
    ['turns no more on the right', 1],
    ['who goes arrives at the first end', 3],
    ['formula: never at an end', 2],
    ['back is possible', 4],
    ['no deadlock', 2],
    ['never on the left', 2],
    ['an end', 2],
  ])('are all there are: %s', (name, count) => {
    expect(countOf(name)).toBe(count);
  });

  it('decide what was claimed, in the model as it is', () => {
    const own = instantiate(crossroads);
    for (const { property } of examples.found) {
      if (!('path' in property)) throw new Error(`${property.name} has no path`);
      const { name, path, cycle } = property;
      // From where something can be reached no path tells.
      if (name === 'back is possible') continue;
      const decided =
        cycle === undefined ? judge(own, path) : judgeLasso(own, { stem: path, cycle }).findings;
      expect(decided.map((each) => each.name)).toContain(name);
    }
  });

  it('end differently', () => {
    const { model } = instantiate(crossroads);
    const ends = new Map<string, string[]>();
    for (const { property } of examples.found) {
      if (!('path' in property)) continue;
      const { path, cycle, name } = property;
      const trace = cycle === undefined ? replay(model, path) : replayLasso(model, { stem: path, cycle });
      const { step, places } = endOf(trace);
      ends.set(name, [...(ends.get(name) ?? []), JSON.stringify([step, [...places].sort()])]);
    }
    for (const [name, all] of ends) expect(new Set(all).size, name).toBe(all.length);
  });

  it('are one, with the reason, where no other can be asked for', async () => {
    expect(examples.alone).toEqual([
      { name: 'a step back is possible', why: expect.stringContaining('claim it of a state') },
    ]);
    const { found, alone } = await allExamples(stumbling);
    expect(found).toEqual([]);
    expect(alone).toEqual([
      { name: 'at rest', why: expect.stringContaining('decided by the initial state') },
      { name: 'machines do not throw', why: expect.stringContaining('mend that one first') },
    ]);
  });
});

/** Wrong from the beginning, and a guard throws. */
const stumbling = defineModel({
  name: 'stumbling',
  parameters: {},
  build: () => ({
    endpoints: {
      one: endpoint(
        createMachine({
          initial: 'a',
          states: { a: { on: { GO: { target: 'a', guard: () => JSON.parse('{') as boolean } } } },
        }),
        { events: [{ type: 'GO' }] },
      ),
      other: endpoint(createMachine({})),
    },
    network: { carries: [] },
  }),
  properties: ({ invariant }) => [
    invariant({
      name: 'at rest',
      sentence: 'It rests.',
      holds: ({ endpoints }) => !endpoints.one.matches('a'),
    }),
  ],
});
