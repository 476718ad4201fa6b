import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { instantiate } from '../../../src/composition/instantiate.ts';
import { type AnyModel, defineModel } from '../../../src/language/definition.ts';
import { endpoint } from '../../../src/language/endpoint.ts';
import { ModelError } from '../../../src/language/errors.ts';
import { variantNames } from '../../../src/language/resolve.ts';

const idle = createMachine({ initial: 'idle', states: { idle: {} } });
const pair = () => ({ a: endpoint(idle), b: endpoint(idle) });

const model = defineModel({
  name: 'idlers',
  parameters: { msl: 1, timeWait: 2 },
  build: (p) => {
    if (p.timeWait > 9) throw new Error('timeWait is too long');
    return { endpoints: pair(), network: { carries: [] } };
  },
  assumptions: {
    patience: { sentence: 'Nobody hurries.', when: (p) => p.msl > 1, reliable: () => true },
    calm: { sentence: 'Nobody shouts.', deliverable: () => true },
  },
  properties: (kit) => [kit.deadlockFree(), kit.deadlockFree({ name: 'again' })],
  variants: {
    slow: { set: { msl: 5 }, expect: { again: 'violated' } },
    fast: { set: { msl: 0 } },
  },
});

/** The same model with a part of it replaced, as a model in JavaScript may be. */
function changed(part: object): AnyModel {
  return { ...model, ...part };
}

describe('instantiate', () => {
  it('takes parameters from the defaults, then from the variant, then from what is set', () => {
    expect(instantiate(model).parameters).toEqual({ msl: 1, timeWait: 2 });
    expect(instantiate(model, { variant: 'slow' }).parameters).toEqual({ msl: 5, timeWait: 2 });
    expect(instantiate(model, { variant: 'slow', set: { msl: 7 } }).parameters).toEqual({
      msl: 7,
      timeWait: 2,
    });
  });

  it('knows its variant, and what is expected of it', () => {
    expect(instantiate(model)).toMatchObject({ name: 'idlers', variant: null, expect: {} });
    expect(instantiate(model, { variant: 'slow' })).toMatchObject({
      variant: 'slow',
      expect: { again: 'violated' },
    });
    expect(variantNames(model)).toEqual(['slow', 'fast']);
  });

  it('has the assumptions that are made under its parameters', () => {
    const names = (msl: number) =>
      instantiate(model, { set: { msl } }).model.bounds.assumptions.map(({ name }) => name);
    expect(names(1)).toEqual(['calm']);
    expect(names(2)).toEqual(['patience', 'calm']);
  });
});

describe('instantiate refuses, and names the place', () => {
  const build = (system: object) => changed({ build: () => system });

  const refusals: Record<string, [() => unknown, string]> = {
    'an unknown variant': [
      () => instantiate(model, { variant: 'slwo' }),
      'model "idlers" has no variant "slwo"; did you mean "slow"?',
    ],
    'a variant that every object has': [
      () => instantiate(model, { variant: 'toString' }),
      'model "idlers" has no variant "toString"',
    ],
    'an unknown parameter': [
      () => instantiate(model, { set: { timewait: 3 } }),
      'model "idlers": there is no parameter "timewait"; did you mean "timeWait"?',
    ],
    'an unknown parameter of a variant': [
      () => instantiate(changed({ variants: { slow: { set: { mls: 3 } } } }), { variant: 'slow' }),
      'variant "slow": there is no parameter "mls"; did you mean "msl"?',
    ],
    'a parameter of the wrong type': [
      () => instantiate(model, { set: { msl: 'one' } }),
      'model "idlers": the parameter "msl" cannot be "one"; it is a number (default 1)',
    ],
    'parameters that make no sense together': [
      () => instantiate(model, { set: { timeWait: 10 } }),
      'model "idlers" cannot be built with these parameters: timeWait is too long',
    ],
    'two properties of one name': [
      () =>
        instantiate(
          changed({
            properties: [...instantiate(model).properties, { ...instantiate(model).properties[0] }],
          }),
        ),
      'model "idlers" has two properties named "no deadlock"; rename one of them',
    ],
    'an expectation of a property that does not exist': [
      () => instantiate(changed({ variants: { slow: { expect: { agian: 'holds' } } } }), { variant: 'slow' }),
      'variant "slow" expects something of the property "agian", which does not exist; did you mean "again"?',
    ],
    'a single endpoint': [
      () => instantiate(build({ endpoints: { a: endpoint(idle) }, network: { carries: [] } })),
      'model "idlers" has 1 endpoint(s); a protocol needs two or more',
    ],
    'a part of the system that does not exist': [
      () => instantiate(build({ endpoints: pair(), network: { carries: [] }, tme: { tick: 1 } })),
      'what model "idlers" builds has no option "tme"; did you mean "time"?',
    ],
    'a network option that does not exist': [
      () => instantiate(build({ endpoints: pair(), network: { carries: [], lossy: true } })),
      'network has no option "lossy"; did you mean "loss"?',
    ],
  };

  for (const [what, [run, message]] of Object.entries(refusals)) {
    it(what, () => {
      expect(run).toThrow(ModelError);
      expect(run).toThrow(message);
    });
  }
});
