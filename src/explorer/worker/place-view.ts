import type { AnyAction } from '../../language/forgotten.ts';
import { isSafety } from '../../language/property.ts';
import type { Instance } from '../../model/instance.ts';
import { differencesBetween, type Place, type Stepper } from '../../stepping/index.ts';
import type { Overview } from '../../survey/overview.ts';
import { type Judgement, judgeLasso } from '../../trace/judge.ts';
import { namingBy, type ShownEvent } from '../../trace/naming.ts';
import { shownState } from '../../trace/shown-state.ts';
import type { NumberedPacket } from '../../trace/trace.ts';
import type {
  EnabledView,
  FindingView,
  Handle,
  LadderView,
  PlaceFacts,
  RefusedView,
} from '../protocol/views.ts';
import { type Along, NO_THROW } from './along.ts';
import type { LadderViews } from './ladder-view.ts';
import type { Lights } from './lights.ts';
import { briefOf, stepText, textOf } from './step-text.ts';
import type { Walk } from './walk.ts';

/** What a place is looked at with. */
export interface Sight {
  readonly instance: Instance;
  readonly stepper: Stepper;
  readonly along: Along;
  readonly lights: Lights;
  readonly ladders: LadderViews;
  readonly overview: Overview | null;
}

/** A place, looked at. */
export interface Looked {
  readonly facts: PlaceFacts;
  readonly ladder: LadderView;
  /** How messages are shown on the walk. */
  readonly shown: (event: object) => ShownEvent;
}

/** Which part of a walk is news, and which is drawn. */
export interface LookOptions {
  /** States of the machines in which no walk has been before this one. */
  readonly seen: readonly (readonly string[])[];
  /** How many steps the ladder leaves out at most; null for as many as it likes. */
  readonly skips: number | null;
  /** Whether there is room for a narrow ladder only. */
  readonly isNarrow: boolean;
}

/** Tells the page all of a place. */
export class PlaceViews {
  readonly #sight: Sight;

  constructor(sight: Sight) {
    this.#sight = sight;
  }

  of(walk: Walk, { seen, skips, isNarrow }: LookOptions): Looked {
    const { instance, stepper, along, lights, ladders } = this.#sight;
    const { place, again, misfit } = walk;
    const { names, findings } = along.facts(place);
    const shown = namingBy(names);
    const longRun = this.#longRun(walk);
    const snapshot = stepper.snapshot(place);
    const enabled = this.#enabled(place, shown);
    const facts: PlaceFacts = {
      last: place.step === null ? null : stepText(place.step, shown),
      misfit,
      again,
      isFinal: place.isFinal,
      isDeadEnd: place.thrown === null && enabled.length === 0,
      thrown: place.thrown,
      snapshot,
      differences: place.parent === null ? [] : differencesBetween(stepper.snapshot(place.parent), snapshot),
      enabled,
      refused: this.#refused(place, shown),
      truths: along.truths(place),
      findings: [
        ...findings,
        ...longRun.map(({ name, step }) => ({ name, verdict: 'violated' as const, step })),
      ],
      lit: lights.at(place),
      values: valuesOf(instance, place),
      seen,
      distance: this.#distance(place),
    };
    const judgements = [...this.#judgements(findings), ...longRun];
    return {
      facts,
      shown,
      ladder: ladders.of({ place, again, findings: judgements, naming: shown, skips, isNarrow }),
    };
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

  #enabled(place: Place, shown: (event: object) => ShownEvent): readonly EnabledView[] {
    const { stepper, along } = this.#sight;
    const here = along.truths(place);
    const violated = new Set(
      here.filter(({ kind, holds }) => kind !== 'step' && holds === false).map(({ name }) => name),
    );
    const reached = new Set(
      here.filter(({ kind, holds }) => kind === 'reachable' && holds === true).map(({ name }) => name),
    );
    const steps = stepper.enabled(place);
    const places = steps.map(({ index }) => stepper.take(place, index));
    return steps.map(({ index, step, beyond, changes }, i) => {
      const next = places[i] ?? place;
      const truths = along.truths(next);
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
