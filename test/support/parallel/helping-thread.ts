import { parentPort } from 'node:worker_threads';
import { type Help, help } from '../../../src/search/core/instance.ts';

/* A thread that helps each core that it is told of, until that is done. */
parentPort?.on('message', (given: Help) => help(given));
