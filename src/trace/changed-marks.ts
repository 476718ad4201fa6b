import type { TraceState } from './trace.ts';

/** A mark, and the messages in flight that get it in a step. */
export interface ChangedMark {
  readonly mark: string;
  readonly numbers: readonly number[];
}

/** Messages in flight whose mark changes in a step, whoever acts in it, by the marks that they get. */
export function changedMarks(before: TraceState, after: TraceState): readonly ChangedMark[] {
  const earlier = new Map(before.network.map(({ number, mark }) => [number, mark]));
  const byMark = new Map<string, number[]>();
  for (const { number, mark } of after.network) {
    const was = earlier.get(number);
    if (was !== undefined && was !== mark) byMark.set(mark, [...(byMark.get(mark) ?? []), number]);
  }
  return [...byMark].map(([mark, numbers]) => ({ mark, numbers }));
}
