import { instantiate } from '../composition/instantiate.ts';
import type { AnyModel } from '../language/definition.ts';
import { ModelError } from '../language/errors.ts';
import type { InstanceOptions } from '../language/resolve.ts';
import type { Instance } from '../model/instance.ts';
import { withoutLoss } from './lossless.ts';
import { Quotient } from './quotient.ts';
import type { StateCount, WalkProgress } from './states.ts';

/** All global states in which the endpoints are in these states of their machines. */
export interface JointState {
  /** The state of each endpoint's machine, in order. */
  readonly values: readonly string[];
  /** How many global states there are. */
  readonly count: number;
  /** How many of them are reached by runs in which every message arrives; 0: it takes a loss to come here. */
  readonly countWithoutLoss: number;
  readonly initial: boolean;
  /** How many of them are final. */
  readonly final: number;
  /** How often each property is violated: in these states, or by steps that lead into them. By name. */
  readonly violations: Readonly<Record<string, number>>;
  /** Names of the properties whose violations begin here: the fewest steps after which they are violated lead here. */
  readonly begins: readonly string[];
}

/** All steps from one joint state to another. */
export interface JointStep {
  /** Indices of the joint states. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly withoutLoss: boolean;
  /** What happens in them, the most frequent first. */
  readonly labels: readonly string[];
  /** Names of the properties that some of them violate. */
  readonly violations: readonly string[];
  /** Names of the properties whose violations begin with some of them: the last of the fewest steps that violate them. */
  readonly begins: readonly string[];
}

/** The quotient of a state space by the states of the endpoints' machines. */
export interface JointGraph {
  readonly model: string;
  readonly variant: string | null;
  readonly endpoints: readonly string[];
  /** In order of discovery. */
  readonly states: readonly JointState[];
  readonly steps: readonly JointStep[];
  /** After how many steps each violated property is violated first. By name. */
  readonly beginnings: Readonly<Record<string, number>>;
  /** Of the state space behind it. */
  readonly space: StateCount;
  /** Of the part without loss. */
  readonly spaceWithoutLoss: StateCount;
}

/** What of a joint graph is kept. */
export interface JointOptions extends InstanceOptions {
  /** Names of the endpoints that are looked at, in this order; states that differ in others only are one. Default: all. */
  readonly endpoints?: readonly string[] | undefined;
  /** Default: unlimited. The graph of a larger state space is that of its first states. */
  readonly maxStates?: number | undefined;
  /** Is told of both walks: of the whole state space, then of the part without loss. */
  readonly progress?: WalkProgress | undefined;
}

/**
 * The joint graph of a model.
 *
 * What is reached only with loss is decided exactly, by a second search in which every message arrives.
 *
 * @throws ModelError as `instantiate` does, and if there is no such endpoint
 */
export function jointGraph(definition: AnyModel, options: JointOptions = {}): JointGraph {
  const { maxStates, progress } = options;
  const instance = instantiate(definition, options);
  const lanes = lanesOf(instance, options.endpoints);
  const all = new Quotient(instance, lanes, true);
  const lossless = new Quotient(instantiate(withoutLoss(definition), options), lanes, false);
  const space = all.visit(maxStates, progress);
  const beginnings = all.markBeginnings();
  const spaceWithoutLoss = lossless.visit(maxStates, progress);
  return {
    model: instance.name,
    variant: instance.variant,
    endpoints: lanes.map((lane) => instance.model.reader.endpoints[lane] ?? ''),
    states: all.states.map((each) => ({
      values: each.values,
      count: each.count,
      countWithoutLoss: lossless.find(each.values)?.count ?? 0,
      initial: each.initial,
      final: each.final,
      violations: Object.fromEntries(each.violations),
      begins: [...each.begins],
    })),
    steps: all.steps.map(({ from, to, count, labels, violations, begins }) => ({
      from,
      to,
      count,
      withoutLoss: lossless.hasStep(all.valuesOf(from), all.valuesOf(to)),
      labels: [...labels].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([label]) => label),
      violations: [...violations],
      begins: [...begins],
    })),
    beginnings,
    space,
    spaceWithoutLoss,
  };
}

/** @throws ModelError if there is no such endpoint, or one is named twice */
function lanesOf({ model, name }: Instance, wanted: readonly string[] | undefined): readonly number[] {
  const { endpoints } = model.reader;
  if (wanted === undefined) return endpoints.map((_, lane) => lane);
  return wanted.map((each, i) => {
    const lane = endpoints.indexOf(each);
    if (lane < 0)
      throw new ModelError(`the model "${name}" has no endpoint "${each}"; it has ${endpoints.join(', ')}`);
    if (wanted.indexOf(each) < i) throw new ModelError(`the endpoint "${each}" is named twice`);
    return lane;
  });
}
