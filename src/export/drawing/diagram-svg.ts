import { boxOfShape, boxOfText, type DiagramPart, type DiagramShape, type DiagramText } from './diagram.ts';
import { boxAround, type Point } from './geometry.ts';
import { textWidth } from './text-width.ts';
import { type Palette, styleElement, type Theme } from './theme.ts';
import { xml } from './xml.ts';

const MARGIN = 12;

/** The size of a diagram as it was laid out. */
export interface DiagramSize {
  readonly width: number;
  readonly height: number;
}

/** Draws a diagram. The picture is at least as large as it was laid out, and as large as what stands in it. */
export function diagramSvg(
  parts: readonly DiagramPart[],
  size: DiagramSize,
  title: string,
  theme: Theme,
): string {
  const boxes = parts.flatMap(({ shapes, texts }) => [...shapes.map(boxOfShape), ...texts.map(boxOfText)]);
  const around = boxAround([
    { x: 0, y: 0 },
    { x: size.width, y: size.height },
    ...boxes.flatMap(({ left, top, right, bottom }) => [
      { x: left, y: top },
      { x: right, y: bottom },
    ]),
  ]);
  const width = Math.ceil(around.right - around.left + 2 * MARGIN);
  const height = Math.ceil(around.bottom - around.top + 2 * MARGIN);
  const place: Place = ({ x, y }) => `${short(x - around.left + MARGIN)},${short(y - around.top + MARGIN)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${xml(title)}</title>`,
    styleElement(diagramRules, theme),
    `<rect class="paper" width="${width}" height="${height}" rx="6"/>`,
    ...parts.map((part) => group(part, place)),
    '</svg>',
    '',
  ].join('\n');
}

type Place = (point: Point) => string;

function group({ style, id, shapes, texts }: DiagramPart, place: Place): string {
  const name = id === null ? '' : ` data-id="${xml(id)}"`;
  return `<g class="${xml(style)}"${name}>${shapes.map((each) => element(each, place)).join('')}${texts.map((each) => textElement(each, place)).join('')}</g>`;
}

function element(shape: DiagramShape, place: Place): string {
  switch (shape.shape) {
    case 'ellipse': {
      const [cx, cy] = place(shape.center).split(',');
      return `<ellipse class="${shape.kind}" cx="${cx}" cy="${cy}" rx="${short(shape.radius.x)}" ry="${short(shape.radius.y)}"/>`;
    }
    case 'polygon':
      return `<path class="${shape.kind}" d="${path(shape.points, 'L', place)}Z"/>`;
    case 'broken line':
      return `<path class="line" d="${path(shape.points, 'L', place)}"/>`;
    case 'outline':
      return `<path class="${shape.kind}" d="${path(shape.points, 'C', place)}Z"/>`;
    case 'curve':
      return `<path class="line" d="${shape.pieces.map((piece) => path(piece, 'C', place)).join('')}"/>`;
  }
}

function path(points: readonly Point[], by: 'L' | 'C', place: Place): string {
  const [first, ...rest] = points.map(place);
  return `M${first}${by}${rest.join(' ')}`;
}

function textElement(text: DiagramText, place: Place): string {
  const { size, anchor, bold, italic, pale } = text;
  const [x, y] = place(text).split(',');
  const weight = `${bold ? ' font-weight="bold"' : ''}${italic ? ' font-style="italic"' : ''}`;
  const fit = ` textLength="${short(textWidth(text.text, size, bold))}" lengthAdjust="spacingAndGlyphs"`;
  return `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}"${weight}${pale ? ' class="faint"' : ''}${fit}>${xml(text.text)}</text>`;
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The style of a diagram, in these colours. */
export function diagramRules({
  paper,
  ink,
  soft,
  faint,
  line,
  fill,
  band,
  accent,
  bad,
  badFill,
  good,
}: Palette): string {
  return [
    `.paper{fill:${paper}}`,
    `text{fill:${ink};paint-order:stroke;stroke:${paper};stroke-width:0}`,
    `.body{fill:${fill};stroke:${line};stroke-width:1.2}`,
    `.ring{fill:none;stroke:${line};stroke-width:1.2}`,
    `.line{fill:none;stroke:${line};stroke-width:1.2}`,
    `.head{fill:${line};stroke:${line};stroke-width:1}`,
    `.compound>.body{fill:${band};stroke:${faint}}`,
    `.region>.body{fill:${paper};stroke:${faint};stroke-dasharray:5 4}`,
    `.final>.body{fill:${band}}`,
    `.start>.body,.initial>.head{fill:${ink};stroke:${ink}}`,
    `.history>.body{fill:${paper}}`,
    `.arrow text{fill:${soft};stroke-width:3}`,
    `.arrow .line{stroke:${accent}}.arrow .head{fill:${accent};stroke:${accent}}`,
    `.fault .line{stroke-dasharray:5 4}`,
    `.lossy .line,.lossy .body{stroke:${bad};stroke-dasharray:5 4}.lossy .head{fill:${bad};stroke:${bad}}`,
    `.violated>.body{fill:${badFill};stroke:${bad};stroke-width:2.2}`,
    `.good>.body{stroke:${good}}`,
    `.pale .line,.pale .body{stroke:${faint};stroke-dasharray:4 4;fill-opacity:.35}`,
    `.pale .head{fill:${faint};stroke:${faint}}`,
    `.pale text{fill:${faint}}`,
    `.heading text{stroke-width:0}text.faint{fill:${faint}}`,
  ].join('');
}
