import { textWidth } from '../drawing/text-width.ts';
import type { Note, Sending, Story } from './story.ts';

/** Sizes of a ladder, in pixels. */
export const SIZES = {
  /** Width of the axis, with the numbers of steps and ticks. */
  axis: 60,
  /** Where lifelines begin, below names of one line. */
  head: 48,
  /** Sizes of letters. */
  name: 14,
  note: 11,
  label: 12,
  small: 10,
  /** Heights of a line of text. */
  line: 14,
  /** Height of the box around the name of a state, without further lines. */
  pill: 18,
  /** Between two timers of an endpoint. */
  timer: 6,
  /** Half of a lifeline's width. */
  life: 3.5,
} as const;

/** Left or right of a lifeline. */
export type Side = -1 | 1;

/** What goes to and from the endpoint that acts in a moment. */
export interface Traffic {
  /** From where a message arrives; null if none does. */
  readonly arrival: Side | null;
  /** To where messages are sent. */
  readonly sends: ReadonlySet<Side>;
}

/** Where everything stands from left to right. */
export interface Columns {
  readonly width: number;
  /** Lifelines. */
  readonly x: readonly number[];
  /** On which side of its lifeline an endpoint's timers stand, and its first state. */
  readonly side: readonly Side[];
  /** Names of timers per endpoint: each has a line of its own. */
  readonly timers: readonly (readonly string[])[];
  /** By moment. */
  readonly traffic: readonly Traffic[];
  readonly widths: Required<LeastWidths>;
  /** How far from the lifeline texts on this side begin. */
  near(lane: number, side: Side): number;
  /** How wide they may be. */
  room(lane: number, side: Side): number;
}

/** Widths of columns, in pixels. */
export interface LeastWidths {
  /** Left and right of all lifelines. */
  readonly outer?: readonly [left: number, right: number];
  /** Between lifelines, from left to right. */
  readonly gaps?: readonly number[];
}

/** How wide columns are. */
interface Measures {
  /** Widths at which texts are broken into lines. */
  readonly widest: { readonly note: number; readonly label: number };
  /** Left and right of all lifelines, at least. */
  readonly outer: number;
  /** Between lifelines, at least, by how many there are. */
  gap(lanes: number): number;
}

const USUAL: Measures = {
  widest: { note: 176, label: 250 },
  outer: 92,
  gap: (lanes) => (lanes <= 2 ? 300 : lanes <= 4 ? 240 : lanes <= 8 ? 190 : 150),
};

/** For screens that are held in a hand. */
const NARROW: Measures = {
  widest: { note: 76, label: 104 },
  outer: 60,
  gap: () => 140,
};

/** From a lifeline to the texts beside it. */
const NEAR = 10;
/** What is left free between a text and the next lifeline. */
const FREE = 22;
/** Room for the sign before a note. */
const SIGN = 20;

export function columnsOf(story: Story, least: LeastWidths = {}, isNarrow = false): Columns {
  const measures = isNarrow ? NARROW : USUAL;
  const lanes = story.endpoints.length;
  const side = story.endpoints.map((_, lane): Side => (lane === 0 ? -1 : 1));
  const timers = story.endpoints.map((_, lane) => [
    ...new Set(story.timers.filter((each) => each.lane === lane).map(({ name }) => name)),
  ]);
  const near = (lane: number, at: Side) =>
    side[lane] === at ? NEAR + (timers[lane]?.length ?? 0) * SIZES.timer : NEAR;
  const traffic = trafficOf(story);
  const widths = new Widths(lanes, near, least, measures);
  measure(story, traffic, widths, measures);
  const gaps = widths.gaps();
  const [left, right] = widths.outer();
  const x = story.endpoints.map((_, i) => SIZES.axis + left + gaps.slice(0, i).reduce((a, b) => a + b, 0));
  const width = (x.at(-1) ?? SIZES.axis + left) + right + 8;
  const room = (lane: number, at: Side) => {
    const next = lane + at;
    if (next < 0) return left - near(lane, at);
    if (next >= lanes) return right - near(lane, at);
    const opposite: Side = at === 1 ? -1 : 1;
    return (gaps[Math.min(lane, next)] ?? 0) - near(lane, at) - near(next, opposite) - 4;
  };
  return { width, x, side, timers, traffic, widths: { outer: [left, right], gaps }, near, room };
}

/** To which side of the sender a message leaves. What an endpoint sends to itself goes to where its partners are. */
export function directionOf({ from, to }: Pick<Sending, 'from' | 'to'>, lanes: number): Side {
  if (from === to) return from === lanes - 1 && lanes > 1 ? -1 : 1;
  return to > from ? 1 : -1;
}

function trafficOf(story: Story): readonly Traffic[] {
  const lanes = story.endpoints.length;
  const traffic = story.moments.map(() => ({ arrival: null as Side | null, sends: new Set<Side>() }));
  for (const sending of story.sendings) {
    const direction = directionOf(sending, lanes);
    traffic[sending.moment]?.sends.add(direction);
    const arrivesFrom: Side = sending.from === sending.to || direction === -1 ? 1 : -1;
    for (const { fate, moment } of sending.ends) {
      const there = traffic[moment];
      if (there !== undefined && (fate === 'delivered' || fate === 'duplicate')) there.arrival = arrivesFrom;
    }
  }
  return traffic;
}

/** On which side of its lifeline a moment's notes stand: where no messages are, if there is such a side. */
export function notesSide(lane: number, lanes: number, { arrival, sends }: Traffic): Side {
  if (lane === 0) return -1;
  if (lane === lanes - 1) return 1;
  const isBusy = (side: Side) => arrival === side || sends.has(side);
  return isBusy(1) && !isBusy(-1) ? -1 : 1;
}

export function isBold({ kind }: Note): boolean {
  return kind === 'call' || kind === 'stale' || kind === 'alarm';
}

/** Room for the sign before a note. */
export function indentOf({ kind }: Note): number {
  return kind === 'call' || kind === 'timer' ? SIGN : 0;
}

/** Collects how much room texts want beside each lifeline. */
class Widths {
  readonly #near: (lane: number, side: Side) => number;
  readonly #outer: [number, number];
  readonly #gaps: number[];

  constructor(
    lanes: number,
    near: (lane: number, side: Side) => number,
    { outer = [0, 0], gaps = [] }: LeastWidths,
    { gap, outer: least }: Measures,
  ) {
    this.#near = near;
    const usual = gap(lanes);
    this.#gaps = Array.from({ length: Math.max(0, lanes - 1) }, (_, i) => Math.max(usual, gaps[i] ?? 0));
    this.#outer = [Math.max(least, outer[0]), Math.max(least, outer[1])];
  }

  /** A text in the middle above a lifeline, which needs half of its width on either side. */
  wantAbove(lane: number, width: number): void {
    for (const side of [-1, 1] as const) {
      const gap = this.#gaps[side === 1 ? lane : lane - 1];
      const need = gap === undefined ? width / 2 + 4 : width + 14;
      this.want(lane, side, need - this.#near(lane, side) - (gap === undefined ? 6 : FREE));
    }
  }

  want(lane: number, side: Side, width: number): void {
    const wanted = this.#near(lane, side) + width;
    const gap = side === 1 ? lane : lane - 1;
    const known = this.#gaps[gap];
    if (known !== undefined) this.#gaps[gap] = Math.max(known, Math.ceil(wanted + FREE));
    else {
      const at = side === 1 ? 1 : 0;
      this.#outer[at] = Math.max(this.#outer[at], Math.ceil(wanted + 6));
    }
  }

  gaps(): readonly number[] {
    return this.#gaps;
  }

  outer(): readonly [number, number] {
    return this.#outer;
  }
}

function measure(
  story: Story,
  traffic: readonly Traffic[],
  widths: Widths,
  { widest }: Pick<Measures, 'widest'>,
): void {
  const noteNeed = (text: string, bold: boolean) => Math.min(textWidth(text, SIZES.note, bold), widest.note);
  const pillNeed = (state: string) =>
    state === '' ? 0 : Math.min(textWidth(state, SIZES.note, true), widest.note) + 14;
  const lanes = story.endpoints.length;
  story.endpoints.forEach((name, lane) => {
    const side = lane === 0 ? -1 : 1;
    widths.wantAbove(lane, Math.min(textWidth(name, SIZES.name, true), widest.note));
    widths.want(lane, side, pillNeed(story.initial[lane] ?? ''));
    widths.want(lane, side, noteNeed(story.contexts[lane] ?? '', false));
  });
  story.moments.forEach(({ lane, notes, state }, i) => {
    const at = lane ?? 0;
    const side = lane === null ? -1 : notesSide(at, lanes, traffic[i] ?? NO_TRAFFIC);
    if (state !== null) widths.want(at, side, pillNeed(state));
    for (const note of notes) widths.want(at, side, indentOf(note) + noteNeed(note.text, isBold(note)));
  });
  for (const sending of story.sendings) {
    const width = Math.min(textWidth(sending.label, SIZES.label) + STUB_NEED, widest.label);
    widths.want(sending.from, directionOf(sending, lanes), width);
  }
}

export const NO_TRAFFIC: Traffic = { arrival: null, sends: new Set() };

/** What a message that ends where it was sent needs beside its label: a piece of line, a cross, a word. */
const STUB_NEED = 30;
