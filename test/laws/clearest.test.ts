import { describe, expect, it } from 'vitest';
import { emit, setup } from 'xstate';
import tcpClose from '../../machines/tcp-close/model.ts';
import { ladderMarkdown } from '../../src/export/ladders/ladder-markdown.ts';
import { ladderSvg } from '../../src/export/ladders/ladder-svg.ts';
import { toMermaidSequence } from '../../src/export/ladders/sequence.ts';
import {
  type ActionPath,
  check,
  defineModel,
  endpoint,
  type Instance,
  instantiate,
  judge,
  ModelError,
  type PropertyOutcome,
  replay,
} from '../../src/index.ts';
import { stepCount } from '../../src/model/action-path.ts';
import { pathToInitial } from '../../src/model/beginnings.ts';
import { Steps, THROWN } from '../../src/model/steps.ts';
import { ladder } from '../../src/report/ladders/ladder.ts';
import { clearestPaths } from '../../src/survey/clearest.ts';
import { clearestOf } from '../../src/survey/clearest-examples.ts';
import { scaled } from '../support/law.ts';
import { forRandomModels } from '../support/random-models/run.ts';

/** Lengths of paths that are all tried one by one. */
const LONGEST = 5;

/** All paths of a length, in the order of their actions. */
function pathsOf({ model }: Instance, length: number): readonly ActionPath[] {
  let paths: { path: ActionPath; state: Uint32Array }[] = model.initials.map((state, i) => ({
    path: pathToInitial(model, i),
    state,
  }));
  for (let depth = 0; depth < length; depth++) {
    paths = paths.flatMap(({ path, state }) => {
      const steps = new Steps(model.width);
      model.expand(state, steps);
      return Array.from({ length: steps.count + steps.beyond }, (_, k) => {
        const vector = steps.vector(k);
        const goesOn = vector[model.width * 2 + THROWN] === 0 && k < steps.count;
        const after = vector.slice(model.width, model.width * 2);
        return goesOn || depth === length - 1 ? [{ path: [...path, k], state: after }] : [];
      }).flat();
    });
    if (paths.length > 4000) return [];
  }
  return paths.map(({ path }) => path);
}

function lossesOn({ model }: Instance, path: ActionPath): number {
  return replay(model, path).steps.filter(({ action }) => action.kind === 'drop').length;
}

/** The best of all paths of this length, as they are tried one by one. */
function bestOf(instance: Instance, { name }: PropertyOutcome, length: number): ActionPath | undefined {
  const deciding = pathsOf(instance, length).filter((path) =>
    judge(instance, path).some((each) => each.name === name && each.step === length),
  );
  const losses = deciding.map((path) => lossesOn(instance, path));
  return deciding[losses.indexOf(Math.min(...losses))];
}

/** A client that asks twice, in a network with room for one question. */
function crowded(full: 'loses' | 'blocks' | 'cut') {
  const client = setup({
    types: { events: {} as { type: 'ASK' }, emitted: {} as { type: 'PING'; n: number } },
  }).createMachine({
    initial: 'idle',
    states: {
      idle: { on: { ASK: { target: 'once', actions: emit({ type: 'PING', n: 1 }) } } },
      once: { on: { ASK: { target: 'twice', actions: emit({ type: 'PING', n: 2 }) } } },
      twice: {},
    },
  });
  const server = setup({ types: { events: {} as { type: 'PING'; n: number } } }).createMachine({
    initial: 'none',
    states: { none: { on: { PING: 'some' } }, some: {} },
  });
  return defineModel({
    name: 'crowded',
    parameters: {},
    build: () => ({
      endpoints: { client: endpoint(client, { events: [{ type: 'ASK' }] }), server: endpoint(server) },
      network: { carries: ['PING'], loss: true, capacity: 1, full },
    }),
    properties: ({ reachable }) => [
      reachable({
        name: 'unheard',
        sentence: 'It may ask twice before the server hears of it.',
        state: ({ endpoints }) => endpoints.client.matches('twice') && endpoints.server.matches('none'),
      }),
    ],
  });
}

describe('the clearest path', () => {
  it('is the shortest, with the fewest losses, and the least of these, as all paths tell', () => {
    let compared = 0;
    forRandomModels(scaled(80), ({ instance, outcome }) => {
      const short = outcome.properties.filter(
        (each) =>
          'path' in each &&
          stepCount(each.path) > 0 &&
          stepCount(each.path) <= LONGEST &&
          each.cycle === undefined,
      );
      const wanted = short.map((each) => ({
        name: each.name,
        kind: each.kind,
        depth: 'path' in each ? stepCount(each.path) : 0,
      }));
      const found = clearestPaths(instance, wanted);
      for (const property of short) {
        if (!('path' in property) || property.kind === 'recoverable') continue;
        const best = bestOf(instance, property, stepCount(property.path));
        if (best === undefined) continue;
        expect(found.get(property.name), property.name).toEqual(best);
        compared++;
      }
    });
    expect(compared).toBeGreaterThan(scaled(30));
  });

  it('takes no loss where a tick does as well', () => {
    const client = setup({
      types: { events: {} as { type: 'ASK' }, emitted: {} as { type: 'PING' } },
    }).createMachine({
      initial: 'idle',
      states: { idle: { on: { ASK: { target: 'asked', actions: emit({ type: 'PING' }) } } }, asked: {} },
    });
    const deaf = setup({ types: { events: {} as { type: 'PING' } } }).createMachine({});
    const model = defineModel({
      name: 'deaf',
      parameters: {},
      build: () => ({
        endpoints: { client: endpoint(client, { events: [{ type: 'ASK' }] }), server: endpoint(deaf) },
        network: { carries: ['PING'], loss: true, lifetime: 0 },
        time: { tick: 1000 },
      }),
      assumptions: { deaf: { sentence: 'It hears nothing.', deliverable: () => false } },
      properties: ({ reachable }) => [
        reachable({
          name: 'unheard',
          sentence: 'A question may be gone.',
          state: ({ endpoints, network }) => endpoints.client.matches('asked') && network.length === 0,
        }),
      ],
    });
    const instance = instantiate(model);
    const [unheard] = check(instance).properties;
    if (unheard === undefined || !('path' in unheard)) throw new Error('it is reached');
    expect(lossesOn(instance, unheard.path)).toBe(1);
    const [clearest] = clearestOf({ definition: model, options: {}, instance }, [unheard]).values();
    expect(clearest).toMatchObject({ depth: 2, losses: 0 });
    expect(replay(instance.model, clearest?.path ?? []).steps.map(({ action }) => action.kind)).toEqual([
      'event',
      'tick',
    ]);
  });

  it('decides the property in a model with its capacity, in no more steps, and with less noise', () => {
    let found = 0;
    forRandomModels(scaled(80), ({ model, options, instance, outcome }) => {
      for (const [name, clearest] of clearestOf(
        { definition: model, options, instance },
        outcome.properties,
      )) {
        found++;
        const roomy = instantiate(model, { ...options, capacity: clearest.capacity });
        const judged = judge(roomy, clearest.path).find((each) => each.name === name);
        expect(judged?.step).toBe(clearest.depth);
        expect(clearest.depth).toBeLessThanOrEqual(clearest.within.depth);
        expect(
          replay(roomy.model, clearest.path).steps.flatMap(({ sent }) =>
            sent.filter(({ fate }) => fate === 'no room'),
          ),
        ).toEqual([]);
      }
    });
    expect(found).toBeGreaterThan(0);
  });

  it('of old data without TIME-WAIT has 17 steps and no loss, where capacity 3 takes 23', () => {
    const options = { variant: 'no-time-wait' };
    const instance = instantiate(tcpClose, options);
    const { properties } = check(instance, { properties: ['no stale data'] });
    const clearest = clearestOf({ definition: tcpClose, options, instance }, properties).get('no stale data');
    expect(clearest).toMatchObject({
      depth: 17,
      capacity: 12,
      losses: 0,
      within: { depth: 23, capacity: 3 },
    });
    const shown = replay(clearest?.instance.model ?? instance.model, clearest?.path ?? []);
    const drawn = [ladder(shown), ladderSvg(shown), ladderMarkdown(shown), toMermaidSequence(shown)];
    for (const picture of drawn) expect(picture).not.toMatch(/no room|copy lost/);
    const [shortest] = properties;
    const noisy = replay(instance.model, shortest !== undefined && 'path' in shortest ? shortest.path : []);
    expect(ladder(noisy)).toMatch(/no room|copy lost/);
  });

  it('is not looked for where a network blocks or cuts when it is full', () => {
    const found = (full: 'loses' | 'blocks' | 'cut') => {
      const definition = crowded(full);
      const instance = instantiate(definition);
      const { properties } = check(instance);
      expect(properties[0]?.verdict).toBe('reached');
      return clearestOf({ definition, options: {}, instance }, properties).size;
    };
    expect({ loses: found('loses'), blocks: found('blocks'), cut: found('cut') }).toEqual({
      loses: 1,
      blocks: 0,
      cut: 0,
    });
  });

  it('is none where there is no time, and an error only where the model itself is wrong', () => {
    const instance = instantiate(tcpClose, { variant: 'no-time-wait', capacity: 'unbounded' });
    expect(clearestPaths(instance, [{ name: 'no stale data', kind: 'step', depth: 23 }], 100).size).toBe(0);
    expect(() => instantiate(tcpClose, { capacity: 0 })).toThrow(ModelError);
  });
});
