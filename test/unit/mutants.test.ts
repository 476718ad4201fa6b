import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { mutants as ofThreads } from '../support/parallel/mutants.ts';
import { mutants as ofReductions } from '../support/reductions/mutants.ts';

// They are run by the long tests, some of them only when that is asked for: that a text has changed is to be seen before.
it.each([
  ['several threads', ofThreads],
  ['reductions', ofReductions],
])('mutants of %s change what is there', (_, mutants) => {
  expect(mutants.length).toBeGreaterThan(0);
  const lost = mutants.filter(({ file, text }) => !sourceOf(file).includes(text));
  expect(lost.map(({ drops }) => drops)).toEqual([]);
});

function sourceOf(file: string): string {
  return readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8');
}
