import type { RawAction } from '../composition/actions.ts';
import { type Composition, compositionOf } from '../composition/composition.ts';
import { ModelError } from '../language/errors.ts';
import type { AnySafetyProperty } from '../language/forgotten.ts';
import { isSafety } from '../language/property.ts';
import { memoryOf, placeName } from '../language/state-text.ts';
import type { Instance } from '../model/instance.ts';
import { STEP_EXTRA, Steps } from '../model/steps.ts';
import { type Monitor, monitorOf } from '../property/monitor.ts';
import { VisitedStates } from '../store/visited.ts';
import { canonicalText } from '../tables/plain-data.ts';
import type {
  ClosedContents,
  ClosedEndpoint,
  ClosedProperty,
  ClosedStep,
  ClosedSystem,
} from './closed-system.ts';
import { NONE } from './closed-system.ts';
import { ClosingFlight } from './closing-flight.ts';
import { type Decision, decisionOf, readsOf } from './decision.ts';

/** How far a model is walked for another checker. */
export interface CloseOptions {
  /** States beyond which a model is refused; by default there is no limit. */
  readonly maxStates?: number;
  /** Is told now and then how many states were walked, of how many that are known so far. */
  readonly progress?: (walked: number, found: number) => void;
}

type Progress = NonNullable<CloseOptions['progress']>;

const REPORT_EVERY = 256;

/**
 * Walks all states of a model, and takes down all that its machines and functions say there. The instance must be a new one: what was
 * asked of it before is not taken down.
 *
 * @throws ModelError if there are more states than that, or something in it that other checkers are not told
 */
export function closeSystem(
  instance: Instance,
  { maxStates = Number.POSITIVE_INFINITY, progress }: CloseOptions = {},
): ClosedSystem {
  const composition = compositionOf(instance.model);
  return new Closing(instance, composition).close(maxStates, progress ?? (() => {}));
}

interface Watching {
  readonly property: AnySafetyProperty;
  readonly monitor: Monitor;
}

class Closing {
  readonly #instance: Instance;
  readonly #model: Composition;
  readonly #watching: readonly Watching[];
  /** What was met in states: local states by endpoint, packets, contents of the network. */
  readonly #locals: readonly Set<number>[];
  readonly #packets = new Set<number>();
  readonly #contents = new Map<number, ClosedContents>();

  constructor(instance: Instance, model: Composition) {
    this.#instance = instance;
    this.#model = model;
    this.#watching = instance.properties.filter(isSafety).map((property) => {
      return { property, monitor: monitorOf(property, model, instance.parameters) };
    });
    this.#locals = model.endpoints.map(() => new Set<number>());
  }

  close(maxStates: number, progress: Progress): ClosedSystem {
    const model = this.#model;
    const { width, values } = model;
    model.keepFacts();
    for (const { monitor } of this.#watching) monitor.memo?.keepFacts(width * 2 + STEP_EXTRA);
    const size = this.#walk(maxStates, progress);
    const { rules } = values.network;
    const [final, history, trigger, ...assumed] = model.functions();
    const refused = assumed.find(({ of }) => of === 'delivery');
    const beyond = assumed.find(({ of }) => of === 'state');
    const pathOf = (read: number) => model.reader.pathOf(read);
    const decision = (of: typeof final): Decision => decisionOf(of?.memo, pathOf);
    const properties = this.#watching.map((watching) => this.#property(watching, pathOf));
    const decisions = {
      final: decision(final),
      history: values.history().updates ? decision(history) : null,
      trigger: values.history().marks ? decision(trigger) : null,
      refused: refused === undefined ? null : decision(refused),
      beyond: beyond === undefined ? null : decision(beyond),
    };
    const all = [...Object.values(decisions), ...properties.map((property) => property.decision)];
    const reads = all.flatMap((each) => (each === null ? [] : readsOf(each)));
    const readsContents = reads.some(({ path }) => path.includes('network') && path[1] === 'network');
    const steps = this.#steps();
    const flight = new ClosingFlight(model, this.#packets);
    const triggers = decisions.trigger === null ? 0 : Math.max(0, ...resultsOf(decisions.trigger));
    const histories = Array.from({ length: values.history().size }, (_, id) => {
      return canonicalText(values.history().value(id), 'history');
    });
    return {
      instance: this.#instance,
      rules,
      timed: model.bounds.timed,
      width,
      endpoints: model.endpoints.map((_, i) => this.#endpoint(i)),
      initials: model.initials.map((initial) => ({
        at: [...initial.subarray(0, width - 2)],
        history: initial[width - 1] ?? 0,
        contents: flight.contentsOf(initial[width - 2] ?? 0),
      })),
      contents: readsContents ? this.#contents : new Map(),
      steps,
      tick: model.localSteps.tick,
      ...decisions,
      refusesDeliveriesOnly: model.refusesDeliveriesOnly,
      properties,
      histories,
      ...flight.close(steps, triggers),
      ...size,
    };
  }

  /** Goes through all states, and asks in each what can be asked. */
  #walk(
    maxStates: number,
    progress: Progress,
  ): Pick<ClosedSystem, 'distinctStates' | 'transitions' | 'mostInFlight'> {
    const model = this.#model;
    const visited = new VisitedStates(model.width);
    // What is idle must be known, too: others must find out that it is.
    const steps = new Steps(model.width, null, true);
    const state = new Uint32Array(model.width);
    const vector = new Uint32Array(model.width * 2 + STEP_EXTRA);
    let targets = new Int32Array(64);
    let transitions = 0;
    let mostInFlight = 0;
    for (const initial of model.initials) visited.add(initial, 0);
    for (let index = 0; index < visited.size; index++) {
      if (index % REPORT_EVERY === 0) progress(index, visited.size);
      if (visited.size > maxStates) {
        throw new ModelError(
          `there are more than ${maxStates} states; choose smaller parameters, or more with --max-states`,
        );
      }
      visited.read(index, state);
      mostInFlight = Math.max(mostInFlight, this.#meet(state));
      model.expand(state, steps);
      if (steps.count > targets.length) targets = new Int32Array(steps.count * 2);
      visited.addAll(steps, targets);
      this.#judgeState(state, steps.isDeadEnd);
      for (let k = 0; k < steps.count; k++) {
        if (steps.throws(k)) continue;
        transitions++;
        steps.writeStep(k, vector);
        this.#judge('step', vector);
      }
      for (let k = steps.count; k < steps.count + steps.beyond; k++) {
        steps.writeStep(k, vector);
        this.#judge('step', vector);
        const beyond = vector.slice(model.width, model.width * 2);
        mostInFlight = Math.max(mostInFlight, this.#meet(beyond));
        this.#judge('state', beyond);
      }
    }
    return { distinctStates: visited.size, transitions, mostInFlight };
  }

  /** Takes down what a state is made of. Returns how much is in flight. */
  #meet(state: Uint32Array): number {
    const { width, values } = this.#model;
    for (const [i, locals] of this.#locals.entries()) locals.add(state[i] ?? 0);
    const network = state[width - 2] ?? 0;
    let contents = this.#contents.get(network);
    if (contents === undefined) {
      contents = {
        packets: [...values.network.packets(network)],
        conditions: values.network.conditions(network),
      };
      this.#contents.set(network, contents);
      for (const packet of contents.packets) this.#packets.add(packet);
    }
    return contents.packets.length;
  }

  #judgeState(state: Uint32Array, isDeadEnd: boolean): void {
    this.#judge('state', state);
    if (isDeadEnd) this.#model.isFinal(state);
  }

  #judge(what: 'state' | 'step', vector: Uint32Array): void {
    for (const { monitor } of this.#watching) if (monitor.watches === what) monitor.decides(vector, 0);
  }

  #property({ property, monitor }: Watching, pathOf: (read: number) => readonly string[]): ClosedProperty {
    const { name, kind } = property;
    const { watches, memo } = monitor;
    return { name, kind, watches, decision: memo === null ? null : decisionOf(memo, pathOf) };
  }

  #endpoint(i: number): ClosedEndpoint {
    const { values, localSteps, bounds } = this.#model;
    const name = values.names[i] ?? '';
    const locals = values.locals[i];
    if (locals === undefined) throw new RangeError(`no endpoint has the number ${i}`);
    // A tick may lead to a local state that is never reached, since something else holds time back.
    const met = this.#locals[i] ?? new Set<number>();
    const later = new Map([...met].map((local) => [local, bounds.timed ? locals.afterTick(local) : NONE]));
    const all = Array.from({ length: locals.size }, (_, local) => local);
    return {
      name,
      isDown: all.map((local) => locals.isDown(local)),
      states: all.map((local) => {
        const view = locals.view(local);
        const { timers, status } = view;
        const armed = timers.map(
          (timer) => `${timer.name}${timer.remaining === null ? '' : ` in ${timer.remaining}`}`,
        );
        const data = canonicalText(memoryOf(view) ?? null, 'context');
        return [
          placeName(view),
          ...(data === '{}' || data === 'null' ? [] : [data]),
          ...armed.map((timer) => `timer ${timer}`),
          ...(status === 'active' ? [] : [status]),
        ].join(' ');
      }),
      afterTick: all.map((local) => later.get(local) ?? NONE),
      values: locals.values,
      contexts: locals.contexts,
      events: all.map((local) => localSteps.knownEvents(i, local) ?? []),
      expiries: all.map((local) => localSteps.knownExpiries(i, local) ?? []),
    };
  }

  #steps(): readonly ClosedStep[] {
    const { localSteps, values, reader } = this.#model;
    const { leavesIgnored } = values.network.rules;
    return localSteps.action.map((action, step) => {
      const raw = values.actions.action(action);
      const thrown = localSteps.thrown[step] ?? 0;
      return {
        action,
        kind: raw.kind,
        packet: 'packet' in raw ? raw.packet : NONE,
        link: 'link' in raw ? raw.link : NONE,
        copyStays: raw.kind === 'deliver' && raw.copyStays,
        event: this.#eventText(raw),
        timer: raw.kind === 'expire' ? raw.timer : null,
        endpoint: localSteps.endpoint[step] ?? NONE,
        before: localSteps.before[step] ?? 0,
        next: localSteps.next[step] ?? 0,
        observations: localSteps.observations[step] ?? 0,
        sends: localSteps.sends[step] ?? 0,
        thrown: thrown === 0 ? null : reader.thrown(thrown),
        isFault: localSteps.isFault(step),
        isLeft: leavesIgnored && raw.kind === 'deliver' && localSteps.isIgnored(step),
      };
    });
  }

  /** What comes from outside: an event, what an actor answers, or a crash and its end; null if nothing does. */
  #eventText(action: RawAction): string | null {
    if (action.kind === 'crash') return 'it crashes';
    if (action.kind === 'restart') return 'it starts again';
    if (action.kind !== 'event' && action.kind !== 'answer') return null;
    const locals = this.#model.values.locals[action.endpoint];
    if (action.kind === 'event') return canonicalText(locals?.eventOf(action.event), 'event');
    const answer = locals?.answerOf(action.answer);
    return `${answer?.actor} answers ${answer?.gives} ${canonicalText(answer?.value, 'answer')}`;
  }
}

function resultsOf(decision: Decision): readonly number[] {
  return typeof decision === 'number' ? [decision] : [...decision.next.values()].flatMap(resultsOf);
}
