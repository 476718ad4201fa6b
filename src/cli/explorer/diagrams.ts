import type { DiagramPicture } from '../../explorer/document/contents.ts';
import { diagramKey } from '../../explorer/document/diagram-key.ts';
import { dotToSvg } from '../../export/drawing/graphviz.ts';
import { type Chart, chartOf } from '../../export/machines/chart.ts';
import { transitionText } from '../../export/machines/chart-labels.ts';
import { toDot } from '../../export/machines/dot-state.ts';
import type { AnyModel } from '../../language/definition.ts';
import { ModelError } from '../../language/errors.ts';
import { type InstanceOptions, variantNames } from '../../language/resolve.ts';
import { machinesOf } from '../../survey/machines.ts';

/** Lays out the diagram of each distinct machine of a model: in all variants, and as it is asked for. */
export async function diagramsOf(
  model: AnyModel,
  options: InstanceOptions,
): Promise<Readonly<Record<string, DiagramPicture>>> {
  const choices = [options, {}, ...variantNames(model).map((variant) => ({ variant }))];
  const charts = new Map<string, Chart>();
  for (const choice of choices) {
    for (const chart of chartsFor(model, choice)) {
      const key = diagramKey(chart);
      if (!charts.has(key)) charts.set(key, chart);
    }
  }
  const pictures: [string, DiagramPicture][] = [];
  for (const [key, chart] of charts) pictures.push([key, await pictureOf(chart)]);
  return Object.fromEntries(pictures);
}

/** A choice that makes no sense has no machines; that is told where it is asked for. */
function chartsFor(model: AnyModel, choice: InstanceOptions): readonly Chart[] {
  try {
    return machinesOf(model, choice).map(({ machine }) => chartOf(machine));
  } catch (error) {
    if (error instanceof ModelError) return [];
    throw error;
  }
}

async function pictureOf(chart: Chart): Promise<DiagramPicture> {
  const svg = await dotToSvg(toDot(chart, { ids: true }), chart.name, 'light');
  return {
    svg: svg.replace(/<style>[\s\S]*?<\/style>/, ''),
    states: Object.fromEntries(chart.states.map(({ id }, i) => [id, `s${i}`])),
    transitions: Object.fromEntries(
      chart.transitions.map((each, i) => [each.id, { id: `t${i}`, text: transitionText(each) }]),
    ),
  };
}
