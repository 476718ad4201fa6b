import { describe, expect, it } from 'vitest';
import tcpModel from '../../machines/tcp/liveness.ts';
import tcpClose from '../../machines/tcp-close/liveness.ts';
import election from '../../machines/toys/election/model.ts';
import glare from '../../machines/toys/glare/model.ts';
import tokenRing from '../../machines/toys/token-ring/model.ts';
import { check, instantiate, variantNames } from '../../src/index.ts';
import { beaconModel } from '../support/liveness/beacon.ts';
import { liveCases } from '../support/liveness/cases.ts';
import { compareLiveness } from '../support/liveness/compare.ts';

const toys = [tokenRing, glare, election];
const protocols = [tcpClose, tcpModel];

const verdicts = (options: Parameters<typeof beaconModel>[0]) =>
  check(instantiate(beaconModel(options))).properties.map(({ name, verdict }) => `${name}: ${verdict}`);

describe.each(toys)('$name', (model) => {
  it.each(variantNames(model))(
    '%s: the verdicts are those by hand, and those of the naive checker',
    (variant) => {
      const instance = instantiate(model, { variant });
      for (const property of check(instance).properties) {
        const usual = property.kind === 'reachable' ? 'reached' : 'holds';
        expect(property.verdict, property.name).toBe(instance.expect[property.name] ?? usual);
      }
      expect(compareLiveness(model, { variant })).not.toBeNull();
    },
  );
});

describe.each(protocols)('$name', (model) => {
  it.each(variantNames(model))('%s: the verdicts are the expected ones', (variant) => {
    const instance = instantiate(model, { variant });
    const { properties, fairness } = check(instance);
    for (const { name, verdict } of properties) expect(verdict, name).toBe(instance.expect[name] ?? 'holds');
    expect(fairness?.stuck, 'states from which no fair behaviour goes on').toBeNull();
  });
});

describe('fair loss', () => {
  it('is about what is sent and delivered, also where neither changes anything', () => {
    const states = check(instantiate(beaconModel({ byTurns: false, loss: false, fair: true }))).statistics;
    // As safety counts: saying it again is a step, since it is sent; hearing it again is none.
    expect(states).toMatchObject({ distinctStates: 2, transitions: 3 });
    expect(verdicts({ byTurns: false, loss: false, fair: true })).toContain('heard: holds');
    expect(verdicts({ byTurns: false, loss: false, fair: false })).toContain('heard: violated');
  });

  it.each([false, true])(
    'brings home what is called without end (by turns: %s), and nothing less does',
    (byTurns) => {
      expect(verdicts({ byTurns, loss: true, fair: true })).toContain('home: holds');
      expect(verdicts({ byTurns, loss: true, fair: false })).toContain('home: violated');
      expect(verdicts({ byTurns, loss: false, fair: false })).toContain('home: violated');
    },
  );

  it('is what the naive checker takes it for', () => {
    for (const model of liveCases) expect(compareLiveness(model)).not.toBeNull();
  });
});
