import { ladderMarkdown } from '../../export/ladders/ladder-markdown.ts';
import { ladderSvg } from '../../export/ladders/ladder-svg.ts';
import { toMermaidSequence } from '../../export/ladders/sequence.ts';
import type { Instance } from '../../model/instance.ts';
import { ladder } from '../../report/ladders/ladder.ts';
import type { Judgement } from '../../trace/judge.ts';
import type { Trace } from '../../trace/trace.ts';
import { formatOf } from '../arguments/format-of.ts';
import { requireOutput } from './model-sources.ts';
import { writeWhole } from './write-file.ts';

const FORMATS = { svg: ['.svg'], text: ['.txt'], mermaid: ['.mmd', '.mermaid'], markdown: ['.md'] } as const;

/** Says before any search whether a ladder can be written to this file. */
export function requireLadderFile(file: string, model: string): void {
  formatOf(FORMATS, { file }, 'svg');
  requireOutput(file, model);
}

/** Writes the ladder of a trace; the ending of the file names the format. */
export function writeLadder(
  instance: Instance,
  trace: Trace,
  findings: readonly Judgement[],
  file: string,
  remark?: string,
): void {
  const format = formatOf(FORMATS, { file }, 'svg');
  const title = `${instance.name}${instance.variant === null ? '' : `, ${instance.variant}`}`;
  const { lifetime } = instance.model.bounds.network;
  const texts = {
    svg: () => ladderSvg(trace, { findings, lifetime, title, remark }),
    text: () => `${ladder(trace, { findings, remark })}\n`,
    mermaid: () => toMermaidSequence(trace, findings, remark),
    markdown: () => ladderMarkdown(trace, findings, title, remark),
  };
  writeWhole(file, [texts[format]()]);
}
