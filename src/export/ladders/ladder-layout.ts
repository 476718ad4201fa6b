import { textWidth, wrapped } from '../drawing/text-width.ts';
import { lastingText, type Moment, type Note, type Story } from './story.ts';

/** Sizes of a ladder, in pixels. */
export const SIZES = {
  axis: 50,
  outer: 142,
  gap: 292,
  head: 62,
  line: 14,
  pill: 20,
  send: 17,
  note: 11,
  message: 12,
  timer: 6,
} as const;

/** Where the boxes begin that explain a finding. */
export const FINDING_LEFT = 26;

/** A line of text beside a lifeline. */
export interface PlacedNote {
  readonly note: Note;
  readonly text: string;
  readonly y: number;
}

/** What explains a decided property, in a box below the moment that decides it. */
export interface PlacedFinding {
  readonly y: number;
  readonly height: number;
  readonly violated: boolean;
  readonly title: string;
  readonly lines: readonly string[];
}

/** A moment with its place. */
export interface Placed {
  readonly moment: Moment;
  readonly top: number;
  readonly bottom: number;
  /** Where the action happens. */
  readonly y: number;
  readonly notes: readonly PlacedNote[];
  /** Middle of the box with the new state; null if there is none. */
  readonly pill: number | null;
  /** Where the first message is sent. */
  readonly sends: number;
  readonly findings: readonly PlacedFinding[];
  /** What lasts for ever, and where that is said; null where nothing is. */
  readonly lasting: { readonly y: number; readonly text: string } | null;
}

/** Where everything stands. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Lifelines. */
  readonly x: readonly number[];
  /** Which side of its lifeline a lane's notes stand on: -1 left, 1 right. */
  readonly side: readonly number[];
  /** How far the notes stand from the lifeline. */
  readonly indent: readonly number[];
  readonly placed: readonly Placed[];
  /** Names of timers per lane: each has a line of its own. */
  readonly timers: readonly (readonly string[])[];
  readonly bottom: number;
  /** What each endpoint remembers in the beginning, line by line. */
  readonly contexts: readonly (readonly string[])[];
}

export function layoutOf(story: Story): Layout {
  const count = story.endpoints.length;
  const width = SIZES.axis + SIZES.outer * 2 + SIZES.gap * (count - 1);
  const x = story.endpoints.map((_, i) => SIZES.axis + SIZES.outer + SIZES.gap * i);
  const side = story.endpoints.map((_, i) => (i === 0 ? -1 : 1));
  const timers = story.endpoints.map((_, lane) => [
    ...new Set(story.timers.filter((each) => each.lane === lane).map(({ name }) => name)),
  ]);
  const indent = timers.map((names) => 10 + names.length * SIZES.timer);
  const contexts = story.contexts.map((text, lane) =>
    text === '' ? [] : wrapped(text, SIZES.outer - (indent[lane] ?? 0) - 6, SIZES.note),
  );
  const placed: Placed[] = [];
  let top: number = SIZES.head + Math.max(0, ...contexts.map(({ length }) => length)) * SIZES.line;
  for (const moment of story.moments) {
    const next = place(moment, top, width, SIZES.outer - (indent[moment.lane ?? 0] ?? 0) - 6);
    placed.push(next);
    top = next.bottom;
  }
  const bottom = top + 8;
  return { width, height: bottom + 34, x, side, indent, placed, timers, bottom, contexts };
}

function place(moment: Moment, top: number, width: number, room: number): Placed {
  const y = top + (moment.kind === 'tick' ? 10 : 12);
  const { notes, bottom: noteBottom, pill } = placeNotes(moment, y, room);
  const sends = moment.kind === 'deliver' ? y + SIZES.send : y;
  const sendBottom = moment.sends === 0 ? y : sends + (moment.sends - 1) * SIZES.send;
  let bottom = Math.max(noteBottom, sendBottom + 4, y) + (moment.kind === 'tick' ? 10 : 14);
  const findings = moment.findings.map((finding) => {
    const placed = placeFinding(finding, bottom, width);
    bottom += placed.height + 8;
    return placed;
  });
  const lasting = moment.lasting === null ? null : { y: bottom + 8, text: lastingText(moment.lasting) };
  if (lasting !== null) bottom += 24;
  return { moment, top, bottom, y, notes, pill, sends, findings, lasting };
}

function placeNotes(moment: Moment, y: number, room: number) {
  const notes: PlacedNote[] = [];
  let at = y + 4;
  const put = (note: Note) => {
    for (const text of wrapped(note.text, room - indentOf(note), SIZES.note, isBold(note))) {
      notes.push({ note, text, y: at });
      at += SIZES.line;
    }
  };
  const causes = new Set<Note['kind']>(['call', 'timer', 'receipt']);
  const isCause = (note: Note) =>
    causes.has(note.kind) || (note.kind === 'stale' && moment.notes[0] === note && moment.kind === 'deliver');
  moment.notes.filter(isCause).forEach(put);
  let pill: number | null = null;
  if (moment.state !== null) {
    pill = at > y + 4 ? at : y;
    at = pill + SIZES.pill + 2;
  }
  moment.notes.filter((note) => !isCause(note)).forEach(put);
  return { notes, pill, bottom: at === y + 4 ? y : at - SIZES.line + 4 };
}

/** Room for the sign before a note. */
export function indentOf(note: Note): number {
  return note.kind === 'call' || note.kind === 'timer' ? 20 : 0;
}

export function isBold(note: Note): boolean {
  return note.kind === 'call' || note.kind === 'stale' || note.kind === 'alarm';
}

function placeFinding(finding: Moment['findings'][number], y: number, width: number): PlacedFinding {
  const violated = finding.verdict === 'violated';
  const why =
    finding.reason ??
    (finding.kind === 'deadlock-free' ? 'No action is enabled, and the state is not final.' : '');
  const room = width - FINDING_LEFT - 16 - 24;
  const texts = [
    finding.sentence === '' ? '' : `Claim: ${finding.sentence}`,
    why === '' ? '' : `Here: ${why}`,
  ];
  const lines = texts.filter((text) => text !== '').flatMap((text) => wrapped(text, room, SIZES.message));
  return { y, height: 26 + lines.length * 16, violated, title: `${finding.name}: ${finding.verdict}`, lines };
}

/** Width of the box around the name of a state. */
export function pillWidth(state: string, room: number): number {
  return Math.min(textWidth(state, SIZES.note, true) + 14, room);
}
