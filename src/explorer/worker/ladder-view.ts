import { xml } from '../../export/drawing/xml.ts';
import type { LeastWidths } from '../../export/ladders/ladder-columns.ts';
import { boxOfText } from '../../export/ladders/ladder-shapes.ts';
import { drawnShapes } from '../../export/ladders/ladder-svg.ts';
import type { Instance } from '../../model/instance.ts';
import { type LadderLayout, type LadderMoment, ladderLayout, type Place } from '../../stepping/index.ts';
import type { Judgement } from '../../trace/judge.ts';
import type { ShownEvent } from '../../trace/naming.ts';
import type { Trace, TraceStep } from '../../trace/trace.ts';
import type { LadderSpot, LadderView } from '../protocol/views.ts';

/**
 * A ladder begins at a multiple of so many steps, and draws at least so many, if there are: so that it grows at its end, step by step, and begins elsewhere
 * only now and then.
 */
const BLOCK = 40;

/** How much larger than its text a place is that can be clicked, in pixels. */
const AROUND = 4;

/** Half of the width in which a timer can be clicked. */
const BESIDE_TIMER = 6;

/** Width of what can be clicked at the left of a moment. */
const MOMENT = 48;

/** A walk that is drawn. */
export interface DrawnWalk {
  readonly place: Place;
  /** After how many steps what follows is repeated; null if nothing is. */
  readonly again: number | null;
  readonly findings: readonly Judgement[];
  /** How messages are shown on the whole walk. */
  readonly naming: (event: object) => ShownEvent;
  /** How many steps are left out at most; null for no limit. */
  readonly skips: number | null;
  /** Whether there is room for narrow columns only. */
  readonly isNarrow: boolean;
}

/** Draws the ladders of one instance: each is at least as wide as those before, so that it does not move when it grows. */
export class LadderViews {
  readonly #instance: Instance;
  /** Of wide ladders, and of narrow ones. */
  readonly #least: [LeastWidths | undefined, LeastWidths | undefined] = [undefined, undefined];

  constructor(instance: Instance) {
    this.#instance = instance;
  }

  /** The ladder of a walk, and what of it can be clicked. */
  of({ place, again, findings, naming, skips, isNarrow }: DrawnWalk): LadderView {
    const width = isNarrow ? 1 : 0;
    const { length } = place.path;
    const usual = Math.max(0, Math.floor(length / BLOCK) - 1) * BLOCK;
    const skipped = skips === null ? usual : Math.max(0, Math.min(usual, skips));
    const { lifetime } = this.#instance.model.bounds.network;
    const laid = ladderLayout(this.#endOf(place, skipped, again), {
      findings,
      lifetime,
      legend: false,
      least: this.#least[width],
      narrow: isNarrow,
      endOf: { before: skipped, naming },
    });
    this.#least[width] = laid.widths;
    return {
      // The page has names of its own, which stay in sight.
      elements: [
        ...drawnShapes(laid.shapes.filter(({ kind }) => kind !== 'name')),
        ...laid.moments.slice(0, -1).map(momentElement),
      ],
      title: `${this.#instance.name}: ${length} steps`,
      width: Math.ceil(laid.width),
      height: Math.ceil(laid.height),
      skipped,
      spots: [...messageSpots(laid), ...timerSpots(laid)],
      lanes: laid.lanes,
      acting: laid.lanes.find(({ name }) => name === actorOf(place))?.x ?? null,
    };
  }

  /** The end of a walk, as if it began after these steps. */
  #endOf(place: Place, skipped: number, again: number | null): Trace {
    const steps: TraceStep[] = [];
    let at = place;
    while (at.path.length > skipped && at.step !== null && at.parent !== null) {
      steps.push(at.step);
      at = at.parent;
    }
    const { endpoints, initialMark } = this.#instance.model.reader;
    const lasting = again === null ? {} : { again: Math.max(0, again - skipped) };
    return { endpoints, initialMark, initial: at.state, steps: steps.reverse(), ...lasting };
  }
}

/** The endpoint that acts in the last step. */
function actorOf({ step }: Place): string | null {
  return step !== null && 'endpoint' in step.action ? step.action.endpoint : null;
}

/** What leads back to a moment that has passed. */
function momentElement({ step, top, bottom }: LadderMoment): string {
  const text = step === 0 ? 'Go back to the beginning' : `Go back to step ${step}`;
  return `<rect class="moment" data-step="${step}" x="4" y="${Math.round(top)}" width="${MOMENT}" height="${Math.round(bottom - top)}" rx="5"><title>${xml(text)}</title></rect>`;
}

/** The labels of the messages that are in flight at the end. */
function messageSpots({ story, shapes }: LadderLayout): readonly LadderSpot[] {
  return story.sendings.flatMap(({ number, label, to, ends }) => {
    if (!ends.some(({ fate }) => fate === 'in flight' || fate === 'copy in flight')) return [];
    return shapes.flatMap((shape) => {
      if (shape.shape !== 'text' || !shape.kind.startsWith('label') || shape.message !== number) return [];
      const { left, top, right, bottom } = boxOfText(shape);
      return [
        {
          kind: 'message' as const,
          label,
          message: number,
          endpoint: story.endpoints[to] ?? '',
          timer: null,
          x: left - AROUND,
          y: top - AROUND,
          width: right - left + 2 * AROUND,
          height: bottom - top + 2 * AROUND,
        },
      ];
    });
  });
}

/** The lines of the timers that run at the end. */
function timerSpots({ story, shapes }: LadderLayout): readonly LadderSpot[] {
  const lines = shapes.filter((shape) => shape.shape === 'line' && shape.kind === 'timer open');
  const running = story.timers.filter(({ end }) => end === 'running');
  return running.flatMap(({ lane, name }, i) => {
    const line = lines[i];
    const [from, to] = line?.shape === 'line' ? line.points : [];
    if (from === undefined || to === undefined) return [];
    return [
      {
        kind: 'timer' as const,
        label: name,
        message: null,
        endpoint: story.endpoints[lane] ?? '',
        timer: name,
        x: from.x - BESIDE_TIMER,
        y: from.y,
        width: 2 * BESIDE_TIMER,
        height: Math.max(2 * BESIDE_TIMER, to.y - from.y),
      },
    ];
  });
}
