import type { Composition } from '../../composition/composition.ts';
import { ModelError } from '../../language/errors.ts';
import { canonicalText } from '../../tables/plain-data.ts';
import type { Permutation } from './permutations.ts';

/** Says that endpoints that are declared to be alike are not, with what changes when they are exchanged. */
export function notAlike(
  { values: { names } }: Composition,
  alike: readonly number[],
  images: Permutation,
  what: string,
): ModelError {
  const moved = alike.filter((endpoint) => images[endpoint] !== endpoint);
  const told = (moved.length > 0 ? moved : alike).map((endpoint) => `"${names[endpoint]}"`);
  return new ModelError(
    `symmetry: the endpoints ${told.join(', ')} are declared to be alike, but exchanging them changes more than names; it changes ${what}. Take the symmetry out of the model, or do without --reduce symmetry`,
  );
}

/** A step in words: the endpoint that acts, its state before, and the action. */
export function toldStep(model: Composition, vector: Uint32Array, what: string): string {
  const { reader, width } = model;
  const action = reader.action(vector[width * 2] ?? 0);
  const endpoint = 'endpoint' in action ? model.values.names.indexOf(action.endpoint) : -1;
  const text = canonicalText(action);
  if (endpoint < 0) return `a step, which ${what}: ${text}`;
  const { value, context } = reader.localState(endpoint, vector[endpoint] ?? 0);
  return `a step, which ${what}: ${text} in the state ${canonicalText(value)} with the context ${canonicalText(context)}`;
}
