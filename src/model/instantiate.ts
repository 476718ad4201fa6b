import { Composition } from './compose.ts';
import type { AnyModel } from './definition.ts';
import type { Instance } from './instance.ts';
import { type InstanceOptions, resolve } from './resolve.ts';

/**
 * Builds a model for one choice of its parameters.
 *
 * @throws ModelError for an unknown variant or parameter, or a definition that makes no sense
 */
export function instantiate(definition: AnyModel, options: InstanceOptions = {}): Instance {
  const resolved = resolve(definition, options);
  const { name, variant, parameters, symmetry, properties, expect } = resolved;
  return { name, variant, parameters, model: new Composition(resolved), symmetry, properties, expect };
}
