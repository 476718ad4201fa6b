import { instantiate } from '../composition/instantiate.ts';
import { type ChildMachine, childMachines } from '../endpoint/actors/logic.ts';
import type { AnyModel } from '../language/definition.ts';
import type { CrashOptions, Machine } from '../language/endpoint.ts';
import type { InstanceOptions } from '../language/resolve.ts';

/** The machine that an endpoint runs. */
export interface EndpointMachine {
  readonly endpoint: string;
  readonly machine: Machine;
  /** Null for one that never crashes. */
  readonly crashes: { readonly restarts: boolean } | null;
  /** The machines that it may start as actors, as far as it says, and theirs. */
  readonly children: readonly ChildMachine[];
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
    machines = Object.entries(system.endpoints).map(([endpoint, { machine, crashes }]) => ({
      endpoint,
      machine,
      crashes: crashingOf(crashes),
      children: childrenOf(machine),
    }));
    return system;
  };
  instantiate({ ...definition, build }, options);
  return machines;
}

/** The machines that a machine may start as actors, as far as it says, and theirs. */
export function childrenOf(machine: Machine): readonly ChildMachine[] {
  return childMachines(machine);
}

function crashingOf(crashes: CrashOptions<Machine> | null): EndpointMachine['crashes'] {
  return crashes === null || crashes.most === 0 ? null : { restarts: crashes.restarts ?? true };
}
