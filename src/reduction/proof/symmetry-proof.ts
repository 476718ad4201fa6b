import type { Composition, ModelFunction } from '../../composition/composition.ts';
import { notAlike, toldStep } from '../symmetry/not-alike.ts';
import type { Symmetry } from '../symmetry/symmetry.ts';
import { FunctionClosure } from './function-closure.ts';
import { Images } from './images.ts';
import { RemarkClosure } from './remark-closure.ts';
import { StepClosure } from './step-closure.ts';

/** What became of the proof that endpoints are alike. */
export interface SymmetryProof {
  /** Why it is none; null if it is one, for this model and what a search has made use of. */
  readonly why: string | null;
  /** Local steps, and runs of the model's functions, that were compared with their images. */
  readonly steps: number;
  readonly runs: number;
}

/** What a search has made use of besides the composition. */
interface Used {
  /** The predicates of properties that are undecided. */
  readonly properties: readonly ModelFunction[];
  /** Whether some message found no room. */
  readonly overflows: boolean;
}

/**
 * Shows that the endpoints that a model declares to be alike are so, in all that a finished search has made use of: what
 * single endpoints do, and what functions of whole states and steps say. All of that is closed under two permutations of which
 * all others are products: two neighbours exchange places, and all move on by one.
 *
 * @throws ModelError if they are not alike
 */
export function proveSymmetry(
  model: Composition,
  symmetry: Symmetry,
  { properties, overflows }: Used,
): SymmetryProof {
  if (model.looksAtNetworkAfter)
    return { why: 'the history looks at what is in flight after steps', steps: 0, runs: 0 };
  const generators = generatorsOf(symmetry).map((each) => new Images(model, symmetry, each));
  const closure = new StepClosure(model, symmetry, generators);
  if (!closure.close()) return { why: 'the machines do too much', steps: closure.compared, runs: 0 };
  const remarks = new RemarkClosure(model, symmetry);
  const object =
    ({ what, of }: ModelFunction) =>
    ({ vector }: { vector: Uint32Array }, { endpoints }: Images) => {
      const told = of === 'state' ? what : toldStep(model, vector, `shows that ${what} differs`);
      return notAlike(model, symmetry.alike, endpoints, told);
    };
  const closing = { generators, object, trigger: remarks.note };
  let runs = 0;
  let why = overflows && closure.reorders ? 'the order of sending decides which messages find room' : null;
  for (const each of [...model.functions(), ...properties]) {
    const functions = new FunctionClosure(model, closing, each);
    why = functions.close() ?? why;
    runs += functions.compared;
  }
  why = remarks.close() ?? why;
  // What functions were asked for may have made machines do more than the search knew.
  if (!closure.close()) why ??= 'the machines do too much';
  return { why, steps: closure.compared, runs: runs + remarks.compared };
}

function generatorsOf({ alike, permutations }: Symmetry): readonly number[] {
  const count = alike.length;
  const exchange = permutations.intern(Int32Array.from(alike, (_, i) => (i < 2 ? 1 - i : i)));
  if (count === 2) return [exchange];
  return [exchange, permutations.intern(Int32Array.from(alike, (_, i) => (i + 1) % count))];
}
