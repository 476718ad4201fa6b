import type { Judgement } from '../../trace/judge.ts';
import type { Trace } from '../../trace/trace.ts';
import { wrap } from '../drawing/wrap.ts';
import { type End, lastingText, type Moment, type Sending, type Story, storyOf } from './story.ts';

/** Characters of a note's line, about. */
const NOTE_WIDTH = 48;

/**
 * A trace as a Mermaid `sequenceDiagram`.
 *
 * Mermaid draws level arrows only, so the slant of a message is lost: its arrow stands where it ends, and says in which step it was
 * sent if that was not the one before. Each message is told once; each step begins with its number.
 */
export function toMermaidSequence(
  trace: Trace,
  findings: readonly Judgement[] = [],
  remark?: string,
): string {
  const story = storyOf(trace, findings);
  const endings = endingsOf(story);
  const lines = [
    ...story.endpoints.map((name, i) => `participant e${i} as ${escaped(name)}`),
    ...noteOver(acrossAll(story), remark === undefined ? [] : wrap(remark, NOTE_WIDTH * 2)),
    ...noteOver(acrossAll(story), wrap(story.start, NOTE_WIDTH * 2)),
    ...story.initial.flatMap((state, i) =>
      noteOver(`e${i}`, [state, ...wrap(story.contexts[i] ?? '', NOTE_WIDTH)]),
    ),
    ...story.moments.flatMap((moment, at) =>
      numbered(moment, momentLines(story, moment, endings.get(at) ?? [], mergedIn(story, at))),
    ),
  ];
  return `sequenceDiagram\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

interface Ending {
  readonly sending: Sending;
  readonly end: End;
}

function endingsOf({ sendings }: Story): ReadonlyMap<number, readonly Ending[]> {
  const endings = new Map<number, Ending[]>();
  for (const sending of sendings) {
    for (const end of sending.ends) {
      const here = endings.get(end.moment) ?? [];
      here.push({ sending, end });
      endings.set(end.moment, here);
    }
  }
  return endings;
}

/** What was sent and found its equal in flight: it has no arrow of its own. */
function mergedIn({ sendings }: Story, moment: number): readonly Sending[] {
  return sendings.filter(
    (sending) => sending.moment === moment && sending.ends.every(({ fate }) => fate === 'merged'),
  );
}

/** The step's number, in front of what is told of it first. */
function numbered({ step, kind }: Moment, lines: readonly string[]): readonly string[] {
  if (kind === 'start' || kind === 'tick') return lines;
  const [first, ...others] = lines;
  return first === undefined ? [] : [first.replace(': ', `: ${step}. `), ...others];
}

function momentLines(
  story: Story,
  moment: Moment,
  endings: readonly Ending[],
  merged: readonly Sending[],
): readonly string[] {
  const { lane, kind, tick, notes, state, findings, step } = moment;
  const all = acrossAll(story);
  const said = [
    ...notes.flatMap(({ text }) => wrap(text, NOTE_WIDTH)),
    ...(state === null ? [] : [`→ ${state}`]),
    ...merged.map(({ label }) => `sends ${label} again`),
  ];
  const place = lane === null ? all : `e${lane}`;
  const own = noteOver(place, said);
  const [before, after] = [endings.filter(arrivesFirst), endings.filter((each) => !arrivesFirst(each))];
  return [
    ...(kind === 'tick' ? noteOver(all, [`tick ${tick}`]) : []),
    ...before.flatMap((each) => endLine(each, step)),
    ...own,
    ...after.flatMap((each) => endLine(each, step)),
    ...findings.flatMap(({ name, verdict, reason, sentence }) =>
      noteOver(all, wrap(`${name}: ${verdict}. ${reason ?? sentence}`, NOTE_WIDTH * 2)),
    ),
    ...lastingLines(moment, all),
  ];
}

function acrossAll({ endpoints }: Story): string {
  return `e0${endpoints.length > 1 ? `,e${endpoints.length - 1}` : ''}`;
}

function noteOver(place: string, texts: readonly string[]): readonly string[] {
  const lines = texts.filter((text) => text !== '');
  return lines.length === 0 ? [] : [`Note over ${place}: ${lines.map(escaped).join('<br/>')}`];
}

/** What ends is told before what it brings about; what is still in flight, or ended where it was sent, after. */
function arrivesFirst({ end }: Ending): boolean {
  return !isStub(end) && end.fate !== 'in flight';
}

/** It ended where it was sent. */
function isStub({ fate }: End): boolean {
  return fate === 'no room' || fate === 'no way' || fate === 'merged';
}

/** Mermaid has a block for what is repeated. */
function lastingLines({ lasting }: Moment, all: string): readonly string[] {
  switch (lasting) {
    case null:
      return [];
    case 'again':
      return [`loop ${escaped(lastingText(lasting))}`];
    case 'back':
      return ['end'];
    case 'stops':
      return [`Note over ${all}: ${escaped(lastingText(lasting))}`];
  }
}

function endLine({ sending, end }: Ending, step: number): readonly string[] {
  const { from, to, label, moment } = sending;
  const since = moment < step - 1 ? [moment === 0 ? 'sent in the beginning' : `sent in step ${moment}`] : [];
  const line = (arrow: string, ...remarks: readonly string[]) => {
    const all = [...remarks, ...since];
    return [
      `e${from}${arrow}e${to}: ${escaped(`${label}${all.length === 0 ? '' : ` (${all.join(', ')})`}`)}`,
    ];
  };
  switch (end.fate) {
    case 'delivered':
      return line('->>');
    case 'duplicate':
      return line('-->>', 'duplicate');
    case 'lost':
    case 'expired':
    case 'no room':
    case 'no way':
      return line('-x', end.fate);
    case 'in flight':
      return line('--)', 'still in flight');
    case 'copy lost':
      return noteOver(`e${Math.min(from, to)},e${Math.max(from, to)}`, [`copy of #${sending.number} lost`]);
    case 'merged':
    case 'copy expired':
    case 'copy in flight':
      return [];
  }
}

/** Characters that end a text in Mermaid, as entities. */
function escaped(text: string): string {
  return text.replace(/[#;<>"%]/g, (sign) => `#${sign.charCodeAt(0)};`);
}
