import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mapMarkdown, mapSvg } from '../docs/map.ts';

const kept = (name: string) => readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');

describe('the map of the sources', () => {
  it('shows the rooms as they import from one another now (if it does not: npm run -s map)', async () => {
    expect(await mapSvg()).toBe(kept('map.svg'));
  });

  it('lists the files as they are now (if it does not: npm run -s map)', () => {
    expect(mapMarkdown()).toBe(kept('map.md'));
  });

  it('has a sentence of every file', () => {
    const silent = mapMarkdown()
      .split('\n')
      .filter((line) => line.startsWith('| [') && /\|\s+\|$/.test(line));
    expect(silent).toEqual([]);
  });
});
