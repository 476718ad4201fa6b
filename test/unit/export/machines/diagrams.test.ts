import { instance } from '@viz-js/viz';
import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { dotToSvg } from '../../../../src/export/drawing/graphviz.ts';
import { type Chart, chartOf } from '../../../../src/export/machines/chart.ts';
import { namesOf } from '../../../../src/export/machines/chart-names.ts';
import { treeOf } from '../../../../src/export/machines/chart-tree.ts';
import { toDot } from '../../../../src/export/machines/dot-state.ts';
import { toMermaid } from '../../../../src/export/machines/mermaid-state.ts';
import { toPlantUml } from '../../../../src/export/machines/plantuml.ts';
import { toScxml } from '../../../../src/export/scxml/scxml.ts';
import { machines } from '../../../support/machines/all.ts';
import { readMermaid } from '../../../support/pictures/mermaid.ts';
import { drawPlantUml } from '../../../support/pictures/plantuml.ts';
import { danglingTargets, scxmlSchema, xmlComplaints } from '../../../support/pictures/xml.ts';

const charts = Object.entries(machines).map(([name, machine]) => [name, chartOf(machine)] as const);

/** Arrows of a chart: one a transition, one more a branch where there are several targets; initial and final ones too. */
function arrowsOf(chart: Chart): number {
  const tree = treeOf(chart);
  const moves = tree.arrows.reduce(
    (sum, { targets }) => sum + (targets.length > 1 ? targets.length + 1 : 1),
    0,
  );
  const initial = chart.states.reduce((sum, { initial }) => sum + initial.length, 0);
  const final = chart.states.filter(({ kind }) => kind === 'final').length;
  return moves + initial + final + (tree.framed ? 1 : 0);
}

describe('every machine', () => {
  it.each(charts)('%s: Mermaid reads every state and every arrow', async (_, chart) => {
    const read = await readMermaid(toMermaid(chart));
    expect(read.type).toBe('stateDiagram');
    const tree = treeOf(chart);
    const names = [...namesOf(tree)]
      .filter(([id]) => tree.framed || id !== tree.root.id)
      .map(([, name]) => name);
    expect(read.states).toEqual(expect.arrayContaining(names));
    expect(read.arrows).toBe(arrowsOf(chart));
  });

  it.each(charts)('%s: PlantUML draws it', async (_, chart) => {
    const svg = await drawPlantUml(toPlantUml(chart));
    expect(svg).toContain('<svg');
    expect(svg).not.toMatch(/Syntax Error|Some diagram description contains errors/);
    for (const { key, kind, parent } of chart.states) {
      if (kind !== 'history' && parent !== null && /^[\w ]+$/.test(key)) expect(svg).toContain(key);
    }
  });

  it.each(charts)('%s: Graphviz reads it without a complaint', async (_, chart) => {
    const result = (await instance()).render(toDot(chart), { format: 'canon' });
    // Graphviz knows the widths of ASCII letters only; an SVG measures its texts itself.
    expect(result.errors.filter(({ message }) => !message.includes('no value for width'))).toEqual([]);
    expect(result.status).toBe('success');
  });

  it.each(charts)('%s: its SCXML is valid', async (_, chart) => {
    expect(await xmlComplaints(toScxml(chart), scxmlSchema)).toEqual([]);
    expect(danglingTargets(toScxml(chart))).toEqual([]);
  });

  it.each(charts)('%s: its SVG is well-formed and shows every state', async (_, chart) => {
    const svg = await dotToSvg(toDot(chart), chart.name);
    expect(await xmlComplaints(svg)).toEqual([]);
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
    for (const { key, kind, parent } of chart.states) {
      if (kind !== 'history' && parent !== null && /^\w+$/.test(key)) expect(texts).toContain(key);
    }
  });

  it.each(charts)('%s looks as it did', async (name, chart) => {
    const golden = (ending: string) => `golden/${name}.${ending}`;
    await expect(toMermaid(chart)).toMatchFileSnapshot(golden('mmd'));
    await expect(toDot(chart)).toMatchFileSnapshot(golden('dot'));
    await expect(toPlantUml(chart)).toMatchFileSnapshot(golden('puml'));
    await expect(toScxml(chart)).toMatchFileSnapshot(golden('scxml'));
    await expect(await dotToSvg(toDot(chart), chart.name)).toMatchFileSnapshot(golden('svg'));
  });
});

describe('a name with quotes', () => {
  it('is shown by PlantUML as it is', async () => {
    const svg = await drawPlantUml(toPlantUml(chartOf(machines.names ?? createMachine({}))));
    const texts = svg
      .replace(/<[^>]*>/g, '\n')
      .replaceAll('&quot;', '"')
      .replaceAll('&#34;', '"');
    expect(texts).toContain('say "hello"');
    expect(texts).not.toContain('U+00');
  });
});

describe('the tools', () => {
  it('do complain about what is wrong', async () => {
    await expect(readMermaid('stateDiagram-v2\n a --> ')).rejects.toThrow();
    expect(await drawPlantUml('@startuml\nstate a\n!! ??\n@enduml')).toMatch(/Syntax Error/i);
    const scxml =
      '<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" initial="b"><state id="a"/></scxml>';
    expect(danglingTargets(scxml)).toEqual(['b']);
    expect(await xmlComplaints(scxml.replace('state', 'stat'), scxmlSchema)).not.toEqual([]);
    expect((await instance()).render('digraph { a -> }').status).toBe('failure');
  });
});
