import { describe, expect, it } from 'vitest';
import { valueText } from '../../../src/language/state-text.ts';

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
