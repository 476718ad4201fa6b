import { painter } from '../../report/paint.ts';
import { commandLines, verdictsText } from '../../report/searches/check.ts';
import { boundsText } from '../../report/searches/matrix.ts';
import { type SweepRow, sweepReport } from '../../report/searches/sweep.ts';
import { counted, wrap } from '../../report/text.ts';
import type { Outcome } from '../../search/outcome.ts';
import { commandText, packageRoot } from '../arguments/command-text.ts';
import { gallery } from '../arguments/gallery.ts';
import { ExitStatus, matrixStatusOf } from '../exit-status.ts';
import { type LoadedModel, loadModel } from '../loading/load.ts';
import { type MatrixEntry, runMatrix } from '../running/matrix-run.ts';
import { runSweep } from '../running/sweep-run.ts';
import { openTerminal, type Terminal } from '../terminal/terminal.ts';
import { drawn } from './check.ts';

const PING = `${packageRoot}machines/ping/model.ts`;
const TCP = `${packageRoot}machines/tcp/model.ts`;
const TCP_CLOSE = `${packageRoot}machines/tcp-close/model.ts`;

/** How long TIME-WAIT must be: the first and the last of the kinds of stale segments that it keeps out. */
const SWEEP = {
  over: 'timeWait=1..3',
  set: [],
  property: ['no stale data accepted', 'no stale ACK accepted'],
};

/**
 * What `npm start` shows: a small protocol and its fault, the same mended, the question of TCP, and what to type next. Each part is
 * shown as soon as it is there.
 */
export async function firstTour(color: boolean | undefined): Promise<ExitStatus> {
  const terminal = openTerminal(color);
  const ping = await loadModel(PING);
  const { entries, leftOut } = await runMatrix(ping, { set: [], variant: [], property: [] });
  showPing(entries, terminal);
  if (leftOut.length > 0) return ExitStatus.unknown;
  const isWhole = await showTimeWait(await loadModel(TCP), terminal);
  say(terminal, '\nTry next:', ...nextCommands().flatMap(commandLines));
  say(terminal, '', ...wrap(furtherText(), terminal.look.width));
  return matrixStatusOf(entries, isWhole);
}

function showPing(entries: readonly MatrixEntry[], terminal: Terminal): void {
  const { width } = terminal.look;
  const paint = painter(terminal.look.color);
  say(
    terminal,
    ...wrap(
      'A client asks until it is answered, and a server answers. Between them lies a network that may lose, repeat and reorder what they say. Allways tries every order in which all this can happen.',
      width,
    ),
  );
  for (const [i, entry] of entries.entries()) {
    const [title, ...rest] = wrap(`${i + 1}. ${entry.sentence ?? ''}`, width);
    say(terminal, '', paint(title ?? '', 'strong'), ...rest, '', verdictsText(entry, terminal.look));
    const violated = entry.outcome.properties.find(({ verdict }) => verdict === 'violated');
    if (violated !== undefined) say(terminal, '', drawn(entry.prepared, violated, terminal.look));
    else say(terminal, '', sizeText(entry));
  }
  say(terminal, '', ...boundsText(entries, width));
}

function sizeText({ outcome: { statistics, complete } }: MatrixEntry): string {
  const states = counted(statistics.distinctStates, 'state');
  return complete ? `These are true in all ${states} that can be reached.` : `${states} were seen.`;
}

/** Returns whether it was not interrupted. */
async function showTimeWait(tcp: LoadedModel, terminal: Terminal): Promise<boolean> {
  const { look } = terminal;
  const [title, ...rest] = wrap(
    '3. TCP: how long must TIME-WAIT last, so that nothing of an earlier connection is taken for the next one? RFC 9293 says 2·MSL (here, MSL is one tick).',
    look.width,
  );
  say(terminal, '', painter(look.color)(title ?? '', 'strong'), ...rest, '');
  const { parameter, rows, leftOut } = await runSweep(tcp, SWEEP);
  say(
    terminal,
    ...answer(rows).flatMap((text) => wrap(text, look.width)),
    '',
    sweepReport(parameter, rows, look),
  );
  return leftOut.length === 0;
}

/** From which value on each property holds. */
function answer(rows: readonly SweepRow[]): readonly string[] {
  return SWEEP.property.map((name) => {
    const holds = rows.find(({ outcome }) => verdictOf(outcome, name) === 'holds');
    return holds === undefined
      ? `"${name}" holds for none of these.`
      : `"${name}" holds if it lasts ${counted(Number(holds.value), 'tick')}.`;
  });
}

function verdictOf({ properties }: Outcome, wanted: string): string | undefined {
  return properties.find(({ name }) => name === wanted)?.verdict;
}

function nextCommands(): readonly string[] {
  const asked = (path: string, variant: string | null) => ({ given: path, path, variant, set: [] });
  return [
    commandText('check', asked(PING, 'hasty')),
    commandText('check', asked(TCP_CLOSE, 'no-time-wait')),
    commandText('matrix', asked(TCP_CLOSE, null)),
    commandText('simulate', asked(TCP, null), ['--seed', '1']),
  ];
}

/** Which other tours there are. */
function furtherText(): string {
  const names = gallery().map(({ name }) => name);
  return `Other protocols say goodbye, too, each with its own mistakes: npm start -- NAME, where NAME is ${names.slice(0, -1).join(', ')} or ${names.at(-1)}.`;
}

function say(terminal: Terminal, ...lines: readonly string[]): void {
  terminal.out(lines.join('\n'));
}
