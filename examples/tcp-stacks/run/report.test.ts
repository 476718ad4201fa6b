import { describe, expect, it } from 'vitest';
import { profiles } from '../profiles/profile.ts';
import { alignedTable, item } from './markdown.ts';
import type { PathResult } from './paths.ts';
import { differencesOf, partOf, type Row } from './report.ts';

const agreeing = (path: number, tolerated: readonly string[] = []): PathResult => ({
  path,
  verdict: 'agrees',
  difference: null,
  tolerated: new Map(tolerated.map((name) => [name, 1])),
  exchanges: new Map(),
  repeated: 0,
});

describe('the report', () => {
  const results = [agreeing(1, ['RST with ACK']), { ...agreeing(2), repeated: 1 }];
  const row: Row = {
    stack: 'lwIP 2.1.3',
    side: 'client',
    suite: 'any calls',
    criterion: 'transitions',
    results,
  };

  it('counts the paths of a suite, and those that need a tolerance', () => {
    const text = partOf(profiles.lwip, [row]);
    expect(text).toContain('| client | any calls | transitions |     2 |     2 |      0 |     0 |');
    expect(text).toContain('- RST with ACK, on 1 paths (3.10.7.1, 3.10.5):');
    expect(text).toContain('Tried again because a clock had slipped: 1 paths.');
    expect(differencesOf([row])).toBe('');
  });

  it('has its tables and lists in the width of a terminal, also with the longest names', () => {
    const longest = { ...row, suite: 'text from both sides' };
    const lines = partOf(profiles.smoltcp, [longest]).split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('a table', () => {
  it('has its columns in line, numbers to the right', () => {
    const columns = [{ title: 'name' }, { title: 'n', isNumber: true }];
    const rows = [
      ['a', 10],
      ['longer', 2],
    ];
    expect(alignedTable(columns, rows).split('\n')).toEqual([
      '| name   |  n |',
      '|--------|---:|',
      '| a      | 10 |',
      '| longer |  2 |',
    ]);
  });
});

describe('an item', () => {
  it('goes on in the next line, under its beginning', () => {
    const words = `${'a '.repeat(38)}a`;
    expect(item(`${words} b c`)).toBe(`- ${words}\n  b c`);
    expect(item('short')).toBe('- short');
  });
});
