import type { Instance } from '../../model/instance.ts';
import type { Trace } from '../../trace/trace.ts';
import { painter } from '../paint.ts';
import { parametersText } from '../searches/bounds.ts';
import { commandLines, type Look, titleOf } from '../searches/check.ts';
import { counted, hanging } from '../text.ts';
import type { Finding } from './finding.ts';
import { ladder } from './ladder.ts';

/** A single walk, to be shown in full. */
export interface Walk {
  readonly instance: Pick<Instance, 'name' | 'variant' | 'parameters'>;
  /** What walk it is: `a random walk (seed 1)`. */
  readonly what: string;
  readonly trace: Trace;
  readonly findings: readonly Finding[];
  /** Of a behaviour that lasts for ever: the assumptions of fairness that it does not meet. */
  readonly unmet: readonly string[];
  /** The command that shows it again; null if it is the one that was given. */
  readonly command: string | null;
}

/** The report of a single walk: its ladder, and the properties that it decides. */
export function walkReport(walk: Walk, look: Look): string {
  const { instance, what, trace, findings, unmet, command } = walk;
  const paint = painter(look.color);
  const parameters = parametersText(instance.parameters);
  const violated = findings.some(({ verdict }) => verdict === 'violated');
  return [
    paint(`${titleOf(instance)}: ${what}, ${counted(trace.steps.length, 'step')}`, 'strong'),
    ...(parameters === '' ? [] : hanging('Parameters: ', parameters, look.width)),
    '',
    ladder(trace, { ...look, findings }),
    ...(unmet.length === 0 ? [] : [`It is not fair: it does not meet ${unmet.join(', ')}.`]),
    ...(violated ? [] : ['No property is violated on this path, which says nothing of any other.']),
    ...(command === null ? [] : ['', 'Replay it with:', ...commandLines(command)]),
  ].join('\n');
}
