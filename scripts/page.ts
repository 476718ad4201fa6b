// Builds the explorer's page into dist/, beside the code that hands it out.
import { mkdirSync, writeFileSync } from 'node:fs';
import { buildPage } from '../src/cli/explorer/page-code.ts';

const folder = new URL('../dist/explorer/page/', import.meta.url);
const { script, css } = await buildPage();
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('page.js', folder), script);
writeFileSync(new URL('page.css', folder), css);
