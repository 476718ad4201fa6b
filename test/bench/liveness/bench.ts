import { stateDisagreements } from '../agreement.ts';
import { BenchError } from '../bench-error.ts';
import type { Choice } from '../plan.ts';
import { inRounds, type Rounds } from '../rounds.ts';
import { measuredApart } from '../runs/process.ts';
import { type Runs, summed } from '../spread.ts';
import type { LivenessMeasurement } from './allways.ts';
import { LivenessPans } from './spin.ts';
import { CLAIMS, type Claims, type LivenessSubject, livenessSubjects } from './subjects.ts';
import { livenessByTlc } from './tlc.ts';

/** What decides claims. */
export type LivenessEngine = 'allways' | 'spin' | 'tlc';

/** What searches took with so many claims: medians. */
export interface LivenessRow extends LivenessMeasurement, Runs {
  readonly model: string;
  readonly engine: LivenessEngine;
  readonly asked: Claims;
}

interface Task {
  readonly subject: LivenessSubject;
  readonly engine: LivenessEngine;
  readonly claims: Claims;
}

export interface LivenessOptions extends Rounds {
  /** Other engines that are asked for, and there. */
  readonly others: readonly Exclude<LivenessEngine, 'allways'>[];
  note(text: string): void;
}

/**
 * Measures what claims about the long run cost beside the search of safety that they begin with; where there is a Promela,
 * beside Spin; and where there is a TLA+, beside TLC.
 *
 * @throws BenchError if a run fails, if nothing is called so, or if a number of states or a verdict is another one
 */
export async function benchLiveness(
  choice: Choice,
  { others, note, ...rounds }: LivenessOptions,
): Promise<readonly LivenessRow[]> {
  const tasks = tasksOf(choice, others);
  const pans = new LivenessPans();
  process.once('exit', () => pans.close());
  try {
    for (const subject of new Set(
      tasks.filter(({ engine }) => engine === 'spin').map((task) => task.subject),
    )) {
      note(`compile: ${subject.name}, spin`);
      await pans.build(subject);
    }
    // Ours come first: what Spin is asked for are the claims that were decided.
    const known = new Map<LivenessSubject, readonly string[]>();
    const series = await inRounds(tasks, rounds, async ({ subject, engine, claims }, round) => {
      note(`run ${round}: ${subject.name}, ${engine}, claims: ${claims}`);
      if (engine === 'spin') return pans.run(subject, claims, known.get(subject) ?? []);
      if (engine === 'tlc') return livenessByTlc(subject, claims, known.get(subject) ?? []);
      const found = await measuredApart<LivenessMeasurement>({ engine: 'liveness', subject, claims });
      known.set(subject, Object.keys(found.claims));
      return found;
    });
    const rows = series.map(({ task: { subject, engine, claims }, measurements }) => ({
      model: subject.name,
      engine,
      asked: claims,
      ...measurements[0],
      ...summed(measurements),
    }));
    requireAgreement(rows);
    return rows;
  } finally {
    pans.close();
  }
}

function tasksOf({ quick, models }: Choice, others: LivenessOptions['others']): readonly Task[] {
  const subjects = livenessSubjects.filter(
    ({ name, effort }) =>
      (!quick || effort === 'quick') && (models.length === 0 || models.some((each) => name.startsWith(each))),
  );
  if (subjects.length === 0) throw new BenchError('no model is called so', 2);
  return subjects.flatMap((subject) => {
    const knows = { spin: subject.promela !== null, tlc: subject.tla !== null };
    const engines: readonly LivenessEngine[] = ['allways', ...others.filter((engine) => knows[engine])];
    return CLAIMS.flatMap((claims) => engines.map((engine) => ({ subject, engine, claims })));
  });
}

function requireAgreement(rows: readonly LivenessRow[]): void {
  const wrong = livenessSubjects.flatMap(({ name, distinctStates }) => {
    const own = rows.filter(({ model }) => model === name);
    const ours = own.findLast(({ engine }) => engine === 'allways')?.claims ?? {};
    return [
      ...stateDisagreements(name, distinctStates, own),
      ...own.flatMap(({ engine, claims }) =>
        Object.entries(claims)
          .filter(([claim, verdict]) => ours[claim] !== verdict)
          .map(
            ([claim, verdict]) =>
              `${name}: "${claim}" is ${ours[claim]}; ${engine} says that it is ${verdict}`,
          ),
      ),
    ];
  });
  if (wrong.length > 0) throw new BenchError(wrong.join('\n'));
}
