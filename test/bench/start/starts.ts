import { join } from 'node:path';
import { RUNTIMES, type Runtime } from '../../package/runtimes.ts';
import { root } from '../root.ts';

/** The smallest model. */
const MODEL = join(root, 'machines/toys/lossy-ping/model.ts');

/** A way to start the command line, and what it may take. */
export interface Start {
  readonly name: string;
  readonly runtime: Runtime;
  /** What the runtime is given. */
  readonly args: readonly string[];
  /** With which exit status it ends: of the smallest model a property is violated, and its ladder drawn. */
  readonly status: number;
  /** Most seconds, on quiet cores. */
  readonly most: number;
}

/** The Nodes of which starts are measured, as far as they are there. */
export const NODES: readonly Runtime[] = RUNTIMES.filter(({ name }) => /node/i.test(name));

/**
 * The starts by one Node.
 *
 * @param built the main file of the built package
 */
export function startsOf(runtime: Runtime, built: string): readonly Start[] {
  const sources = [join(root, 'scripts/run-sources.mjs'), 'src/cli/main.ts'];
  const help = { runtime, status: 0 };
  const check = { runtime, status: 1 };
  return [
    { name: '--help, built', ...help, args: [built, '--help'], most: 0.3 },
    { name: '--help, sources', ...help, args: [...sources, '--help'], most: 1 },
    { name: 'smallest model, built', ...check, args: [built, 'check', MODEL], most: 0.6 },
    { name: 'smallest model, sources', ...check, args: [...sources, 'check', MODEL], most: 1.2 },
  ];
}
