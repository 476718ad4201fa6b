import { describe, expect, it } from 'vitest';
import { formatPath, type Instance, instantiate } from '../../../src/index.ts';
import { type Place, Stepper } from '../../../src/stepping/index.ts';
import { Overview } from '../../../src/survey/overview.ts';
import { initialOf } from '../../support/initial.ts';
import { lawModels } from '../../support/project-models.ts';
import { forRandomModels } from '../../support/random-models/run.ts';

/** Up to so many states, distances are computed by hand, too. */
const MOST = 250;

/** All places, breadth first, each state once; null if there are more than that. */
function placesOf(stepper: Stepper): ReadonlyMap<string, Place> | null {
  const starts = Array.from({ length: stepper.starts }, (_, initial) => stepper.startAt(initial));
  const found = new Map(starts.map((start) => [String(stepper.vector(start)), start]));
  for (const place of found.values()) {
    for (const { index, step, beyond } of stepper.enabled(place)) {
      if (step.thrown !== null || beyond.length > 0) continue;
      const next = stepper.take(place, index);
      const text = String(stepper.vector(next));
      if (!found.has(text)) found.set(text, next);
      if (found.size > MOST) return null;
    }
  }
  return found;
}

/** Distances to violations by their definition: rounds of relaxation until nothing changes. */
function distancesOf(stepper: Stepper, places: ReadonlyMap<string, Place>): ReadonlyMap<string, number> {
  const distances = new Map<string, number>();
  const steps: (readonly [from: string, to: string | null])[] = [];
  for (const [text, place] of places) {
    const isViolated = (at: Place, kinds: readonly string[]) =>
      stepper.judge(at).some(({ kind, holds }) => kinds.includes(kind) && holds === false);
    if (isViolated(place, ['invariant', 'deadlock-free'])) distances.set(text, 0);
    for (const { index, step, beyond } of stepper.enabled(place)) {
      if (beyond.length > 0) continue;
      if (step.thrown !== null) steps.push([text, null]);
      else {
        const next = stepper.take(place, index);
        steps.push([text, String(stepper.vector(next))]);
        if (isViolated(next, ['step'])) steps.push([text, null]);
      }
    }
  }
  for (let changes = true; changes; ) {
    changes = false;
    for (const [from, to] of steps) {
      const through = to === null ? 0 : (distances.get(to) ?? Number.POSITIVE_INFINITY);
      if (through + 1 >= (distances.get(from) ?? Number.POSITIVE_INFINITY)) continue;
      distances.set(from, through + 1);
      changes = true;
    }
  }
  return distances;
}

/** Returns whether the instance was small enough to be compared. */
function expectMeasured(instance: Instance): boolean {
  const stepper = new Stepper(instance);
  const places = placesOf(stepper);
  if (places === null) return false;
  const overview = new Overview(instance, MOST);
  while (!overview.advance(64));
  expect(overview.complete).toBe(true);
  expect(overview.states).toBe(places.size);
  expect(overview.cells.reduce((sum, { states }) => sum + states, 0)).toBe(places.size);
  const distances = distancesOf(stepper, places);
  for (const [text, place] of places) {
    expect(overview.distance(stepper.vector(place)), formatPath(place.path)).toBe(
      distances.get(text) ?? null,
    );
  }
  for (const { first, values } of overview.cells) {
    const place = stepper.at(overview.pathTo(first));
    const nearest = [...places.values()].find(
      (other) => String(stepper.vector(other)) === String(stepper.vector(place)),
    );
    expect(place.path.length, values.join()).toBe(nearest?.path.length);
  }
  return true;
}

describe('an overview', () => {
  it('knows how far the nearest violation is from each state, and the shortest way to each cell', async () => {
    const small = (await lawModels()).filter(({ model, options }) =>
      expectMeasured(instantiate(model, options)),
    );
    expect(small.length).toBeGreaterThan(2);
  });

  it('does so in random models', () => {
    let compared = 0;
    forRandomModels(25, ({ instance }) => {
      if (expectMeasured(instance)) compared++;
    });
    expect(compared).toBeGreaterThan(10);
  });

  it('knows no distances where there are more states than it looks at', async () => {
    const [{ model, options } = { model: null, options: {} }] = await lawModels();
    if (model === null) throw new Error('there are no models');
    const instance = instantiate(model, options);
    const overview = new Overview(instance, 2);
    while (!overview.advance(64));
    expect(overview.complete).toBe(false);
    expect(overview.distance(initialOf(instance.model))).toBeNull();
  });
});
