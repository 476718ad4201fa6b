import type { Trace } from '../../trace/trace.ts';
import { arrowHead, Canvas, round } from '../drawing/svg.ts';
import { MIDDLE } from '../drawing/text-width.ts';
import type { Palette, Theme } from '../drawing/theme.ts';
import { type LadderLayout, type LadderOptions, ladderLayout } from './ladder-layout.ts';
import { type LineShape, type Shape, SIGN_SIZES, type SignShape, type TextShape } from './ladder-shapes.ts';

/** How a ladder is drawn as a picture. */
export interface LadderSvgOptions extends Omit<LadderOptions, 'least'> {
  /** What the picture is called, for those who do not see it. Default: ladder. */
  readonly title?: string | undefined;
  /** Default: auto. */
  readonly theme?: Theme | undefined;
}

/**
 * Draws a trace as a ladder: time downwards, one lifeline per endpoint, states along it, each message a slanted arrow
 * from where it is sent to where it arrives.
 */
export function ladderSvg(trace: Trace, options: LadderSvgOptions = {}): string {
  const { title = 'ladder', theme = 'auto', ...rest } = options;
  return drawnLadder(ladderLayout(trace, rest), title, theme);
}

/** Draws a ladder that is laid out. */
function drawnLadder(
  { shapes, width, height }: Pick<LadderLayout, 'shapes' | 'width' | 'height'>,
  title: string,
  theme: Theme,
): string {
  const canvas = new Canvas();
  for (const shape of shapes) draw(canvas, shape);
  return canvas.document(width, height, title, ladderRules, theme);
}

/** The shapes of a ladder, each as an SVG element of its own: equal shapes are equal texts. */
export function drawnShapes(shapes: readonly Shape[]): readonly string[] {
  return shapes.flatMap((shape) => {
    const canvas = new Canvas();
    draw(canvas, shape);
    const [first, ...more] = canvas.elements;
    if (first === undefined) return [];
    return [more.length === 0 ? first : `<g>${canvas.elements.join('')}</g>`];
  });
}

function draw(canvas: Canvas, shape: Shape): void {
  switch (shape.shape) {
    case 'text':
      drawText(canvas, shape);
      return;
    case 'line':
      drawLine(canvas, shape);
      return;
    case 'box':
      canvas.box(shape.x, shape.y, shape.width, shape.height, shape.kind, shape.radius);
      return;
    case 'sign':
      drawSign(canvas, shape);
      return;
  }
}

function drawText(canvas: Canvas, { kind, x, y, text, size, bold, anchor, turned }: TextShape): void {
  if (turned) canvas.add(`<g transform="rotate(-90 ${round(x)} ${round(y - size * MIDDLE)})">`);
  canvas.text(x, y, text, { size, bold, anchor, style: kind });
  if (turned) canvas.add('</g>');
}

function drawLine(canvas: Canvas, { kind, pieces }: LineShape): void {
  const d = pieces.map((piece) => `M${piece.map(({ x, y }) => `${round(x)},${round(y)}`).join('L')}`);
  if (d.length > 0) canvas.path(d.join(''), kind);
}

function drawSign(canvas: Canvas, { kind, x, y, from }: SignShape): void {
  const size = SIGN_SIZES[kind];
  switch (kind) {
    case 'tip':
    case 'tip marked':
      canvas.path(arrowHead(from?.x ?? x, from?.y ?? y, x, y), kind);
      return;
    case 'call':
      canvas.path(arrowHead(from?.x ?? x, from?.y ?? y, x, y), 'call-head');
      return;
    case 'cross':
    case 'cross copy':
    case 'cross expired':
      canvas.cross(x, y, size, kind);
      return;
    case 'violated':
      canvas.cross(x, y, size, 'sign bad');
      return;
    case 'reached':
      canvas.path(`M${round(x - 4)},${round(y)}l3,4l6,-8`, 'sign good');
      return;
    case 'start':
    case 'fired':
      canvas.dot(x, y, size, `timer ${kind}`);
      return;
    case 'clock':
      canvas.dot(x, y, size, 'clock');
      canvas.path(`M${round(x)},${round(y - 3)}V${round(y)}h2.5`, 'clock-hand');
      return;
  }
}

/** Rules of style for the shapes of a ladder, by their kinds. */
export function ladderRules(p: Palette): string {
  return [
    `.paper{fill:${p.paper}}text{fill:${p.ink}}path{fill:none}`,
    `.band{fill:${p.band}}.tick{stroke:${p.time};stroke-opacity:.55;stroke-width:1;stroke-dasharray:1 3}`,
    `text.span,text.tick{fill:${p.time};stroke:none}text.step,text.rest{fill:${p.faint}}text.legend,text.memory{fill:${p.soft}}`,
    `.again{fill:${p.accent};fill-opacity:.07}.bracket{stroke:${p.accent};stroke-width:2}`,
    `.decided.bad{fill:${p.badFill}}.decided.good{fill:${p.fill}}`,
    `.sign{stroke-width:2.2}.sign.bad{stroke:${p.bad}}.sign.good{stroke:${p.good}}`,
    `.life{fill:${p.fill};stroke:${p.line};stroke-width:1}.life.other{fill:${p.heat[2]}}`,
    `.joint,.end{stroke:${p.line};stroke-width:1}.pill{fill:${p.fill};stroke:${p.line};stroke-width:1}`,
    `.timer{fill:none;stroke:${p.time};stroke-width:1.4}.timer.open{stroke-dasharray:3 3}`,
    `.timer.start{fill:${p.paper}}.timer.fired{fill:${p.time}}.clock{fill:${p.paper};stroke:${p.time};stroke-width:1.2}`,
    `.clock-hand{stroke:${p.time};stroke-width:1.2}`,
    `.call{stroke:${p.accent};stroke-width:1.6}.call-head{fill:${p.accent}}text.call{fill:${p.accent};stroke:none}`,
    `text.timer,text.armed,text.aged{fill:${p.time};stroke:none}text.receipt{fill:${p.soft}}`,
    `text.observation{fill:${p.good}}text.alarm{fill:${p.bad}}text.stale{fill:${p.stale}}`,
    `.message{stroke:${p.line};stroke-width:1.4}.message.duplicate{stroke-dasharray:8 3 2 3}`,
    `.message.flying{stroke-dasharray:6 4}.message.merged{stroke-dasharray:1.5 3}`,
    `.message.lost{stroke:${p.bad}}.message.expired{stroke:${p.time}}`,
    `.message.marked{stroke:${p.stale};stroke-width:2.2}`,
    `.tip{fill:${p.line}}.tip.marked{fill:${p.stale}}`,
    `.cross{stroke:${p.bad};stroke-width:2.2}.cross.expired{stroke:${p.time}}.cross.copy{stroke:${p.faint}}`,
    `text.marked{fill:${p.stale}}text.fate{fill:${p.soft}}text.fate.lost,text.fate.no{fill:${p.bad}}`,
    `rect.finding{stroke-width:1.5}rect.finding.bad{fill:${p.badFill};stroke:${p.bad}}rect.finding.good{fill:${p.fill};stroke:${p.good}}`,
    `.link{stroke:${p.bad};stroke-width:1.4;stroke-dasharray:2 4}.lasting{stroke:${p.accent};stroke-width:1.4;stroke-dasharray:9 4}`,
    `text.link,text.lasting{stroke:none}text.lasting{fill:${p.accent}}`,
    `text.bad{fill:${p.bad}}text.good{fill:${p.good}}`,
  ].join('');
}
