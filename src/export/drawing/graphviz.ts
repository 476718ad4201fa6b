import { diagramSvg } from './diagram-svg.ts';
import { type GraphvizLayout, partsOf } from './graphviz-layout.ts';
import { type Settled, settleLabels } from './label-places.ts';
import type { Theme } from './theme.ts';

/** How often a diagram is laid out again, with more room, if there is no place for a label. */
const MOST_LAYOUTS = 4;
/** How much more room there is each time. */
const MORE = 1.5;

/**
 * Lays out a digraph with Graphviz (compiled to WebAssembly: no other program is needed) and draws it as SVG.
 *
 * Labels of arrows are moved to where they meet nothing. If there is no such place, states are moved apart.
 *
 * @throws RangeError if Graphviz cannot read it
 */
export async function dotToSvg(dot: string, title: string, theme: Theme = 'auto'): Promise<string> {
  let layout = await layoutOf(dot);
  let best = { layout, settled: settleLabels(partsOf(layout)) };
  for (let i = 1; i < MOST_LAYOUTS && badness(best.settled) > 0; i++) {
    layout = await layoutOf(roomier(dot, layout));
    const settled = settleLabels(partsOf(layout));
    if (badness(settled) < badness(best.settled)) best = { layout, settled };
  }
  const [, , width = 0, height = 0] = best.layout.bb.split(',').map(Number);
  return diagramSvg(best.settled.parts, { width, height }, title, theme);
}

async function layoutOf(dot: string): Promise<GraphvizLayout> {
  try {
    return await renderedBy(dot);
  } catch (error) {
    // Some arrows to borders of regions are more than Graphviz can do (compound.c): then they end at what stands inside.
    if (isCrash(error)) return renderedBy(withSetting(dot, 'compound=false'));
    throw error;
  }
}

/** Whether it is WebAssembly's `RuntimeError`. What the package is built with knows no such value, only its type. */
function isCrash(error: unknown): boolean {
  return error instanceof Error && error.name === 'RuntimeError';
}

async function renderedBy(dot: string): Promise<GraphvizLayout> {
  // Loaded when it is wanted: whoever draws nothing need not wait for it. After a crash, another one is needed.
  const { instance } = await import('@viz-js/viz');
  const result = (await instance()).render(dot, { format: 'json' });
  if (result.status === 'success') return JSON.parse(result.output) as GraphvizLayout;
  throw new RangeError(
    `Graphviz cannot draw this: ${result.errors.map(({ message }) => message).join('; ')}`,
  );
}

/** How bad a diagram is: a label that meets something is worse than any number that stand badly. */
function badness({ faults: { homeless, badly } }: Settled): number {
  return homeless * 1000 + badly;
}

/** The same graph with more room between what stands in it. */
function roomier(dot: string, { nodesep, ranksep }: GraphvizLayout): string {
  return withSetting(
    dot,
    `nodesep=${Number(nodesep ?? 0.25) * MORE}, ranksep=${Number(ranksep ?? 0.5) * MORE}`,
  );
}

/** The graph with another setting: what is said last is valid. */
function withSetting(dot: string, setting: string): string {
  return `${dot.slice(0, dot.lastIndexOf('}'))}  graph [${setting}]\n}\n`;
}
