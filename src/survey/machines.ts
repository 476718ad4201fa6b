import { instantiate } from '../composition/instantiate.ts';
import type { AnyModel } from '../language/definition.ts';
import type { Machine } from '../language/endpoint.ts';
import type { InstanceOptions } from '../language/resolve.ts';

/** The machine that an endpoint runs. */
export interface EndpointMachine {
  readonly endpoint: string;
  readonly machine: Machine;
}

/**
 * The machines of a model, in the order of its endpoints.
 *
 * @throws ModelError if the model cannot be built
 */
export function machinesOf(definition: AnyModel, options: InstanceOptions = {}): readonly EndpointMachine[] {
  let machines: readonly EndpointMachine[] = [];
  const build: AnyModel['build'] = (parameters) => {
    const system = definition.build(parameters);
    machines = Object.entries(system.endpoints).map(([endpoint, { machine }]) => ({ endpoint, machine }));
    return system;
  };
  instantiate({ ...definition, build }, options);
  return machines;
}
