import type { Instance } from '../../model/instance.ts';
import type { PropertyOutcome } from '../../property/outcome.ts';
import { clearestText } from '../../report/ladders/clearest-text.ts';
import { type Clearest, clearestOf } from '../../survey/clearest-examples.ts';
import { type Decided, decidedBy } from '../../trace/decided.ts';
import type { Prepared } from '../loading/prepare.ts';

/** The clearest counterexamples and witnesses of a model that was searched, by name of the property. */
export function clearestIn({ loaded, options, instance }: Prepared, properties: readonly PropertyOutcome[]) {
  return clearestOf({ definition: loaded.model, options, instance }, properties);
}

/** The clearest path that decides a property: that of the bounds asked for, or one that needs more room. */
export function clearly(
  { instance }: Prepared,
  property: PropertyOutcome,
  clearest: ReadonlyMap<string, Clearest>,
): {
  readonly instance: Instance;
  readonly decided: Decided | null;
  readonly remark?: string;
  readonly capacity?: Clearest['capacity'];
} {
  const found = clearest.get(property.name);
  if (found === undefined || !('path' in property))
    return { instance, decided: decidedBy(instance, property) };
  return {
    instance: found.instance,
    decided: decidedBy(found.instance, { ...property, path: found.path }),
    remark: clearestText(found),
    capacity: found.capacity,
  };
}
