import { describe, expect, it } from 'vitest';
import { EverRead } from '../../../src/tables/ever-read.ts';

describe('EverRead', () => {
  const parities = [0, 1, 0, 1];
  const halves = [0, 0, 1, 1];

  it('tells nothing apart where nothing was read', () => {
    expect(new EverRead(2).tellsApart(0, 1, 2)).toBe(false);
  });

  it('tells all ids apart where the id itself was read, and nothing elsewhere', () => {
    const read = new EverRead(2);
    read.note(1, { slot: 1, table: null });
    expect(read.tellsApart(1, 1, 2)).toBe(true);
    expect(read.tellsApart(1, 2, 2)).toBe(false);
    expect(read.tellsApart(0, 1, 2)).toBe(false);
  });

  it('tells two ids apart if some table that was read has different entries for them', () => {
    const read = new EverRead(1);
    read.note(2, { slot: 0, table: parities });
    expect(read.tellsApart(0, 0, 2)).toBe(false);
    expect(read.tellsApart(0, 0, 1)).toBe(true);
    read.note(3, { slot: 0, table: halves });
    expect(read.tellsApart(0, 0, 2)).toBe(true);
    expect(read.tellsApart(0, 2, 2)).toBe(false);
  });

  it('keeps the whole id in mind, whatever tables are read before and after', () => {
    const read = new EverRead(1);
    read.note(4, { slot: 0, table: parities });
    read.note(5, { slot: 0, table: null });
    read.note(6, { slot: 0, table: parities });
    expect(read.tellsApart(0, 0, 2)).toBe(true);
  });

  it('sees the entries that a table has got since', () => {
    const table = [0];
    const read = new EverRead(1);
    read.note(7, { slot: 0, table });
    table.push(5, 5);
    expect([read.tellsApart(0, 0, 1), read.tellsApart(0, 1, 2)]).toEqual([true, false]);
  });

  it('leaves alone what is read beyond its width', () => {
    const read = new EverRead(1);
    read.note(8, { slot: 3, table: parities });
    expect(read.tellsApart(3, 0, 1)).toBe(false);
  });
});
