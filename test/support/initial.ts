import type { Model } from '../../src/index.ts';

/** The initial state of a model that has one. */
export function initialOf({ initials }: Pick<Model, 'initials'>): Uint32Array {
  const [initial] = initials;
  if (initial === undefined || initials.length > 1) throw new Error('there is more than one initial state');
  return initial;
}
