import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import tcpModel from '../../machines/tcp/model.ts';
import tcpClose from '../../machines/tcp-close/model.ts';
import { promelaOf } from '../../src/checkers/promela/promela.ts';
import { tlaplusOf } from '../../src/checkers/tlaplus/tlaplus.ts';
import {
  type AnyModel,
  check,
  type InstanceOptions,
  instantiate,
  ModelError,
  variantNames,
} from '../../src/index.ts';
import beginnings from '../fixtures/beginnings.ts';
import { assertLaw, scaled } from '../support/law.ts';
import { projectModels } from '../support/project-models.ts';
import { freerModelOf, freerSketch } from '../support/random-models/freer.ts';
import { choiceOf } from '../support/random-models/model.ts';
import { forRandomModels } from '../support/random-models/run.ts';
import { type Asked, asked, expectSame, isFound, type Opinion } from '../support/second-opinion/opinion.ts';
import { askSpin, whyNoSpin } from '../support/second-opinion/spin.ts';
import { askTlc, whyNoTlc } from '../support/second-opinion/tlc.ts';
import { forFreerWiredModels, forWiredModels, type WiredSample } from '../support/wired-law.ts';

const noSpin = whyNoSpin();
const noTlc = whyNoTlc();
const small = await projectModels();

/** Twelve of TCP's variants, of all kinds. */
const TCP = [
  'rfc-9293',
  'no-time-wait',
  'without-a1',
  'one-msl',
  'abort',
  'simultaneous-open',
  'simultaneous-close',
  'reopen-from-time-wait',
  'no-fin-retransmission',
  'isn-monotone',
  'no-duplication',
  'minimum-delay',
];

describe(`Spin agrees with the checker${noSpin === null ? '' : ` (skipped: ${noSpin})`}`, () => {
  it.skipIf(noSpin !== null).each(small)('on $title', ({ model, options }) => {
    const one = asked(model, options);
    expectSame(one, askSpin(promelaOf(one.system), [], one.system.initials.length));
  });

  it.skipIf(noSpin !== null).each(variantNames(tcpClose))('on tcp-close, variant %s', (variant) => {
    const one = asked(tcpClose, { variant });
    expectSame(one, askSpin(promelaOf(one.system), [], one.system.initials.length));
  });

  it.skipIf(noSpin !== null).each(TCP)('on tcp, variant %s', (variant) => {
    const one = asked(tcpModel, { variant });
    expectSame(one, askSpin(promelaOf(one.system), [], one.system.initials.length));
  });

  it.skipIf(noSpin !== null)('on random models', () => {
    const { used } = forRandomModels(scaled(150), ({ model, options, outcome }) => {
      if (!outcome.complete) return;
      const one = asked(model, options);
      expectSame(one, askSpin(promelaOf(one.system), [], one.system.initials.length));
    });
    expect(used).toBeGreaterThan(scaled(60));
  });

  it.skipIf(noSpin !== null)('on random models that crash, choose, wait and are confined', () => {
    expect(
      opinionsOfFreer(scaled(120), (one) => askSpin(promelaOf(one.system), [], one.system.initials.length)),
    ).toBeGreaterThan(scaled(50));
  });
});

describe(`Spin agrees with the checker on random models with channels, sessions and partitions${noSpin === null ? '' : ` (skipped: ${noSpin})`}`, () => {
  const ask = ({ model, options }: WiredSample) => {
    const one = asked(model, options);
    expectSame(one, askSpin(promelaOf(one.system), [], one.system.initials.length));
  };

  it.skipIf(noSpin !== null)('as they are', () => {
    expect(forWiredModels(scaled(120), ask).used).toBeGreaterThan(scaled(80));
  });

  it.skipIf(noSpin !== null)('whose endpoints crash, choose and wait besides', () => {
    expect(forFreerWiredModels(scaled(120), ask).used).toBeGreaterThan(scaled(80));
  });
});

/** Asks another checker of random models in which all that is freer happens. Returns how many models there were. */
function opinionsOfFreer(runs: number, ask: (one: Asked) => Opinion): number {
  let used = 0;
  const law = fc.property(freerSketch, (sketch) => {
    const [model, options] = [freerModelOf(sketch), choiceOf(sketch.model)];
    const size = sizeOf(model, options);
    if (size === null || size > 600) return;
    used++;
    const one = asked(model, options);
    expectSame(one, ask(one));
  });
  assertLaw(law, runs, (sketch) => [{ model: freerModelOf(sketch), options: choiceOf(sketch.model) }]);
  return used;
}

/** Number of states; null for a model that makes no sense, or whose search does not end soon. */
function sizeOf(model: AnyModel, options: InstanceOptions): number | null {
  try {
    const { complete, statistics } = check(instantiate(model, options), { maxStates: 600 });
    return complete ? statistics.distinctStates : null;
  } catch (error) {
    if (error instanceof ModelError) return null;
    throw error;
  }
}

/** What TLC is asked of a system, one after another. */
function namesIn({ system }: Asked): readonly string[] {
  return ['machines do not throw', ...system.properties.map(({ name }) => name)];
}

describe(`TLC agrees with the checker${noTlc === null ? '' : ` (skipped: ${noTlc})`}`, () => {
  const few = small.filter(({ title }) => title.startsWith('toys/'));
  const close = {
    title: 'tcp-close',
    model: tcpClose,
    options: { variant: 'no-time-wait', set: { capacity: 2 } },
  };

  it
    .skipIf(noTlc !== null)
    .each([...few, close, { title: 'several initial states', model: beginnings, options: {} }])(
    'on $title',
    ({ model, options }) => {
      const one = asked(model, options);
      const names = namesIn(one);
      const decided = one.ours.properties.filter((property) => isFound(property) !== null);
      expect(new Set(names)).toEqual(new Set(decided.map(({ name }) => name)));
      expectSame(one, askTlc(tlaplusOf(one.system, 'Model'), names, one.system.initials.length));
    },
  );

  it.skipIf(noTlc !== null)('on some random models with channels, sessions and partitions', () => {
    const ask = ({ model, options, outcome }: WiredSample) => {
      if (outcome.statistics.distinctStates > 200) return;
      const one = asked(model, options);
      expectSame(one, askTlc(tlaplusOf(one.system, 'Model'), namesIn(one), one.system.initials.length));
    };
    expect(forWiredModels(12, ask).used).toBeGreaterThan(5);
    expect(forFreerWiredModels(12, ask).used).toBeGreaterThan(5);
  });

  it.skipIf(noTlc !== null)('on some random models that crash, choose, wait and are confined', () => {
    const used = opinionsOfFreer(12, (one) =>
      askTlc(tlaplusOf(one.system, 'Model'), namesIn(one), one.system.initials.length),
    );
    expect(used).toBeGreaterThan(3);
  });
});
