import type { Judgement } from '../../trace/judge.ts';
import { textWidth, wrapped } from '../drawing/text-width.ts';
import { type Columns, SIZES } from './ladder-columns.ts';
import type { Row } from './ladder-rows.ts';
import { boxShape, type Shape, signShape, textShape } from './ladder-shapes.ts';
import type { Story } from './story.ts';

/** What stands below the lifelines. */
export interface Below {
  readonly shapes: readonly Shape[];
  readonly bottom: number;
}

/** Left and right of a box, and inside of it. */
const MARGIN = 16;
const PADDING = 12;
const LINE = 16;

/** Where it began, if there was a choice, what is still in flight and has no line, then what the trace decides, in boxes. */
export function belowOf(story: Story, { width }: Columns, top: number, remark: string): Below {
  const shapes: Shape[] = [];
  let bottom = top;
  for (const said of [story.start, restText(story), remark].filter((text) => text !== '')) {
    for (const text of wrapped(said, width - SIZES.axis - MARGIN, SIZES.note)) {
      bottom += LINE;
      shapes.push(textShape('rest', { x: SIZES.axis, y: bottom }, text, { size: SIZES.note }));
    }
  }
  for (const { step, findings } of story.moments) {
    for (const finding of findings) {
      const placed = findingShapes(finding, step, width, bottom + 10);
      shapes.push(...placed.shapes);
      bottom = placed.bottom;
    }
  }
  return { shapes, bottom };
}

function restText({ sendings }: Story): string {
  const copies = sendings.filter(({ ends }) => ends.some(({ fate }) => fate === 'copy in flight'));
  if (copies.length === 0) return '';
  return `Copies still in flight: ${copies.map(({ number }) => `#${number}`).join(' ')}`;
}

/** Marks the moments in which something is decided. */
export function decisionShapes({ moment, top, bottom, y }: Row, { width }: Columns): readonly Shape[] {
  const { findings, step, kind, tick } = moment;
  if (findings.length === 0) return [];
  const isBad = findings.some(({ verdict }) => verdict === 'violated');
  const text = kind === 'tick' ? `t = ${tick}` : String(step);
  const x = SIZES.axis - 20 - textWidth(text, SIZES.small);
  return [
    boxShape(
      isBad ? 'decided bad' : 'decided good',
      { left: 4, top: top + 1, right: width - 4, bottom: bottom - 1 },
      3,
      { step },
    ),
    signShape(isBad ? 'violated' : 'reached', { x, y }, { step }),
  ];
}

function findingShapes(finding: Judgement, step: number, width: number, top: number): Below {
  const isBad = finding.verdict === 'violated';
  const kind = isBad ? 'finding bad' : 'finding good';
  const x = MARGIN + PADDING;
  const room = width - 2 * x;
  const title = wrapped(titleOf(finding, step), room, 13, true);
  const lines = explanationOf(finding).flatMap((text) => wrapped(text, room, SIZES.label));
  const first = top + 20;
  const second = first + (title.length - 1) * LINE + 18;
  const bottom = second + (lines.length - 1) * LINE + 10;
  const of = { step };
  return {
    bottom,
    shapes: [
      boxShape(kind, { left: MARGIN, top, right: width - MARGIN, bottom }, 5, of),
      ...title.map((text, i) =>
        textShape(kind, { x, y: first + i * LINE }, text, { size: 13, bold: true, ...of }),
      ),
      ...lines.map((text, i) => textShape('finding', { x, y: second + i * LINE }, text, of)),
    ],
  };
}

function titleOf({ name, verdict, lasts }: Judgement, step: number): string {
  const where = step === 0 ? 'in the beginning' : `at step ${step}`;
  return `${name}: ${verdict} ${lasts ? `by what lasts for ever after ${where.replace('at ', '')}` : where}`;
}

function explanationOf({ sentence, reason, kind }: Judgement): readonly string[] {
  const why = reason ?? (kind === 'deadlock-free' ? 'No action is enabled, and the state is not final.' : '');
  return [sentence === '' ? '' : `Claim: ${sentence}`, why === '' ? '' : `Here: ${why}`].filter(
    (text) => text !== '',
  );
}
