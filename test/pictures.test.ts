import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pictures } from '../docs/pictures.ts';
import { xmlComplaints } from './support/pictures/xml.ts';

const folder = new URL('../docs/pictures/', import.meta.url);

describe('the pictures of the documentation', () => {
  for (const [name, draw] of Object.entries(pictures)) {
    it(`${name} is what is drawn now (if it is not: npm run -s pictures)`, async () => {
      const kept = readFileSync(new URL(name, folder), 'utf8');
      expect(await draw()).toBe(kept);
      if (name.endsWith('.svg')) expect(await xmlComplaints(kept)).toEqual([]);
    });
  }

  it('are shown', () => {
    const page = readFileSync(new URL('../docs/pictures.md', import.meta.url), 'utf8');
    for (const name of Object.keys(pictures)) expect(page).toContain(`pictures/${name}`);
  });
});
