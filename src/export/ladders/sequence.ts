import type { Judgement } from '../../trace/judge.ts';
import type { Trace } from '../../trace/trace.ts';
import { type End, lastingText, type Moment, type Sending, type Story, storyOf } from './story.ts';

/**
 * A trace as a Mermaid `sequenceDiagram`.
 *
 * Mermaid draws level arrows only: the slant of a message is lost. Where it is sent stands in a note, and its arrow where it
 * arrives.
 */
export function toMermaidSequence(trace: Trace, findings: readonly Judgement[] = []): string {
  const story = storyOf(trace, findings);
  const endings = endingsOf(story);
  const lines = [
    ...story.endpoints.map((name, i) => `participant e${i} as ${escaped(name)}`),
    ...story.initial.flatMap((state, i) => {
      const begun = [state, story.contexts[i] ?? ''].filter((text) => text !== '');
      return begun.length === 0 ? [] : [`Note over e${i}: ${begun.map(escaped).join('<br/>')}`];
    }),
    ...story.moments.flatMap((moment, at) =>
      momentLines(story, moment, endings.get(at) ?? [], sentIn(story, at)),
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

function sentIn({ sendings }: Story, moment: number): readonly Sending[] {
  return sendings.filter((sending) => sending.moment === moment);
}

function momentLines(
  story: Story,
  moment: Moment,
  endings: readonly Ending[],
  sent: readonly Sending[],
): readonly string[] {
  const { lane, kind, tick, notes, state, findings } = moment;
  const all = `e0${story.endpoints.length > 1 ? `,e${story.endpoints.length - 1}` : ''}`;
  const said = [
    ...notes.map(({ text }) => text),
    ...(state === null ? [] : [`→ ${state}`]),
    ...sent.map(({ label }) => `sends ${label}`),
  ];
  const own =
    kind === 'start' || lane === null || said.length === 0
      ? []
      : [`Note over e${lane}: ${said.map(escaped).join('<br/>')}`];
  return [
    ...(kind === 'tick' ? [`Note over ${all}: tick ${tick}`] : []),
    ...(lane === null && notes.length + sent.length > 0
      ? [`Note over ${all}: ${said.map(escaped).join('<br/>')}`]
      : []),
    ...endings.filter(({ end }) => !isStub(end)).flatMap(endLine),
    ...own,
    ...endings.filter(({ end }) => isStub(end) && end.fate !== 'merged').flatMap(endLine),
    ...findings.map(
      ({ name, verdict, reason, sentence }) =>
        `Note over ${all}: ${escaped(`${name}: ${verdict}. ${reason ?? sentence}`)}`,
    ),
    ...lastingLines(moment, all),
  ];
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

function endLine({ sending, end }: Ending): readonly string[] {
  const { from, to, label } = sending;
  const line = (arrow: string, remark = '') => [`e${from}${arrow}e${to}: ${escaped(`${label}${remark}`)}`];
  switch (end.fate) {
    case 'delivered':
      return line('->>');
    case 'duplicate':
      return line('-->>', ' (duplicate)');
    case 'lost':
      return line('-x', ' (lost)');
    case 'expired':
      return line('-x', ' (expired)');
    case 'no room':
    case 'no way':
      return line('-x', ` (${end.fate})`);
    case 'in flight':
      return line('--)', ' (still in flight)');
    case 'merged':
    case 'copy lost':
    case 'copy expired':
    case 'copy in flight':
      return [];
  }
}

/** Characters that end a text in Mermaid, as entities. */
function escaped(text: string): string {
  return text.replace(/[#;<>"%]/g, (sign) => `#${sign.charCodeAt(0)};`);
}
