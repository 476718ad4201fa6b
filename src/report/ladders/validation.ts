import { formatPath } from '../../model/action-path.ts';
import type { Instance } from '../../model/instance.ts';
import type { Validation } from '../../trace/validation.ts';
import { painter } from '../paint.ts';
import { parametersText } from '../searches/bounds.ts';
import { commandLines, type Look, titleOf } from '../searches/check.ts';
import { count, counted, hanging } from '../text.ts';
import { ladder } from './ladder.ts';

/** What became of a log. */
export interface ValidatedLog {
  readonly instance: Pick<Instance, 'name' | 'variant' | 'parameters'>;
  /** The file of the log. */
  readonly file: string;
  readonly notes: readonly string[];
  readonly validation: Validation;
}

/** Most alternatives that are told. */
const MOST_INSTEAD = 12;

/** Says whether a log fits the model, with a behaviour that explains it, or as much of it as one can. */
export function validationReport(told: ValidatedLog & { command(path: string): string }, look: Look): string {
  const { instance, file, notes, validation, command } = told;
  const paint = painter(look.color);
  const parameters = parametersText(instance.parameters);
  const { path, trace } = validation;
  return [
    paint(`${titleOf(instance)}: the log ${file}`, 'strong'),
    ...(parameters === '' ? [] : hanging('Parameters: ', parameters, look.width)),
    ...notes.flatMap((note) => hanging('Note: ', note, look.width)),
    '',
    ...verdictLines(validation, look.width),
    '',
    ladder(trace, look),
    'Replay it with:',
    ...commandLines(command(formatPath(path))),
  ].join('\n');
}

function verdictLines(validation: Validation, width: number): readonly string[] {
  const { explained, sightings, states } = validation;
  const looked = `${counted(states, 'state')} looked at`;
  switch (validation.verdict) {
    case 'fits':
      return hanging(
        '✓ ',
        `The log fits: this behaviour shows all ${count(sightings)} of it (${looked}).`,
        width,
      );
    case 'unknown':
      return hanging(
        '? ',
        `Unknown: the search was stopped (${validation.stopped}) after ${explained} of ${sightings} (${looked}). This behaviour shows those.`,
        width,
      );
    case 'differs': {
      const { where, instead } = validation;
      const shown = instead.slice(0, MOST_INSTEAD);
      const more = instead.length - shown.length;
      const alternatives =
        shown.length === 0 ? ['nothing'] : [...shown, ...(more > 0 ? [`… and ${more} more`] : [])];
      return [
        ...hanging(
          '✗ ',
          `The log does not fit: no behaviour of the model shows ${where} (${looked}).`,
          width,
        ),
        ...hanging('  Seen:     ', validation.seen, width),
        '  Possible there:',
        ...alternatives.flatMap((text) => hanging('    ', text, width)),
        '',
        `This behaviour shows the ${count(explained)} before it:`,
      ];
    }
  }
}
