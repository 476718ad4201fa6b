import type { AnyLocalState } from '../../language/forgotten.ts';
import type { Sighting } from '../../language/log.ts';
import { childrenData } from '../../language/state-text.ts';
import {
  type ActionPath,
  beginningOf,
  formatPath,
  formatSteps,
  type LassoPath,
  stepCount,
  stepsOf,
} from '../../model/action-path.ts';
import type { Bounds } from '../../model/bounds.ts';
import type { PropertyOutcome } from '../../property/outcome.ts';
import type { Outcome } from '../../search/outcome.ts';
import { startObject } from '../../trace/start-object.ts';
import { taggedJson } from '../../trace/tagged-json.ts';
import type { Trace, TraceState, TraceStep } from '../../trace/trace.ts';
import type { ToldClearest } from '../ladders/clearest-text.ts';
import type { Finding } from '../ladders/finding.ts';
import type { ValidatedLog } from '../ladders/validation.ts';
import { type Checked, labelOf } from './check.ts';
import { type SizedRow, surprises, wrongSizes } from './matrix.ts';
import { type Necessity, necessityObject } from './necessity.ts';
import { flips, type SweepRow } from './sweep.ts';
import { expectedOf, shown } from './verdict.ts';

/** What JSON needs to know of a property's path beside the outcome. */
export type TraceOf = (
  property: PropertyOutcome,
) => { readonly replay: string; readonly trace: Trace } | null;

/** The document of `check`. */
export function checkJson(
  checked: Checked,
  traceOf: TraceOf,
  peakMemoryBytes: number,
  necessity: Necessity | null = null,
  clearest: ReadonlyMap<string, ToldClearest & { readonly replay: string }> = new Map(),
): string {
  const { instance, outcome } = checked;
  return documentOf({
    model: instance.name,
    variant: instance.variant,
    parameters: instance.parameters,
    complete: outcome.complete,
    ending: outcome.ending,
    properties: shown(outcome.properties).map((property) => {
      const found = traceOf(property);
      return {
        ...verdictObject(property),
        replay: found?.replay ?? null,
        ...('cycle' in property && property.cycle !== undefined
          ? lassoObject(property.path, property.cycle)
          : {}),
        ...clearestObject(clearest.get(property.name)),
        reason: 'path' in property ? property.reason : null,
        trace: found === null ? null : traceObjects(found.trace),
      };
    }),
    stats: statsObject(outcome, peakMemoryBytes),
    bounds: boundsObject(outcome),
    ...(necessity === null ? {} : { necessity: necessityObject(necessity) }),
  });
}

/** A counterexample without noise, if there is one, beside that of the bounds that were asked for. */
function clearestObject(clearest: (ToldClearest & { readonly replay: string }) | undefined): object {
  if (clearest === undefined) return {};
  const { capacity, depth, replay } = clearest;
  return { clearest: { capacity, depth, replay } };
}

/** The document of `validate`. */
export function validationJson({ instance, file, notes, validation }: ValidatedLog): string {
  const { verdict, explained, sightings, states, path, trace } = validation;
  return documentOf({
    model: instance.name,
    variant: instance.variant,
    parameters: instance.parameters,
    log: file,
    notes,
    verdict,
    explained,
    sightings,
    states,
    ...(verdict === 'unknown' ? { stopped: validation.stopped } : {}),
    ...(verdict === 'differs'
      ? { where: validation.where, seen: sightingObject(validation.sighting), instead: validation.instead }
      : {}),
    replay: formatPath(path),
    trace: traceObjects(trace),
  });
}

function sightingObject(sighting: Sighting): object {
  const { event, after, ...rest } = sighting;
  const told = after === null ? null : { ...after, ...('context' in after && contextObject(after)) };
  return { ...rest, event: taggedJson(event), after: told };
}

function contextObject({ context }: NonNullable<Sighting['after']>): object {
  return { context: taggedJson(context) };
}

/** The document of `matrix`. `asExpected` is what the exit status tells. */
export function matrixJson(
  model: string,
  rows: readonly SizedRow[],
  peakMemoryBytes: number,
  necessities: readonly Necessity[] = [],
): string {
  return documentOf({
    model,
    asExpected: surprises(rows).length === 0 && wrongSizes(rows).length === 0,
    variants: rows.map((row, i) => ({
      variant: labelOf(row),
      ...(row.size === null || row.size === undefined ? {} : { expectedSize: row.size }),
      ...rowObject(row, peakMemoryBytes, (property) => ({
        expected: expectedOf(property, row.instance.expect),
      })),
      ...necessityOf(necessities[i]),
    })),
  });
}

function necessityOf(necessity: Necessity | undefined): object {
  return necessity === undefined ? {} : { necessity: necessityObject(necessity) };
}

/** The document of `sweep`. */
export function sweepJson(parameter: string, rows: readonly SweepRow[], peakMemoryBytes: number): string {
  const [first] = rows;
  return documentOf({
    model: first?.instance.name ?? null,
    variant: first?.instance.variant ?? null,
    over: parameter,
    values: rows.map((row) => ({ value: row.value, ...rowObject(row, peakMemoryBytes, () => ({})) })),
    flips: flips(rows),
  });
}

/** A walk, and what it decides. */
interface WalkToTell {
  readonly trace: Trace;
  readonly findings: readonly Finding[];
  /** Assumptions of fairness that it does not meet, if it lasts for ever. */
  readonly unmet: readonly string[];
}

/** The two parts of a behaviour that lasts for ever, as they stand in its replay string. */
function lassoObject(stem: ActionPath, cycle: ActionPath): object {
  const steps = (path: ActionPath) => (path.length === 0 ? [] : formatSteps(path).split('/'));
  const initial = beginningOf(stem);
  return { ...(initial === null ? {} : { initial }), stem: steps(stepsOf(stem)), cycle: steps(cycle) };
}

/** The document of `replay` and `simulate`. */
export function walkJson(
  instance: Checked['instance'],
  replay: string,
  lasso: LassoPath | null,
  { trace, findings, unmet }: WalkToTell,
): string {
  return documentOf({
    model: instance.name,
    variant: instance.variant,
    parameters: instance.parameters,
    replay,
    ...(lasso === null ? {} : { ...lassoObject(lasso.stem, lasso.cycle), unmet }),
    findings: findings.map(({ name, kind, verdict, step, reason }) => ({
      name,
      kind,
      verdict,
      step,
      reason,
    })),
    ...(trace.start === undefined ? {} : { start: startObject(trace.start) }),
    trace: traceObjects(trace),
  });
}

/** A trace as plain objects: the initial state, then a state for every step, with what led to it. */
export function traceObjects({ initial, steps }: Trace): readonly object[] {
  const start = { step: 0, index: null, action: null, number: null, ...stateObject(initial) };
  return [
    start,
    ...steps.map((step, i) => ({ step: i + 1, ...stepObject(step), ...stateObject(step.after) })),
  ];
}

function rowObject(
  { instance, outcome }: Checked,
  peakMemoryBytes: number,
  more: (property: PropertyOutcome) => object,
): object {
  return {
    parameters: instance.parameters,
    complete: outcome.complete,
    ending: outcome.ending,
    properties: shown(outcome.properties).map((property) => ({
      ...verdictObject(property),
      replay: 'path' in property ? formatPath(property.path) : null,
      ...more(property),
    })),
    stats: statsObject(outcome, peakMemoryBytes),
    bounds: boundsObject(outcome),
  };
}

function verdictObject(property: PropertyOutcome): object {
  const { name, kind, verdict, vacuous } = property;
  return {
    name,
    kind,
    verdict,
    depth: 'path' in property ? stepCount(property.path) : null,
    ...(vacuous === undefined ? {} : { vacuous }),
    ...('because' in property && property.because !== undefined ? { because: property.because } : {}),
  };
}

function statsObject({ statistics }: Outcome, peakMemoryBytes: number): object {
  const { distinctStates, transitions, depth, seconds, statesPerSecond, bytesPerState } = statistics;
  const { asleep, localTransitions, reductions, initialStates } = statistics;
  return {
    distinctStates,
    ...(initialStates === 1 ? {} : { initialStates }),
    transitions,
    asleep,
    depth,
    seconds,
    statesPerSecond,
    bytesPerState,
    memory: statistics.memory,
    fingerprint: statistics.fingerprint,
    localTransitions,
    peakMemoryBytes,
    reductions,
  };
}

function boundsObject({ bounds, statistics, fairness }: Outcome): object {
  const { network, timed, elastic, equalDelays, crashes, assumptions }: Bounds = bounds;
  const { capacityHits, cuts, beyond, throwing } = statistics;
  const { capacity, lifetime, loss, duplication, order, minimumDelay, carries, leavesIgnored } = network;
  return {
    capacity,
    capacityHits,
    cuts,
    ...(beyond === 0 ? {} : { beyond }),
    lifetime,
    minimumDelay,
    loss,
    duplication,
    order,
    carries,
    ...(leavesIgnored ? { ignored: 'stays' } : {}),
    timed,
    elastic,
    equalDelays,
    ...(crashes.length === 0 ? {} : { crashes }),
    assumptions,
    ...networkObject(network),
    ...(fairness === undefined ? {} : fairnessObject(fairness)),
    ...(throwing.length === 0 ? {} : { throwing }),
  };
}

/** What a network has beside what every one has. */
function networkObject(network: Bounds['network']): object {
  const { isPlain, channels, links, full, holdsTime, waitsWhileDown } = network;
  const down = waitsWhileDown ? { whileDown: 'waits' } : {};
  return isPlain
    ? down
    : { ...down, full, ...(holdsTime ? { delivery: 'within lifetime' } : {}), channels, links };
}

function fairnessObject({ assumptions, stuck, empty }: NonNullable<Outcome['fairness']>): object {
  return {
    fairness: assumptions,
    stuck: stuck === null ? null : { states: stuck.states, replay: formatPath(stuck.path) },
    ...(empty.length === 0 ? {} : { emptyFairness: empty }),
  };
}

function stepObject(step: TraceStep): object {
  const { index, action, number, earlierDeliveries, observations, sent, expired, purged, thrown } = step;
  return {
    index,
    action: taggedJson(action),
    number,
    earlierDeliveries,
    observations: taggedJson(observations),
    sent: taggedJson(sent),
    expired: taggedJson(expired),
    ...(purged.length === 0 ? {} : { purged: taggedJson(purged) }),
    thrown,
  };
}

function stateObject({ tick, endpoints, network, channels, partitions, history }: TraceState): object {
  const locals = Object.entries(endpoints).map(([name, local]) => [name, localObject(local)]);
  return {
    tick,
    endpoints: Object.fromEntries(locals),
    network: taggedJson(network),
    ...(Object.keys(channels).length === 0 ? {} : { channels }),
    ...(Object.keys(partitions).length === 0 ? {} : { partitions }),
    history: taggedJson(history),
  };
}

function localObject({ value, context, status, tags, timers, actors, children }: AnyLocalState): object {
  const running = actors.length === 0 ? {} : { actors: taggedJson(actors) };
  const inner = Object.keys(children).length === 0 ? {} : { children: taggedJson(childrenData(children)) };
  return { value, context: taggedJson(context), status, tags, timers, ...running, ...inner };
}

/** JSON has no infinity: what has no bound says so. */
function documentOf(value: object): string {
  return JSON.stringify(
    value,
    (_, inner: unknown) => (inner === Number.POSITIVE_INFINITY ? 'unbounded' : inner),
    2,
  );
}
