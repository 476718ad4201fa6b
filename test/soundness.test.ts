import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { mutants } from './support/reductions/mutants.ts';

const page = await readFile(fileURLToPath(new URL('../docs/soundness.md', import.meta.url)), 'utf8');
const sections = page.split(/^### /m).map((text) => ({ title: text.split('\n')[0] ?? '', text }));

/** The conditions of reductions that the page tells, each with its paragraph. */
const conditions = ['Symmetry', 'Sleep sets', 'Subsumption', 'Partial order'].flatMap((name) =>
  (sections.find(({ title }) => title === name)?.text ?? '').split('\n\n').flatMap((paragraph) => {
    const title = /^\*\*([^*]+?)[.:]?\*\*/.exec(paragraph)?.[1];
    return title === undefined ? [] : [{ title, paragraph }];
  }),
);

describe('the page on soundness', () => {
  it('tells each condition that a mutant drops', () => {
    expect(conditions.map(({ title }) => title)).toEqual(
      expect.arrayContaining([...new Set(mutants.map(({ condition }) => condition))]),
    );
  });

  it.each(conditions)('says of "$title" whether a mutant drops it', ({ title, paragraph }) => {
    const isDropped = mutants.some(({ condition }) => condition === title);
    expect(paragraph.includes('No mutant'), 'says that there is none').toBe(!isDropped);
  });
});
