import { check, instantiate } from 'allways';
import { describe, expect, it } from 'vitest';
import { loadModel } from './runs/load.ts';
import { readTlc, runTlc } from './tlc/tlc.ts';
import { tlcTools } from './tlc/tools.ts';

const tools = tlcTools();
const why = tools.missing === null ? '' : ` (skipped: ${tools.missing})`;

const systems = [
  { model: 'two-phase-commit', set: { managers: 3 }, tla: { module: 'TwoPhaseCommit', constants: { N: 3 } } },
  {
    model: 'anti-replay',
    set: { datagrams: 5, window: 3 },
    tla: { module: 'AntiReplay', constants: { N: 5, W: 3 } },
  },
];

describe('what TLC prints', () => {
  const sizes = '16 states generated, 9 distinct states found, 0 states left on queue.';

  it('is read', () => {
    const held = `Model checking completed. No error has been found.\n${sizes}`;
    expect(readTlc(held, 'M')).toEqual({ distinctStates: 9, transitions: 15, violated: false });
    const violated = `Error: Temporal properties were violated.\n${sizes}`;
    expect(readTlc(violated, 'M')).toMatchObject({ violated: true });
  });

  it('is refused if it is no verdict', () => {
    expect(() => readTlc(`Error: Deadlock reached.\n${sizes}`, 'M')).toThrow('TLC did not decide M');
    expect(() => readTlc('', 'M')).toThrow('TLC did not decide M');
  });
});

describe(`the TLA+ of the bench${why}`, () => {
  for (const { model, set, tla } of systems) {
    it.skipIf(tools.missing !== null)(
      `${model} has our states, transitions and verdicts`,
      async () => {
        const jar = tools.missing === null ? tools.jar : '';
        const { statistics } = check(
          instantiate(await loadModel(`machines/toys/${model}/model.ts`), { set }),
        );
        const { distinctStates, transitions } = statistics;
        expect(await runTlc(jar, tla, null)).toMatchObject({ distinctStates, transitions, violated: false });
        const claims = check(
          instantiate(await loadModel(`test/bench/models/${model}.ts`), { set }),
        ).properties;
        for (const { name, verdict } of claims.filter(({ name }) => /^[a-z_]+$/.test(name))) {
          const { violated } = await runTlc(jar, tla, name);
          expect(violated ? 'violated' : 'holds', name).toBe(verdict);
        }
      },
      120_000,
    );
  }
});
