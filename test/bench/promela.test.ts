import { check, instantiate, type ParameterValue } from 'allways';
import { describe, expect, it } from 'vitest';
import { loadModel } from './runs/load.ts';
import { Pan, type PanOptions } from './spin/pan.ts';
import { missingTools } from './spin/tools.ts';
import type { Promela } from './subjects.ts';

const missing = missingTools();
const why = missing.length === 0 ? '' : ` (skipped: ${missing.join(' and ')} must be installed)`;

interface System {
  readonly model: string;
  readonly set: Readonly<Record<string, ParameterValue>>;
  readonly promela: Promela;
  /** The safeguard that can be taken away, in the model and in Promela. */
  readonly broken: { readonly set: Readonly<Record<string, ParameterValue>>; readonly macro: string };
}

const twoPhaseCommit = (managers: number): System => ({
  model: 'two-phase-commit',
  set: { managers },
  promela: { file: 'two-phase-commit.pml', define: { N: managers } },
  broken: { set: { waitsForAll: false }, macro: 'HASTY' },
});

const antiReplay = (datagrams: number, window: number): System => ({
  model: 'anti-replay',
  set: { datagrams, window },
  promela: { file: 'anti-replay.pml', define: { N: datagrams, W: window } },
  broken: { set: { remembers: false }, macro: 'FORGETFUL' },
});

/** In the models with claims: fairness to each process of the Promela. */
const PROCESSES = 'fair to each process';

const systems = [twoPhaseCommit(4), antiReplay(6, 3)];

async function checked({ model, set }: Pick<System, 'model' | 'set'>) {
  return check(instantiate(await loadModel(`machines/toys/${model}/model.ts`), { set }));
}

async function found(promela: Promela, options: PanOptions) {
  const pan = await Pan.build(promela, { ...options, optimization: '-O0' });
  try {
    const { states, transitions, errors } = await pan.run(1000);
    // Spin counts the initial state as a transition.
    return { distinctStates: states, transitions: transitions - 1, errors };
  } finally {
    pan.close();
  }
}

describe(`the Promela of the bench${why}`, () => {
  for (const system of systems) {
    const { model, set, promela, broken } = system;
    const name = `${model} ${Object.values(set).join('/')}`;

    it.skipIf(why !== '')(`${name} has our states and transitions in both of its forms`, async () => {
      const { distinctStates, transitions } = (await checked(system)).statistics;
      const ours = { distinctStates, transitions, errors: 0 };
      expect(await found(promela, { reduced: false })).toEqual(ours);
      expect(await found(promela, { reduced: false, macros: ['REDUCED'] })).toEqual(ours);
    });

    it.skipIf(why !== '')(`${name} has fewer states with reduction, and no error`, async () => {
      const { distinctStates } = (await checked(system)).statistics;
      const reduced = await found(promela, { reduced: true });
      expect(reduced.errors).toBe(0);
      expect(reduced.distinctStates).toBeLessThan(distinctStates);
    });

    it.skipIf(why !== '')(`${name} without its safeguard is wrong with and without reduction`, async () => {
      const ours = await checked({ model, set: { ...set, ...broken.set } });
      const isWrong = ours.properties.some(({ verdict }) => verdict === 'violated');
      for (const reduced of [false, true]) {
        const { errors } = await found(promela, { reduced, macros: [broken.macro] });
        expect(errors > 0).toBe(isWrong);
      }
    });
  }
});

describe(`claims about the long run${why}`, () => {
  for (const { model, set, promela, broken } of systems) {
    for (const [how, more, macros] of [
      ['as it is', {}, []],
      ['without its safeguard', broken.set, [broken.macro]],
    ] as const) {
      it.skipIf(why !== '')(`${model} ${how}: Spin finds the same, with fairness and without`, async () => {
        const found = await loadModel(`test/bench/models/${model}.ts`);
        const pan = await Pan.build(promela, { reduced: false, longRun: true, macros, optimization: '-O0' });
        try {
          for (const fair of [true, false]) {
            const instance = instantiate(found, {
              set: { ...set, ...more },
              without: fair ? [] : [PROCESSES],
            });
            for (const { name, verdict } of check(instance).properties.filter(({ name }) =>
              /^[a-z_]+$/.test(name),
            )) {
              const { errors } = await pan.run(1000, { claim: name, fair });
              expect(errors > 0 ? 'violated' : 'holds', `${name}, fair: ${fair}`).toBe(verdict);
            }
          }
        } finally {
          pan.close();
        }
      });
    }
  }
});
