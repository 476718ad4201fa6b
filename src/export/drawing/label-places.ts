import { boxOfShape, boxOfText, type DiagramPart, type DiagramShape } from './diagram.ts';
import {
  type Box,
  boxAround,
  boxesMeet,
  distance,
  leash,
  type Point,
  segmentsOf,
  widened,
} from './geometry.ts';
import { type Label, type LabelFaults, LabelSpace, type Move } from './label-space.ts';
import { alongCurves, curvesOutside } from './splines.ts';
import { Tiles } from './tiles.ts';

/** How often every label looks for a better place: others have moved since. */
const ROUNDS = 3;
/** What is left free around a text, in pixels. */
const MARGIN = 1.5;
/** From an arrow to its label. */
const BESIDE = 4;
/** Between two places along an arrow, and around where the label stood at first. */
const APART = 7;
/** Most places along one arrow. */
const MOST_ALONG = 60;
/** How far around the first place others are tried, in steps; and where there is none, in longer ones. */
const AROUND = 6;
const FARTHER = { steps: 10, apart: 20 } as const;
/** Half of the width of a border, to those who may not stand on it. */
const BORDER = 2;

/** A diagram whose labels have found their places. */
export interface Settled {
  readonly parts: readonly DiagramPart[];
  /** Of labels, and of states that stand on a border or on one another. */
  readonly faults: LabelFaults;
}

/**
 * Moves labels of arrows, and names of regions, to where they meet neither states nor borders, nor each other, nor a line, as near to
 * their arrows as there is room. Where no such place is left, a label stands on a line, which makes way.
 */
export function settleLabels(parts: readonly DiagramPart[]): Settled {
  const arrows = parts.map(({ kind, shapes }) => (kind === 'arrow' ? shapes.flatMap(lineOf) : []));
  const labels = parts.flatMap((part, i) => labelOf(part, i, arrows[i] ?? []));
  const space = new LabelSpace(labels);
  parts.forEach(({ kind, shapes, texts }, i) => {
    for (const shape of shapes) for (const box of solidsOf(kind, shape)) space.addSolid(box);
    if (kind === 'state') for (const text of texts) space.addSolid(boxOfText(text));
    for (const segment of segmentsOf(arrows[i] ?? [])) space.addLine(segment, i);
    const [tail] = arrows[i] ?? [];
    if (tail !== undefined) space.addSolid(widened(boxAround([tail]), BORDER));
  });
  for (let round = 0; round < ROUNDS; round++) if (!space.settle()) break;
  const moved = parts.map((part, i) => movedBy(part, space.moveOf(i)));
  const texts = moved.flatMap((part) => part.texts.map((text) => widened(boxOfText(text), MARGIN)));
  const { homeless, badly } = space.faults;
  const faults = { homeless: homeless + misplaced(parts), badly };
  return { parts: moved.map((part) => cutBy(part, texts)), faults };
}

/** Texts of states that meet the border of a region or another state: rarely, Graphviz lays out what it cannot. */
function misplaced(parts: readonly DiagramPart[]): number {
  const solids = new Tiles<{ readonly part: number; readonly box: Box }>();
  parts.forEach(({ kind, shapes }, part) => {
    if (kind === 'arrow') return;
    for (const box of shapes.flatMap((shape) => solidsOf(kind, shape))) solids.add({ part, box }, box);
  });
  const texts = parts.flatMap(({ kind, texts }, part) =>
    kind === 'state' ? texts.map((text) => ({ part, box: boxOfText(text) })) : [],
  );
  return texts.filter(({ part, box }) =>
    [...solids.near(box)].some((solid) => solid.part !== part && boxesMeet(solid.box, box)),
  ).length;
}

function labelOf(
  { kind, shapes, texts }: DiagramPart,
  part: number,
  arrow: readonly Point[],
): readonly Label[] {
  if (kind === 'state' || texts.length === 0) return [];
  const lines = texts.map(boxOfText);
  const around = aroundBoxes(lines);
  const region = shapes.map(boxOfShape)[0];
  const isArrow = kind === 'arrow';
  const moves = isArrow ? movesAlong(arrow, around) : movesInside(region ?? around, around);
  const farther = () => (isArrow ? cheapestFirst(movesAround(arrow, around, FARTHER)) : []);
  return [{ part, lines, moves: cheapestFirst(moves), farther }];
}

function cheapestFirst(moves: readonly Move[]): readonly Move[] {
  return [...moves].sort((a, b) => a.cost - b.cost);
}

/** The line of an arrow; other shapes have none. */
function lineOf(shape: DiagramShape): readonly Point[] {
  if (shape.shape === 'broken line') return shape.points;
  return shape.shape === 'curve' ? shape.pieces.flatMap(alongCurves) : [];
}

/** Where the outlines of a shape leave no room for a text: all of a state, the border of a region. */
function solidsOf(kind: DiagramPart['kind'], shape: DiagramShape): readonly Box[] {
  if (shape.shape === 'broken line' || shape.shape === 'curve') return [];
  const { left, top, right, bottom } = boxOfShape(shape);
  if (kind !== 'region') return [widened({ left, top, right, bottom }, BORDER)];
  return [
    { left, top, right, bottom: top },
    { left, top: bottom, right, bottom },
    { left, top, right: left, bottom },
    { left: right, top, right, bottom },
  ].map((line) => widened(line, BORDER));
}

/** To where the label of an arrow may move: where it was, around that, and to both sides of its arrow all the way. */
function movesAlong(arrow: readonly Point[], box: Box): readonly Move[] {
  const from = middleOf(box);
  const half = { x: (box.right - box.left) / 2, y: (box.bottom - box.top) / 2 };
  const step = Math.max(1, Math.ceil(arrow.length / MOST_ALONG));
  const beside = arrow.flatMap((point, i) => {
    const next = arrow[i + 1];
    if (i % step !== 0 || next === undefined) return [];
    const long = distance(point, next) || 1;
    const across = { x: -(next.y - point.y) / long, y: (next.x - point.x) / long };
    const far = Math.abs(across.x) * half.x + Math.abs(across.y) * half.y + BESIDE;
    return [far, -far].map((side) =>
      moveBy(arrow, box, point.x + across.x * side - from.x, point.y + across.y * side - from.y),
    );
  });
  return [
    { ...moveBy(arrow, box, 0, 0), cost: 0 },
    ...movesAround(arrow, box, { steps: AROUND, apart: APART }),
    ...beside,
  ];
}

function movesAround(
  arrow: readonly Point[],
  box: Box,
  { steps, apart }: { readonly steps: number; readonly apart: number },
): readonly Move[] {
  const row = 2 * steps + 1;
  return Array.from({ length: row ** 2 }, (_, i) =>
    moveBy(arrow, box, ((i % row) - steps) * apart, (Math.floor(i / row) - steps) * apart),
  );
}

function moveBy(arrow: readonly Point[], box: Box, x: number, y: number): Move {
  const there = { left: box.left + x, right: box.right + x, top: box.top + y, bottom: box.bottom + y };
  const way = leash(arrow, there);
  const away = Math.max(0, distance(...way) - BESIDE);
  return { x, y, cost: Math.hypot(x, y) * 0.15 + away, leash: way };
}

/** The name of a region stays at its upper edge. */
function movesInside(region: Box, box: Box): readonly Move[] {
  const moves: Move[] = [];
  for (let x = region.left + 2 * APART - box.left; box.right + x < region.right - 2 * APART; x += APART)
    moves.push({ x, y: 0, cost: Math.abs(x) * 0.05, leash: null });
  return [{ x: 0, y: 0, cost: 0, leash: null }, ...moves];
}

function movedBy(part: DiagramPart, { x, y }: Point): DiagramPart {
  if (x === 0 && y === 0) return part;
  return { ...part, texts: part.texts.map((text) => ({ ...text, x: text.x + x, y: text.y + y })) };
}

/** Lines make way for texts that stand on them. */
function cutBy(part: DiagramPart, texts: readonly Box[]): DiagramPart {
  if (part.kind !== 'arrow') return part;
  const shapes = part.shapes.map((shape) => {
    if (shape.shape !== 'curve') return shape;
    const around = boxOfShape(shape);
    const near = texts.filter((box) => boxesMeet(box, around));
    return near.length === 0
      ? shape
      : { ...shape, pieces: shape.pieces.flatMap((piece) => curvesOutside(piece, near)) };
  });
  return { ...part, shapes };
}

function middleOf({ left, top, right, bottom }: Box): Point {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

function aroundBoxes(boxes: readonly Box[]): Box {
  return boxAround(
    boxes.flatMap(({ left, top, right, bottom }) => [
      { x: left, y: top },
      { x: right, y: bottom },
    ]),
  );
}
