import { describe, expect, test } from 'vitest';
import { type StepLabels, Steps } from '../../../src/model/steps.ts';

const labels: StepLabels = { write: () => {}, thrown: () => 0 };

function steps(): Steps {
  const steps = new Steps(3);
  steps.begin(new Uint32Array(3), labels);
  return steps;
}

describe('a dead end', () => {
  test('is a state in which nothing is enabled', () => {
    expect(steps().isDeadEnd).toBe(true);
  });

  test('is also one in which only faults are enabled', () => {
    const some = steps();
    some.add(0, 1, 0, 0, 1);
    some.fault();
    expect(some.isDeadEnd).toBe(true);
    some.add(0, 2, 0, 0, 1);
    expect(some.isDeadEnd).toBe(false);
  });

  test('is none in which a step is cut off or omitted beside a fault', () => {
    const [cut, asleep] = [steps(), steps()];
    for (const some of [cut, asleep]) {
      some.add(0, 1, 0, 0, 1);
      some.fault();
    }
    cut.cuts++;
    asleep.asleep++;
    expect([cut.isDeadEnd, asleep.isDeadEnd]).toEqual([false, false]);
  });

  test('is asked for anew in each state', () => {
    const some = steps();
    some.add(0, 1, 0, 0, 1);
    some.fault();
    some.begin(new Uint32Array(3), labels);
    some.add(0, 1, 0, 0, 1);
    expect(some.isDeadEnd).toBe(false);
  });
});
