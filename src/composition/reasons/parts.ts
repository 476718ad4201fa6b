import type { Model } from '../../model/model.ts';
import type { RefusedStep } from '../../model/refused.ts';
import type { Labels } from '../labels.ts';
import type { LocalSteps } from '../local-steps.ts';
import type { ValueTables } from '../table-reader.ts';
import type { FoundSteps } from './found-steps.ts';
import type { Refusing } from './refusing.ts';

/** Why an action is not enabled. */
export type Reason = Pick<RefusedStep, 'kind' | 'because'>;

/** What is known of a state that is asked about. */
export interface Asked {
  readonly state: Uint32Array;
  /** The number of what is in flight. */
  readonly network: number;
  readonly found: FoundSteps;
}

/** The parts of a composition that reasons are drawn from. */
export interface ReasonParts {
  readonly model: Pick<Model, 'width' | 'expand' | 'reader' | 'bounds'>;
  readonly labels: Labels;
  readonly steps: LocalSteps;
  readonly values: ValueTables;
  readonly refusing: Refusing;
}
