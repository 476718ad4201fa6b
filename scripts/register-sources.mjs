// Makes this thread run this project from its sources: imported by scripts/run-sources.mjs, and by a worker thread with
// `execArgv: ['--import', …]`, since threads do not inherit hooks.
import { register } from 'node:module';

register('./source-hooks.mjs', import.meta.url);
process.setSourceMapsEnabled(true);
