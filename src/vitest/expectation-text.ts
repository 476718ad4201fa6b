import { formatLasso, formatPath, stepCount } from '../model/action-path.ts';
import type { Instance } from '../model/instance.ts';
import type { PropertyOutcome } from '../property/outcome.ts';
import { clearestText } from '../report/ladders/clearest-text.ts';
import { ladder } from '../report/ladders/ladder.ts';
import { boundLines, boundsOf, fairnessOf, parametersText, unsearchedOf } from '../report/searches/bounds.ts';
import { titleOf } from '../report/searches/check.ts';
import { bytes, counted, seconds } from '../report/text.ts';
import type { Outcome } from '../search/outcome.ts';
import { clearestOf } from '../survey/clearest-examples.ts';
import { decidedBy } from '../trace/decided.ts';
import type { CheckedModel, Limit } from './checked.ts';

/** Columns of what a failed test prints. */
const WIDTH = 100;

/** What a property's verdict is, in one sentence: with the steps that decide it. */
export function verdictText(instance: Instance, property: PropertyOutcome): string {
  const steps = 'path' in property ? ` in ${counted(stepCount(property.path), 'step')}` : '';
  return `${titleOf(instance)}: "${property.name}" ${verbOf(property)}${steps}`;
}

function verbOf({ verdict }: PropertyOutcome): string {
  return verdict === 'holds' ? 'holds' : `is ${verdict}`;
}

/** What decides a property, drawn, with its replay string; or the bounds within which nothing does. */
export function evidenceText(
  { model, instance, options }: CheckedModel,
  property: PropertyOutcome,
  outcome: Outcome,
): string {
  const decided = decidedBy(instance, property);
  if (decided === null || !('path' in property)) return boundsText(instance, outcome);
  const { path: stem, cycle } = property;
  const path = cycle === undefined ? formatPath(stem) : formatLasso({ stem, cycle });
  const clearest = clearestOf(
    { definition: model, options: { ...options, set: instance.parameters }, instance },
    [property],
  ).get(property.name);
  const clear = clearest && decidedBy(clearest.instance, { ...property, path: clearest.path });
  const { trace, findings } = clear ?? decided;
  const remark = clearest && clearestText(clearest);
  const again = `npx allways replay MODEL${optionsText(options)}`;
  return [
    ladder(trace, { color: false, width: WIDTH, findings, remark }),
    '',
    `Replay string: ${path}`,
    ...(clearest === undefined
      ? [`Draw it again: ${again} --path ${path}`]
      : [
          `Draw it again: ${again} --capacity ${clearest.capacity} --path ${clearest.replay}`,
          `As asked for:  ${again} --path ${path}`,
        ]),
  ].join('\n');
}

function boundsText({ parameters }: Instance, outcome: Outcome): string {
  const shown = parametersText(parameters);
  const bounds = [
    ...(shown === '' ? [] : [{ label: 'parameters', text: shown }]),
    ...boundsOf(outcome.bounds),
    ...fairnessOf(outcome),
    ...unsearchedOf(outcome.statistics),
  ];
  const { distinctStates, transitions } = outcome.statistics;
  return [
    `Within these bounds (${counted(distinctStates, 'state')}, ${counted(transitions, 'transition')}):`,
    ...boundLines(bounds, WIDTH),
  ].join('\n');
}

/** The options of the command line that ask for the same instance. */
function optionsText({ variant, set = {}, without = [] }: CheckedModel['options']): string {
  const words = [
    ...(variant === undefined ? [] : ['--variant', variant]),
    ...Object.entries(set).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
    ...without.flatMap((name) => ['--without', name]),
  ];
  return words.map((word) => ` ${quoted(word)}`).join('');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`;
}

/** Why a verdict is unknown, and what to do about it. */
export function unknownText(outcome: Outcome, limit: Limit | null, because: string | undefined): string {
  if (because !== undefined) return `It is unknown: ${because}.`;
  const { distinctStates, frontier } = outcome.statistics;
  const covered = `${counted(distinctStates, 'state')} were seen, and ${counted(frontier, 'state')} wait to be looked at.`;
  return `It is unknown: ${limit === null ? 'the search ended early' : limitText(limit)}. ${covered}`;
}

function limitText({ what, value }: Limit): string {
  switch (what) {
    case 'seconds':
      return `the search took ${seconds(value ?? 0)}, which is all that this test has; give the test a longer timeout, or this model a smaller bound, or \`maxSeconds\``;
    case 'bytes':
      return `the tables of the search take ${bytes(value ?? 0)}; allow more by \`maxMemory\`, or give the model a smaller bound`;
    case 'states':
      return 'there are more states than `maxStates` allows';
    case 'memory':
      return 'there was no more memory';
  }
}
