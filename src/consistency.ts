/**
 * Claims about objects that several endpoints use at once: `import { linearizability, register } from 'allways/consistency'`.
 *
 * @module allways/consistency
 */

export {
  type Consistency,
  linearizability,
  type OperationEvents,
  type OperationHistory,
  sequentialConsistency,
} from './language/consistency/concurrent.ts';
export {
  keyValueStore,
  type QueueOperation,
  queue,
  type RegisterOperation,
  register,
  type SequentialObject,
  type StoreOperation,
} from './language/consistency/objects.ts';
