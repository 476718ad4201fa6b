import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import echo from '../../machines/toys/echo/model.ts';
import { dotToSvg } from '../../src/export/drawing/graphviz.ts';
import { chartOf } from '../../src/export/machines/chart.ts';
import { sideBySide } from '../../src/export/machines/chart-combine.ts';
import { withCrashes } from '../../src/export/machines/chart-crashes.ts';
import { toDot } from '../../src/export/machines/dot-state.ts';
import { spaceDot } from '../../src/export/spaces/space.ts';
import { instantiate } from '../../src/index.ts';
import { machinesOf } from '../../src/survey/machines.ts';
import { stateSpace } from '../../src/survey/space.ts';
import { scaled } from '../support/law.ts';
import { machines } from '../support/machines/all.ts';
import { diagramFaults, withoutMisplacedStates } from '../support/pictures/diagram-faults.ts';
import { randomCharts } from '../support/pictures/random-charts.ts';
import { projectModels } from '../support/project-models.ts';

const models = (await projectModels()).filter(({ options }) => options.variant === undefined);
const pictures = new URL('../../docs/pictures/', import.meta.url);
const drawn = readdirSync(pictures).filter((name) => /^(tcp|time-wait|tcp-close)\.svg$/.test(name));

describe('no text of a state diagram meets another, or is struck through by an arrow or the border of a region', () => {
  it.each(Object.entries(machines))(
    'in that of the machine %s, downwards or to the right',
    async (name, machine) => {
      for (const direction of ['down', 'right'] as const)
        expect(diagramFaults(await dotToSvg(toDot(chartOf(machine), { direction }), name))).toEqual([]);
    },
  );

  it.each(Object.entries(machines))('in that of the machine %s, which may crash', async (name, machine) => {
    const dot = toDot(withCrashes(chartOf(machine)));
    expect(diagramFaults(await dotToSvg(dot, name))).toEqual([]);
  });

  it.each(models.map(({ title, model }) => [title, model] as const))(
    'in that of the machines of %s, side by side',
    async (title, model) => {
      const charts = machinesOf(model).flatMap(({ endpoint, machine, crashes, children }) => [
        {
          name: endpoint,
          chart: crashes === null ? chartOf(machine) : withCrashes(chartOf(machine), crashes),
        },
        ...children.map((child) => ({ name: `${endpoint}/${child.name}`, chart: chartOf(child.machine) })),
      ]);
      expect(diagramFaults(await dotToSvg(toDot(sideBySide(title, charts)), title))).toEqual([]);
    },
  );

  it.each(drawn)('in the picture %s of the documentation', (name) => {
    expect(diagramFaults(readFileSync(new URL(name, pictures), 'utf8'))).toEqual([]);
  });

  it('in that of a state space', async () => {
    const space = [...spaceDot(stateSpace(instantiate(echo)))].join('');
    expect(diagramFaults(await dotToSvg(space, 'echo'))).toEqual([]);
  });

  it('in those of random machines; known limit: of a few, Graphviz lays states over one another, or over a border', async () => {
    let [all, misplaced] = [0, 0];
    await fc.assert(
      fc.asyncProperty(randomCharts, fc.boolean(), async (random, mayCrash) => {
        const chart = mayCrash ? withCrashes(random) : random;
        const faults = diagramFaults(await dotToSvg(toDot(chart), chart.name));
        all++;
        misplaced += withoutMisplacedStates(faults).length < faults.length ? 1 : 0;
        expect(withoutMisplacedStates(faults)).toEqual([]);
      }),
      { numRuns: scaled(40), seed: Number(process.env.FC_SEED ?? 20260) },
    );
    expect(misplaced).toBeLessThan(1 + all / 20);
  });
});
