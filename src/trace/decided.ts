import { formatLasso, formatPath, stepCount } from '../model/action-path.ts';
import type { Instance } from '../model/instance.ts';
import type { PropertyOutcome } from '../property/outcome.ts';
import { type Judgement, judge, judgeLasso } from './judge.ts';
import { replay, replayLasso } from './replay.ts';
import type { Trace } from './trace.ts';

/** What decides a property: a path, or a behaviour that lasts for ever. */
export interface Decided {
  readonly replay: string;
  readonly trace: Trace;
  /** What it decides: of a property alone, or all. */
  readonly findings: readonly Judgement[];
}

/** What decides a property; null if nothing does. */
export function decidedBy(instance: Instance, property: PropertyOutcome): Decided | null {
  if (!('path' in property)) return null;
  const { path: stem, cycle, name, reason } = property;
  if (cycle !== undefined) {
    const lasso = { stem, cycle };
    return {
      replay: formatLasso(lasso),
      trace: replayLasso(instance.model, lasso),
      findings: judgeLasso(instance, lasso).findings.filter((finding) => finding.name === name),
    };
  }
  const trace = replay(instance.model, stem);
  if (property.kind === 'recoverable') {
    // No path alone says that there is no way back: the search does.
    const { kind, sentence, source } = property;
    const trapped = {
      name,
      kind,
      sentence,
      source,
      verdict: 'violated',
      step: stepCount(stem),
      reason,
    } as const;
    return { replay: formatPath(stem), trace, findings: [trapped] };
  }
  const findings = judge(instance, stem).filter((finding) => finding.name === name);
  return { replay: formatPath(stem), trace, findings };
}
