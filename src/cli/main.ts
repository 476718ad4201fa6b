#!/usr/bin/env node
import { run } from './run.ts';

/** The program `allways`. */
await run(process.argv.slice(2));
