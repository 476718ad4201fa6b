import type { AnyPacket, AnyStateView } from '../language/forgotten.ts';
import type { ParameterValue } from '../language/parameters.ts';
import { placeName } from '../language/state-text.ts';
import type { Instance } from '../model/instance.ts';
import { ACTION } from '../model/steps.ts';
import { actionLabel, fullActionLabel } from './action-label.ts';
import { expansions, NOWHERE, type StateCount, visitStates, type WalkProgress } from './states.ts';

/** A state of the state space, with the steps that lead from it. */
export interface SpaceState {
  /** Number in order of discovery; the initial states come first. */
  readonly index: number;
  readonly initial: boolean;
  /** The states of the endpoints' machines, in order. */
  readonly values: readonly string[];
  /** The contexts of the endpoints' machines, in order. */
  readonly contexts: readonly unknown[];
  readonly network: readonly AnyPacket[];
  /** Sessions and partitions, by name. */
  readonly channels: AnyStateView['channels'];
  readonly partitions: AnyStateView['partitions'];
  readonly history: unknown;
  readonly final: boolean;
  readonly steps: readonly SpaceStep[];
}

export interface SpaceStep {
  readonly to: number;
  /** The action in a few words. */
  readonly label: string;
  /** The action in full. */
  readonly action: string;
}

/** The whole state space of a model, counted, and to be walked state by state. */
export interface StateSpace {
  /** How many of the states are initial ones: the first. */
  readonly initials: number;
  readonly model: string;
  readonly variant: string | null;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly endpoints: readonly string[];
  readonly count: StateCount;
  /** Walks it: nothing but what the search itself needs is held in memory. */
  states(): Generator<SpaceState, void>;
}

/**
 * Counts the states and transitions of a model, so that they can be written down.
 *
 * @param maxStates if there are more, the count is not complete, and the space must not be walked
 */
export function stateSpace(
  instance: Instance,
  maxStates = Number.POSITIVE_INFINITY,
  progress?: WalkProgress,
): StateSpace {
  const { model, name, variant, parameters } = instance;
  return {
    initials: model.initials.length,
    model: name,
    variant,
    parameters,
    endpoints: model.reader.endpoints,
    count: visitStates(model, { progress }, maxStates),
    states: () => walk(instance),
  };
}

function* walk({ model }: Instance): Generator<SpaceState, void> {
  const { reader, width } = model;
  const labels: { label: string; action: string }[] = [];
  for (const { index, state, steps, target } of expansions(model)) {
    const locals = reader.endpoints.map((_, i) => reader.localState(i, state[i] ?? 0));
    const found: SpaceStep[] = [];
    for (let k = 0; k < steps.count; k++) {
      const to = target(k);
      if (to === NOWHERE) continue;
      const id = steps.vector(k)[width * 2 + ACTION] ?? 0;
      labels[id] ??= labelsOf(reader.action(id));
      found.push({ to, ...labels[id] });
    }
    yield {
      index,
      initial: index < model.initials.length,
      values: locals.map((local) => placeName(local)),
      contexts: locals.map(({ context }) => context),
      network: reader.packets(state[width - 2] ?? 0),
      channels: reader.channels(state[width - 2] ?? 0),
      partitions: reader.partitions(state[width - 2] ?? 0),
      history: reader.history(state[width - 1] ?? 0),
      final: model.isFinal(state),
      steps: found,
    };
  }
}

function labelsOf(action: Parameters<typeof actionLabel>[0]): { label: string; action: string } {
  return { label: actionLabel(action), action: fullActionLabel(action) };
}
