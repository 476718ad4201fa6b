import { describe, expect, it } from 'vitest';
import { createMachine, emit } from 'xstate';
import { instantiate } from '../../../src/composition/instantiate.ts';
import { type AnyModel, defineModel } from '../../../src/language/definition.ts';
import { endpoint } from '../../../src/language/endpoint.ts';
import { ModelError } from '../../../src/language/errors.ts';
import { check } from '../../../src/search/search.ts';

const sender = createMachine({
  id: 'sender',
  context: { list: ['x', 'y'] },
  on: { GO: { actions: emit({ type: 'DATA' }) } },
});
const receiver = createMachine({ id: 'receiver', on: { DATA: {} } });

/** A model in which something happens, with parts as they may be in JavaScript. */
const model = (part: object): AnyModel =>
  defineModel({
    name: 'answers',
    parameters: {},
    build: () => ({
      endpoints: { sender: endpoint(sender, { events: [{ type: 'GO' }] }), receiver: endpoint(receiver) },
      network: { carries: ['DATA'], capacity: 1, loss: true },
    }),
    properties: [{ kind: 'invariant', name: 'p', sentence: '.', holds: () => true }],
    ...part,
  } as never);

const claim = (rest: object) => ({ properties: [{ name: 'p', sentence: '.', ...rest }] });
const assumed = (rest: object) => ({
  assumptions: { calm: { sentence: '.', reliable: () => false, ...rest } },
});
const deadlock = (final: unknown) => model({ final, ...claim({ kind: 'deadlock-free' }) });

/** A model that ends where it begins. */
const still = (final: unknown): AnyModel => ({
  ...deadlock(final),
  build: () => ({ endpoints: { a: endpoint(receiver), b: endpoint(receiver) }, network: { carries: [] } }),
});

interface Places {
  readonly [place: string]: readonly [of: (answer: unknown) => AnyModel, name: string];
}

const places: Places = {
  'an invariant': [(answer) => model(claim({ kind: 'invariant', holds: () => answer })), 'property "p"'],
  'a step property': [(answer) => model(claim({ kind: 'step', holds: () => answer })), 'property "p"'],
  'a reachable state': [(answer) => model(claim({ kind: 'reachable', state: () => answer })), 'property "p"'],
  'a reachable step': [(answer) => model(claim({ kind: 'reachable', step: () => answer })), 'property "p"'],
  final: [(answer) => still(() => answer), 'final'],
  when: [(answer) => model(assumed({ when: () => answer })), 'assumption "calm": when'],
  reliable: [(answer) => model(assumed({ reliable: () => answer })), 'assumption "calm": reliable'],
  deliverable: [(answer) => model(assumed({ deliverable: () => answer })), 'assumption "calm": deliverable'],
};

describe.each(Object.entries(places))('%s', (_, [of, name]) => {
  it.each<[string, () => unknown, string]>([
    ['a promise', () => Promise.resolve(false), 'a promise'],
    ['nothing', () => undefined, 'undefined'],
    ['a number', () => 1, 'the number 1'],
    ['a text', () => 'y', '"y"'],
  ])('that answers with %s is refused', (__, answer, told) => {
    const run = () => check(instantiate(of(answer())));
    expect(run).toThrow(ModelError);
    expect(run).toThrow(`${name} answers with ${told}; it must answer true or false`);
  });

  it('may answer true, and false', () => {
    for (const answer of [true, false])
      expect(check(instantiate(of(answer))).statistics.distinctStates).toBeGreaterThan(0);
  });
});

describe('an explanation', () => {
  it('that is no text is refused', () => {
    const wrong = claim({ kind: 'invariant', holds: () => false, explain: () => ({ why: 1 }) });
    const run = () => check(instantiate(model(wrong)));
    expect(run).toThrow(ModelError);
    expect(run).toThrow('property "p": explain returns an object; it must return a text');
  });
});

describe('a predicate is asked twice', () => {
  it('and refused if something else decides', () => {
    let asked = 0;
    const wavering = model(claim({ kind: 'invariant', holds: () => asked++ % 2 === 0 }));
    expect(() => check(instantiate(wavering))).toThrow('property "p" does not answer the same twice');
  });

  it('and is fine if it only counts', () => {
    let asked = 0;
    const counting = model(claim({ kind: 'invariant', holds: () => asked++ >= 0 }));
    expect(check(instantiate(counting)).properties[0]?.verdict).toBe('holds');
    expect(asked).toBeGreaterThan(1);
  });
});
