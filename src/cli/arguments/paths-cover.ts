import { Option } from 'commander';
import { ModelError } from '../../language/errors.ts';
import { answered } from '../../language/form/answer.ts';
import { nearest } from '../../language/nearest.ts';
import type { Instance } from '../../model/instance.ts';
import type { SimplePathsCriterion, TestCriterion } from '../../paths/criteria/criteria.ts';
import { CRITERIA, type CriterionName } from '../../paths/goals/goals.ts';
import type { PathsFlags } from '../running/paths-run.ts';
import { whole } from './options.ts';

/** What is covered if nothing is said: of all criteria the one that finds most mistakes (docs/criteria.md). */
const DEFAULT: CriterionName = 'reactions';

/** The options that say what test paths must reach. */
export function coverOptions(): readonly Option[] {
  return [
    new Option('--cover <criteria>', `one or several of ${CRITERIA.join(', ')}`)
      .argParser((text) => text.split(','))
      .default([DEFAULT], DEFAULT),
    new Option('--length <n>', 'of simple-paths: the most steps').argParser(whole).default(10),
    new Option(
      '--to <property>',
      'of simple-paths: only to the first state that this reachability property wants',
    ),
  ];
}

/**
 * The criteria of `--cover`, each once.
 *
 * @throws ModelError for a criterion, or a property, that does not exist
 */
export function coveredBy(flags: PathsFlags, instance: Instance): readonly TestCriterion[] {
  const names = [...new Set(flags.cover.map((text) => text.trim()))];
  return names.map((name) => {
    if (!isCriterion(name)) throw new ModelError(`there is no criterion "${name}"${nearest(name, CRITERIA)}`);
    return name === 'simple-paths' ? simplePathsOf(flags, instance) : name;
  });
}

function isCriterion(name: string): name is CriterionName {
  return CRITERIA.some((known) => known === name);
}

function simplePathsOf({ length, to }: PathsFlags, { properties }: Instance): SimplePathsCriterion {
  if (to === undefined) return { criterion: 'simple-paths', length };
  const wanted = properties.filter(({ kind }) => kind === 'reachable');
  const property = wanted.find(({ name }) => name === to);
  const names = wanted.map(({ name }) => name);
  if (property?.kind !== 'reachable')
    throw new ModelError(`there is no reachability property "${to}"${nearest(to, names)}`);
  const { state } = property;
  if (state === undefined)
    throw new ModelError(`the property "${to}" wants a step, and --to takes one that wants a state`);
  return {
    criterion: 'simple-paths',
    length,
    to: (view, parameters) => answered(`property "${to}"`, state(view, parameters)),
  };
}
