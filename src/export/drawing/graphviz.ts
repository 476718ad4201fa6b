import { PALE } from './dot-text.ts';
import { textWidth } from './text-width.ts';
import { type Palette, styleElement, type Theme } from './theme.ts';
import { xml } from './xml.ts';

/** A point in Graphviz's coordinates: y grows upwards. */
type Point = readonly [x: number, y: number];

/** One operation of Graphviz's drawing, as its JSON output has it. */
interface Operation {
  readonly op: string;
  readonly points?: readonly Point[];
  readonly rect?: readonly [number, number, number, number];
  readonly pt?: Point;
  readonly align?: 'l' | 'c' | 'r';
  readonly width?: number;
  readonly text?: string;
  readonly size?: number;
  readonly fontchar?: number;
  readonly color?: string;
}

interface Drawn {
  readonly name?: string;
  readonly class?: string;
  readonly id?: string;
  readonly tooltip?: string;
  readonly [part: `_${string}_`]: readonly Operation[] | undefined;
}

interface Layout extends Drawn {
  readonly bb: string;
  readonly objects?: readonly Drawn[];
  readonly edges?: readonly Drawn[];
}

const MARGIN = 12;
const BOLD = 1;
const ITALIC = 2;

/** Lays out a digraph with Graphviz (compiled to WebAssembly: no other program is needed) and draws it as SVG. */
export async function dotToSvg(dot: string, title: string, theme: Theme = 'auto'): Promise<string> {
  // Loaded when it is wanted: whoever draws nothing need not wait for it.
  const { instance } = await import('@viz-js/viz');
  const viz = await instance();
  const result = viz.render(dot, { format: 'json' });
  if (result.status === 'failure') {
    throw new RangeError(
      `Graphviz cannot draw this: ${result.errors.map(({ message }) => message).join('; ')}`,
    );
  }
  return drawn(JSON.parse(result.output) as Layout, title, theme);
}

function drawn(layout: Layout, title: string, theme: Theme): string {
  const [, , right = 0, top = 0] = layout.bb.split(',').map(Number);
  const width = Math.ceil(right + 2 * MARGIN);
  const height = Math.ceil(top + 2 * MARGIN);
  const shift = ([x, y]: Point): string => `${short(x + MARGIN)},${short(top - y + MARGIN)}`;
  const body = [...(layout.objects ?? []), ...(layout.edges ?? [])].map((each) => group(each, shift));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${xml(title)}</title>`,
    styleElement(diagramRules, theme),
    `<rect class="paper" width="${width}" height="${height}" rx="6"/>`,
    ...body,
    '</svg>',
    '',
  ].join('\n');
}

function group(each: Drawn, shift: (point: Point) => string): string {
  // What is drawn without being filled over something filled is a ring around it: a final state has one.
  let filled = false;
  const shapes = (each._draw_ ?? []).flatMap((operation) => {
    const kind = filled && /^[pbe]$/.test(operation.op) ? 'ring' : 'body';
    filled ||= /^[PBE]$/.test(operation.op);
    return shape(operation, kind, shift);
  });
  const heads = [...(each._hdraw_ ?? []), ...(each._tdraw_ ?? [])].flatMap((operation) =>
    shape(operation, 'head', shift),
  );
  const id = each.id === undefined ? '' : ` data-id="${xml(each.id)}"`;
  return `<g class="${xml(each.class ?? '')}"${id}>${shapes.join('')}${heads.join('')}${texts(each._ldraw_ ?? [], shift).join('')}</g>`;
}

function shape(
  { op, points, rect }: Operation,
  kind: string,
  shift: (point: Point) => string,
): readonly string[] {
  if ((op === 'e' || op === 'E') && rect !== undefined) {
    const [cx, cy] = shift([rect[0], rect[1]]).split(',');
    return [`<ellipse class="${kind}" cx="${cx}" cy="${cy}" rx="${short(rect[2])}" ry="${short(rect[3])}"/>`];
  }
  if (points === undefined || points.length === 0) return [];
  const [first, ...rest] = points.map(shift);
  switch (op) {
    case 'p':
    case 'P':
      return [`<path class="${kind}" d="M${first}L${rest.join(' ')}Z"/>`];
    case 'L':
      return [`<path class="line" d="M${first}L${rest.join(' ')}"/>`];
    case 'b':
    case 'B': {
      const closed = points.length > 4 && first === rest.at(-1);
      return [
        `<path class="${closed ? kind : 'line'}" d="M${first}C${rest.join(' ')}${closed ? 'Z' : ''}"/>`,
      ];
    }
    default:
      return [];
  }
}

function texts(operations: readonly Operation[], shift: (point: Point) => string): readonly string[] {
  let size = 12;
  let font = 0;
  let color = '';
  return operations.flatMap((operation) => {
    if (operation.op === 'F') size = operation.size ?? size;
    if (operation.op === 't') font = operation.fontchar ?? 0;
    if (operation.op === 'c') color = operation.color ?? '';
    if (operation.op !== 'T' || operation.pt === undefined || operation.text === undefined) return [];
    const [x, y] = shift(operation.pt).split(',');
    const anchor = { l: 'start', c: 'middle', r: 'end' }[operation.align ?? 'c'];
    const weight = `${font & BOLD ? ' font-weight="bold"' : ''}${font & ITALIC ? ' font-style="italic"' : ''}`;
    const text = operation.text.trim();
    if (text === '') return [];
    const fit = ` textLength="${short(textWidth(text, size, (font & BOLD) !== 0))}" lengthAdjust="spacingAndGlyphs"`;
    return [
      `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}"${weight}${color === PALE ? ' class="faint"' : ''}${fit}>${xml(text)}</text>`,
    ];
  });
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
    `.lossy .line,.lossy .body{stroke:${bad};stroke-dasharray:5 4}.lossy .head{fill:${bad};stroke:${bad}}`,
    `.violated>.body{fill:${badFill};stroke:${bad};stroke-width:2.2}`,
    `.good>.body{stroke:${good}}`,
    `.pale .line,.pale .body{stroke:${faint};stroke-dasharray:4 4;fill-opacity:.35}`,
    `.pale .head{fill:${faint};stroke:${faint}}`,
    `.pale text{fill:${faint}}`,
    `.heading text{stroke-width:0}text.faint{fill:${faint}}`,
  ].join('');
}
