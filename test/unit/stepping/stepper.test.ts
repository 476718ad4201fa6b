import { describe, expect, it } from 'vitest';
import { createMachine, raise, setup } from 'xstate';
import tcpClose from '../../../machines/tcp-close/model.ts';
import { check, defineModel, endpoint, instantiate, judge, ModelError, Search } from '../../../src/index.ts';
import { Stepper } from '../../../src/stepping/index.ts';
import { scaled } from '../../support/law.ts';
import { lawModels } from '../../support/project-models.ts';
import { forRandomModels } from '../../support/random-models/run.ts';
import { expectTold, type KindTally } from '../../support/stepping.ts';
import { forWiredModels } from '../../support/wired-law.ts';

const PLACES = 60;
const models = await lawModels();

describe('a stepper tells what can happen, what cannot, and why', () => {
  it.each(models)('in $title', ({ model, options }) => {
    expectTold(instantiate(model, options), PLACES, new Map());
  });

  it('in random models, of every kind', () => {
    const kinds: KindTally = new Map();
    forRandomModels(scaled(180), ({ instance }) => expectTold(instance, 12, kinds));
    forWiredModels(scaled(180), ({ instance }) => expectTold(instance, 12, kinds));
    const seen = [...kinds.keys()];
    for (const kind of [
      'assumption',
      'stutters',
      'cut',
      'blocked',
      'not-yet',
      'kept',
      'not-due',
      'time-held',
      'link',
    ])
      expect(seen).toContain(kind);
  });
});

describe('of timers of one name, a stepper', () => {
  const machine = setup({ delays: {} }).createMachine({
    initial: 'idle',
    states: {
      idle: {
        on: {
          GO: {
            target: 'armed',
            actions: [
              raise({ type: 'RING' } as never, { id: 'bell', delay: 30 }),
              raise({ type: 'RING' } as never, { id: 'bell', delay: 10 }),
            ],
          },
        },
      },
      armed: {},
    },
  });
  const model = defineModel({
    name: 'two bells',
    parameters: {},
    properties: [],
    build: () => ({
      endpoints: {
        a: endpoint(machine, { events: [{ type: 'GO' }] as never }),
        b: endpoint(createMachine({}), {}),
      },
      network: { carries: [] },
      time: { tick: 10 },
    }),
  });

  it('tells once that none is due, and when the first one will be', () => {
    const stepper = new Stepper(instantiate(model));
    const [go] = stepper.enabled(stepper.start);
    const armed = stepper.take(stepper.start, go?.index ?? 0);
    const bells = stepper.refused(armed).filter(({ action }) => action.kind === 'expire');
    expect(bells.map(({ because }) => because)).toEqual(['it is due in 2 ticks']);
  });
});

describe('a stepper judges', () => {
  it.each(models)('as a whole path is judged, in $title', ({ model, options }) => {
    const instance = instantiate(model, options);
    const stepper = new Stepper(instance);
    const walk = new Search(instance, { order: 'random', seed: 3, walkLength: 40 });
    while (!walk.advance(1000));
    const path = walk.walk();
    const places = path.map((_, i) => stepper.at(path.slice(0, i + 1)));
    const findings = judge(instance, path);
    for (const { name, kind } of instance.properties) {
      const decided = findings.find((finding) => finding.name === name);
      const told = [stepper.start, ...places].map(
        (place) => stepper.judge(place).find((each) => each.name === name)?.holds,
      );
      const first = told.indexOf(kind === 'reachable');
      if (decided !== undefined && decided.lasts === undefined) expect(first, name).toBe(decided.step);
      else expect(first, name).toBe(-1);
    }
  });

  it('the end of a counterexample false, with the reason of its model', () => {
    const instance = instantiate(tcpClose, { variant: 'no-time-wait', set: { capacity: 2 } });
    const [violated] = check(instance).properties.filter(({ verdict }) => verdict === 'violated');
    if (violated === undefined || !('path' in violated)) throw new Error('nothing is violated');
    const stepper = new Stepper(instance);
    const here = stepper.judge(stepper.at(violated.path)).find(({ name }) => name === violated.name);
    expect(here).toMatchObject({ holds: false, reason: violated.reason });
    const before = stepper.judge(stepper.at(violated.path.slice(0, -1)));
    expect(before.find(({ name }) => name === violated.name)?.holds).toBe(true);
  });
});

describe('a path that does not fit', () => {
  const stepper = new Stepper(instantiate(tcpClose, { variant: 'no-time-wait' }));

  it('is refused, with the step', () => {
    expect(() => stepper.at([0, 99])).toThrow(ModelError);
    expect(() => stepper.at([0, 99])).toThrow(
      /step 2 takes action 99, but only the actions 0 to \d+ are enabled/,
    );
  });

  it('is walked as far as it fits', () => {
    const { place, misfit } = stepper.fit([0, 99, 0]);
    expect(place.path).toEqual([0]);
    expect(misfit).toMatch(/step 2 takes action 99/);
  });
});
