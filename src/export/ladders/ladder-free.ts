import {
  type Box,
  boxAround,
  boxesMeet,
  lengthOf,
  type Point,
  partInside,
  piecesOutside,
  segmentsOf,
  widened,
} from '../drawing/geometry.ts';
import { Tiles } from '../drawing/tiles.ts';
import { boxOfSign, boxOfText, type LineShape, type Shape } from './ladder-shapes.ts';

/** What is left free around a text. */
const MARGIN = 1.5;
/** What it costs if a text stands on a line, besides the pixels of the line that it hides. */
const CROSSING = 14;

/** Shapes that belong together, and where else they may stand. */
export interface Movable {
  readonly shapes: readonly Shape[];
  readonly others: readonly Alternative[];
}

export interface Alternative {
  /** How much worse they stand there, in pixels of a line that they hide. */
  readonly cost: number;
  shapes(): readonly Shape[];
}

/** What no text may stand on. */
interface Solid {
  readonly box: Box;
  /** Whether lines end in front of it: texts and names of states. */
  readonly stopsLines: boolean;
}

/**
 * Finds places for texts where they stand on no line, as far as there are such places, and lets the lines of messages make way
 * for those that stand on one.
 *
 * Texts do not meet each other where they stand at first, and are moved only to where they meet none.
 */
export class FreePlaces {
  readonly #solids = new Tiles<Solid>();
  readonly #lines = new Tiles<LineShape>();

  /** Below it no text may stand. */
  readonly #bottom: number;

  /** @param fixed all shapes that stay where they are, the lines of messages among them */
  constructor(fixed: readonly Shape[], bottom: number) {
    this.#bottom = bottom;
    for (const shape of fixed) {
      if (shape.shape === 'line' && isMessage(shape)) this.#lines.add(shape, boxAround(shape.points));
      else for (const solid of solidsOf(shape)) this.#addSolid(solid);
    }
  }

  /** All shapes that may be moved, in the best place that was found for each. */
  settle(movables: readonly Movable[]): readonly Shape[] {
    const settled = movables.map((movable) => ({ ...movable, solids: movable.shapes.flatMap(solidsOf) }));
    for (const { solids } of settled) for (const solid of solids) this.#addSolid(solid);
    return settled.flatMap(({ shapes, others, solids }) => {
      const stays = this.#crossings(solids);
      if (stays === 0) return shapes;
      for (const solid of solids) this.#removeSolid(solid);
      const best = this.#best(others, stays) ?? shapes;
      for (const solid of best.flatMap(solidsOf)) this.#addSolid(solid);
      return best;
    });
  }

  /** The line as it is drawn: with gaps where it would strike through what stands on it. */
  gapped(line: LineShape): LineShape {
    if (!isMessage(line)) return line;
    const around = boxAround(line.points);
    const boxes = [...this.#solids.near(around)]
      .filter(({ box, stopsLines }) => stopsLines && boxesMeet(box, widened(around, 1)))
      .map(({ box }) => widened(box, MARGIN));
    return { ...line, pieces: piecesOutside(line.points, boxes) };
  }

  #best(others: readonly Alternative[], stays: number): readonly Shape[] | null {
    let best: readonly Shape[] | null = null;
    let least = stays;
    for (const other of others) {
      if (other.cost >= least) continue;
      const shapes = other.shapes();
      const solids = shapes.flatMap(solidsOf);
      if (solids.some(({ box }) => this.#isTaken(box))) continue;
      const cost = other.cost + this.#crossings(solids);
      if (cost < least) [best, least] = [shapes, cost];
    }
    return best;
  }

  /** What it costs that lines cross what stands here. */
  #crossings(solids: readonly Solid[]): number {
    let cost = 0;
    for (const { box, stopsLines } of solids) {
      if (!stopsLines) continue;
      for (const { points } of this.#lines.near(box)) {
        const hidden = hiddenBy(points, box);
        if (hidden > 0) cost += CROSSING + hidden;
      }
    }
    return cost;
  }

  #isTaken(box: Box): boolean {
    if (box.bottom > this.#bottom) return true;
    for (const solid of this.#solids.near(box)) if (boxesMeet(solid.box, box)) return true;
    return false;
  }

  #addSolid(solid: Solid): void {
    this.#solids.add(solid, solid.box);
  }

  #removeSolid(solid: Solid): void {
    this.#solids.remove(solid, solid.box);
  }
}

function isMessage({ kind }: LineShape): boolean {
  return kind.startsWith('message');
}

function hiddenBy(points: readonly Point[], box: Box): number {
  return segmentsOf(points).reduce((sum, segment) => {
    const part = partInside(segment, widened(box, MARGIN));
    return part === null ? sum : sum + (part[1] - part[0]) * lengthOf(segment);
  }, 0);
}

function solidsOf(shape: Shape): readonly Solid[] {
  switch (shape.shape) {
    case 'text':
      return [{ box: boxOfText(shape), stopsLines: true }];
    case 'sign':
      return [{ box: boxOfSign(shape), stopsLines: false }];
    case 'box': {
      const isPill = shape.kind === 'pill';
      return isPill || shape.kind.startsWith('life') ? [{ box: boxOfBox(shape), stopsLines: isPill }] : [];
    }
    case 'line':
      return segmentsOf(shape.points).map((segment) => ({
        box: widened(boxAround(segment), 1),
        stopsLines: false,
      }));
  }
}

function boxOfBox({ x, y, width, height }: Extract<Shape, { shape: 'box' }>): Box {
  return { left: x, top: y, right: x + width, bottom: y + height };
}
