import type { DiagramPicture } from '../../explorer/document/contents.ts';
import { diagramKey } from '../../explorer/document/diagram-key.ts';
import { dotToSvg } from '../../export/drawing/graphviz.ts';
import { type Chart, chartOf } from '../../export/machines/chart.ts';
import { transitionText } from '../../export/machines/chart-labels.ts';
import { type Origin, originsOf } from '../../export/machines/chart-origins.ts';
import { toDot } from '../../export/machines/dot-state.ts';
import type { AnyModel } from '../../language/definition.ts';
import type { Machine } from '../../language/endpoint.ts';
import { ModelError } from '../../language/errors.ts';
import { type InstanceOptions, variantNames } from '../../language/resolve.ts';
import { machinesOf } from '../../survey/machines.ts';
import type { PlacedModel } from './source-places.ts';

/**
 * Lays out the diagram of each distinct machine of a model: in all variants, and as it is asked for.
 *
 * @param placed the same model, whose objects are known by where they are written
 */
export async function diagramsOf(
  model: AnyModel,
  options: InstanceOptions,
  placed: PlacedModel | null = null,
): Promise<Readonly<Record<string, DiagramPicture>>> {
  const choices = [options, {}, ...variantNames(model).map((variant) => ({ variant }))];
  const charts = new Map<string, { readonly chart: Chart; readonly places: ChartPlaces }>();
  for (const choice of choices) {
    const twins = placed === null ? [] : machinesFor(placed.model, choice);
    for (const [i, machine] of machinesFor(model, choice).entries()) {
      const chart = chartOf(machine);
      const key = diagramKey(chart);
      if (!charts.has(key)) charts.set(key, { chart, places: placesIn(twins[i], placed) });
    }
  }
  const pictures: [string, DiagramPicture][] = [];
  for (const [key, { chart, places }] of charts) pictures.push([key, await pictureOf(chart, places)]);
  return Object.fromEntries(pictures);
}

/** A choice that makes no sense has no machines; that is told where it is asked for. */
function machinesFor(model: AnyModel, choice: InstanceOptions): readonly Machine[] {
  try {
    return machinesOf(model, choice).map(({ machine }) => machine);
  } catch (error) {
    if (error instanceof ModelError) return [];
    throw error;
  }
}

/** Where states and transitions are written, by their ids. */
interface ChartPlaces {
  readonly states: ReadonlyMap<string, string>;
  readonly transitions: ReadonlyMap<string, string>;
}

function placesIn(machine: Machine | undefined, placed: PlacedModel | null): ChartPlaces {
  if (machine === undefined || placed === null) return { states: new Map(), transitions: new Map() };
  const { states, transitions } = originsOf(machine);
  const placesOf = (origins: ReadonlyMap<string, readonly Origin[]>) =>
    new Map(
      [...origins].flatMap(([id, nearest]) => {
        const place = nearest.map((origin) => placed.placeOf(origin)).find((each) => each !== null);
        return place === undefined || place === null ? [] : [[id, place] as const];
      }),
    );
  return { states: placesOf(states), transitions: placesOf(transitions) };
}

async function pictureOf(chart: Chart, places: ChartPlaces): Promise<DiagramPicture> {
  const svg = await dotToSvg(toDot(chart, { ids: true }), chart.name, 'light');
  return {
    svg: svg.replace(/<style>[\s\S]*?<\/style>/, ''),
    states: chart.states.map(({ id }, i) => ({ id, part: `s${i}`, place: places.states.get(id) ?? null })),
    transitions: chart.transitions.map((each, i) => ({
      id: each.id,
      part: `t${i}`,
      source: each.source,
      text: transitionText(each),
      place: places.transitions.get(each.id) ?? null,
    })),
  };
}
