import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { stateId, valueText } from '../../../src/language/state-text.ts';

describe('a state value on one line', () => {
  it('is its name', () => {
    expect(valueText('open')).toBe('open');
  });

  it('joins nested states with dots', () => {
    expect(valueText({ open: 'half' })).toBe('open.half');
    expect(valueText({ open: { half: 'sending' } })).toBe('open.half.sending');
  });

  it('puts parallel states in braces', () => {
    expect(valueText({ send: 'idle', receive: { data: 'full' } })).toBe('{send.idle, receive.data.full}');
    expect(valueText({ send: {}, receive: {} })).toBe('{send, receive}');
  });
});

const machine = createMachine({
  id: 'm',
  initial: 'a',
  states: {
    a: { initial: 'b', states: { b: {} } },
    'a.b': {},
    '1.5': {},
    named: { id: 'other' },
    'with dots': { id: 'two.parts' },
  },
});

/** The id of the state that a path of keys leads to. */
function idAt(...keys: readonly string[]): string {
  let node = machine.root;
  for (const key of keys) node = node.states[key] ?? node;
  return stateId(node);
}

describe('the id of a state', () => {
  it("is XState's own where that leads to it", () => {
    expect([idAt(), idAt('a'), idAt('a', 'b'), idAt('named')]).toEqual(['m', 'm.a', 'm.a.b', 'other']);
  });

  it('is its path, with dots escaped, where it does not: where keys or ids have dots', () => {
    expect([idAt('a.b'), idAt('1.5'), idAt('with dots')]).toEqual(['m.a\\.b', 'm.1\\.5', 'm.with dots']);
  });
});
