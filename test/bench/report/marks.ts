import { count } from '../../../src/report/text.ts';
import { stretches } from '../large.ts';
import type { Mark } from '../mark.ts';
import { figure, megabytes, rounded } from './figures.ts';
import type { Sheet } from './sheet.ts';

const HEAD = ['up to states', 'wall s', 'CPU s', 'st/s', 'tr/s', 'slower', 'by CPU', 'B/state', 'peak MB'];

/** From here on, a stretch is long enough to compare others with. */
const REFERENCE = 500_000;

/** The pace of a large run, stretch by stretch. */
export function markSheet(model: string, marks: readonly Mark[]): Sheet {
  const all = stretches(marks);
  const reference = all.find(({ to }) => to.distinctStates >= REFERENCE) ?? all[0];
  return {
    title: `${model}, one large run`,
    head: HEAD,
    rows: all.map(({ to, statesPerSecond, transitionsPerSecond, cpuSecondsPerState, bytesPerState }) => [
      count(to.distinctStates),
      figure(to.wallSeconds),
      figure(to.cpuSeconds),
      rounded(statesPerSecond),
      rounded(transitionsPerSecond),
      `${figure((reference?.statesPerSecond ?? Number.NaN) / statesPerSecond)}×`,
      `${figure(cpuSecondsPerState / (reference?.cpuSecondsPerState ?? Number.NaN))}×`,
      figure(bytesPerState),
      megabytes(to.peakMemoryBytes),
    ]),
    remarks: [
      `Rates are those since the line before. Slower: wall time (CPU time) per state, relative to the line of ${count(reference?.to.distinctStates ?? 0)} states.`,
    ],
  };
}
