import type { Judgement } from '../../trace/judge.ts';
import type { Trace } from '../../trace/trace.ts';
import { lastingText, type Moment, type Sending, type Story, storyOf } from './story.ts';

/** A trace as a Markdown table, one row a step, with what it shows above it. */
export function ladderMarkdown(
  trace: Trace,
  findings: readonly Judgement[] = [],
  title = 'Trace',
  remark?: string,
): string {
  const said = remark === undefined ? [] : [remark, ''];
  return [`# ${title}`, '', ...said, ...findings.flatMap(findingLines), ...ladderTable(trace, findings)].join(
    '\n',
  );
}

/** The same without a heading: the lines of the table, and what is in flight at the end. */
export function ladderTable(trace: Trace, findings: readonly Judgement[] = []): readonly string[] {
  const story = storyOf(trace, findings);
  const head = ['step', 'tick', 'what happens', ...story.endpoints, 'sent'];
  const states = [...story.initial];
  const rows = story.moments.flatMap((moment, at) => {
    if (moment.lane !== null && moment.state !== null) states[moment.lane] = moment.state;
    const marked = states.map((state, lane) => {
      if (lane === moment.lane && moment.state !== null) return `**${cell(state)}**`;
      const begun = moment.kind === 'start' ? [state, story.contexts[lane] ?? ''] : [state];
      return begun
        .filter((text) => text !== '')
        .map(cell)
        .join('<br>');
    });
    const sent = story.sendings
      .filter((sending) => sending.moment === at)
      .map((sending) => cell(sentText(sending)));
    const own = [
      String(moment.step),
      String(moment.tick),
      happening(story, moment, at),
      ...marked,
      sent.join('<br>'),
    ];
    const { lasting } = moment;
    return lasting === null
      ? [own]
      : [own, head.map((_, i) => (i === 2 ? `**${lastingText(lasting)}**` : ''))];
  });
  const begun = story.start === '' ? [] : [cell(story.start), ''];
  return [...begun, row(head), row(head.map(() => '---')), ...rows.map(row), '', ...inFlight(story)];
}

function findingLines({ name, verdict, step, sentence, reason, source }: Judgement): readonly string[] {
  return [
    `**${name}** is ${verdict} at step ${step}.`,
    ...(sentence === '' ? [] : [`Claim: ${sentence}`]),
    ...(reason === null ? [] : [`Here: ${reason}`]),
    ...(source === null ? [] : [`Source: ${source}`]),
    '',
  ].map((line) => (line === '' ? line : `${line}  `));
}

function happening(story: Story, { kind, lane, notes, step, findings }: Moment, at: number): string {
  const name = story.endpoints[lane ?? -1] ?? '';
  const ended = story.sendings.flatMap((sending) =>
    sending.ends
      .filter(({ moment, fate }) => moment === at && told.has(fate))
      .map(({ fate }) => `${fate} ${sending.label}`),
  );
  const texts =
    kind === 'start'
      ? ['the beginning']
      : kind === 'tick'
        ? ['tick', ...ended, ...notes.map(({ text }) => text)]
        : [...ended, ...notes.map(({ text }) => text)];
  const signs = findings.map(
    (finding) => `**${finding.verdict === 'violated' ? '✗' : '✓'} ${cell(finding.name)}**`,
  );
  const prefix = name === '' || step === 0 ? '' : `${cell(name)}: `;
  return [`${prefix}${texts.map(cell).join(', ')}`, ...signs].join('<br>');
}

const told = new Set<string>(['delivered', 'duplicate', 'lost', 'copy lost', 'expired', 'copy expired']);

function sentText({ label, ends }: Sending): string {
  const fates = new Set(ends.map(({ fate }) => fate));
  if (fates.has('no room')) return `${label} (no room)`;
  if (fates.has('no way')) return `${label} (no way)`;
  return fates.has('merged') ? `${label} (again)` : label;
}

function inFlight({ sendings }: Story): readonly string[] {
  const left = sendings.filter(({ ends }) =>
    ends.some(({ fate }) => fate === 'in flight' || fate === 'copy in flight'),
  );
  return [
    left.length === 0
      ? 'Nothing is in flight.'
      : `In flight: ${left.map(({ label }) => cell(label)).join(', ')}`,
    '',
  ];
}

/** A row of a Markdown table. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A text in a Markdown table, with no sign taken for markup. */
export function cell(text: string): string {
  return text.replace(/[\\|*_`<>]/g, (sign) => `\\${sign}`);
}
