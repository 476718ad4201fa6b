// Prints how long who must wait, in the models of how connections are closed: node scripts/run-sources.mjs scripts/closes.ts [NAME …]
import { thresholds } from '../machines/closes.ts';

const asked = process.argv.slice(2);
for (const [name, tables] of Object.entries(thresholds)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log([`machines/${name}`, ...tables()].join('\n\n'), '\n');
}
