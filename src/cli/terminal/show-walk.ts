import type { LassoPath } from '../../model/action-path.ts';
import { formatLasso, formatPath } from '../../model/action-path.ts';
import { walkReport } from '../../report/ladders/walk.ts';
import { walkJson } from '../../report/searches/json.ts';
import { judge, judgeLasso, type LassoJudgement } from '../../trace/judge.ts';
import { replay, replayLasso } from '../../trace/replay.ts';
import type { Trace } from '../../trace/trace.ts';
import type { LookFlags } from '../arguments/options.ts';
import { ExitStatus } from '../exit-status.ts';
import type { Prepared } from '../loading/prepare.ts';
import { openTerminal } from './terminal.ts';

/** A path to show, or a behaviour that lasts for ever. */
export interface PathToShow extends Omit<LassoPath, 'cycle'> {
  readonly what: string;
  /** Null for a path alone. */
  readonly cycle: LassoPath['cycle'] | null;
  /** The command that shows it again; null if it is the one that was given. */
  readonly command: string | null;
}

/** What is shown, and what it decides. */
export interface ShownWalk extends LassoJudgement {
  readonly trace: Trace;
}

/** Walks a path, or a behaviour that lasts for ever, and judges it. */
export function walked(
  { instance }: Prepared,
  { stem, cycle }: Pick<PathToShow, 'stem' | 'cycle'>,
): ShownWalk {
  if (cycle === null)
    return { trace: replay(instance.model, stem), findings: judge(instance, stem), unmet: [] };
  const lasso = { stem, cycle };
  return { trace: replayLasso(instance.model, lasso), ...judgeLasso(instance, lasso) };
}

/** Prints one path in full, and says by the exit status whether a property is violated on it. */
export function showWalk(
  prepared: Prepared,
  { what, stem, cycle, command }: PathToShow,
  flags: LookFlags,
): ExitStatus {
  const { instance } = prepared;
  const terminal = openTerminal(flags.color);
  const shown = walked(prepared, { stem, cycle });
  const { findings } = shown;
  const text = cycle === null ? formatPath(stem) : formatLasso({ stem, cycle });
  if (flags.json) terminal.out(walkJson(instance, text, cycle === null ? null : { stem, cycle }, shown));
  else terminal.out(walkReport({ instance, what, ...shown, command }, terminal.look));
  return findings.some(({ verdict }) => verdict === 'violated') ? ExitStatus.violated : ExitStatus.good;
}
