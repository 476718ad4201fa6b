import { describe, expect, it } from 'vitest';
import ping from '../../../machines/ping/model.ts';
import twoLetters from '../../../machines/toys/two-letters/model.ts';
import { instantiate } from '../../../src/index.ts';
import { compareWalks, type Place, Stepper } from '../../../src/stepping/index.ts';
import { scaled } from '../../support/law.ts';
import { forRandomModels } from '../../support/random-models/run.ts';

const namesOf = (differences: readonly { readonly path: readonly string[] }[]) =>
  differences.map(({ path }) => path.join('.'));

describe('two walks', () => {
  const stepper = new Stepper(instantiate(ping));

  it('part behind the steps that they have in common, and differ then', () => {
    const [a, b] = [stepper.at([0, 0, 1]), stepper.at([0, 1, 0])];
    const { common, parted, parting, ends, isSameEnd } = compareWalks(stepper, a, b);
    expect(common).toBe(1);
    expect(parted.map((place) => place?.path)).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect(parting).toMatchObject([{ path: ['network', '#2'], before: { from: 'server', to: 'client' } }]);
    expect(namesOf(ends)).toEqual([
      'endpoints.client.value',
      'endpoints.client.context.answers',
      'endpoints.client.timers.RTO',
    ]);
    expect(isSameEnd).toBe(false);
  });

  it('may be the beginning of one another', () => {
    const { common, parted } = compareWalks(stepper, stepper.at([0, 0]), stepper.at([0, 0, 1]));
    expect(common).toBe(2);
    expect(parted.map((place) => place?.path ?? null)).toEqual([null, [0, 0, 1]]);
  });

  it('may come to the same state by another way, whatever the numbers of their messages', () => {
    const letters = new Stepper(instantiate(twoLetters));
    const ends = new Map<string, Place[]>();
    const visit = (place: Place): void => {
      const key = String(letters.vector(place));
      ends.set(key, [...(ends.get(key) ?? []), place]);
      for (const { index } of letters.enabled(place)) visit(letters.take(place, index));
    };
    visit(letters.start);
    const [a, b] = [...ends.values()].find((places) => places.length > 1) ?? [];
    if (a === undefined || b === undefined) throw new Error('no two ways lead to one state');
    const compared = compareWalks(letters, a, b);
    expect(compared).toMatchObject({ ends: [], isSameEnd: true });
    expect(compared.parting.length).toBeGreaterThan(0);
  });

  it('end in the same state exactly where nothing differs but the time, in random models', () => {
    const seen = { same: 0, other: 0 };
    forRandomModels(scaled(40), ({ instance }) => {
      const random = new Stepper(instance);
      const places: Place[] = [random.start];
      for (let i = 0; places.length < 12 && i < places.length; i++) {
        const at = places[i] ?? random.start;
        for (const { index } of random.enabled(at).slice(0, 3)) places.push(random.take(at, index));
      }
      for (const a of places) {
        for (const b of places) {
          const { common, ends, isSameEnd } = compareWalks(random, a, b);
          const differs = namesOf(ends).filter((name) => name !== 'tick');
          expect(isSameEnd).toBe(differs.length === 0);
          expect(a.path.slice(0, common)).toEqual(b.path.slice(0, common));
          if (a !== b) seen[isSameEnd ? 'same' : 'other']++;
        }
      }
    });
    expect(seen.same).toBeGreaterThan(0);
    expect(seen.other).toBeGreaterThan(0);
  });
});
