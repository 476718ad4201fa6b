import { describe, expect, it } from 'vitest';
import { effectText, eventText, IN_PICTURES, IN_TEXT, plainText } from '../../../src/trace/event-text.ts';

describe('events', () => {
  it('show their type and what they carry', () => {
    expect(eventText({ type: 'SYN' })).toBe('SYN');
    const event = { type: 'DATA', of: 1, last: false, to: 'b' };
    expect(eventText(event, IN_TEXT, ['to'])).toBe('DATA(of=1 last=false)');
  });

  it('show named actions with their parameters', () => {
    expect(effectText({ type: 'deliver', params: { of: 1 } })).toBe('deliver(of=1)');
    expect(effectText({ type: 'beep', params: undefined })).toBe('beep');
    expect(effectText({ type: 'say', params: 'hello there' })).toBe('say(params="hello there")');
  });

  it('show nested data compactly, and cut it where it is endless', () => {
    expect(plainText({ a: [1, null, 'two words'], b: { c: true } })).toBe(
      '{a=[1 null "two words"] b={c=true}}',
    );
    const endless = { type: 'BIG', text: 'x'.repeat(500) };
    expect(eventText(endless).length).toBeLessThan(70);
  });

  it('are cut later in pictures, where lines break, and say nothing of what is null', () => {
    const event = { type: 'DATA', of: 1, reply: null, peer: 'B two' };
    expect(eventText(event, IN_PICTURES)).toBe('DATA of=1 peer="B two"');
    const endless = { type: 'BIG', text: 'x'.repeat(500) };
    expect(eventText(endless, IN_PICTURES)).toHaveLength(120);
    expect(effectText({ type: 'deliver', params: { of: 1 } }, IN_PICTURES)).toBe('deliver of=1');
  });
});
