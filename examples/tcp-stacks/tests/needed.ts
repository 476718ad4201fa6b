import type { Trace } from 'allways';
import { describe } from 'vitest';
import { type StackName, stacks } from '../../../machines/tcp/stacks.ts';
import type { Subject, Subjects } from '../driver/driver.ts';
import type { Stack } from '../link/stack.ts';
import { profiles, type SubjectName } from '../profiles/profile.ts';
import { kindsOf } from '../run/differences.ts';
import { harness, start } from '../run/harness.ts';
import { type PathResult, runPath } from '../run/paths.ts';
import { SUITES, type Suite } from '../run/suites.ts';

/** Whether all is asked for, also what takes minutes: more than CI's share. */
export const isAllAsked = process.env.ALLWAYS_STACKS === 'all';

/** The stacks that are tested: netstack, which takes minutes to build, only where all is asked for. */
export const subjects = (Object.keys(profiles) as SubjectName[]).filter(
  (name) => name !== 'netstack' || isAllAsked,
);

/** Those of them that agree with a variant of the model: smoltcp 0.12 is known not to. */
export const agreeing = subjects.filter((name): name is StackName => name in stacks);

/** A group of tests that need these stacks; without them they are skipped, and the name of the group says why. */
export function withStacks(needed: readonly SubjectName[], about: string, tests: () => void): void {
  const missing = needed.flatMap((name) => {
    const found = harness(name);
    return 'missing' in found ? [found.missing] : [];
  });
  describe.skipIf(missing.length > 0)(missing.length > 0 ? `${about}: ${missing.join(', ')}` : about, tests);
}

export function subjectOf(name: SubjectName, stack: Stack = start(name)): Subject {
  return { stack, comparison: profiles[name].comparison };
}

/** @throws Error if there is none of that name */
export function suite(name: string): Suite {
  const found = SUITES.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no suite "${name}"`);
  return found;
}

/** The first thing that differs on any of these paths; null if they all agree. */
export async function firstDifference(subjects: Subjects, traces: Iterable<Trace>): Promise<string | null> {
  for (const trace of traces) {
    const [kind] = differences([await runPath(subjects, trace, 1)]);
    if (kind !== undefined) return kind;
  }
  return null;
}

/** What differs, by kind. */
export const differences = (results: readonly PathResult[]) =>
  kindsOf(results).map(({ sentence }) => sentence);
