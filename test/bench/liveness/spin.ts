import type { Verdict } from '../../../src/index.ts';
import { BenchError } from '../bench-error.ts';
import { Pan } from '../spin/pan.ts';
import type { LivenessMeasurement } from './allways.ts';
import type { Claims, LivenessSubject } from './subjects.ts';

/**
 * What Spin takes for the same claims: one search for each, with weak fairness for each process (`pan -a -f`), or one for safety
 * where there is none.
 *
 * Spin stops at the first violation; so do its figures.
 */
export class LivenessPans {
  readonly #pans = new Map<string, Pan>();

  /** Makes the verifiers of a subject, if it has any. */
  async build({ name, promela }: LivenessSubject): Promise<void> {
    if (promela === null) return;
    this.#pans.set(`${name} safety`, await Pan.build(promela, { reduced: false }));
    this.#pans.set(`${name} long run`, await Pan.build(promela, { reduced: false, longRun: true }));
  }

  /** @param claims names of those that are searched for */
  async run(
    { name, distinctStates }: LivenessSubject,
    asked: Claims,
    claims: readonly string[],
  ): Promise<LivenessMeasurement> {
    const pan = this.#pans.get(`${name} ${asked === 'none' ? 'safety' : 'long run'}`);
    if (pan === undefined) throw new BenchError(`no verifier was made for ${name}`);
    if (asked === 'none') {
      const { states, transitions, totalBytes, ...times } = await pan.run(distinctStates);
      // Spin counts the initial state as a transition.
      return taken({ distinctStates: states, transitions: transitions - 1 }, {}, times, totalBytes);
    }
    const verdicts: Record<string, Verdict> = {};
    let wallSeconds = 0;
    let cpuSeconds = 0;
    let most = 0;
    for (const claim of claims) {
      const found = await pan.run(distinctStates * 2, { claim, fair: true });
      verdicts[claim] = found.errors > 0 ? 'violated' : 'holds';
      wallSeconds += found.wallSeconds;
      cpuSeconds += found.cpuSeconds;
      most = Math.max(most, found.totalBytes);
    }
    return taken({ distinctStates, transitions: 0 }, verdicts, { wallSeconds, cpuSeconds }, most);
  }

  /** Removes their files. */
  close(): void {
    for (const pan of this.#pans.values()) pan.close();
    this.#pans.clear();
  }
}

function taken(
  size: Pick<LivenessMeasurement, 'distinctStates' | 'transitions'>,
  claims: LivenessMeasurement['claims'],
  { wallSeconds, cpuSeconds }: Pick<LivenessMeasurement, 'wallSeconds' | 'cpuSeconds'>,
  peakMemoryBytes: number,
): LivenessMeasurement {
  return { ...size, claims, wallSeconds, cpuSeconds, startSeconds: null, peakMemoryBytes };
}
