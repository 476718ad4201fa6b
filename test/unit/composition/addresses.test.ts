import { describe, expect, it } from 'vitest';
import { createMachine, emit } from 'xstate';
import { instantiate } from '../../../src/composition/instantiate.ts';
import { type AnyModel, defineModel } from '../../../src/language/definition.ts';
import { endpoint } from '../../../src/language/endpoint.ts';
import { ModelError } from '../../../src/language/errors.ts';
import { check } from '../../../src/search/search.ts';
import { replay } from '../../../src/trace/replay.ts';
import { exploreNaively } from '../../support/naive/explorer.ts';

const emitting = (to: unknown) => emit((to === undefined ? { type: 'M' } : { type: 'M', to }) as never);

/** Says M once, to one of these: an event X, Y … for each. */
const speaker = (...addresses: unknown[]) =>
  createMachine({
    id: 'speaker',
    initial: 'idle',
    states: {
      idle: {
        on: {
          ...Object.fromEntries(
            addresses.map((to, i) => [`X${i}`, { target: 'sent', actions: emitting(to) }]),
          ),
          M: 'told',
        },
      },
      sent: { on: { M: 'told' } },
      told: {},
    },
  });

const listener = createMachine({
  id: 'listener',
  initial: 'no',
  states: { no: { on: { M: 'yes' } }, yes: {} },
});

interface Options {
  readonly listeners?: readonly string[];
  readonly capacity?: number;
}

/** A speaker `a`, and listeners: `b`, if nothing else is said. */
function model(addresses: readonly unknown[], { listeners = ['b'], capacity = 4 }: Options = {}): AnyModel {
  const events = addresses.map((_, i) => ({ type: `X${i}` }));
  return defineModel({
    name: 'addresses',
    parameters: {},
    build: () => ({
      endpoints: {
        a: endpoint(speaker(...addresses), { events }),
        ...Object.fromEntries(listeners.map((name) => [name, endpoint(listener)])),
      },
      network: { carries: ['M'], capacity, loss: true },
    }),
    properties: ({ invariant }) => [
      invariant({
        name: 'b gets nothing',
        sentence: '.',
        holds: ({ endpoints }) => !isIn(endpoints, 'b', 'yes'),
      }),
      invariant({
        name: 'c gets nothing',
        sentence: '.',
        holds: ({ endpoints }) => !isIn(endpoints, 'c', 'yes'),
      }),
      invariant({
        name: 'a gets nothing',
        sentence: '.',
        holds: ({ endpoints }) => !isIn(endpoints, 'a', 'told'),
      }),
      invariant({ name: 'true', sentence: '.', holds: () => true }),
    ],
  });
}

function isIn(endpoints: Readonly<Record<string, { readonly value: unknown }>>, name: string, value: string) {
  return endpoints[name]?.value === value;
}

const three = { listeners: ['b', 'c'] };

/** Who is told, by name, and the size of the space; the naive explorer must agree. */
function outcome(definition: AnyModel) {
  const { properties, statistics } = check(instantiate(definition));
  const naive = exploreNaively(definition);
  const verdicts = properties.map(({ name, verdict }) => ({ name, verdict }));
  expect(naive?.properties.map(({ name, verdict }) => ({ name, verdict }))).toEqual(verdicts);
  expect(naive).toMatchObject({
    distinctStates: statistics.distinctStates,
    transitions: statistics.transitions,
  });
  return {
    states: statistics.distinctStates,
    violated: properties.flatMap(({ name, verdict }) => (verdict === 'violated' ? [name] : [])),
  };
}

describe('whatever the number of endpoints, a message', () => {
  it.each([{}, three])('to nobody reaches nobody: %o', (options) => {
    expect(outcome(model([[]], options))).toEqual({ states: 2, violated: [] });
  });

  it.each([{}, three])('to the sender reaches the sender, and nobody else: %o', (options) => {
    expect(outcome(model(['a'], options)).violated).toEqual(['a gets nothing']);
  });

  it.each([{}, three])('to b reaches b, and nobody else: %o', (options) => {
    expect(outcome(model(['b'], options)).violated).toEqual(['b gets nothing']);
  });

  it.each([{}, three])('to an endpoint that does not exist is a finding, with its path: %o', (options) => {
    const definition = model(['bb'], options);
    const { properties } = check(instantiate(definition));
    const finding = properties.at(-1);
    expect(finding).toMatchObject({
      name: 'machines do not throw',
      verdict: 'violated',
      path: [0],
      reason: expect.stringContaining('emits M for "bb", which is no endpoint; did you mean "a"'),
    });
    expect(outcome(definition)).toEqual({ states: 1, violated: ['machines do not throw'] });
    const { model: composed } = instantiate(definition);
    expect(replay(composed, [0]).steps.at(-1)?.thrown).toContain('which is no endpoint');
  });

  it('that one of three endpoints sends without an address is a finding', () => {
    expect(outcome(model([undefined], three)).violated).toEqual(['machines do not throw']);
    expect(outcome(model([undefined])).violated).toEqual(['b gets nothing']);
  });
});

describe('the order of receivers', () => {
  it('says nothing: as many states, and the same ones, whoever is named first, or twice', () => {
    // Idle; sent with both messages in flight, one of them (2), or none, and who was told: 1 + 4 + 2 + 2.
    const { states } = outcome(model([['b', 'c']], three));
    expect(outcome(model([['c', 'b']], three)).states).toBe(states);
    expect(
      outcome(
        model(
          [
            ['b', 'c'],
            ['c', 'b'],
            ['c', 'b', 'c'],
          ],
          three,
        ),
      ).states,
    ).toBe(states);
  });

  it('is that of definition in what machines see', () => {
    const { model: composed } = instantiate(model([['c', 'b']], three));
    const { steps } = replay(composed, [0, 0]);
    expect(steps[0]?.sent.map(({ message: { to, event } }) => [to, event])).toEqual([
      ['b', { type: 'M', to: ['b', 'c'] }],
      ['c', { type: 'M', to: ['b', 'c'] }],
    ]);
  });

  it('that of definition decides who finds room in a full network', () => {
    expect(outcome(model([['c', 'b']], { ...three, capacity: 1 })).violated).toEqual(['b gets nothing']);
  });
});

describe('a machine that starts by writing to nobody known', () => {
  it('is a mistake in the model', () => {
    const early = createMachine({ id: 'early', entry: emitting('zzz') });
    const definition = defineModel({
      name: 'early',
      parameters: {},
      build: () => ({
        endpoints: { a: endpoint(early), b: endpoint(listener) },
        network: { carries: ['M'] },
      }),
      properties: [],
    });
    expect(() => instantiate(definition)).toThrow(ModelError);
    expect(() => instantiate(definition)).toThrow(
      'endpoint "a" cannot start: it emits M for "zzz", which is no endpoint; there are "a", "b"',
    );
  });
});
