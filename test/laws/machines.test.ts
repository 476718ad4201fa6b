import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check, instantiate, ModelError, replay } from '../../src/index.ts';
import { replayThroughActors } from '../support/actors.ts';
import { assertLaw, scaled } from '../support/law.ts';
import { modelSketch } from '../support/random-models/arbitrary.ts';
import { choiceOf, modelOf } from '../support/random-models/model.ts';
import type { ModelSketch } from '../support/random-models/sketch.ts';
import { assigningBy, Impurity } from '../support/random-models/unusual.ts';
import { summaryOf } from '../support/summary.ts';

const MOST = 1200;

/** What the checker says of a sketch; null if it is too large, and the message if it is refused. */
function outcomeOf(sketch: ModelSketch) {
  const model = modelOf(sketch);
  try {
    const instance = instantiate(model, choiceOf(sketch));
    const outcome = check(instance, { maxStates: MOST });
    return outcome.complete ? { model, instance, outcome } : null;
  } catch (error) {
    if (error instanceof ModelError) return error.message;
    throw error;
  }
}

const subjectOf = (sketch: ModelSketch) => [{ model: modelOf(sketch), options: choiceOf(sketch) }];

describe('a random machine', () => {
  it('that changes its context in place is the machine that makes a new one', () => {
    let [used, changed] = [0, 0];
    const law = fc.property(modelSketch, (sketch) => {
      const inPlace = assigningBy(sketch, 'in place');
      const [plain, changing] = [outcomeOf(sketch), outcomeOf(inPlace)];
      if (plain === null || changing === null) return;
      if (typeof plain === 'string' || typeof changing === 'string') {
        expect(changing).toBe(plain);
        return;
      }
      used++;
      changed += JSON.stringify(inPlace) === JSON.stringify(sketch) ? 0 : 1;
      expect(summaryOf(changing.outcome)).toEqual(summaryOf(plain.outcome));
      for (const property of changing.outcome.properties) {
        if (!('path' in property) || property.kind === 'no-throw') continue;
        const trace = replay(changing.instance.model, property.path);
        const system = changing.model.build(changing.instance.parameters as never);
        expect(replayThroughActors(system, trace)).toEqual([]);
      }
    });
    assertLaw(law, scaled(150), subjectOf);
    expect(used).toBeGreaterThan(scaled(60));
    expect(changed).toBeGreaterThan(used / 2);
  });

  it('that asks chance is refused exactly if it ever does', () => {
    let [refused, unused] = [0, 0];
    const law = fc.property(modelSketch, (sketch) => {
      const plain = outcomeOf(sketch);
      if (plain === null || typeof plain === 'string') return;
      const impurity = new Impurity();
      const result = impurity.during(() => outcomeOf(assigningBy(sketch, 'by chance')));
      if (impurity.asked === 0) {
        unused++;
        expect(result).not.toBeTypeOf('string');
      } else {
        refused++;
        expect(result).toMatch(
          /^endpoint "[abc]": the machine "m".* uses Math\.random\(\); let the environment/,
        );
      }
    });
    assertLaw(law, scaled(150), subjectOf);
    expect([refused > scaled(30), unused > scaled(5)]).toEqual([true, true]);
  });
});
