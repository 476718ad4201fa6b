import type { Judgement } from '../../trace/judge.ts';
import { hanging } from '../text.ts';

/** A property that a trace decides, and the step that decides it. */
export type Finding = Judgement;

/** Says what a trace shows: the property, where it is decided, what is claimed, and why it does not hold. */
export function findingLines(finding: Finding, width: number): readonly string[] {
  const { name, kind, verdict, step, sentence, reason, source } = finding;
  const at = step === 0 ? 'in the initial state' : `at step ${step}`;
  const after = step === 0 ? 'from the initial state on' : `after step ${step}`;
  const where = finding.lasts ? `by what lasts for ever ${after}` : at;
  const here =
    reason ?? (kind === 'deadlock-free' ? 'no action is enabled, and the state is not final.' : null);
  const sign = verdict === 'violated' ? '✗' : '✓';
  return [
    ...hanging(`${sign} `, `"${name}" is ${verdict} ${where}.`, width),
    ...hanging('  Claim:  ', sentence, width),
    ...(here === null ? [] : hanging('  Here:   ', here, width)),
    ...(source === null ? [] : hanging('  Source: ', source, width)),
  ];
}
