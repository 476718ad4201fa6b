import type { LeastWidths } from '../../export/ladders/ladder-columns.ts';
import { boxOfText } from '../../export/ladders/ladder-shapes.ts';
import { drawnLadder } from '../../export/ladders/ladder-svg.ts';
import type { Instance } from '../../model/instance.ts';
import { type LadderLayout, ladderLayout } from '../../stepping/index.ts';
import type { Judgement } from '../../trace/judge.ts';
import type { Trace } from '../../trace/trace.ts';
import type { LadderSpot, LadderView } from '../protocol/views.ts';

/** Steps that are drawn at most: of longer walks, the last ones. */
const MOST_STEPS = 120;

/** How much larger than its text a place is that can be clicked, in pixels. */
const AROUND = 4;

/** Half of the width in which a timer can be clicked. */
const BESIDE_TIMER = 6;

/** Draws the ladders of one instance: each is at least as wide as those before, so that it does not move when it grows. */
export class LadderViews {
  readonly #instance: Instance;
  #least: LeastWidths | undefined;

  constructor(instance: Instance) {
    this.#instance = instance;
  }

  /** The ladder of a walk, and what of it can be clicked. */
  of(trace: Trace, findings: readonly Judgement[]): LadderView {
    const skipped = Math.max(0, trace.steps.length - MOST_STEPS);
    const part = skipped === 0 ? trace : lastOf(trace, skipped);
    const shown = findings
      .filter(({ step }) => step >= skipped)
      .map((each) => ({ ...each, step: each.step - skipped }));
    const { lifetime } = this.#instance.model.bounds.network;
    const laid = ladderLayout(part, { findings: shown, lifetime, legend: false, least: this.#least });
    this.#least = laid.widths;
    const svg = drawnLadder(laid, `${this.#instance.name}: ${trace.steps.length} steps`, 'light');
    return {
      svg: svg.replace(/<style>[\s\S]*?<\/style>/, ''),
      width: Math.ceil(laid.width),
      height: Math.ceil(laid.height),
      skipped,
      moments: laid.moments.map(({ step, top, bottom }) => ({ step: step + skipped, top, bottom })),
      spots: [...messageSpots(laid), ...timerSpots(laid)],
      end: laid.bottom,
    };
  }
}

/** The end of a walk, as if it began there. */
function lastOf(trace: Trace, skipped: number): Trace {
  const { again, ...rest } = trace;
  const start = trace.steps[skipped - 1]?.after ?? trace.initial;
  const moved = again === undefined ? {} : { again: Math.max(0, again - skipped) };
  return { ...rest, initial: start, steps: trace.steps.slice(skipped), ...moved };
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
