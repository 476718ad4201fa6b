import type { AnyAction } from '../../language/forgotten.ts';
import { isSafety } from '../../language/property.ts';
import type { Instance } from '../../model/instance.ts';
import { differencesBetween, type Place, type PropertyHere, type Stepper } from '../../stepping/index.ts';
import type { Overview } from '../../survey/overview.ts';
import { type Judgement, judgeLasso } from '../../trace/judge.ts';
import { messagesOf, namingOf, type ShownEvent } from '../../trace/naming.ts';
import { shownState } from '../../trace/shown-state.ts';
import type { NumberedPacket } from '../../trace/trace.ts';
import type { EnabledView, FindingView, Handle, PlaceView, RefusedView } from '../protocol/views.ts';
import type { LadderViews } from './ladder-view.ts';
import type { Lights } from './lights.ts';
import { briefOf, stepText, textOf } from './step-text.ts';
import { replayText, type Walk } from './walk.ts';

/** What a place is looked at with. */
export interface Sight {
  readonly instance: Instance;
  readonly stepper: Stepper;
  readonly lights: Lights;
  readonly ladders: LadderViews;
  readonly overview: Overview | null;
}

/** Tells the page all of a place. */
export class PlaceViews {
  readonly #sight: Sight;
  readonly #truths = new WeakMap<Place, readonly PropertyHere[]>();

  constructor(sight: Sight) {
    this.#sight = sight;
  }

  /** @param seen states of the machines in which no walk has been before this one */
  of(walk: Walk, seen: readonly (readonly string[])[]): PlaceView {
    const { instance, stepper, lights, ladders } = this.#sight;
    const { place, again, misfit } = walk;
    const trace = stepper.trace(place);
    const shown = namingOf(messagesOf(trace));
    const longRun = this.#longRun(walk);
    const findings = [
      ...this.#findings(place),
      ...longRun.map(({ name, step }) => ({ name, verdict: 'violated' as const, step })),
    ];
    const snapshot = stepper.snapshot(place);
    return {
      replay: replayText(walk),
      path: place.path,
      misfit,
      steps: trace.steps.map((step) => stepText(step, shown)),
      again,
      isFinal: place.isFinal,
      isDeadEnd: this.#isDeadEnd(place),
      thrown: place.thrown,
      snapshot,
      differences: place.parent === null ? [] : differencesBetween(stepper.snapshot(place.parent), snapshot),
      enabled: this.#enabled(place, shown),
      refused: this.#refused(place, shown),
      truths: this.#truthsAt(place),
      findings,
      lit: lights.at(place),
      ladder: ladders.of(again === null ? trace : { ...trace, again }, [
        ...this.#judgements(this.#findings(place)),
        ...longRun,
      ]),
      values: valuesOf(instance, place),
      seen,
      distance: this.#distance(place),
    };
  }

  #truthsAt(place: Place): readonly PropertyHere[] {
    const known = this.#truths.get(place);
    if (known !== undefined) return known;
    const truths = this.#sight.stepper.judge(place);
    this.#truths.set(place, truths);
    return truths;
  }

  /** What the walk decides, and where first. */
  #findings(place: Place): readonly FindingView[] {
    const places: Place[] = [];
    for (let at: Place | null = place; at !== null; at = at.parent) places.push(at);
    const found = new Map<string, FindingView>();
    for (const [step, at] of places.reverse().entries()) {
      if (at.thrown !== null) found.set(NO_THROW, { name: NO_THROW, verdict: 'violated', step });
      for (const { name, kind, holds } of this.#truthsAt(at)) {
        if (found.has(name) || holds !== (kind === 'reachable')) continue;
        // A deadlock is judged where the walk ends, as everywhere else.
        found.set(name, { name, verdict: kind === 'reachable' ? 'reached' : 'violated', step });
      }
    }
    return [...found.values()];
  }

  /** What a behaviour that lasts for ever violates, besides. */
  #longRun({ place: { path }, again }: Walk): readonly Judgement[] {
    if (again === null) return [];
    const { instance } = this.#sight;
    const { findings } = judgeLasso(instance, { stem: path.slice(0, again), cycle: path.slice(again) });
    return findings.filter(({ name, verdict }) => verdict === 'violated' && isLongRun(instance, name));
  }

  #judgements(findings: readonly FindingView[]) {
    const { properties } = this.#sight.instance;
    return findings
      .filter(({ verdict }) => verdict === 'violated')
      .map(({ name, verdict, step }) => {
        const property = properties.find((each) => each.name === name);
        const { kind = 'no-throw', sentence = 'No machine throws.', source = null } = property ?? {};
        return { name, kind, sentence, source, verdict, step, reason: null };
      });
  }

  #isDeadEnd(place: Place): boolean {
    return place.thrown === null && this.#sight.stepper.enabled(place).length === 0;
  }

  #enabled(place: Place, shown: (event: object) => ShownEvent): readonly EnabledView[] {
    const { stepper } = this.#sight;
    const violated = new Set(
      this.#truthsAt(place)
        .filter(({ kind, holds }) => kind !== 'step' && holds === false)
        .map(({ name }) => name),
    );
    const reached = new Set(
      this.#truthsAt(place)
        .filter(({ kind, holds }) => kind === 'reachable' && holds === true)
        .map(({ name }) => name),
    );
    return stepper.enabled(place).map(({ index, step, beyond, changes }) => {
      const next = stepper.take(place, index);
      const truths = this.#truthsAt(next);
      // What is violated here already is no news.
      const violates = truths.filter(
        ({ name, kind, holds }) => kind !== 'reachable' && holds === false && !violated.has(name),
      );
      const reaches = truths.filter(
        ({ name, kind, holds }) => kind === 'reachable' && holds === true && !reached.has(name),
      );
      return {
        index,
        text: stepText(step, shown),
        handle: handleOf(step.action, step.number),
        brief: briefOf(step, shown, changes.length === 0, place),
        violates: [...(next.thrown === null ? [] : [NO_THROW]), ...violates.map(({ name }) => name)],
        reaches: reaches.map(({ name }) => name),
        beyond,
        distance: next.thrown === null ? this.#distance(next) : 0,
      };
    });
  }

  #distance(place: Place): number | null {
    return this.#sight.overview?.distance(this.#sight.stepper.vector(place)) ?? null;
  }

  #refused(place: Place, shown: (event: object) => ShownEvent): readonly RefusedView[] {
    return this.#sight.stepper.refused(place).map(({ action, kind, because }) => {
      const number = 'message' in action ? numberOf(action.message, place) : null;
      return { text: textOf(action, number, shown), handle: handleOf(action, number), kind, because };
    });
  }
}

/** The states of the endpoints' machines at a place. */
export function valuesOf({ model }: Instance, place: Place): readonly string[] {
  return model.reader.endpoints.map((name) => {
    const local = place.state.endpoints[name];
    return local === undefined ? '' : shownState(local);
  });
}

function isLongRun({ properties }: Instance, name: string): boolean {
  const property = properties.find((each) => each.name === name);
  return property !== undefined && !isSafety(property);
}

/** What is said of a machine that throws: a property that every model has. */
const NO_THROW = 'machines do not throw';

function numberOf(message: object, { state }: Place): number | null {
  const text = (packet: object) =>
    JSON.stringify(
      Object.entries(packet)
        .filter(([key]) => key !== 'number')
        .sort(),
    );
  const wanted = text(message);
  const found = state.network.find((packet: NumberedPacket) => text(packet) === wanted);
  return found?.number ?? null;
}

function handleOf(action: AnyAction, number: number | null): Handle {
  const base = { message: number, endpoint: null, timer: null, kind: action.kind, copyStays: false };
  switch (action.kind) {
    case 'deliver':
      return { ...base, endpoint: action.endpoint, copyStays: action.copyStays };
    case 'drop':
      return { ...base, endpoint: action.message.to };
    case 'expire':
      return { ...base, endpoint: action.endpoint, timer: action.timer };
    case 'event':
    case 'answer':
    case 'crash':
    case 'restart':
      return { ...base, endpoint: action.endpoint };
    case 'break':
    case 'open':
    case 'down':
    case 'up':
    case 'tick':
      return base;
  }
}
