import { BenchError } from '../bench-error.ts';
import { type Measurement, NOT_TOLD } from '../measurement.ts';
import type { Subject } from '../subjects.ts';
import { runTlc } from './tlc.ts';
import { tlcTools } from './tools.ts';

/** Measures TLC on a subject: all states, and its invariant. */
export async function measuredByTlc({ name, tla }: Subject): Promise<Measurement> {
  const tools = tlcTools();
  if (tla === null || tools.missing !== null) throw new BenchError(`TLC cannot run ${name}`);
  const { violated, ...found } = await runTlc(tools.jar, tla, null);
  if (violated) throw new BenchError(`${name}: TLC finds an error where all properties hold`);
  return {
    ...NOT_TOLD,
    ...found,
  };
}
