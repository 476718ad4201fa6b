import { ModelError } from '../model/errors.ts';
import type { AnyParameters, AnyStateView } from '../model/forgotten.ts';
import { nearest } from '../model/nearest.ts';
import { FaultsCriterion } from './criteria/faults.ts';
import { LocalStatesCriterion } from './criteria/local-states.ts';
import { ObservationsCriterion } from './criteria/observations.ts';
import { PairsCriterion } from './criteria/pairs.ts';
import { PropertiesCriterion } from './criteria/properties.ts';
import { ReactionsCriterion } from './criteria/reactions.ts';
import { StatesCriterion } from './criteria/states.ts';
import { TransitionsCriterion } from './criteria/transitions.ts';
import type { Criterion } from './criterion.ts';
import { CRITERIA, type CriterionName } from './goals.ts';
import type { Setting } from './setting.ts';
import { TransitionTable } from './transition-table.ts';

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
