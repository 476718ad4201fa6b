import type { SearchStatistics } from '../../../src/index.ts';
import type { Memory } from '../measurement.ts';

const PARTS = ['store', 'trace', 'frontier', 'components'] as const;

/** The statistics' account of the memory, or null if they give none. */
export function memoryOf(statistics: SearchStatistics): Memory | null {
  const account: unknown = 'memory' in statistics ? statistics.memory : null;
  return isMemory(account) ? account : null;
}

/** Bytes per distinct state: visited states, trace information and frontier. */
export function bytesPerStateOf(statistics: SearchStatistics): number {
  const memory = memoryOf(statistics);
  if (memory === null) return statistics.bytesPerState;
  return (memory.store + memory.trace + memory.frontier) / statistics.distinctStates;
}

function isMemory(value: unknown): value is Memory {
  if (typeof value !== 'object' || value === null) return false;
  const parts = new Map<string, unknown>(Object.entries(value));
  return PARTS.every((part) => typeof parts.get(part) === 'number');
}
