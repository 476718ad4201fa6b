import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { dotToSvg } from '../../../../src/export/drawing/graphviz.ts';
import { chartOf } from '../../../../src/export/machines/chart.ts';
import {
  type Fault,
  reachedWithCrashes,
  withCrashes,
} from '../../../../src/export/machines/chart-crashes.ts';
import { select } from '../../../../src/export/machines/chart-select.ts';
import { toDot } from '../../../../src/export/machines/dot-state.ts';
import { toMermaid } from '../../../../src/export/machines/mermaid-state.ts';
import { toPlantUml } from '../../../../src/export/machines/plantuml.ts';
import { toScxml } from '../../../../src/export/scxml/scxml.ts';
import { machines } from '../../../support/machines/all.ts';
import { readMermaid } from '../../../support/pictures/mermaid.ts';
import { drawPlantUml } from '../../../support/pictures/plantuml.ts';
import { scxmlSchema, xmlComplaints } from '../../../support/pictures/xml.ts';

const lamp = createMachine({ id: 'lamp', initial: 'off', states: { off: { on: { PRESS: 'on' } }, on: {} } });
const plain = chartOf(lamp);
const crashing = withCrashes(plain);
const forGood = withCrashes(plain, { restarts: false });

describe('a machine that may crash', () => {
  it('is one state beside "crashed", with an arrow there and one back', () => {
    const keyOf = (id: string) => crashing.states.find((state) => state.id === id)?.key;
    const faults = crashing.transitions.filter(({ trigger }) => trigger.kind !== 'event');
    expect(
      faults.map(({ source, targets, trigger }) => [trigger.kind, keyOf(source), targets.map(keyOf)]),
    ).toEqual([
      ['crash', 'lamp', ['crashed']],
      ['restart', 'crashed', ['lamp']],
    ]);
  });

  it('has no arrow back if it never starts again', () => {
    expect(forGood.transitions.map(({ trigger }) => trigger.kind)).toEqual(['event', 'crash']);
  });

  it('keeps its own states and transitions', () => {
    expect(crashing.transitions.slice(0, plain.transitions.length)).toEqual(plain.transitions);
    expect(crashing.states.map(({ id }) => id)).toEqual(
      expect.arrayContaining(plain.states.map(({ id }) => id)),
    );
  });

  it('is not confused with states of its own that are called as those that are added', () => {
    const states = { a: { id: 'x crashed' }, b: { id: 'x or crashed' }, crashed: {} };
    const { states: all } = withCrashes(chartOf(createMachine({ id: 'x', initial: 'a', states })));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it('is drawn with dashes from and to its border, other arrows without', async () => {
    const dot = toDot(crashing);
    const dashed = dot.split('\n').filter((line) => line.includes('->') && line.includes('style=dashed'));
    expect(dashed).toEqual([
      expect.stringMatching(/"lamp" -> "crashed" \[.*ltail="cluster_lamp".*" crash "/),
      expect.stringMatching(/"crashed" -> "lamp" \[.*lhead="cluster_lamp".*" restart "/),
    ]);
    const svg = await dotToSvg(dot, 'lamp');
    expect(svg.match(/class="arrow fault"/g)).toHaveLength(2);
    expect(svg).toContain('.fault .line{stroke-dasharray');
    expect(toPlantUml(crashing)).toContain('lamp -[dashed]-> crashed : crash');
    expect(toMermaid(crashing)).toContain('lamp --> crashed : crash');
  });

  it('is pale where a search never sees it down, or start again', () => {
    const paleAfter = (...faults: readonly Fault[]) => {
      const reached = {
        states: new Set(plain.states.map(({ id }) => id)),
        transitions: new Set(plain.transitions.map(({ id }) => id)),
      };
      const dot = toDot(crashing, { reached: reachedWithCrashes(plain, reached, new Set(faults)) });
      return dot.split('\n').filter((line) => / pale"/.test(line));
    };
    expect(paleAfter('crash', 'restart')).toEqual([]);
    expect(paleAfter('crash')).toEqual([expect.stringContaining(' restart ')]);
    expect(paleAfter()).toHaveLength(3);
  });

  it('may be drawn around "crashed" alone, or without crashes', () => {
    expect(select(crashing, { focus: 'crashed' }).states.map(({ key }) => key)).toContain('crashed');
    expect(toDot(select(crashing, { hide: ['crash'] }))).not.toContain(' crash ');
  });

  it.each(Object.entries(machines))('%s: all formats can say it', async (_, machine) => {
    const chart = withCrashes(chartOf(machine));
    expect((await readMermaid(toMermaid(chart))).states).toContain('crashed');
    const svg = await drawPlantUml(toPlantUml(chart));
    expect(svg).not.toMatch(/Syntax Error|Some diagram description contains errors/);
    expect(svg).toContain('restart');
    expect(await xmlComplaints(toScxml(chart), scxmlSchema)).toEqual([]);
  });
});
