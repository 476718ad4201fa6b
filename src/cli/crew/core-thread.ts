import { workerData } from 'node:worker_threads';
import { type Help, help } from '../../search/core/instance.ts';

/** A thread that helps a core: it expands states in the memory of the core, and needs no model. */
help(workerData as Help);
