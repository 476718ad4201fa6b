import { instantiate } from '../composition/instantiate.ts';
import { MachineWatch } from '../endpoint/watch/machine-watch.ts';
import type { AnyModel } from '../language/definition.ts';
import type { Endpoint, Machine } from '../language/endpoint.ts';
import type { InstanceOptions } from '../language/resolve.ts';
import type { Instance } from '../model/instance.ts';

/** An instance whose machines are inspected. */
export interface WatchedInstance {
  readonly instance: Instance;
  /** Per endpoint, in order. */
  readonly lanes: readonly WatchedLane[];
}

export interface WatchedLane {
  readonly endpoint: string;
  /** The machine as its author wrote it. */
  readonly machine: Machine;
  readonly watch: MachineWatch;
}

/** Builds a model with a watched copy of each of its machines: the same states, actions and paths as without. */
export function watchedInstance(definition: AnyModel, options: InstanceOptions = {}): WatchedInstance {
  const lanes: Record<string, WatchedLane> = {};
  const build: AnyModel['build'] = (parameters) => {
    const system = definition.build(parameters);
    const endpoints = Object.entries(system.endpoints).map(([name, endpoint]) => {
      const { machine } = endpoint;
      const watch = new MachineWatch(machine);
      lanes[name] = { endpoint: name, machine, watch };
      return [name, { ...endpoint, machine: watch.machine }] as const;
    });
    return {
      ...system,
      endpoints: Object.fromEntries(endpoints) as Readonly<Record<string, Endpoint<Machine>>>,
    };
  };
  const instance = instantiate({ ...definition, build }, options);
  return {
    instance,
    lanes: instance.model.reader.endpoints.flatMap((name) => lanes[name] ?? []),
  };
}
