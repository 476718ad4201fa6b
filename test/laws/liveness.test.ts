import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelError } from '../../src/index.ts';
import { assertLaw } from '../support/law.ts';
import { type Compared, compareLiveness } from '../support/liveness/compare.ts';
import { liveSketch } from '../support/random-models/arbitrary-live.ts';
import { liveModelOf } from '../support/random-models/live.ts';
import type { LiveSketch } from '../support/random-models/live-sketch.ts';
import { choiceOf } from '../support/random-models/model.ts';

const RUNS = 60;

describe('the search for fair cycles and the naive checker agree', () => {
  it('on random models, claims and assumptions of fairness', () => {
    const seen: Compared[] = [];
    const law = fc.property(liveSketch, (sketch) => {
      seen.push(...(compared(sketch) ?? []));
    });
    assertLaw(law, RUNS, (sketch) => [{ model: liveModelOf(sketch), options: choiceOf(sketch.model) }]);
    const count = (verdict: string) => seen.filter((each) => each.verdict === verdict).length;
    console.log(
      seen.length,
      count('holds'),
      count('violated'),
      count('unknown'),
      seen.filter(({ cycle }) => (cycle ?? 0) > 1).length,
    );
    expect(seen.length).toBeGreaterThan(RUNS / 2);
  });
});

function compared(sketch: LiveSketch): readonly Compared[] | null {
  try {
    return compareLiveness(liveModelOf(sketch), choiceOf(sketch.model));
  } catch (error) {
    if (error instanceof ModelError) return null;
    throw error;
  }
}
