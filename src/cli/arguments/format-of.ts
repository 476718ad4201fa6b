import { extname } from 'node:path';
import { ModelError } from '../../language/errors.ts';
import { nearest } from '../../language/nearest.ts';

/** Formats of one command: their names, each with the endings of its files. */
export type Formats = Readonly<Record<string, readonly string[]>>;

/**
 * The format that is asked for, by name or by the ending of the file to write.
 *
 * @throws ModelError for a format or an ending that is not among them
 */
export function formatOf<F extends Formats>(
  formats: F,
  asked: {
    readonly format?: string | undefined;
    readonly file?: string | undefined;
    /** How a format is asked for by name. Default: `--format`. */
    readonly option?: string;
  },
  otherwise: keyof F & string,
): keyof F & string {
  const names = Object.keys(formats);
  const { format, file, option = '--format' } = asked;
  if (format !== undefined) {
    if (names.includes(format)) return format;
    throw new ModelError(`there is no format "${format}"${nearest(format, names)}`);
  }
  if (file === undefined) return otherwise;
  const ending = extname(file).toLowerCase();
  const found = names.find((name) => formats[name]?.includes(ending));
  if (found !== undefined) return found;
  const known = names.flatMap((name) => formats[name] ?? []).join(', ');
  const what =
    ending === '' ? `${file} has no ending that names a format` : `no format has the ending "${ending}"`;
  throw new ModelError(`${what}; use one of ${known}, or ${option} ${names.join('|')}`);
}
