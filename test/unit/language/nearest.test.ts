import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/language/nearest.ts';

describe('nearest', () => {
  it('offers the names that are a few letters away, whatever their case', () => {
    expect(nearest('timeWiat', ['timeWait', 'msl'])).toBe('; did you mean "timeWait"?');
    expect(nearest('TIMEWAIT', ['timeWait'])).toBe('; did you mean "timeWait"?');
  });

  it('offers several if several are near', () => {
    expect(nearest('isn', ['ins', 'iss', 'capacity'])).toBe('; did you mean "ins" or "iss"?');
  });

  it('lists all names if none is near, and says so if there are none', () => {
    expect(nearest('capacity', ['msl', 'isn'])).toBe('; there are "msl", "isn"');
    expect(nearest('capacity', [])).toBe('; there are none');
  });
});
