import { BenchError } from './bench-error.ts';
import type { Mark } from './mark.ts';
import { runJob } from './runs/process.ts';
import type { Subject } from './subjects.ts';

/**
 * One large run in a process of its own.
 *
 * @throws BenchError if it fails or does not find the states that there are
 */
export async function large(subject: Subject, passed: (mark: Mark) => void): Promise<readonly Mark[]> {
  const marks: Mark[] = [];
  await runJob({ engine: 'large', subject, profile: false }, (document) => {
    const mark = document as Mark;
    marks.push(mark);
    passed(mark);
  });
  const found = marks.at(-1)?.distinctStates;
  if (subject.distinctStates === null || found === subject.distinctStates) return marks;
  throw new BenchError(
    `${subject.name}: found ${found} distinct states, but there are ${subject.distinctStates}`,
  );
}

/** How the search went between two marks. */
export interface Stretch {
  readonly to: Mark;
  readonly statesPerSecond: number;
  readonly transitionsPerSecond: number;
  /** CPU time per state: steadier than wall time where the machine does other work. */
  readonly cpuSecondsPerState: number;
  readonly bytesPerState: number;
}

export function stretches(marks: readonly Mark[]): readonly Stretch[] {
  return marks.map((to, i) => {
    const from = marks[i - 1] ?? { distinctStates: 0, transitions: 0, wallSeconds: 0, cpuSeconds: 0 };
    const seconds = to.wallSeconds - from.wallSeconds;
    const states = to.distinctStates - from.distinctStates;
    return {
      to,
      statesPerSecond: states / seconds,
      transitionsPerSecond: (to.transitions - from.transitions) / seconds,
      cpuSecondsPerState: (to.cpuSeconds - from.cpuSeconds) / states,
      bytesPerState: to.bytes / to.distinctStates,
    };
  });
}
