import type { Judgement } from '../../trace/judge.ts';
import type { Trace } from '../../trace/trace.ts';
import { Canvas, round } from '../drawing/svg.ts';
import type { Palette, Theme } from '../drawing/theme.ts';
import {
  FINDING_LEFT,
  indentOf,
  isBold,
  type Layout,
  layoutOf,
  type Placed,
  pillWidth,
  SIZES,
} from './ladder-layout.ts';
import { drawMessages } from './ladder-messages.ts';
import { type Story, storyOf } from './story.ts';

/** How a ladder is drawn as a picture. */
export interface LadderSvgOptions {
  /** Properties that the trace decides: explained where they are decided. */
  readonly findings?: readonly Judgement[] | undefined;
  /** Ticks that a message lives (MSL): such intervals are shaded. Default: each tick is. */
  readonly lifetime?: number | undefined;
  readonly title?: string | undefined;
  /** Default: auto. */
  readonly theme?: Theme | undefined;
}

/**
 * Draws a trace as a ladder: time downwards, one lifeline per endpoint, states along it, each message a slanted arrow
 * from where it is sent to where it arrives.
 */
export function ladderSvg(trace: Trace, options: LadderSvgOptions = {}): string {
  const { findings = [], lifetime = Number.POSITIVE_INFINITY, title = 'ladder', theme = 'auto' } = options;
  const story = storyOf(trace, findings);
  const layout = layoutOf(story);
  const canvas = new Canvas();
  drawTime(canvas, layout, lifetime);
  drawLifelines(canvas, story, layout);
  drawTimers(canvas, story, layout);
  drawMessages(canvas, story, layout);
  for (const placed of layout.placed) drawMoment(canvas, layout, placed);
  drawFooter(canvas, story, layout);
  return canvas.document(layout.width, layout.height, title, rules, theme);
}

/** Shaded intervals, a line at each tick, and what the axis says. */
function drawTime(canvas: Canvas, { placed, width, bottom }: Layout, lifetime: number): void {
  const ticks = placed.filter(({ moment }) => moment.kind === 'tick');
  const span = Number.isFinite(lifetime) && lifetime > 0 ? lifetime : 1;
  const isMsl = Number.isFinite(lifetime) && lifetime > 0;
  const borders = [
    SIZES.head - 4,
    ...ticks.filter(({ moment }) => moment.tick % span === 0).map(({ y }) => y),
    bottom,
  ];
  if (ticks.length > 0) {
    for (let i = 0; i + 1 < borders.length; i++) {
      const [from = 0, to = 0] = [borders[i], borders[i + 1]];
      if (i % 2 === 0) canvas.box(4, from, width - 8, to - from, 'band', 3);
      if (isMsl && to - from > 40) {
        const middle = round((from + to) / 2);
        canvas.add(`<g transform="rotate(-90 12 ${middle})">`);
        canvas.text(12, middle + 4, span === 1 ? '1 MSL' : `MSL = ${span} ticks`, {
          size: 10,
          anchor: 'middle',
          style: 'time',
        });
        canvas.add('</g>');
      }
    }
  }
  for (const { y, moment } of ticks) {
    canvas.line(SIZES.axis - 4, y, width - 8, y, 'tick');
    canvas.text(SIZES.axis - 8, y + 4, `t = ${moment.tick}`, { size: 10, anchor: 'end', style: 'time' });
  }
  for (const { y, moment } of placed) {
    if (moment.kind === 'tick' || moment.step === 0) continue;
    canvas.text(SIZES.axis - 8, y + 4, String(moment.step), { size: 10, anchor: 'end', style: 'faint' });
  }
}

function drawLifelines(canvas: Canvas, story: Story, layout: Layout): void {
  story.endpoints.forEach((name, lane) => {
    const x = layout.x[lane] ?? 0;
    canvas.text(x, 22, name, { size: 14, bold: true, anchor: 'middle', room: SIZES.gap - 20 });
    let from = SIZES.head - 14;
    let shade = 0;
    const segment = (to: number) =>
      canvas.box(x - 3.5, from, 7, to - from, shade % 2 === 0 ? 'life' : 'life other');
    for (const { moment, y } of layout.placed) {
      if (moment.lane !== lane || moment.state === null) continue;
      segment(y);
      from = y;
      shade++;
    }
    segment(layout.bottom);
    drawPill(canvas, layout, lane, SIZES.head - 18, story.initial[lane] ?? '');
    drawContext(canvas, layout, lane);
  });
}

/** What an endpoint remembers in the beginning, below its state. */
function drawContext(canvas: Canvas, { x, side, indent, contexts }: Layout, lane: number): void {
  const outwards = side[lane] ?? 1;
  const near = (x[lane] ?? 0) + outwards * (indent[lane] ?? 0);
  for (const [i, line] of (contexts[lane] ?? []).entries()) {
    const y = SIZES.head + 3 + i * SIZES.line;
    canvas.text(near, y, line, {
      size: SIZES.note,
      anchor: outwards < 0 ? 'end' : 'start',
      style: 'note receipt',
    });
  }
}

/** The name of a state, in a box on the outer side of its lifeline. */
function drawPill(canvas: Canvas, { x, side, indent }: Layout, lane: number, y: number, state: string): void {
  if (state === '') return;
  const outwards = side[lane] ?? 1;
  const room = SIZES.outer - (indent[lane] ?? 0) - 6;
  const width = pillWidth(state, room);
  const near = (x[lane] ?? 0) + outwards * (indent[lane] ?? 0);
  const left = outwards < 0 ? near - width : near;
  canvas.line((x[lane] ?? 0) + outwards * 3.5, y, near, y, 'joint');
  canvas.box(left, y - 9, width, 18, 'pill', 9);
  canvas.text(left + width / 2, y + 4, state, {
    size: SIZES.note,
    bold: true,
    anchor: 'middle',
    room: width - 8,
  });
}

function drawTimers(canvas: Canvas, story: Story, layout: Layout): void {
  for (const { lane, name, from, until, end } of story.timers) {
    const slot = layout.timers[lane]?.indexOf(name) ?? 0;
    const x = (layout.x[lane] ?? 0) + (layout.side[lane] ?? 1) * (8 + slot * SIZES.timer);
    const top = (layout.placed[from]?.y ?? 0) + 2;
    const bottom = end === 'running' ? layout.bottom : (layout.placed[until]?.y ?? top);
    canvas.line(x, top, x, bottom, end === 'running' ? 'timer open' : 'timer');
    canvas.dot(x, top, 2, 'timer start');
    if (end === 'fired') canvas.dot(x, bottom, 3, 'timer fired');
    if (end === 'stopped') canvas.line(x - 2.5, bottom, x + 2.5, bottom, 'timer');
  }
}

function drawMoment(canvas: Canvas, layout: Layout, placed: Placed): void {
  const { moment, pill, notes, findings } = placed;
  if (moment.lane === null) drawAcross(canvas, layout, placed);
  else {
    const outwards = layout.side[moment.lane] ?? 1;
    const x = layout.x[moment.lane] ?? 0;
    const near = x + outwards * (layout.indent[moment.lane] ?? 0);
    if (pill !== null && moment.state !== null) drawPill(canvas, layout, moment.lane, pill, moment.state);
    for (const [i, { note, text, y }] of notes.entries()) {
      const signed = indentOf(note) > 0;
      if (signed && notes[i - 1]?.note !== note) drawSign(canvas, note.kind, x, near, outwards, y - 4);
      canvas.text(near + outwards * indentOf(note), y, text, {
        size: SIZES.note,
        bold: isBold(note),
        anchor: outwards < 0 ? 'end' : 'start',
        style: `note ${note.kind}`,
      });
    }
  }
  if (placed.lasting !== null) {
    const { y, text } = placed.lasting;
    canvas.line(SIZES.axis, y, layout.width - 16, y, 'lasting');
    canvas.text(layout.width / 2, y + 4, text, {
      size: SIZES.message,
      bold: true,
      anchor: 'middle',
      style: 'label',
    });
  }
  for (const { y, height, violated, title, lines } of findings) {
    const style = violated ? 'bad' : 'good';
    canvas.box(FINDING_LEFT, y, layout.width - FINDING_LEFT - 16, height, `finding ${style}`, 5);
    canvas.text(FINDING_LEFT + 12, y + 18, title, { size: 13, bold: true, style, room: layout.width - 56 });
    for (const [i, line] of lines.entries()) canvas.text(FINDING_LEFT + 12, y + 35 + i * 16, line);
  }
}

/** What happens to a link: a line across all lifelines. */
function drawAcross(canvas: Canvas, layout: Layout, { moment: { notes }, y }: Placed): void {
  const text = notes.map((note) => note.text).join(', ');
  if (text === '') return;
  canvas.line(SIZES.axis, y, layout.width - 16, y, 'lasting');
  canvas.text(layout.width / 2, y + 4, text, {
    size: SIZES.note,
    bold: true,
    anchor: 'middle',
    style: 'label',
  });
}

/** A call from outside is an arrow into the lifeline; a timer that fires a clock. */
function drawSign(canvas: Canvas, kind: string, x: number, near: number, outwards: number, y: number): void {
  if (kind === 'call') {
    const from = near + outwards * 17;
    const to = x + outwards * 5;
    canvas.line(from, y, to, y, 'call-line');
    canvas.path(`M${round(to)},${y}l${outwards * 7},-3.5v7z`, 'call-head');
    return;
  }
  const middle = near + outwards * 9;
  canvas.line(middle - outwards * 5, y, x + outwards * 4, y, 'timer');
  canvas.dot(middle, y, 5, 'clock');
  canvas.path(`M${round(middle)},${y - 3}V${y}h2.5`, 'clock-hand');
}

function drawFooter(canvas: Canvas, story: Story, { x, bottom }: Layout): void {
  for (const at of x) canvas.line(at - 7, bottom, at + 7, bottom, 'end');
  const copies = story.sendings.filter(({ ends }) => ends.some(({ fate }) => fate === 'copy in flight'));
  if (copies.length === 0) return;
  const numbers = copies.map(({ number }) => `#${number}`).join(' ');
  canvas.text(SIZES.axis, bottom + 22, `Copies still in flight: ${numbers}`, {
    size: SIZES.note,
    style: 'faint',
    room: 560,
  });
}

function rules(p: Palette): string {
  return [
    `.paper{fill:${p.paper}}text{fill:${p.ink};paint-order:stroke;stroke:${p.paper};stroke-width:0;stroke-linejoin:round}`,
    `.band{fill:${p.band}}.tick{stroke:${p.time};stroke-opacity:.55;stroke-width:1;stroke-dasharray:1 3}`,
    `.time{fill:${p.time}}.faint{fill:${p.faint}}`,
    `.life{fill:${p.fill};stroke:${p.line};stroke-width:1}.life.other{fill:${p.heat[2]}}`,
    `.joint,.end{stroke:${p.line};stroke-width:1}.pill{fill:${p.fill};stroke:${p.line};stroke-width:1}`,
    `.timer{fill:none;stroke:${p.time};stroke-width:1.4}.timer.open{stroke-dasharray:3 3}`,
    `.timer.start{fill:${p.paper}}.timer.fired{fill:${p.time}}.clock{fill:${p.paper};stroke:${p.time};stroke-width:1.2}`,
    `.clock-hand{fill:none;stroke:${p.time};stroke-width:1.2}`,
    `.call-line{stroke:${p.accent};stroke-width:1.6}.call-head{fill:${p.accent}}`,
    `.note.call{fill:${p.accent}}.note.timer,.note.armed{fill:${p.time};stroke:none}.note.receipt{fill:${p.soft}}`,
    `.note.observation{fill:${p.good}}.note.alarm{fill:${p.bad}}.note.stale{fill:${p.stale}}`,
    `.message{fill:none;stroke:${p.line};stroke-width:1.4}.message.duplicate{stroke-dasharray:8 3 2 3}`,
    `.message.flying{stroke-dasharray:6 4}.message.merged{stroke-dasharray:1.5 3}`,
    `.message.lost{stroke:${p.bad}}.message.expired{stroke:${p.time}}.message.copy{stroke:${p.faint};stroke-dasharray:1.5 3}`,
    `.message.marked{stroke:${p.stale};stroke-width:2.2}`,
    `.tip{fill:${p.line}}.tip.marked{fill:${p.stale}}`,
    `.cross{fill:none;stroke:${p.bad};stroke-width:2.2}.cross.expired{stroke:${p.time}}.cross.copy{stroke:${p.faint}}`,
    `.label{stroke-width:4}.label.marked{fill:${p.stale}}.fate{stroke-width:3}.fate.lost,.fate.no{fill:${p.bad}}`,
    `.fate.expired{fill:${p.time}}.fate.copy,.fate.flying,.fate.merged{fill:${p.soft}}`,
    `.finding{stroke-width:1.5}.finding.bad{fill:${p.badFill};stroke:${p.bad}}.finding.good{fill:${p.fill};stroke:${p.good}}`,
    `.lasting{stroke:${p.accent};stroke-width:1.4;stroke-dasharray:9 4}`,
    `text.bad{fill:${p.bad}}text.good{fill:${p.good}}`,
  ].join('');
}
