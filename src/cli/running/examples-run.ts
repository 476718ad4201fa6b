import { instantiate } from '../../composition/instantiate.ts';
import type { AnyModel } from '../../language/definition.ts';
import type { AnyParameters, AnyStateView } from '../../language/forgotten.ts';
import type { Instance } from '../../model/instance.ts';
import type { PropertyOutcome } from '../../property/outcome.ts';
import type { Outcome } from '../../search/outcome.ts';
import { replay, replayLasso } from '../../trace/replay.ts';
import type { Prepared } from '../loading/prepare.ts';
import { type Drive, drive } from './drive.ts';
import { type End, endOf, except, placeOf } from './examples-except.ts';

/** Another counterexample to a property, or another witness of it: one that ends otherwise than those before. */
export interface Example {
  readonly property: PropertyOutcome;
  /** The instance with the property as it was asked for: without the ends that are known. */
  readonly instance: Instance;
}

interface Alone {
  readonly name: string;
  readonly why: string;
}

/** What further searches have found. */
export interface Examples {
  readonly found: readonly Example[];
  /** Properties of which no other example can be asked for: their names, and why. */
  readonly alone: readonly Alone[];
}

/**
 * Further counterexamples to violated properties, and witnesses of what is reached, each with another end than those before it: another last
 * step; of deadlocks and claims about the long run, other states of the machines. The search is done again for each, with a property that
 * is not asked about the ends that are known.
 *
 * @param most of each property, the first that is known already among them
 */
export async function runExamples(
  { instance, loaded, options }: Prepared,
  outcome: Outcome,
  most: number,
  driven: Drive,
): Promise<Examples> {
  const found: Example[] = [];
  const alone: Alone[] = [];
  if (most <= 1) return { found, alone };
  for (const first of outcome.properties) {
    const ends: End[] = [];
    let last: Example = { property: first, instance };
    while (ends.length + 1 < most && !driven.interrupt.requested) {
      const end = endIn(last);
      if (end === null) break;
      ends.push(end);
      const again = narrowed({ instance, loaded, options }, first.name, ends);
      if (again === null) {
        alone.push({ name: first.name, why: whyAlone(first) });
        break;
      }
      const next = await searched(again, first, again.model === instance.model, driven);
      if (next === null) break;
      found.push(next);
      last = next;
    }
  }
  return { found, alone };
}

/** How the path of an example ends; null if there is no path. */
function endIn({ instance: { model }, property }: Example): End | null {
  if (!('path' in property)) return null;
  const { path, cycle } = property;
  return endOf(cycle === undefined ? replay(model, path) : replayLasso(model, { stem: path, cycle }));
}

/** The instance with one property, that is decided by other ends only; null if there is no such property. */
function narrowed(
  { instance, loaded, options }: Pick<Prepared, 'instance' | 'loaded' | 'options'>,
  name: string,
  ends: readonly End[],
): Instance | null {
  const property = instance.properties.find((each) => each.name === name);
  if (property === undefined) return null;
  if (property.kind !== 'deadlock-free') {
    const wanted = except(property, ends);
    return wanted === null ? null : { ...instance, properties: [wanted] };
  }
  const without = instantiate(finalAlso(loaded.model, ends), options);
  return { ...without, properties: [property] };
}

/** Why only one example of a property is known, where no other can be asked for. */
function whyAlone({ kind }: PropertyOutcome): string {
  switch (kind) {
    case 'no-throw':
      return 'nothing is searched behind a step in which a machine throws; mend that one first';
    case 'recoverable':
      return 'it is claimed of a step, and no state tells which of them could not be taken any more; claim it of a state to see others';
    default:
      return 'it is decided by the initial state, so no other step can decide it';
  }
}

/** A model in which the places of known deadlocks are final. */
function finalAlso(model: AnyModel, ends: readonly End[]): AnyModel {
  const known = new Set(ends.flatMap(({ places }) => [...places]));
  return {
    ...model,
    final: (state: AnyStateView, p: AnyParameters) =>
      known.has(placeOf(state)) || model.final?.(state, p) === true,
  };
}

/** Searches once more; null if nothing is found that decides the property as before. */
async function searched(
  again: Instance,
  first: PropertyOutcome,
  isOwnModel: boolean,
  driven: Drive,
): Promise<Example | null> {
  // Other threads load the model by themselves, as it stands in its file.
  const { hiring: _, ...alone } = driven.options;
  const options = isOwnModel ? driven.options : alone;
  const asked = { ...driven, options: { ...options, properties: [first.name] } };
  const { properties } = (await drive(again, asked)).outcome();
  const next = properties.find(({ name }) => name === first.name);
  return next?.verdict === first.verdict ? { property: next, instance: again } : null;
}
