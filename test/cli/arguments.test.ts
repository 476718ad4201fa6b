import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assignment, settings } from '../../src/cli/arguments/options.ts';
import { parseOver } from '../../src/cli/arguments/over.ts';
import { locate } from '../../src/cli/loading/locate.ts';
import { ModelError } from '../../src/language/errors.ts';
import { folderOf } from './command.ts';

const specs = { msl: 1, loss: true, isn: { choices: ['fixed', 'monotone'] as const }, title: 'x' };

describe('--over', () => {
  it.each([
    ['msl=0..3', [0, 1, 2, 3]],
    ['msl=-1..1', [-1, 0, 1]],
    ['msl=1,4,1', [1, 4]],
    ['loss', [false, true]],
    ['isn', ['fixed', 'monotone']],
    ['isn=monotone', ['monotone']],
    ['title=a, b', ['a', 'b']],
  ])('understands %s', (text, values) => {
    expect(parseOver(specs, text).values).toEqual(values);
  });

  it.each([
    ['mls=0..3', 'there is no parameter "mls"; did you mean "msl"?'],
    ['msl', 'say which values it is to take'],
    ['msl=3..0', 'the range is empty'],
    ['msl=0..5000', 'more than 1000 values'],
    ['msl=0...3', 'it takes a range of whole numbers'],
    ['msl=', 'it takes a range of whole numbers'],
    ['msl=a,b', 'cannot be "a"'],
    ['isn=random', 'one of "fixed", "monotone"'],
    ['loss=0..1', 'it is true or false'],
  ])('refuses %s', (text, sentence) => {
    expect(() => parseOver(specs, text)).toThrow(sentence);
    expect(() => parseOver(specs, text)).toThrow(ModelError);
  });
});

describe('--set', () => {
  it('reads values by the type of the parameter', () => {
    expect(settings(specs, ['msl=2', 'loss=false', 'isn=monotone', 'title=a=b'])).toEqual({
      msl: 2,
      loss: false,
      isn: 'monotone',
      title: 'a=b',
    });
  });

  it.each([
    ['mls=2', 'there is no parameter "mls"; did you mean "msl"?'],
    ['msl=long', 'cannot be "long"; it is a number (default 1)'],
  ])('refuses %s', (text, sentence) => {
    expect(() => settings(specs, [text])).toThrow(sentence);
  });

  it.each(['msl', '=2', ''])('refuses %j, which has no name and value', (text) => {
    expect(() => assignment(text, '--set')).toThrow('it takes name=value');
  });
});

describe('MODEL', () => {
  const folder = folderOf({ 'model.ts': '', 'other.mjs': '', 'notes.txt': '' });
  mkdirSync(join(folder.path, 'empty'));
  afterAll(() => folder.remove());
  const at = (name: string) => join(folder.path, name);

  it('is found as it is given', async () => {
    expect(await locate(at('model.ts'))).toBe(at('model.ts'));
  });

  it.each([
    ['modle.ts', 'did you mean "model.ts"?'],
    ['model', 'there are "model.ts"'],
    ['nowhere/model.ts', 'does not exist either'],
    ['empty', 'is a folder, and has no model in it'],
    ['notes.txt', 'a model is a file with the ending '],
  ])('is refused as %s', async (name, sentence) => {
    await expect(locate(at(name))).rejects.toThrow(sentence);
    await expect(locate(at(name))).rejects.toThrow(ModelError);
  });

  it('is refused as a folder, with a file to take instead', async () => {
    await expect(locate(folder.path)).rejects.toThrow(`name a file in it, as ${at('model.ts')}`);
  });
});
