import { instantiate } from '../composition/instantiate.ts';
import type { AnyModel } from '../language/definition.ts';
import { ModelError } from '../language/errors.ts';
import type { InstanceOptions } from '../language/resolve.ts';
import { type ActionPath, formatPath, stepCount } from '../model/action-path.ts';
import type { Instance } from '../model/instance.ts';
import type { PropertyOutcome } from '../property/outcome.ts';
import { judge } from '../trace/judge.ts';
import { replay } from '../trace/replay.ts';
import type { Trace } from '../trace/trace.ts';
import { clearestPaths } from './clearest.ts';

/** A counterexample, or a witness, that is clearer than the one within the bounds that were asked for. */
export interface Clearest {
  /** Messages in flight that the network must have room for: with so many, the path can be replayed. */
  readonly capacity: number | 'unbounded';
  /** Steps. */
  readonly depth: number;
  readonly replay: string;
  readonly path: ActionPath;
  /** The model with this capacity. */
  readonly instance: Instance;
  /** Messages and copies that are lost on it. */
  readonly losses: number;
  /** How many steps it takes within the bounds that were asked for, and with which capacity. */
  readonly within: { readonly depth: number; readonly capacity: number | 'unbounded' };
}

/** Which model was searched, and how it was built. */
export interface Searched {
  readonly definition: AnyModel;
  readonly options: InstanceOptions;
  readonly instance: Instance;
}

/**
 * The clearest counterexamples and witnesses, by name of the property.
 *
 * Much of what a shortest path shows may be an artefact of the network's capacity: copies that are lost to make room, messages that find none. So
 * where a path shows such noise, it is looked for again without that bound, up to as many steps. What is found is a path of the model
 * with a greater capacity; verdict and path of the bounds asked for stay what they are. Networks that block or cut when they
 * are full are left alone, since there the capacity is a part of the protocol.
 *
 * @returns no entry for a path that is clear, or to which no clearer one was found in a fixed number of states
 */
export function clearestOf(
  { definition, options, instance }: Searched,
  properties: readonly PropertyOutcome[],
): ReadonlyMap<string, Clearest> {
  const { network } = instance.model.bounds;
  const noisy =
    network.full === 'loses' ? properties.flatMap((property) => noisyPath(instance, property)) : [];
  if (noisy.length === 0) return new Map();
  try {
    const roomy = instantiate(definition, { ...options, capacity: 'unbounded' });
    const found = clearestPaths(roomy, noisy);
    const within = (depth: number) => ({ depth, capacity: capacityOf(network.capacity) });
    return new Map(
      noisy.flatMap(({ name, depth, noise }) => {
        const path = found.get(name);
        if (path === undefined) return [];
        const trace = replay(roomy.model, path);
        if (stepCount(path) >= depth && noiseOf(trace) >= noise) return [];
        const fitting = fittingInstance(
          { definition, options, instance: roomy },
          path,
          trace,
          name,
          network.capacity,
        );
        const clearest: Clearest = {
          ...fitting,
          depth: stepCount(path),
          replay: formatPath(path),
          path,
          losses: noiseOf(trace),
          within: within(depth),
        };
        return [[name, clearest] as const];
      }),
    );
  } catch (error) {
    // The model may be such that it makes no sense without that bound.
    if (error instanceof ModelError) return new Map();
    throw error;
  }
}

/** A property as it is to be looked for again, with what its path shows that is not of the protocol. */
function noisyPath(instance: Instance, property: PropertyOutcome) {
  if (!('path' in property) || property.cycle !== undefined || property.kind === 'recoverable') return [];
  const { name, kind, path } = property;
  const noise = noiseOf(replay(instance.model, path));
  return noise === 0 ? [] : [{ name, kind, depth: stepCount(path), noise }];
}

/** Losses, and messages that find no room. */
function noiseOf({ steps }: Trace): number {
  return steps.reduce(
    (sum, { action, sent }) =>
      sum + Number(action.kind === 'drop') + sent.filter(({ fate }) => fate === 'no room').length,
    0,
  );
}

/** The model with the least capacity with which the path is the same. */
function fittingInstance(
  { definition, options, instance }: Searched,
  path: ActionPath,
  { initial, steps }: Trace,
  name: string,
  asked: number,
): Pick<Clearest, 'capacity' | 'instance'> {
  const inFlight = Math.max(initial.network.length, ...steps.map(({ after }) => after.network.length));
  const capacity = Math.max(inFlight, Number.isFinite(asked) ? asked : 0, 1);
  const fitting = instantiate(definition, { ...options, capacity });
  return isDecidedAlike(fitting, path, name)
    ? { capacity, instance: fitting }
    : { capacity: 'unbounded', instance };
}

function isDecidedAlike(instance: Instance, path: ActionPath, name: string): boolean {
  try {
    const { steps } = replay(instance.model, path);
    const isFull = steps.some(({ sent }) => sent.some(({ fate }) => fate === 'no room'));
    return (
      !isFull && judge(instance, path).some((each) => each.name === name && each.step === stepCount(path))
    );
  } catch (error) {
    if (error instanceof ModelError) return false;
    throw error;
  }
}

function capacityOf(capacity: number): number | 'unbounded' {
  return Number.isFinite(capacity) ? capacity : 'unbounded';
}
