import type { Composition } from '../../composition/composition.ts';
import { Steps, THROWN } from '../../model/steps.ts';
import { IDENTITY } from './permutations.ts';
import { textOfStep } from './step-text.ts';
import type { Symmetry } from './symmetry.ts';

/**
 * The path of the full model that a path through states that stand for others is an image of.
 *
 * Beside the path goes a state of the full model, and the permutation that turns the one into the other. Each step is
 * looked for, renamed, among the steps of the full model; then the next state, and the permutation, follow.
 */
export function lifted(model: Composition, symmetry: Symmetry, path: readonly number[]): readonly number[] {
  const { width, reader } = model;
  const steps = new Steps(width);
  let state = model.initial;
  let image = model.initial;
  let permutation = IDENTITY;
  return path.map((index) => {
    model.expand(state, steps);
    const step = steps.vector(index);
    const after = step.slice(width, width * 2);
    const images = symmetry.permutations.images(permutation);
    const text = textOfStep(reader, step, (data) => symmetry.renaming.data(images, data));
    const imageAfter = renamed(symmetry, permutation, after);
    model.expand(image, steps);
    const found = indexOf(model, steps, text, step[width * 2 + THROWN] === 0 ? imageAfter : image);
    const canonical = symmetry.canonical(after);
    state = symmetry.representative(after);
    permutation = symmetry.permutations.product(symmetry.permutations.inverse(canonical), permutation);
    image = imageAfter;
    return found;
  });
}

function indexOf({ reader, width }: Composition, steps: Steps, text: string, after: Uint32Array): number {
  for (let k = 0; k < steps.count; k++) {
    const step = steps.vector(k);
    const leadsThere = after.every((id, place) => step[width + place] === id);
    if (leadsThere && textOfStep(reader, step, (data) => data) === text) return k;
  }
  throw new Error('a step has no counterpart in the full model: the symmetry is none');
}

function renamed(symmetry: Symmetry, permutation: number, state: Uint32Array): Uint32Array {
  const out = new Uint32Array(state.length);
  symmetry.rename(permutation, state, out);
  return out;
}
