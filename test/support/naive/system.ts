import { valuesOf } from '../../../src/language/any-of.ts';
import type { AnyModel, Assumption, System } from '../../../src/language/definition.ts';
import { ModelError } from '../../../src/language/errors.ts';
import type { AnyHistory, AnyStateView } from '../../../src/language/forgotten.ts';
import type { NetworkOptions } from '../../../src/language/network/options.ts';
import { defaultsOf, overriding, type ParameterValue } from '../../../src/language/parameters.ts';
import { type Property, type PropertyKit, propertyKit } from '../../../src/language/property.ts';
import type { EndpointMap } from '../../../src/language/views.ts';

import { endsOf } from './channels.ts';

export type Parameters = Readonly<Record<string, ParameterValue>>;
export type AnyProperty = Property<EndpointMap, unknown, string, Parameters>;

export interface Choice {
  readonly variant?: string | undefined;
  readonly set?: Parameters | undefined;
}

/** A model for one choice of variant and parameters, every option with its value. */
export interface NaiveSystem {
  readonly parameters: Parameters;
  readonly names: readonly string[];
  readonly endpoints: System<EndpointMap>['endpoints'];
  readonly carries: readonly string[];
  readonly network: NetworkOptions;
  /** The two ends of a session. */
  ends(channel: string): readonly string[];
  /** Whether messages that would change nothing are not delivered. */
  readonly leavesIgnored: boolean;
  readonly capacity: number;
  /** Milliseconds of a tick; null if untimed. */
  readonly tick: number | null;
  readonly elastic: readonly string[];
  /** Whether timers that were armed with the same delay fire in the order of arming. */
  readonly inOrder: boolean;
  readonly assumptions: readonly Assumption<EndpointMap, unknown, string, Parameters>[];
  readonly history: AnyHistory;
  readonly properties: readonly AnyProperty[];
  isFinal(state: AnyStateView): boolean;
}

/** Resolves a model, naively: what it says is taken as it stands. */
export function systemOf(model: AnyModel, { variant, set = {} }: Choice = {}): NaiveSystem {
  const parameters = parametersOf(model, variant, set);
  const { endpoints, network, time = 'untimed' } = model.build(parameters);
  return {
    parameters,
    names: Object.keys(endpoints),
    endpoints,
    carries: network.carries,
    network,
    ends: (channel) => endsOf(network.channels?.[channel]),
    leavesIgnored: network.ignored === 'stays',
    capacity: finite(network.capacity),
    tick: time === 'untimed' ? null : time.tick,
    elastic: time === 'untimed' ? [] : (time.elastic ?? []),
    inOrder: time !== 'untimed' && time.equalDelays !== 'any-order',
    assumptions: Object.values(model.assumptions ?? {}).filter(
      (assumption) => assumption.when === undefined || assumption.when(parameters),
    ),
    history: historyOf(model.history ?? {}, parameters),
    properties: typeof model.properties === 'function' ? model.properties(kit) : model.properties,
    isFinal: (state) => model.final?.(state, parameters) === true,
  };
}

function historyOf(history: NonNullable<AnyModel['history']>, parameters: Parameters): AnyHistory {
  const given = (initial: unknown): unknown =>
    typeof initial === 'function' ? initial(parameters) : initial;
  const { marks } = history;
  return {
    ...history,
    initials: valuesOf('history.initial', given(history.initial) ?? null),
    ...(marks && { marks: { ...marks, initial: given(marks.initial) } }),
  } as AnyHistory;
}

function parametersOf(model: AnyModel, variant: string | undefined, set: Parameters): Parameters {
  const named = variant === undefined ? {} : model.variants?.[variant];
  if (named === undefined) throw new ModelError(`there is no variant "${variant}"`);
  const base = overriding(model.parameters, defaultsOf(model.parameters), named.set ?? {}, 'variant');
  return overriding(model.parameters, base, set, 'set');
}

function finite(bound: number | 'unbounded' | undefined): number {
  return typeof bound === 'number' ? bound : Number.POSITIVE_INFINITY;
}

const kit: PropertyKit<EndpointMap, unknown, string, Parameters> = propertyKit();
