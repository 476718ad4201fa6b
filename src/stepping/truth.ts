import type { AnyProperty } from '../language/forgotten.ts';
import { isSafety } from '../language/property.ts';
import type { Instance } from '../model/instance.ts';
import { type Monitor, monitorOf } from '../property/monitor.ts';

/** What one property says of the place at which a walk is. */
export interface PropertyHere {
  readonly name: string;
  readonly kind: AnyProperty['kind'];
  readonly sentence: string;
  /** Where the claim comes from, as the model says: a section of an RFC, say. */
  readonly source: string | null;
  /**
   * `true` or `false` for a claim about this state, about the step that led here, or about there being a way on; of what is to be reached,
   * whether this is it. Null where one place says nothing: of claims about whole behaviours, and of steps before the first.
   */
  readonly holds: boolean | null;
  /** Why it does not hold, as the model says, or by what it reads. */
  readonly reason: string | null;
}

/** A place that is judged. */
export interface Judged {
  /** The vector of the step that led here, and then null for the beginning. */
  readonly step: Uint32Array | null;
  readonly state: Uint32Array;
  readonly isDeadEnd: boolean;
}

/** Says of every property what it says of one place. */
export class Truths {
  readonly #watched: readonly { readonly property: AnyProperty; readonly monitor: Monitor | null }[];

  constructor({ model, parameters, properties }: Instance) {
    this.#watched = properties.map((property) => ({
      property,
      monitor: isSafety(property) ? monitorOf(property, model, parameters) : null,
    }));
  }

  at(judged: Judged): readonly PropertyHere[] {
    return this.#watched.map(({ property, monitor }) => {
      const { name, kind, sentence, source = null } = property;
      return { name, kind, sentence, source, ...truthOf(kind, monitor, judged) };
    });
  }
}

type Truth = Pick<PropertyHere, 'holds' | 'reason'>;

const SAYS_NOTHING: Truth = { holds: null, reason: null };
const HOLDS: Truth = { holds: true, reason: null };

function truthOf(kind: AnyProperty['kind'], monitor: Monitor | null, judged: Judged): Truth {
  if (monitor === null) return SAYS_NOTHING;
  const vector = monitor.watches === 'step' ? judged.step : judged.state;
  if (vector === null) return SAYS_NOTHING;
  if (monitor.watches === 'deadlock' && !judged.isDeadEnd) return HOLDS;
  const decides = monitor.decides(vector, 0);
  if (kind === 'reachable') return { holds: decides, reason: null };
  return decides ? { holds: false, reason: monitor.reason(vector, 0) } : HOLDS;
}
