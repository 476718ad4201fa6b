import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type * as Checker from '../../src/index.ts';
import { type ReductionCase, wrongOnce } from '../support/reductions/cases.ts';

const SOURCES = fileURLToPath(new URL('../../src', import.meta.url));
const COPIES = fileURLToPath(new URL('../failures/mutants', import.meta.url));

/** A condition of a reduction that is dropped: a text of a file of src/, and what stands in its place. */
interface Mutant {
  readonly drops: string;
  readonly file: string;
  readonly text: string;
  readonly instead: string;
  /** What the titles of the cases begin with of which at least one misses it. */
  readonly killedBy: string;
}

const mutants: readonly Mutant[] = [
  {
    drops: 'that each new state is judged itself',
    file: 'property/property-watch.ts',
    text: '!this.#standsForOthers && !steps.differs',
    instead: '!steps.differs',
    killedBy: 'a state whose mirror image',
  },
  {
    drops: 'the closure of what the search made use of',
    file: 'reduction/reductions.ts',
    text: 'if (this.#symmetry === null) return;\n    const properties',
    instead: 'if (this.#asked.length > 0) return;\n    const properties',
    killedBy: 'a claim of symmetry that is false where no sample',
  },
  {
    drops: 'that types of events stay',
    file: 'reduction/symmetry/renaming.ts',
    text: "return { ...(this.data(permutation, { ...event, type: '' }) as EventObject), type };",
    instead: 'return { type, ...(this.data(permutation, event) as EventObject) };',
    killedBy: 'an event type that no machine names',
  },
  {
    drops: 'that types of events in data stay',
    file: 'reduction/symmetry/renaming.ts',
    text: "key === 'type' && this.#typesLookLikeNames",
    instead: "key === ''",
    killedBy: 'an event that is kept',
  },
  {
    drops: 'that ids of timers are renamed',
    file: 'reduction/symmetry/renaming.ts',
    text: '(id) => this.timer(permutation, endpoint, id)',
    instead: '(id) => id',
    killedBy: 'timers with the id retry:b',
  },
  {
    drops: 'that a certain step is one whatever is in flight',
    file: 'reduction/subsumption.ts',
    text: '(this.#model.labels.operation(label) & (CHANGES | SHOWS)) !== 0',
    instead: 'label >= 0',
    killedBy: 'an event that only changes the mark',
  },
];

afterAll(() => rm(COPIES, { recursive: true, force: true }));

describe('the checker', () => {
  it.each(mutants)('without the condition $drops is wrong', async (mutant) => {
    const checker = await mutated(mutant);
    const missing = wrongOnce.filter(({ title }) => title.startsWith(mutant.killedBy));
    expect(missing.length, 'cases that may miss it').toBeGreaterThan(0);
    expect(missing.every((each) => isRight(checker, each))).toBe(false);
  });
});

/** A copy of the sources, without the condition. */
async function mutated({ drops, file, text, instead }: Mutant): Promise<typeof Checker> {
  const copy = `${COPIES}/${drops.replaceAll(' ', '-')}`;
  await cp(SOURCES, copy, { recursive: true });
  const source = await readFile(`${copy}/${file}`, 'utf8');
  expect(source, 'what is dropped is there').toContain(text);
  await writeFile(`${copy}/${file}`, source.replace(text, instead));
  return import(pathToFileURL(`${copy}/index.ts`).href);
}

/** Whether a checker says of a case what is right. */
function isRight(
  { check, instantiate }: typeof Checker,
  { model, property, reduce, refused, verdict }: ReductionCase,
): boolean {
  try {
    const { properties } = check(instantiate(model), { reduce: [reduce], properties: [property] });
    return refused === null && properties.find(({ name }) => name === property)?.verdict === verdict;
  } catch (error) {
    return refused?.test(String(error)) ?? false;
  }
}
