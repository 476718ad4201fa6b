import { ModelError } from '../../language/errors.ts';
import type { LassoPath } from '../../model/action-path.ts';
import { formatLasso, formatPath } from '../../model/action-path.ts';
import { type Compared, comparisonReport } from '../../report/ladders/comparison.ts';
import { actionText, compareWalks, type Place, Stepper } from '../../stepping/index.ts';
import { commandText } from '../arguments/command-text.ts';
import type { LookFlags } from '../arguments/options.ts';
import { ExitStatus } from '../exit-status.ts';
import type { Prepared } from '../loading/prepare.ts';
import { openTerminal } from './terminal.ts';

/** A path, or what is repeated after one. */
export interface PathToCompare extends Omit<LassoPath, 'cycle'> {
  readonly cycle: LassoPath['cycle'] | null;
}

/**
 * Prints where two paths part, and what differs then. What is repeated is walked once.
 *
 * @throws ModelError for a path that does not fit
 */
export function showComparison(
  { instance, asked }: Prepared,
  paths: readonly [PathToCompare, PathToCompare],
  flags: LookFlags,
): ExitStatus {
  const stepper = new Stepper(instance);
  const [one = '', other = ''] = paths.map(({ stem, cycle }) =>
    cycle === null ? formatPath(stem) : formatLasso({ stem, cycle }),
  );
  const [a, b] = paths.map(({ stem, cycle }, i) => {
    const { place, misfit } = stepper.fit([...stem, ...(cycle ?? [])]);
    if (misfit === null) return place;
    throw new ModelError(`the path ${i === 0 ? one : other} does not fit: ${misfit}`);
  });
  const comparison = compareWalks(stepper, a ?? stepper.start, b ?? stepper.start);
  const [first, second] = comparison.parted;
  const compared: Compared = {
    instance,
    comparison,
    replays: [one, other],
    steps: [stepText(first), stepText(second)],
    commands: [
      commandText('replay', asked, ['--path', one]),
      commandText('replay', asked, ['--path', other]),
    ],
  };
  const terminal = openTerminal(flags.color);
  terminal.out(
    flags.json ? documentOf(compared, instance.parameters) : comparisonReport(compared, terminal.look),
  );
  return ExitStatus.good;
}

function stepText(place: Place | null): string | null {
  if (place === null || place.step === null) return null;
  const { action, number } = place.step;
  return number === null ? actionText(action) : `${actionText(action)} (#${number})`;
}

function documentOf({ instance, comparison, replays, steps }: Compared, parameters: object): string {
  const { common, parting, ends, isSameEnd } = comparison;
  const document = {
    model: instance.name,
    variant: instance.variant,
    parameters,
    replays,
    common,
    steps,
    parting,
    ends,
    sameEnd: isSameEnd,
  };
  return JSON.stringify(document, null, 2);
}
