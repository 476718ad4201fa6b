import { arrowHead, type Canvas } from '../drawing/svg.ts';
import { type Layout, SIZES } from './ladder-layout.ts';
import type { End, Sending, Story } from './story.ts';

/** How far a message gets, as a part of its way. */
const REACH = { lost: 0.6, expired: 0.72, flying: 0.86, copy: 0.3 } as const;
const STUB = 20;
/** Half of a lifeline's width. */
const EDGE = 4;

interface Way {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Draws all messages: first the lines, then the labels, so that no line crosses a text. */
export function drawMessages(canvas: Canvas, story: Story, layout: Layout): void {
  for (const sending of story.sendings) for (const end of sending.ends) drawEnd(canvas, sending, end, layout);
  for (const sending of story.sendings)
    for (const end of sending.ends) drawFate(canvas, sending, end, layout);
  for (const sending of story.sendings) drawLabel(canvas, sending, layout);
  drawExpiries(canvas, story, layout);
}

function drawEnd(canvas: Canvas, sending: Sending, end: End, layout: Layout): void {
  const way = wayTo(sending, end, layout);
  switch (end.fate) {
    case 'delivered':
    case 'duplicate': {
      const marked = drawLine(
        canvas,
        sending,
        way,
        layout,
        end.fate === 'duplicate' ? 'message duplicate' : 'message',
      );
      canvas.path(arrowHead(way.x1, way.y1, way.x2, way.y2), marked ? 'tip marked' : 'tip');
      return;
    }
    case 'lost':
      drawLine(canvas, sending, way, layout, 'message lost');
      canvas.cross(way.x2, way.y2, 5, 'cross');
      return;
    // The line of a copy that no one misses would only be in the way of others.
    case 'copy lost':
      canvas.cross(way.x2, way.y2, 4, 'cross copy');
      return;
    case 'expired':
      drawLine(canvas, sending, way, layout, 'message expired');
      canvas.cross(way.x2, way.y2, 5, 'cross expired');
      return;
    case 'no room':
    case 'no way':
      canvas.line(way.x1, way.y1, way.x2, way.y2, 'message lost');
      canvas.cross(way.x2, way.y2, 4, 'cross');
      return;
    case 'merged':
      canvas.line(way.x1, way.y1, way.x2, way.y2, 'message merged');
      return;
    case 'in flight': {
      const marked = drawLine(canvas, sending, way, layout, 'message flying');
      canvas.path(arrowHead(way.x1, way.y1, way.x2, way.y2), marked ? 'tip marked' : 'tip');
      return;
    }
    case 'copy expired':
    case 'copy in flight':
      return;
  }
}

/** The line of a message; from where its mark changes on, in another colour. Returns whether it ends so. */
function drawLine(canvas: Canvas, { remarks }: Sending, way: Way, layout: Layout, style: string): boolean {
  const turn = remarks.map(({ moment }) => layout.placed[moment]?.y ?? way.y2).find((y) => y < way.y2);
  if (turn === undefined) {
    canvas.line(way.x1, way.y1, way.x2, way.y2, style);
    return false;
  }
  const part = Math.max(0, (turn - way.y1) / Math.max(1, way.y2 - way.y1));
  const x = way.x1 + (way.x2 - way.x1) * part;
  const y = way.y1 + (way.y2 - way.y1) * part;
  canvas.line(way.x1, way.y1, x, y, style);
  canvas.line(x, y, way.x2, way.y2, `${style} marked`);
  return true;
}

/** What became of a message that was lost, beside its cross. */
function drawFate(canvas: Canvas, sending: Sending, end: End, layout: Layout): void {
  if (end.fate !== 'lost' && end.fate !== 'copy lost') return;
  const { x1, x2, y2 } = wayTo(sending, end, layout);
  const outwards = x2 >= x1 ? 1 : -1;
  const text = end.fate === 'lost' ? 'lost' : `copy of #${sending.number} lost`;
  canvas.text(x2 + outwards * 9, y2 + 4, text, {
    size: SIZES.note,
    anchor: outwards > 0 ? 'start' : 'end',
    style: `fate ${end.fate === 'lost' ? 'lost' : 'copy'}`,
  });
}

function startOf(
  { moment, slot, from, to }: Sending,
  { placed, x }: Layout,
): { x: number; y: number; outwards: number } {
  const outwards = (x[to] ?? 0) >= (x[from] ?? 0) ? 1 : -1;
  return {
    x: (x[from] ?? 0) + outwards * EDGE,
    y: (placed[moment]?.sends ?? 0) + slot * SIZES.send,
    outwards,
  };
}

function wayTo(sending: Sending, { fate, moment }: End, layout: Layout): Way {
  const start = startOf(sending, layout);
  const { outwards } = start;
  const far = (layout.x[sending.to] ?? 0) - outwards * EDGE;
  const y = Math.max(start.y, layout.placed[moment]?.y ?? start.y);
  const upTo = (part: number) => ({ x1: start.x, y1: start.y, x2: start.x + (far - start.x) * part, y2: y });
  switch (fate) {
    case 'delivered':
    case 'duplicate':
    case 'copy expired':
    case 'copy in flight':
      return upTo(1);
    case 'lost':
      return upTo(REACH.lost);
    case 'copy lost':
      return upTo(REACH.copy);
    case 'expired':
      return upTo(REACH.expired);
    case 'in flight':
      return { ...upTo(REACH.flying), y2: layout.bottom - 6 };
    case 'no room':
    case 'no way':
    case 'merged':
      return { x1: start.x, y1: start.y, x2: start.x + outwards * STUB, y2: start.y };
  }
}

/** What a message comes to that ends where it was sent. */
const STUBS: readonly End['fate'][] = ['no room', 'no way', 'merged'];

function drawLabel(canvas: Canvas, sending: Sending, layout: Layout): void {
  const { x, y, outwards } = startOf(sending, layout);
  const anchor = outwards > 0 ? 'start' : 'end';
  const room = SIZES.gap * 0.72;
  const [only] = sending.ends;
  const isStub = sending.ends.length === 1 && only !== undefined && STUBS.includes(only.fate);
  if (isStub && only?.moment === sending.moment) {
    const text = `${sending.label} (${only.fate === 'merged' ? 'again' : only.fate})`;
    canvas.text(x + outwards * (STUB + 9), y + 4, text, {
      size: SIZES.note,
      anchor,
      style: `fate ${only.fate}`,
      room,
    });
    return;
  }
  const style = arrivesMarked(sending) ? 'label marked' : 'label';
  canvas.text(x + outwards * 9, y - 3, sending.label, { size: SIZES.message, anchor, style, room });
}

function arrivesMarked({ remarks, ends }: Sending): boolean {
  const [first] = remarks;
  return (
    first !== undefined &&
    ends.some(({ fate, moment }) => (fate === 'delivered' || fate === 'duplicate') && moment > first.moment)
  );
}

/** What died of age is told beside the tick, on the outer side of the last lifeline. */
function drawExpiries(canvas: Canvas, story: Story, layout: Layout): void {
  const gone = new Map<number, { lost: number[]; copies: number[] }>();
  for (const { ends, number } of story.sendings) {
    for (const { fate, moment } of ends) {
      if (fate !== 'expired' && fate !== 'copy expired') continue;
      const here = gone.get(moment) ?? { lost: [], copies: [] };
      (fate === 'expired' ? here.lost : here.copies).push(number);
      gone.set(moment, here);
    }
  }
  const x = (layout.x.at(-1) ?? 0) + 14;
  for (const [moment, { lost, copies }] of gone) {
    const y = layout.placed[moment]?.y ?? 0;
    const texts = [
      ...(lost.length > 0 ? [`expired: ${list(lost)}`] : []),
      ...(copies.length > 0 ? [`copies gone: ${list(copies)}`] : []),
    ];
    for (const [i, text] of texts.entries()) {
      const shift = texts.length === 2 ? i * 11 - 3 : 4;
      canvas.text(x, y + shift, text, { size: 10, style: 'fate expired', room: SIZES.outer - 22 });
    }
  }
}

function list(numbers: readonly number[]): string {
  return numbers.map((number) => `#${number}`).join(' ');
}
