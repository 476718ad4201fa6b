// Draws the map of the sources anew: npm run -s map
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mapMarkdown, mapSvg } from '../docs/map.ts';

const docs = fileURLToPath(new URL('../docs/', import.meta.url));

writeFileSync(`${docs}map.svg`, await mapSvg());
writeFileSync(`${docs}map.md`, mapMarkdown());
console.log('docs/map.svg\ndocs/map.md');
