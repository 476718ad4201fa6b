import {
  type Box,
  boxAround,
  boxesMeet,
  distance,
  type Point,
  partInside,
  type Segment,
  widened,
} from './geometry.ts';
import { Tiles } from './tiles.ts';

/** What is left free around a text, in pixels. */
const MARGIN = 1.5;
/** What it costs if a text stands on a line, besides the pixels of the line that it hides. */
const CROSSING = 14;
/** What it costs if nothing is left of an arrow. */
const MOST = 200;
/** What it costs if a state or a border stands between a label and its arrow. */
const BEHIND = 40;
/** What it costs if another arrow is nearer to a label than its own. */
const AMBIGUOUS = 10;
/** From this cost on, a label stands badly. */
const BADLY = 30;
/** So far around a label other arrows count. */
const NEAR = 10;

/** A label that can be moved. */
export interface Label {
  /** Index of its part. */
  readonly part: number;
  /** Boxes of its lines, where it stood at first. */
  readonly lines: readonly Box[];
  /** How far it can be moved, and what that costs, in pixels. The cheapest first. */
  readonly moves: readonly Move[];
  /** The same for where none of these leads to a free place. */
  farther(): readonly Move[];
}

export interface Move extends Point {
  readonly cost: number;
  /** The shortest way from its arrow to there; null for the name of a region. */
  readonly leash: Segment | null;
}

/** Of how many labels the places are not good. */
export interface LabelFaults {
  readonly homeless: number;
  readonly badly: number;
}

interface Line {
  readonly segment: Segment;
  /** Index of its part. */
  readonly part: number;
}

interface Settled {
  readonly move: Move;
  readonly boxes: readonly Box[];
  /** 0 if it stands well; Infinity if it meets what it must not. */
  readonly cost: number;
}

/** What stands in a diagram, and which places are left for labels. */
export class LabelSpace {
  readonly #labels: readonly Label[];
  /** By the label's part. */
  readonly #settled = new Map<number, Settled>();
  readonly #solids = new Tiles<Box>();
  readonly #lines = new Tiles<Line>();
  /** Of arrows, by part. */
  readonly #lengths = new Map<number, number>();

  constructor(labels: readonly Label[]) {
    this.#labels = labels;
  }

  /** A place on which no label may stand. */
  addSolid(box: Box): void {
    this.#solids.add(box, box);
  }

  /** A piece of an arrow, on which a label should not stand. */
  addLine(segment: Segment, part: number): void {
    this.#lines.add({ segment, part }, widened(boxAround(segment), 1));
    this.#lengths.set(part, (this.#lengths.get(part) ?? 0) + distance(...segment));
  }

  /** Has every label look for the best place. Whether any of them moved. */
  settle(): boolean {
    let hasMoved = false;
    for (const label of this.#labels) {
      const now = this.#settled.get(label.part);
      if (now?.cost === 0) continue;
      for (const box of now?.boxes ?? []) this.#solids.remove(box, box);
      const near = this.#best(label, label.moves);
      const best = near.cost < Number.POSITIVE_INFINITY ? near : this.#best(label, label.farther());
      for (const box of best.boxes) this.#solids.add(box, box);
      this.#settled.set(label.part, best);
      hasMoved ||= best.move !== now?.move;
    }
    return hasMoved;
  }

  /** How far the label of a part is moved. */
  moveOf(part: number): Point {
    return this.#settled.get(part)?.move ?? { x: 0, y: 0 };
  }

  /** Labels that meet what they must not; and those that stand badly: apart from their arrows, or on lines. */
  get faults(): LabelFaults {
    const costs = [...this.#settled.values()].map(({ cost }) => cost);
    const homeless = costs.filter((cost) => cost === Number.POSITIVE_INFINITY).length;
    return { homeless, badly: costs.filter((cost) => cost >= BADLY).length - homeless };
  }

  #best(label: Label, moves: readonly Move[]): Settled {
    const first = label.moves[0] ?? { x: 0, y: 0, cost: 0, leash: null };
    let best: Settled = { move: first, boxes: boxesAt(label, first), cost: Number.POSITIVE_INFINITY };
    for (const move of moves) {
      if (move.cost >= best.cost) break;
      const boxes = boxesAt(label, move);
      if (boxes.some((box) => this.#isTaken(box))) continue;
      const cost = move.cost + this.#crossings(boxes) + this.#distance(label, move, boxes);
      if (cost < best.cost) best = { move, boxes, cost };
    }
    return best;
  }

  #isTaken(box: Box): boolean {
    for (const solid of this.#solids.near(box)) if (boxesMeet(solid, box)) return true;
    return false;
  }

  /** What it costs that lines cross what stands here: the more, the less is left of them. */
  #crossings(boxes: readonly Box[]): number {
    const hidden = new Map<number, number>();
    for (const box of boxes) {
      const around = widened(box, MARGIN);
      for (const { segment, part } of this.#lines.near(around)) {
        const inside = partInside(segment, around);
        if (inside === null) continue;
        const length = (inside[1] - inside[0]) * distance(...segment);
        hidden.set(part, (hidden.get(part) ?? 0) + length);
      }
    }
    return [...hidden].reduce((cost, [part, length]) => {
      const share = length / (this.#lengths.get(part) ?? length);
      return cost + CROSSING + length + MOST * share ** 2;
    }, 0);
  }

  /** What it costs that it is not clear to which arrow a label belongs. */
  #distance({ part }: Label, { leash }: Move, boxes: readonly Box[]): number {
    const own = leash === null ? 0 : distance(...leash);
    if (leash === null || own === 0) return 0;
    let cost = 0;
    for (const solid of this.#solids.near(boxAround(leash)))
      if (partInside(leash, solid) !== null) cost = BEHIND;
    const reach = Math.min(own - 1, NEAR);
    if (reach <= 0) return cost;
    for (const box of boxes.map((each) => widened(each, reach))) {
      for (const line of this.#lines.near(box))
        if (line.part !== part && partInside(line.segment, box) !== null) return cost + AMBIGUOUS;
    }
    return cost;
  }
}

function boxesAt({ lines }: Label, { x, y }: Point): readonly Box[] {
  return lines.map(({ left, top, right, bottom }) => ({
    left: left + x,
    top: top + y,
    right: right + x,
    bottom: bottom + y,
  }));
}
