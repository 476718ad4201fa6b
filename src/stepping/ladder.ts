import { type Layout, layoutOf } from '../export/ladders/ladder-layout.ts';
import { type Story, storyOf } from '../export/ladders/story.ts';
import type { Judgement } from '../trace/judge.ts';
import type { Trace } from '../trace/trace.ts';

/** A ladder before it is drawn: what it tells, and where everything stands, in pixels. */
export interface LadderLayout {
  /** Moments, messages and timers of the trace. */
  readonly story: Story;
  /** The place of each moment, lifeline and note: `ladderSvg` draws this. */
  readonly layout: Layout;
}

/**
 * The layout of a trace's ladder as data, for those who draw it in their own way, or put something over the picture of `ladderSvg`.
 *
 * @param findings properties that the trace decides: explained where they are decided
 */
export function ladderLayout(trace: Trace, findings: readonly Judgement[] = []): LadderLayout {
  const story = storyOf(trace, findings);
  return { story, layout: layoutOf(story) };
}
