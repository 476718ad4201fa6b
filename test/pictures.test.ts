import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pictures } from '../docs/pictures.ts';
import { edgeColours, renderSvg } from './support/pictures/pixels.ts';
import { xmlComplaints } from './support/pictures/xml.ts';

const folder = new URL('../docs/pictures/', import.meta.url);

const svgs = Object.keys(pictures).filter((name) => name.endsWith('.svg'));

describe('the pictures of the documentation', () => {
  it.each(svgs)(
    '%s has a background of its own, light or dark, and nothing is cut off at its edges',
    (name) => {
      const kept = readFileSync(new URL(name, folder), 'utf8');
      expect(edgeColours(renderSvg(kept))).toEqual(new Set(['255,255,255,255']));
      expect(edgeColours(renderSvg(kept, true))).toEqual(new Set(['18,24,31,255']));
    },
  );

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
