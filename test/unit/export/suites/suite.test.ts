import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import twoLetters from '../../../../machines/toys/two-letters/model.ts';
import { suiteJson } from '../../../../src/export/suites/suite-json.ts';
import { suiteMarkdown } from '../../../../src/export/suites/suite-markdown.ts';
import { suiteVitest } from '../../../../src/export/suites/suite-vitest.ts';
import { type TestSuite, testPaths } from '../../../../src/testing.ts';
import courier from '../../../fixtures/courier.ts';

const whole = (chunks: Iterable<string>): string => [...chunks].join('');
const documentOf = (suite: TestSuite) => JSON.parse(whole(suiteJson(suite)));

describe('the JSON of a suite', () => {
  const suite = testPaths(courier, ['transitions', 'faults', 'observations']);
  const document = documentOf(suite);

  it('has version 1, goals by name, and as many paths and steps as the suite', () => {
    expect(document).toMatchObject({
      format: 'allways test paths',
      version: 1,
      model: 'courier',
      variant: null,
      criteria: ['transitions', 'faults', 'observations'],
      complete: true,
      steps: suite.steps,
      longest: suite.longest,
      lowerBound: suite.lowerBound,
    });
    expect(document.goals.total).toBe(suite.goals.total);
    expect(document.goals.reached).toBe(suite.goals.reached);
    expect(document.goals.unreachable).toEqual(suite.goals.unreachable.map(({ name }) => name));
    expect(document.paths.map(({ replay }: { replay: string }) => replay)).toEqual(
      suite.paths.map(({ replay }) => replay),
    );
  });

  it('names the goals of a path by their place in the list', () => {
    const [path] = suite.paths;
    const named = document.paths[0].goals.map((i: number) => document.goals.all[i].name);
    expect(named).toEqual(path?.goals.map(({ name }) => name));
  });

  it('is described, field by field, in docs/paths.md', () => {
    const text = readFileSync(new URL('../../../../docs/paths.md', import.meta.url), 'utf8');
    const undescribed = [...keysOf(document)].filter((key) => !text.includes(`\`${key}\``));
    expect(undescribed).toEqual([]);
  });

  it('of a suite without paths is a document all the same', () => {
    const none = testPaths(twoLetters, 'faults', { set: { order: 'fifo' } });
    expect(documentOf(none)).toMatchObject({ goals: { total: 0 }, paths: [], steps: 0 });
  });
});

describe('a program that knows nothing but the JSON', () => {
  const { paths } = documentOf(testPaths(twoLetters, ['transitions', 'pairs']));

  it('plays it against an implementation that is right', () => {
    expect(paths.flatMap((path: JsonPath) => play(path, (heard) => heard))).toEqual([]);
  });

  it('finds the fault of one that puts the letters in order', () => {
    const sorts = (heard: readonly string[]) => heard.toSorted();
    expect(paths.flatMap((path: JsonPath) => play(path, sorts))).toEqual([
      'B then A: expected, A then B: found',
    ]);
  });
});

describe('Markdown and test files', () => {
  const suite = testPaths(twoLetters, 'states', { variant: 'fifo' });

  it('list what is unreachable', () => {
    const text = whole(suiteMarkdown(suite));
    expect(text).toContain('| states | 8 | 6 | 2 | 0 |');
    expect(text).toContain('## Unreachable within the bounds\n\n- states: receiver B\n');
  });

  it('put no text where it would end a string or a comment', () => {
    const odd: TestSuite = { ...suite, model: "it's\n\\odd", variant: 'a*/b' };
    const text = whole(suiteVitest(odd, { modelPath: "./it's.js", set: {} }));
    expect(text).toContain("import model from './it\\'s.js';");
    expect(text).toContain("describe('it\\'s\\n\\\\odd, variant a*/b: states', () => {");
    expect(text.split('\n')[0]).toMatch(/of it's \\odd, variant/);
  });
});

interface JsonPath {
  readonly steps: readonly {
    readonly action:
      | { readonly kind: 'deliver'; readonly message: { readonly event: { readonly type: string } } }
      | { readonly kind: 'event' };
    readonly states: { readonly receiver: { readonly value: string } };
  }[];
}

/** A receiver of its own: it says which letters it has heard, in which order. Says where it differs. */
function play({ steps }: JsonPath, inOrder: (heard: readonly string[]) => readonly string[]): string[] {
  const heard: string[] = [];
  return steps.flatMap(({ action, states }) => {
    if (action.kind === 'deliver') heard.push(action.message.event.type);
    const found = inOrder(heard).join(' then ') || 'nothing';
    return found === states.receiver.value ? [] : [`${states.receiver.value}: expected, ${found}: found`];
  });
}

/** The keys of objects, but for those of the model's own data. */
function keysOf(value: unknown, keys = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const each of value) keysOf(each, keys);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      keys.add(key);
      if (key === 'states' && !Array.isArray(inner))
        for (const local of Object.values(Object(inner))) keysOf(local, keys);
      else if (!OWN_DATA.has(key)) keysOf(inner, keys);
    }
  }
  return keys;
}

/** Fields that hold data of the model. */
const OWN_DATA = new Set(['parameters', 'context', 'value', 'event', 'effect']);
