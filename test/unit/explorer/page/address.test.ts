import { describe, expect, it } from 'vitest';
import { addressIn, hashOf } from '../../../../src/explorer/page/address.ts';
import { loopsAt } from '../../../../src/explorer/page/path-text.ts';

describe('an address', () => {
  it.each([
    { choice: { variant: null, set: {}, without: [] }, replay: '.' },
    { choice: { variant: 'no-time-wait', set: {}, without: [] }, replay: '0/3/1' },
    {
      choice: {
        variant: 'a & b=c#d',
        set: { 'x:y': 'text & more', n: -1.5, on: true },
        without: ['a & b', 'c=d'],
      },
      replay: '0/3~2/s1',
    },
  ])('says what it was made of: $replay', (address) => {
    expect(addressIn(hashOf(address))).toEqual(address);
  });

  it('says nothing where there is none, and leaves out what makes no sense', () => {
    expect(addressIn('')).toBeNull();
    expect(addressIn('#')).toBeNull();
    expect(addressIn('#variant=%&set=a:{}&set=b:1&path=2')).toEqual({
      choice: { variant: '%', set: { b: 1 }, without: [] },
      replay: '2',
    });
  });
});

describe('a replay string', () => {
  it('says where it repeats itself', () => {
    expect(loopsAt('0/3~2/s')).toEqual({ path: [0, 3, 2, -1], again: 2 });
    expect(loopsAt('4')).toEqual({ path: [4], again: null });
    expect(loopsAt('nonsense')).toEqual({ path: [], again: null });
  });
});
