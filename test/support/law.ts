import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect } from 'vitest';
import { type Subject, writeModelFile } from './random-models/files.ts';

/** Where models are kept for which a law did not hold. */
const FAILURES = fileURLToPath(new URL('../failures', import.meta.url));

/** How much of each law is tried, as a share: less by `npm test` than by `npm run test:long`. */
const SHARE = Number(process.env.LAWS_SHARE ?? 0.2);

/** The least share of a law that asks that what is rare has come up, too. */
const RARE = 0.4;

/** Whether laws are tried in full. */
export const isInFull = SHARE >= 1;

/** So many runs of a law, or findings in them, of this many in a run in full. */
export function scaled(many: number): number {
  return Math.ceil(many * SHARE);
}

/** The same, for a law that asks that what is rare has come up, too. */
export function scaledForRare(many: number): number {
  return Math.ceil(many * Math.max(SHARE, RARE));
}

/**
 * Makes sure that a law holds for random models: the same ones on every run, unless FC_SEED or FC_RUNS say otherwise. The
 * smallest model for which it does not is written as a file that the checker takes.
 *
 * @param subjectsOf the models that a value stands for
 */
export function assertLaw<T>(
  law: fc.IRawProperty<[T], false>,
  runs: number,
  subjectsOf: (value: T) => readonly Subject[],
  folder = FAILURES,
): void {
  fc.assert(law, parametersOf(runs, subjectsOf, folder));
}

/** The same, for a law that takes its time. */
export async function assertSlowLaw<T>(
  law: fc.IRawProperty<[T], true>,
  runs: number,
  subjectsOf: (value: T) => readonly Subject[],
): Promise<void> {
  await fc.assert(law, parametersOf(runs, subjectsOf, FAILURES));
}

function parametersOf<T>(
  runs: number,
  subjectsOf: (value: T) => readonly Subject[],
  folder: string,
): fc.Parameters<[T]> {
  const { FC_SEED, FC_RUNS } = process.env;
  return {
    seed: Number(FC_SEED ?? 20260),
    // Whole: of a part of a run, there would be no end.
    numRuns: Math.ceil(Number(FC_RUNS ?? runs)),
    reporter: (details) => {
      if (!details.failed) return;
      const [value] = details.counterexample ?? [];
      const subjects = value === undefined ? [] : subjectsOf(value);
      const name = expect.getState().currentTestName ?? 'a law';
      const commands = subjects.flatMap((subject, i) => {
        return writeModelFile(subject, subjects.length > 1 ? `${name} ${i + 1}` : name, folder) ?? [];
      });
      const advice = commands.length === 0 ? '' : `\n\nTo look into it:\n  ${commands.join('\n  ')}`;
      throw new Error(`${fc.defaultReportMessage(details) ?? 'a law does not hold'}${advice}`, {
        cause: details.errorInstance,
      });
    },
  };
}
