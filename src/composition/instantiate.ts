import type { AnyModel } from '../language/definition.ts';
import { purely } from '../language/pure.ts';
import { type InstanceOptions, resolve } from '../language/resolve.ts';
import type { Instance } from '../model/instance.ts';
import { Composition } from './composition.ts';

/**
 * Builds a model for one choice of its parameters.
 *
 * @throws ModelError for an unknown variant or parameter, or a definition that makes no sense
 */
export function instantiate(definition: AnyModel, options: InstanceOptions = {}): Instance {
  const resolved = purely(`model "${definition.name}", while it is built,`, () =>
    resolve(definition, options),
  );
  const { name, variant, parameters, symmetry, fairness, properties, expect } = resolved;
  const model = new Composition(resolved);
  return { name, variant, parameters, model, symmetry, fairness, properties, expect };
}
