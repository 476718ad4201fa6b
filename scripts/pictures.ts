// Draws every picture of the documentation anew: npm run -s pictures
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pictures } from '../docs/pictures.ts';

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));

mkdirSync(folder, { recursive: true });
for (const [name, draw] of Object.entries(pictures)) {
  const text = await draw();
  const aside = `${folder}.${name}.part`;
  writeFileSync(aside, text);
  renameSync(aside, `${folder}${name}`);
  console.log(`docs/pictures/${name}`);
}
