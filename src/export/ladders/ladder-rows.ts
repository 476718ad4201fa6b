import { wrapped } from '../drawing/text-width.ts';
import {
  type Columns,
  directionOf,
  indentOf,
  isBold,
  NO_TRAFFIC,
  notesSide,
  SIZES,
  type Side,
  type Traffic,
} from './ladder-columns.ts';
import { type Fate, lastingText, type Moment, type Note, type Sending, type Story } from './story.ts';

/** A line of text beside a lifeline. */
export interface PlacedNote {
  readonly note: Note;
  readonly text: string;
  /** Whether it is the first line of its note. */
  readonly first: boolean;
  /** Base line. */
  readonly y: number;
}

/** A box with the name of a state. */
export interface PlacedState {
  readonly lines: readonly string[];
  readonly top: number;
  readonly bottom: number;
}

/** A message where it is sent. */
export interface PlacedSending {
  readonly sending: Sending;
  readonly direction: Side;
  /** Where its line begins. */
  readonly y: number;
  /** Whether it ends at once. */
  readonly isStub: boolean;
  readonly lines: readonly string[];
  /** Base line of the first line of its label. */
  readonly label: number;
}

/** A moment with its place. A row depends on its own moment only, and begins where the one before ends. */
export interface Row {
  readonly moment: Moment;
  readonly top: number;
  readonly bottom: number;
  /** Where the action happens. */
  readonly y: number;
  /** Where its notes stand. */
  readonly lane: number;
  readonly side: Side;
  readonly notes: readonly PlacedNote[];
  /** The state that is entered. */
  readonly state: PlacedState | null;
  readonly sendings: readonly PlacedSending[];
  /** What lasts for ever, and where that is said. */
  readonly lasting: { readonly y: number; readonly lines: readonly string[] } | null;
}

/** Height of a label's line, and of the row of a message that ends where it is sent. */
const LABEL = 14;
/** Between the beginnings of lines that are sent in one step. */
const STEP = 5;

/** Places all moments below each other, from `top` on. */
export function rowsOf(story: Story, columns: Columns, top: number): readonly Row[] {
  const sent = bySending(story);
  const notes = notesOf(story);
  const rows: Row[] = [];
  let at = top;
  story.moments.forEach((moment, i) => {
    const traffic = columns.traffic[i] ?? NO_TRAFFIC;
    const row = new RowMaker(columns, moment, traffic, at).make(notes[i] ?? [], sent[i] ?? []);
    rows.push(row);
    at = row.bottom;
  });
  return rows;
}

function bySending({ sendings, moments }: Story): readonly (readonly Sending[])[] {
  const sent: Sending[][] = moments.map(() => []);
  for (const sending of sendings) sent[sending.moment]?.push(sending);
  return sent;
}

/** What is said of each moment: of links and ticks also what they take away. */
function notesOf({ sendings, moments }: Story): readonly (readonly Note[])[] {
  const gone = moments.map(() => new Map<Fate, number[]>());
  for (const { number, ends } of sendings) {
    for (const { fate, moment } of ends) {
      const there = gone[moment];
      there?.set(fate, [...(there.get(fate) ?? []), number]);
    }
  }
  return moments.map(({ kind, notes }, i) => {
    const list = (fate: Fate, word: string, note: Note['kind']): readonly Note[] => {
      const numbers = gone[i]?.get(fate) ?? [];
      return numbers.length === 0
        ? []
        : [{ kind: note, text: `${word}: ${numbers.map((each) => `#${each}`).join(' ')}` }];
    };
    if (kind === 'tick') {
      return [
        ...notes,
        ...list('expired', 'too old', 'aged'),
        ...list('copy expired', 'copies gone', 'aged'),
      ];
    }
    if (kind !== 'break' && kind !== 'down') return notes;
    return [...notes, ...list('lost', 'lost', 'alarm'), ...list('copy lost', 'copies lost', 'alarm')];
  });
}

/** Whether a message ends where it is sent. */
function isStub({ ends, moment }: Sending): boolean {
  const [only] = ends;
  if (ends.length !== 1 || only === undefined || only.moment !== moment) return false;
  return only.fate === 'no room' || only.fate === 'no way' || only.fate === 'merged';
}

/** What is written on a message where it is sent. */
function labelOf(sending: Sending): string {
  const [only] = sending.ends;
  if (!isStub(sending) || only === undefined) return sending.label;
  return `${sending.label} (${only.fate === 'merged' ? 'again' : only.fate})`;
}

class RowMaker {
  readonly #columns: Columns;
  readonly #moment: Moment;
  readonly #traffic: Traffic;
  readonly #top: number;
  readonly #y: number;
  readonly #lane: number;
  readonly #side: Side;

  constructor(columns: Columns, moment: Moment, traffic: Traffic, top: number) {
    this.#columns = columns;
    this.#moment = moment;
    this.#traffic = traffic;
    this.#top = top;
    this.#y = top + 15;
    const lanes = columns.x.length;
    const { kind, lane } = moment;
    this.#lane = lane ?? (kind === 'tick' ? lanes - 1 : 0);
    this.#side = lane === null ? (kind === 'tick' ? 1 : -1) : notesSide(this.#lane, lanes, traffic);
  }

  make(notes: readonly Note[], sent: readonly Sending[]): Row {
    const beside = this.#notes(notes);
    const sendings = this.#sendings(sent, beside.bottom);
    const starts = sendings.map(({ y, label, lines }) => Math.max(y, label + (lines.length - 1) * LABEL) + 4);
    const bottom = Math.max(this.#y + 4, beside.bottom, ...starts) + 10;
    const lasting = this.#lasting(bottom);
    return {
      moment: this.#moment,
      top: this.#top,
      y: this.#y,
      lane: this.#lane,
      side: this.#side,
      notes: beside.notes,
      state: beside.state,
      sendings,
      lasting,
      bottom: lasting === null ? bottom : bottom + 12 + lasting.lines.length * SIZES.line,
    };
  }

  /** First what was the cause, then the new state, then all else. */
  #notes(all: readonly Note[]) {
    const notes: PlacedNote[] = [];
    const room = this.#columns.room(this.#lane, this.#side);
    // Below the arrow that arrives on this side, if one does.
    const first = this.#traffic.arrival === this.#side ? this.#y + 15 : this.#y + 4;
    let at = first;
    const put = (note: Note) => {
      const lines = wrapped(note.text, room - indentOf(note), SIZES.note, isBold(note));
      lines.forEach((text, i) => {
        notes.push({ note, text, first: i === 0, y: at });
        at += SIZES.line;
      });
    };
    const isCause = (note: Note) =>
      CAUSES.has(note.kind) || (note.kind === 'stale' && all[0] === note && this.#moment.kind === 'deliver');
    all.filter(isCause).forEach(put);
    const state =
      this.#moment.state === null
        ? null
        : placedState(this.#moment.state, room, at === first ? at - 13 : at - 11);
    if (state !== null) at = state.bottom + 13;
    all.filter((note) => !isCause(note)).forEach(put);
    return { notes, state, bottom: at === first ? this.#y : at - 10 };
  }

  #sendings(sent: readonly Sending[], notesBottom: number): readonly PlacedSending[] {
    if (this.#moment.lane === null) return this.#oneByOne(sent, notesBottom);
    const sides: readonly Side[] = [-1, 1];
    return sides.flatMap((side) => {
      const here = sent.filter((sending) => directionOf(sending, this.#columns.x.length) === side);
      const [first] = here;
      const startsAsStub = first !== undefined && isStub(first);
      return this.#block(here, side, this.#firstOn(side, notesBottom, startsAsStub));
    });
  }

  /** Where labels may begin on a side: below what stands there. */
  #firstOn(side: Side, notesBottom: number, startsAsStub: boolean): number {
    if (side === this.#side && notesBottom > this.#y) return notesBottom + 1;
    if (this.#traffic.arrival === side) return this.#y + 4;
    return this.#y - (startsAsStub ? LABEL / 2 : LABEL);
  }

  /** Labels first, and all lines below them, so that no line of a step strikes through a label of the same step. */
  #block(sent: readonly Sending[], direction: Side, top: number): readonly PlacedSending[] {
    let at = top;
    const labelled = sent.map((sending) => {
      const room = this.#columns.room(sending.from, direction) - (isStub(sending) ? STUB_ROOM : 0);
      const lines = wrapped(labelOf(sending), room, SIZES.label);
      const label = at + 11;
      at += lines.length * LABEL;
      return { sending, direction, lines, label, isStub: isStub(sending) };
    });
    let line = at + 2;
    return labelled.map((each) => {
      if (each.isStub) return { ...each, y: each.label - 4 };
      const y = line;
      line += STEP;
      return { ...each, y };
    });
  }

  /** What several endpoints send at once, in the beginning or because a link tells them: each in a row of its own. */
  #oneByOne(sent: readonly Sending[], notesBottom: number): readonly PlacedSending[] {
    let at = Math.max(this.#y + 2, notesBottom);
    return sent.flatMap((sending) => {
      const [placed] = this.#block([sending], directionOf(sending, this.#columns.x.length), at);
      if (placed === undefined) return [];
      at = Math.max(placed.y, placed.label + (placed.lines.length - 1) * LABEL) + 5;
      return [placed];
    });
  }

  #lasting(bottom: number): Row['lasting'] {
    const { lasting } = this.#moment;
    if (lasting === null) return null;
    const lines = wrapped(lastingText(lasting), this.#columns.room(0, -1), SIZES.note, true);
    return { y: bottom + 8, lines };
  }
}

const CAUSES = new Set<Note['kind']>(['call', 'timer', 'receipt']);

/** What a message that ends where it is sent needs before its label. */
export const STUB_ROOM = 26;

/** The box of a state, which begins here. */
export function placedState(state: string, room: number, top: number): PlacedState | null {
  if (state === '') return null;
  const lines = wrapped(state, room - 14, SIZES.note, true);
  return { lines, top, bottom: top + SIZES.pill + (lines.length - 1) * SIZES.line };
}
