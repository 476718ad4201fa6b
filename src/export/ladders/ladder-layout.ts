import type { Judgement } from '../../trace/judge.ts';
import type { Trace } from '../../trace/trace.ts';
import { belowOf, decisionShapes } from './ladder-below.ts';
import { columnsOf, type LeastWidths } from './ladder-columns.ts';
import { FreePlaces } from './ladder-free.ts';
import { legendOf } from './ladder-legend.ts';
import { messagesIn } from './ladder-messages.ts';
import { acrossShapes, headOf, notesAt } from './ladder-notes.ts';
import { rowsOf } from './ladder-rows.ts';
import type { Shape } from './ladder-shapes.ts';
import { againShapes, axisShapes, bandShapes, lifelineShapes, timerShapes } from './ladder-time.ts';
import { type EndOf, type Story, storyOf } from './story.ts';

/** What a ladder shows besides its trace. */
export interface LadderOptions {
  /** Properties that the trace decides: marked where they are decided, and explained below. */
  readonly findings?: readonly Judgement[] | undefined;
  /** Ticks that a message lives (MSL): such intervals are shaded. Default: each tick is. */
  readonly lifetime?: number | undefined;
  /** What is said of the trace below its ladder. */
  readonly remark?: string | undefined;
  /** Whether colours and dashes are explained below. Default: true. */
  readonly legend?: boolean | undefined;
  /** Widths that its columns have at least, in pixels: those of the ladder before, so that one that grows does not move. */
  readonly least?: LeastWidths | undefined;
  /** Whether its columns are as narrow as texts of several lines allow: for small screens. Default: false. */
  readonly narrow?: boolean | undefined;
  /** What is known of a trace of which only the end is drawn. Default: all of it is. */
  readonly endOf?: EndOf | undefined;
}

/** The lifeline of an endpoint. */
export interface LadderLane {
  readonly name: string;
  readonly x: number;
}

/** Where a step stands, or the beginning. */
export interface LadderMoment {
  /** Number of the step, from 1; 0 for the beginning. */
  readonly step: number;
  /** From where to where its texts reach. */
  readonly top: number;
  readonly bottom: number;
  /** Where it happens. */
  readonly y: number;
}

/** Where everything of a ladder stands, in pixels from its upper left corner. */
export interface LadderLayout {
  /** Moments, messages and timers of the trace. */
  readonly story: Story;
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly LadderLane[];
  /** Where lifelines begin and end. */
  readonly top: number;
  readonly bottom: number;
  readonly moments: readonly LadderMoment[];
  readonly widths: Required<LeastWidths>;
  /** What is drawn, in the order in which it is painted. */
  readonly shapes: readonly Shape[];
}

/**
 * Lays out a trace as a ladder: time downwards, one lifeline per endpoint, each message a line from where it is sent to
 * where it arrives.
 *
 * Steps stand where they stand whatever comes after them, so that a ladder grows at its end; only the labels of messages may move
 * to where no line crosses them. No text meets another one, and no line strikes through a text.
 */
export function ladderLayout(trace: Trace, options: LadderOptions = {}): LadderLayout {
  const {
    findings = [],
    lifetime = Number.POSITIVE_INFINITY,
    legend = true,
    least,
    remark = '',
    endOf,
    narrow,
  } = options;
  const story = storyOf(trace, findings, endOf);
  const columns = columnsOf(story, least, narrow);
  const head = headOf(story, columns);
  const rows = rowsOf(story, columns, head.bottom);
  const extent = { top: head.top, bottom: (rows.at(-1)?.bottom ?? head.bottom) + 12 };
  const messages = messagesIn(rows, columns, extent.bottom);
  const fixed = [
    ...bandShapes(rows, columns, extent, lifetime),
    ...rows.flatMap((row) => decisionShapes(row, columns)),
    ...againShapes(rows, columns),
    ...axisShapes(rows, columns, extent, lifetime),
    ...lifelineShapes(rows, columns, extent),
    ...timerShapes(story, rows, columns, extent.bottom),
    ...messages.shapes,
    ...head.shapes,
    ...rows.flatMap((row) => acrossShapes(row, columns)),
  ];
  const places = new FreePlaces(fixed, extent.bottom);
  const texts = places.settle([...rows.map((row) => notesAt(row, columns)), ...messages.texts]);
  const ladder = [...fixed.map((shape) => (shape.shape === 'line' ? places.gapped(shape) : shape)), ...texts];
  const below = belowOf(story, columns, extent.bottom + 6, remark);
  const key = legend ? legendOf(story, ladder, columns.width, below.bottom) : null;
  return {
    story,
    width: columns.width,
    height: (key?.bottom ?? below.bottom) + 12,
    lanes: story.endpoints.map((name, lane) => ({ name, x: columns.x[lane] ?? 0 })),
    ...extent,
    moments: rows.map(({ moment: { step }, top, bottom, y }) => ({ step, top, bottom, y })),
    widths: columns.widths,
    shapes: [...ladder, ...below.shapes, ...(key?.shapes ?? [])],
  };
}
