import { expect, it } from 'vitest';
import type { Atom } from '../../../src/codec/atom.ts';
import { ToldAtoms } from '../../../src/codec/told-atoms.ts';

const atom = (name: string): Atom => ({ kind: 'packet', name, text: name });

/** Somebody who knows what these names stand for. */
const knowing = (known: readonly string[]) => async (names: readonly string[]) =>
  names.filter((name) => known.includes(name)).map(atom);

it('a worker that forgets on the way is told of all that was missing so far', async () => {
  const told = new ToldAtoms(knowing(['a', 'b', 'c']));
  await told.add(['a', 'b']);
  expect(told.atoms).toEqual([atom('a'), atom('b')]);
  // Fewer than the first time, and yet it gets on.
  await told.add(['c']);
  expect(told.atoms).toEqual([atom('a'), atom('b'), atom('c')]);
});

it('a name that nobody knows ends the search, also among others that are known', async () => {
  const told = new ToldAtoms(knowing(['a', 'b']));
  await told.add(['a', 'lost']);
  await told.add(['b', 'lost']);
  await expect(told.add(['lost'])).rejects.toThrow('nobody knows what lost stands for');
});

it('a worker that misses what it was told is not told again', async () => {
  const told = new ToldAtoms(knowing(['a']));
  await told.add(['a']);
  await expect(told.add(['a'])).rejects.toThrow('nobody knows what a stands for');
});
