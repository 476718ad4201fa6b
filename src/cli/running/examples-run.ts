import type { AnyParameters, AnyProperty, AnyStepView } from '../../language/forgotten.ts';
import type { Instance } from '../../model/instance.ts';
import type { PropertyOutcome } from '../../property/outcome.ts';
import type { Outcome } from '../../search/outcome.ts';
import { fullActionLabel } from '../../survey/action-label.ts';
import { replay } from '../../trace/replay.ts';
import { type Drive, drive } from './drive.ts';

/** Another counterexample to a property: one whose last step is another than those before. */
export interface Example {
  readonly property: PropertyOutcome;
  /** The instance with the property as it was asked for: without the last steps that are known. */
  readonly instance: Instance;
}

/**
 * Further counterexamples to the violated invariants and step properties, each with a last step of another kind than those before it, and the
 * shortest of its kind if the search is breadth first. The search is done again for each, with a property that is not asked about the last steps that are known.
 *
 * @param most of each property, the first that is known already among them
 */
export async function runExamples(
  instance: Instance,
  outcome: Outcome,
  most: number,
  driven: Drive,
): Promise<readonly Example[]> {
  const examples: Example[] = [];
  for (const first of outcome.properties) {
    const known = new Set<string>();
    let last: PropertyOutcome = first;
    for (let count = 1; count < most; count++) {
      const label = lastStep(instance, last);
      const property = instance.properties.find(({ name }) => name === first.name);
      const wanted =
        label === null || property === undefined ? null : except(property, new Set(known.add(label)));
      if (wanted === null || driven.interrupt.requested) break;
      const again = { ...instance, properties: [wanted] };
      const options = { ...driven.options, properties: [wanted.name] };
      const found = (await drive(again, { ...driven, options })).outcome().properties;
      const next = found.find(({ name }) => name === wanted.name);
      if (next?.verdict !== 'violated') break;
      examples.push({ property: next, instance: again });
      last = next;
    }
  }
  return examples;
}

/** The step that violates a property; null if none does. */
function lastStep({ model }: Instance, property: PropertyOutcome): string | null {
  if (property.verdict !== 'violated' || property.path.length === 0) return null;
  const step = replay(model, property.path).steps.at(-1);
  return step === undefined ? null : fullActionLabel(step.action);
}

/** A property that is not violated by steps of these kinds; null for one that no step violates by itself. */
function except(property: AnyProperty, known: ReadonlySet<string>): AnyProperty | null {
  const isKnown = ({ action }: AnyStepView) => known.has(fullActionLabel(action));
  if (property.kind === 'step') {
    return {
      ...property,
      holds: (step: AnyStepView, p: AnyParameters) => isKnown(step) || property.holds(step, p),
    };
  }
  if (property.kind !== 'invariant') return null;
  const { name, sentence, source, explain } = property;
  return {
    kind: 'step',
    name,
    sentence,
    ...(source === undefined ? {} : { source }),
    // What was bad before the step is not the step's fault.
    holds: (step: AnyStepView, p: AnyParameters) =>
      isKnown(step) || property.holds(step.after, p) || !property.holds(step.before, p),
    ...(explain === undefined
      ? {}
      : { explain: (step: AnyStepView, p: AnyParameters) => explain(step.after, p) }),
  };
}
