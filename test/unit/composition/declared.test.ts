import { describe, expect, it } from 'vitest';
import { createMachine, emit, raise, setup } from 'xstate';
import { instantiate } from '../../../src/composition/instantiate.ts';
import { type AnyModel, defineModel } from '../../../src/language/definition.ts';
import { endpoint, type Machine } from '../../../src/language/endpoint.ts';
import { ModelError } from '../../../src/language/errors.ts';
import { check } from '../../../src/search/search.ts';
import { exploreNaively } from '../../support/naive/explorer.ts';

interface Options {
  readonly carries?: readonly string[];
  readonly elastic?: readonly string[];
}

function model(a: Machine, b: Machine, { carries = [], elastic = [] }: Options): AnyModel {
  return defineModel({
    name: 'names',
    parameters: {},
    build: () => ({
      endpoints: { a: endpoint(a), b: endpoint(b) },
      network: { carries },
      time: { tick: 1000, elastic },
    }),
    properties: [],
  });
}

const quiet = createMachine({ id: 'quiet' });
const talker = createMachine({
  id: 'talker',
  initial: 's',
  states: { s: { on: { GO: { target: 't', actions: emit({ type: 'PUBCOMP' } as never) } } }, t: {} },
});
const taker = createMachine({ id: 'taker', on: { PUBCOMP: {}, 'order.*': { actions: () => {} } } });

describe('a carried type that no machine emits or takes', () => {
  it('is refused, with the nearest names', () => {
    const build = () => instantiate(model(talker, taker, { carries: ['PUBCOMPP'] }));
    expect(build).toThrow(ModelError);
    expect(build).toThrow(
      'network.carries names "PUBCOMPP", which no machine emits or takes; did you mean "PUBCOMP"?',
    );
  });

  it.each(['PUBCOMP', 'order', 'order.placed'])('is not %s, which one emits or takes', (type) => {
    expect(() => instantiate(model(talker, taker, { carries: [type] }))).not.toThrow();
  });

  it('is none where a function computes what is emitted', () => {
    const computing = createMachine({
      id: 'computing',
      on: { GO: { actions: emit(() => ({ type: 'X' }) as never) } },
    });
    expect(() => instantiate(model(computing, quiet, { carries: ['PUBCOMPP'] }))).not.toThrow();
  });
});

const timed = setup({ delays: { 'net.rto': 1000, idle: 3000 } }).createMachine({
  id: 'd',
  initial: 'a',
  states: {
    a: { after: { 'net.rto': { actions: emit({ type: 'tried' } as never) }, idle: 'b' } },
    b: {},
  },
});

describe('an elastic timer', () => {
  it.each(['net.rto', 'idle', 'xstate.after.net.rto.d.a'])('may be %s', (name) => {
    expect(() => instantiate(model(timed, quiet, { elastic: [name] }))).not.toThrow();
  });

  it('that no machine has is refused, with the nearest names', () => {
    const build = () => instantiate(model(timed, quiet, { elastic: ['net.rot'] }));
    expect(build).toThrow(ModelError);
    expect(build).toThrow(
      'time.elastic names "net.rot", and no machine has such a timer; did you mean "net.rto"?',
    );
  });

  it('may be called with a dot, and is then as elastic as any', () => {
    const definition = defineModel({
      name: 'dotted',
      parameters: { elastic: true },
      build: ({ elastic }) => ({
        endpoints: { d: endpoint(timed), o: endpoint(quiet) },
        network: { carries: [] },
        time: { tick: 1000, elastic: elastic ? ['net.rto'] : [] },
      }),
      history: {
        initial: false,
        update: (tried, { observations }) =>
          tried || observations.some(({ effect }) => (effect as { type: string }).type === 'tried'),
      },
      properties: ({ reachable }) => [
        reachable({
          name: 'idle without a try',
          sentence: 'It may give up before it has tried.',
          state: ({ endpoints, history }) => endpoints.d.value === 'b' && !history,
        }),
      ],
    });
    const { properties, statistics } = check(instantiate(definition));
    // Three ticks and one more make idle due, since a timer is armed somewhere inside a tick; then it fires.
    expect(properties[0]).toMatchObject({ verdict: 'reached', path: { length: 5 } });
    expect(exploreNaively(definition)).toMatchObject({ properties: [{ verdict: 'reached', length: 5 }, {}] });
    expect(statistics.localTransitions).toBeGreaterThan(0);
    const strict = check(instantiate(definition, { set: { elastic: false } }));
    expect(strict.properties[0]).toMatchObject({ verdict: 'unreachable' });
  });
});

describe('a delay that does not exist', () => {
  it('is refused in a raise, with the nearest names', () => {
    const raising = setup({ delays: { rto: 1000 } }).createMachine({
      id: 'raising',
      entry: raise({ type: 'T' }, { delay: 'rot' } as never),
    });
    const build = () => instantiate(model(raising, quiet, {}));
    expect(build).toThrow(ModelError);
    expect(build).toThrow(
      'endpoint "a": the machine "raising" raises an event after the delay "rot", which has no implementation; add it to setup({ delays }); did you mean "rto"?',
    );
  });

  it('is refused in an after, with the nearest names', () => {
    const waiting = setup({ delays: { rto: 1000 } }).createMachine({
      id: 'waiting',
      initial: 's',
      states: { s: { after: { rot: 't' } as never }, t: {} },
    });
    expect(() => instantiate(model(waiting, quiet, {}))).toThrow(
      'waits for the delay "rot", which has no implementation; add it to setup({ delays }); did you mean "rto"?',
    );
  });
});
