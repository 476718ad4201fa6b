import type { Composition } from '../../composition/composition.ts';
import type { ActionPath } from '../../model/action-path.ts';
import { beginningIn } from '../../model/beginnings.ts';
import { Steps, THROWN } from '../../model/steps.ts';
import { notAlike, toldStep } from './not-alike.ts';
import { IDENTITY } from './permutations.ts';
import { textOfStep } from './step-text.ts';
import type { Symmetry } from './symmetry.ts';

/**
 * The path of the full model that a path through states that stand for others is an image of.
 *
 * Beside the path goes a state of the full model, and the permutation that turns the one into the other. Each step is
 * looked for, renamed, among the steps of the full model; then the next state, and the permutation, follow.
 *
 * @throws ModelError if a step has no counterpart: then the symmetry is none
 */
export function lifted(model: Composition, symmetry: Symmetry, path: ActionPath): ActionPath {
  const { width, reader } = model;
  const nothing = symmetry.permutations.images(IDENTITY);
  const steps = new Steps(width);
  const beginning = beginningIn(model, path);
  // The run has gone on with the state that stands for the one at which it began.
  let state = symmetry.representative(beginning.state);
  let image = beginning.state;
  let permutation = symmetry.permutations.inverse(symmetry.canonical(image));
  const lift = (index: number) => {
    model.expand(state, steps);
    const step = steps.vector(index);
    const after = step.slice(width, width * 2);
    const images = symmetry.permutations.images(permutation);
    const text = textOfStep(reader, step, symmetry.renaming, images);
    const imageAfter = renamed(symmetry, permutation, after);
    const target = step[width * 2 + THROWN] === 0 ? imageAfter : image;
    model.expand(image, steps);
    const isImage = (other: Uint32Array) => {
      const leadsThere = target.every((id, place) => other[width + place] === id);
      return leadsThere && textOfStep(reader, other, symmetry.renaming, nothing) === text;
    };
    const found = indexWhere(steps, isImage);
    if (found < 0) throw notAlike(model, symmetry.alike, images, toldStep(model, step, 'has no counterpart'));
    const canonical = symmetry.canonical(after);
    state = symmetry.representative(after);
    permutation = symmetry.permutations.product(symmetry.permutations.inverse(canonical), permutation);
    image = imageAfter;
    return found;
  };
  return [...path.slice(0, path.length - beginning.steps.length), ...beginning.steps.map(lift)];
}

/** The first step that is as wanted, or -1. */
function indexWhere(steps: Steps, isWanted: (step: Uint32Array) => boolean): number {
  // Those that lead beyond stand behind the others.
  for (let k = 0; k < steps.count + steps.beyond; k++) if (isWanted(steps.vector(k))) return k;
  return -1;
}

function renamed(symmetry: Symmetry, permutation: number, state: Uint32Array): Uint32Array {
  const out = new Uint32Array(state.length);
  symmetry.rename(permutation, state, out);
  return out;
}
