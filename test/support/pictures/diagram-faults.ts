import type { Box, Point } from '../../../src/export/drawing/geometry.ts';

/** Pixels from one point of a line that is looked at to the next. */
const STEP = 0.8;
/** Pixels that letters may come near to what stands beside them. */
const SLACK = 0.4;

/** One group of a diagram: a state, a region, or an arrow with its label. */
interface Group {
  readonly style: string;
  readonly texts: readonly Text[];
  /** What is drawn as a line: outlines of states, borders of regions, arrows; point by point. */
  readonly lines: readonly (readonly Point[])[];
  readonly outline: Box | null;
}

interface Text {
  readonly text: string;
  readonly box: Box;
}

/**
 * What is wrong with a diagram: texts that meet, leave the picture, stand on a state that is not theirs, or are struck through by
 * an arrow, an outline, or the border of a region; and arrows of which too little is left. It reads the SVG alone, point by point,
 * so that this shares nothing with the layout.
 */
export function diagramFaults(svg: string): readonly string[] {
  const groups = groupsOf(svg);
  const texts = groups.flatMap((group) => group.texts.map((text) => ({ ...text, group })));
  const [, width = 0, height = 0] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.map(Number) ?? [];
  const faults: string[] = [];
  texts.forEach((each, i) => {
    const { box } = each;
    if (box.left < 0 || box.top < 0 || box.right > width || box.bottom > height)
      faults.push(`${told(each)} leaves the picture`);
    for (const other of texts.slice(i + 1))
      if (meet(box, other.box)) faults.push(`${told(each)} meets ${told(other)}`);
  });
  for (const { style, lines, outline, texts: own } of groups) {
    for (const each of texts) {
      const { box, group } = each;
      if (lines.some((line) => line.some((point) => isIn(point, box))))
        faults.push(`a line of ${named(style, own)} strikes through ${told(each)}`);
      if (isArrow(group) && /^(state|final|history)/.test(style) && outline !== null && meet(box, outline))
        faults.push(`${told(each)} stands on ${named(style, own)}`);
    }
  }
  return [...new Set([...faults, ...groups.filter(isArrow).flatMap(hidden)])];
}

/** Of faults, those that are not because Graphviz laid states over one another, or over a border. */
export function withoutMisplacedStates(faults: readonly string[]): readonly string[] {
  return faults.filter(
    (fault) =>
      !/^(".*" of a state meets|a line of a? ?(compound|region|state|final).* strikes through) ".*" of a state$/.test(
        fault,
      ),
  );
}

function isArrow({ style }: Group): boolean {
  return style.startsWith('arrow') || style === 'initial';
}

function told({ text, group }: Text & { readonly group: Group }): string {
  return `"${text}"${/^(state|final|heading)/.test(group.style) ? ' of a state' : ''}`;
}

/** An arrow can be followed: no more than two thirds of its line make way for texts. */
function hidden({ style, texts, lines: [line = []] }: Group): readonly string[] {
  const steps = line.slice(1).map(({ x, y }, i) => Math.hypot(x - (line[i]?.x ?? x), y - (line[i]?.y ?? y)));
  const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);
  const gaps = sum(steps.filter((step) => step > 2 * STEP));
  return gaps <= (sum(steps) * 2) / 3 ? [] : [`most of ${named(style, texts)} is not drawn`];
}

function named(style: string, texts: readonly Text[]): string {
  return texts.length === 0 ? `a ${style}` : `${style} "${texts.map(({ text }) => text).join(' ')}"`;
}

function groupsOf(svg: string): readonly Group[] {
  return [...svg.matchAll(/<g class="([^"]*)"[^>]*>(.*?)<\/g>/gs)].map(([, style = '', content = '']) => {
    const shapes = [...content.matchAll(/<(path|ellipse) class="(\w+)" ([^>]*)\/>/g)];
    const lines = shapes.map(([, tag = '', , attributes = '']) =>
      tag === 'path' ? pathPoints(attribute(attributes, 'd')) : ellipsePoints(attributes),
    );
    const body = shapes.findIndex(([, , kind]) => kind === 'body');
    return { style, texts: textsOf(content), lines, outline: boxAround(lines[body] ?? []) };
  });
}

function textsOf(content: string): readonly Text[] {
  return [...content.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', text = '']) => {
    const [x, y, size, long] = ['x', 'y', 'font-size', 'textLength'].map((name) =>
      Number(attribute(attributes, name)),
    ) as [number, number, number, number];
    const anchor = attribute(attributes, 'text-anchor');
    const left = anchor === 'middle' ? x - long / 2 : anchor === 'end' ? x - long : x;
    return {
      text,
      box: {
        left: left + SLACK,
        right: left + long - SLACK,
        top: y - size * 0.74 + SLACK,
        bottom: y + size * 0.2 - SLACK,
      },
    };
  });
}

function attribute(attributes: string, name: string): string {
  return new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
}

/** Points along a path of straight lines and Bézier curves. */
function pathPoints(d: string): readonly Point[] {
  const points: Point[] = [];
  for (const [, letter = '', rest = ''] of d.matchAll(/([MLCZ])([^MLCZ]*)/g)) {
    const corners = (rest.match(/-?[\d.]+,-?[\d.]+/g) ?? []).map(pointOf);
    const from = points.at(-1);
    if (letter === 'M') points.push(...corners.slice(0, 1));
    else if (letter === 'Z') points.push(...along(from, points[0]));
    else if (letter === 'L') for (const to of corners) points.push(...along(points.at(-1), to));
    else {
      for (let i = 0; i + 2 < corners.length; i += 3) {
        const [a, b, c, e] = [points.at(-1), corners[i], corners[i + 1], corners[i + 2]];
        if (a !== undefined && b !== undefined && c !== undefined && e !== undefined)
          points.push(...curve(a, b, c, e));
      }
    }
  }
  return points;
}

function pointOf(text: string): Point {
  const [x = 0, y = 0] = text.split(',').map(Number);
  return { x, y };
}

function along(from: Point | undefined, to: Point | undefined): readonly Point[] {
  if (from === undefined || to === undefined) return [];
  const count = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / STEP));
  return Array.from({ length: count }, (_, k) => ({
    x: from.x + ((to.x - from.x) * (k + 1)) / count,
    y: from.y + ((to.y - from.y) * (k + 1)) / count,
  }));
}

function curve(a: Point, b: Point, c: Point, e: Point): readonly Point[] {
  const long = [b, c, e].reduce(
    ({ sum, at }, to) => ({ sum: sum + Math.hypot(to.x - at.x, to.y - at.y), at: to }),
    { sum: 0, at: a },
  ).sum;
  const count = Math.max(1, Math.ceil(long / STEP));
  return Array.from({ length: count }, (_, k) => {
    const t = (k + 1) / count;
    const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3] as const;
    const at = (of: 'x' | 'y') =>
      weights[0] * a[of] + weights[1] * b[of] + weights[2] * c[of] + weights[3] * e[of];
    return { x: at('x'), y: at('y') };
  });
}

function ellipsePoints(attributes: string): readonly Point[] {
  const [cx, cy, rx, ry] = ['cx', 'cy', 'rx', 'ry'].map((name) => Number(attribute(attributes, name))) as [
    number,
    number,
    number,
    number,
  ];
  return Array.from({ length: 90 }, (_, k) => ({
    x: cx + rx * Math.cos((k * Math.PI) / 45),
    y: cy + ry * Math.sin((k * Math.PI) / 45),
  }));
}

function boxAround(points: readonly Point[]): Box | null {
  if (points.length === 0) return null;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function isIn({ x, y }: Point, { left, top, right, bottom }: Box): boolean {
  return x > left && x < right && y > top && y < bottom;
}

function meet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
