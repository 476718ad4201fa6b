import { ModelError } from '../../language/errors.ts';
import type { AnyParameters, AnyStateView } from '../../language/forgotten.ts';
import { nearest } from '../../language/nearest.ts';
import { CRITERIA, type CriterionName } from '../goals/goals.ts';
import type { Setting } from '../setting.ts';
import type { Criterion } from './criterion.ts';
import { FaultsCriterion } from './faults.ts';
import { LocalStatesCriterion } from './local-states.ts';
import { ObservationsCriterion } from './observations.ts';
import { PairsCriterion } from './pairs.ts';
import { PropertiesCriterion } from './properties.ts';
import { ReactionsCriterion } from './reactions.ts';
import { StatesCriterion } from './states.ts';
import { TransitionTable } from './transition-table.ts';
import { TransitionsCriterion } from './transitions.ts';

/** All paths without repeated states, up to a length. */
export interface SimplePathsCriterion {
  readonly criterion: 'simple-paths';
  /** Most steps of a path. */
  readonly length: number;
  /** If given: only the paths to the first state of this kind. A pure function. */
  to?(state: AnyStateView, parameters: AnyParameters): boolean;
  /** No more than this many paths, and no more than a million states on the way. Default: 10,000. */
  readonly most?: number;
}

/** What test paths must reach. */
export type TestCriterion = Exclude<CriterionName, 'simple-paths'> | SimplePathsCriterion;

/** The criteria that are asked of every step. */
export function criteriaFor(setting: Setting, wanted: readonly TestCriterion[]): readonly Criterion[] {
  const table = new TransitionTable(setting);
  return wanted.flatMap((each): Criterion | readonly Criterion[] => {
    switch (each) {
      case 'states':
        return new StatesCriterion(setting);
      case 'local-states':
        return new LocalStatesCriterion(setting);
      case 'reactions':
        return new ReactionsCriterion(setting);
      case 'transitions':
        return new TransitionsCriterion(setting, table);
      case 'pairs':
        return new PairsCriterion(setting, table);
      case 'faults':
        return new FaultsCriterion(setting);
      case 'observations':
        return new ObservationsCriterion(setting);
      case 'properties':
        return new PropertiesCriterion(setting);
      default:
        if (typeof each === 'object' && each.criterion === 'simple-paths') return [];
        throw new ModelError(`there is no criterion "${String(each)}"${nearest(String(each), CRITERIA)}`);
    }
  });
}

export function nameOf(criterion: TestCriterion): CriterionName {
  return typeof criterion === 'object' ? criterion.criterion : criterion;
}
