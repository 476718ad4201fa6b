import { type Columns, SIZES } from './ladder-columns.ts';
import type { Row } from './ladder-rows.ts';
import { boxShape, lineShape, type Shape, signShape, textShape } from './ladder-shapes.ts';
import type { Story } from './story.ts';

/** Where lifelines begin and end. */
export interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/** Shaded intervals. */
export function bandShapes(
  rows: readonly Row[],
  { width }: Columns,
  extent: Extent,
  lifetime: number,
): readonly Shape[] {
  return bandsOf(rows, extent, lifetime)
    .filter((_, i) => i % 2 === 0)
    .map(({ from, to }) => boxShape('band', { left: 4, top: from, right: width - 4, bottom: to }, 3));
}

/** What is repeated for ever lies on a band, with a bracket at its left: from where it begins to where it begins anew. */
export function againShapes(rows: readonly Row[], { width }: Columns): readonly Shape[] {
  const [from, to] = (['again', 'back'] as const).map((kind) =>
    rows.find(({ moment }) => moment.lasting === kind),
  );
  if (from === undefined || to === undefined) return [];
  const [top, bottom] = [from.lasting?.y ?? from.y, to.lasting?.y ?? to.y];
  return [
    boxShape('again', { left: 4, top, right: width - 4, bottom }, 3),
    lineShape('bracket', [
      { x: 13, y: top },
      { x: 7, y: top },
      { x: 7, y: bottom },
      { x: 13, y: bottom },
    ]),
  ];
}

/** A line at each tick, and what the axis says. */
export function axisShapes(
  rows: readonly Row[],
  { x, width }: Columns,
  extent: Extent,
  lifetime: number,
): readonly Shape[] {
  const ticks = rows.filter(({ moment }) => moment.kind === 'tick');
  const last = x.at(-1) ?? width;
  const msl = mslOf(lifetime);
  return [
    ...(msl === null
      ? []
      : bandsOf(rows, extent, lifetime).flatMap(({ from, to }) => spanText(from, to, msl))),
    ...ticks.map(({ y, moment }) =>
      lineShape(
        'tick',
        [
          { x: SIZES.axis - 6, y },
          { x: last + 7, y },
        ],
        { step: moment.step },
      ),
    ),
    ...rows.flatMap(stepText),
  ];
}

/** Ticks that a message lives; null if it lives for ever, or for a moment only. */
function mslOf(lifetime: number): number | null {
  return Number.isFinite(lifetime) && lifetime > 0 ? lifetime : null;
}

interface Band {
  readonly from: number;
  readonly to: number;
}

function bandsOf(rows: readonly Row[], { top, bottom }: Extent, lifetime: number): readonly Band[] {
  const span = mslOf(lifetime) ?? 1;
  const ticks = rows.filter(({ moment }) => moment.kind === 'tick');
  if (ticks.length === 0) return [];
  const borders = ticks.filter(({ moment }) => moment.tick % span === 0).map(({ y }) => y);
  const edges = [top + 10, ...borders, bottom];
  return edges.slice(1).map((to, i) => ({ from: edges[i] ?? 0, to }));
}

function spanText(from: number, to: number, msl: number): readonly Shape[] {
  const text = msl === 1 ? '1 MSL' : `MSL = ${msl} ticks`;
  const needed = msl === 1 ? 44 : 80;
  if (to - from < needed) return [];
  const at = { x: 13, y: (from + to) / 2 + SIZES.small * 0.27 };
  return [textShape('span', at, text, { size: SIZES.small, anchor: 'middle', turned: true })];
}

function stepText({ y, moment }: Row): readonly Shape[] {
  const { step, kind, tick } = moment;
  if (kind === 'start') return [];
  const isTick = kind === 'tick';
  const at = { x: SIZES.axis - 10, y: y + 4 };
  const text = isTick ? `t = ${tick}` : String(step);
  return [textShape(isTick ? 'tick' : 'step', at, text, { size: SIZES.small, anchor: 'end', step })];
}

/** Lifelines, which change their colour with the state, and where they end. */
export function lifelineShapes(
  rows: readonly Row[],
  { x }: Columns,
  { top, bottom }: Extent,
): readonly Shape[] {
  return x.flatMap((middle, lane) => {
    const changes = rows.filter(({ moment }) => moment.lane === lane && moment.state !== null);
    const edges = [top, ...changes.map(({ y }) => y), bottom];
    const sides = { left: middle - SIZES.life, right: middle + SIZES.life };
    const pieces = edges.slice(1).map((to, i) =>
      boxShape(i % 2 === 0 ? 'life' : 'life other', { ...sides, top: edges[i] ?? 0, bottom: to }, 0, {
        lane,
      }),
    );
    return [
      ...pieces,
      lineShape(
        'end',
        [
          { x: middle - 7, y: bottom },
          { x: middle + 7, y: bottom },
        ],
        { lane },
      ),
    ];
  });
}

/** Timers from where they are armed to where they fire or are stopped. */
export function timerShapes(
  { timers }: Story,
  rows: readonly Row[],
  columns: Columns,
  bottom: number,
): readonly Shape[] {
  return timers.flatMap(({ lane, name, from, until, end }): readonly Shape[] => {
    const slot = columns.timers[lane]?.indexOf(name) ?? 0;
    const x = (columns.x[lane] ?? 0) + (columns.side[lane] ?? 1) * (8 + slot * SIZES.timer);
    const top = { x, y: (rows[from]?.y ?? 0) + 2 };
    const to = { x, y: end === 'running' ? bottom : (rows[until]?.y ?? top.y) };
    return [
      lineShape(end === 'running' ? 'timer open' : 'timer', [top, to], { lane }),
      signShape('start', top, { lane }),
      ...(end === 'fired' ? [signShape('fired', to, { lane })] : []),
      ...(end === 'stopped'
        ? [
            lineShape(
              'timer',
              [
                { x: x - 2.5, y: to.y },
                { x: x + 2.5, y: to.y },
              ],
              { lane },
            ),
          ]
        : []),
    ];
  });
}
