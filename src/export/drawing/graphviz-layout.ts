import type { DiagramPart, DiagramShape, DiagramText, ShapeKind } from './diagram.ts';
import { PALE } from './dot-text.ts';
import type { Point } from './geometry.ts';

/** A point in Graphviz's coordinates: y grows upwards. */
type Pair = readonly [x: number, y: number];

/** One operation of Graphviz's drawing, as its JSON output has it. */
interface Operation {
  readonly op: string;
  readonly points?: readonly Pair[];
  readonly rect?: readonly [number, number, number, number];
  readonly pt?: Pair;
  readonly align?: 'l' | 'c' | 'r';
  readonly text?: string;
  readonly size?: number;
  readonly fontchar?: number;
  readonly color?: string;
}

interface Drawn {
  readonly class?: string;
  readonly id?: string;
  /** Of a cluster: its box. */
  readonly bb?: string;
  readonly [part: `_${string}_`]: readonly Operation[] | undefined;
}

/** What Graphviz has laid out, as its JSON output has it. */
export interface GraphvizLayout {
  readonly bb: string;
  readonly nodesep?: string;
  readonly ranksep?: string;
  readonly objects?: readonly Drawn[];
  readonly edges?: readonly Drawn[];
}

const BOLD = 1;
const ITALIC = 2;

/** What Graphviz has laid out, in the order in which it is painted. */
export function partsOf({ bb, objects = [], edges = [] }: GraphvizLayout): readonly DiagramPart[] {
  const [, , , top = 0] = bb.split(',').map(Number);
  const at = ([x, y]: Pair): Point => ({ x, y: top - y });
  return [
    ...objects.map((each) => partOf(each, each.bb === undefined ? 'state' : 'region', at)),
    ...edges.map((each) => partOf(each, 'arrow', at)),
  ];
}

type Place = (pair: Pair) => Point;

function partOf(each: Drawn, kind: DiagramPart['kind'], at: Place): DiagramPart {
  // What is drawn without being filled over something filled is a ring around it: a final state has one.
  let filled = false;
  const shapes = (each._draw_ ?? []).flatMap((operation) => {
    const shapeKind = filled && /^[pbe]$/.test(operation.op) ? 'ring' : 'body';
    filled ||= /^[PBE]$/.test(operation.op);
    return shapeOf(operation, shapeKind, at);
  });
  const heads = [...(each._hdraw_ ?? []), ...(each._tdraw_ ?? [])].flatMap((operation) =>
    shapeOf(operation, 'head', at),
  );
  return {
    kind,
    style: each.class ?? '',
    id: each.id ?? null,
    shapes: [...shapes, ...heads],
    texts: textsOf(each._ldraw_ ?? [], at),
  };
}

function shapeOf({ op, points, rect }: Operation, kind: ShapeKind, at: Place): readonly DiagramShape[] {
  if ((op === 'e' || op === 'E') && rect !== undefined) {
    return [{ shape: 'ellipse', kind, center: at([rect[0], rect[1]]), radius: { x: rect[2], y: rect[3] } }];
  }
  if (points === undefined || points.length === 0) return [];
  const placed = points.map(at);
  switch (op) {
    case 'p':
    case 'P':
      return [{ shape: 'polygon', kind, points: placed }];
    case 'L':
      return [{ shape: 'broken line', points: placed }];
    case 'b':
    case 'B':
      return [
        isClosed(placed) ? { shape: 'outline', kind, points: placed } : { shape: 'curve', pieces: [placed] },
      ];
    default:
      return [];
  }
}

function isClosed(points: readonly Point[]): boolean {
  const [first, last] = [points[0], points.at(-1)];
  return points.length > 4 && first?.x === last?.x && first?.y === last?.y;
}

function textsOf(operations: readonly Operation[], at: Place): readonly DiagramText[] {
  let size = 12;
  let font = 0;
  let color = '';
  return operations.flatMap((operation) => {
    if (operation.op === 'F') size = operation.size ?? size;
    if (operation.op === 't') font = operation.fontchar ?? 0;
    if (operation.op === 'c') color = operation.color ?? '';
    if (operation.op !== 'T' || operation.pt === undefined) return [];
    const text = operation.text?.trim() ?? '';
    if (text === '') return [];
    return [
      {
        ...at(operation.pt),
        size,
        anchor: ANCHORS[operation.align ?? 'c'],
        bold: (font & BOLD) !== 0,
        italic: (font & ITALIC) !== 0,
        pale: color === PALE,
        text,
      },
    ];
  });
}

const ANCHORS = { l: 'start', c: 'middle', r: 'end' } as const;
