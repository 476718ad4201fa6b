import type { ActionPath } from '../../model/action-path.ts';
import { formatPath } from '../../model/action-path.ts';
import { walkReport } from '../../report/ladders/walk.ts';
import { walkJson } from '../../report/searches/json.ts';
import { judge } from '../../trace/judge.ts';
import { replay } from '../../trace/replay.ts';
import type { LookFlags } from '../arguments/options.ts';
import { ExitStatus } from '../exit-status.ts';
import type { Prepared } from '../loading/prepare.ts';
import { openTerminal } from './terminal.ts';

/** A path to show. */
export interface PathToShow {
  readonly what: string;
  readonly path: ActionPath;
  /** The command that shows it again; null if it is the one that was given. */
  readonly command: string | null;
}

/** Prints one path in full, and says by the exit status whether a property is violated on it. */
export function showWalk(
  { instance }: Prepared,
  { what, path, command }: PathToShow,
  flags: LookFlags,
): ExitStatus {
  const terminal = openTerminal(flags.color);
  const trace = replay(instance.model, path);
  const findings = judge(instance, path);
  if (flags.json) terminal.out(walkJson(instance, formatPath(path), trace, findings));
  else terminal.out(walkReport({ instance, what, trace, findings, command }, terminal.look));
  return findings.some(({ verdict }) => verdict === 'violated') ? ExitStatus.violated : ExitStatus.good;
}
