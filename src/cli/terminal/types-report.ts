import { ModelError } from '../../language/errors.ts';
import { locate } from '../loading/locate.ts';
import { checkTypes, type TypeCheck } from '../project/types.ts';
import { tell } from './progress-line.ts';

/** Lines of the compiler that are told. */
const MOST_LINES = 20;

/**
 * Refuses a model whose types are wrong.
 *
 * @throws ModelError with what the compiler says; also if there is none
 */
export async function requireTypes(given: string): Promise<void> {
  const path = await locate(given);
  tell('Checking the types …');
  const found = await checkTypes(path);
  if (found === null) {
    throw new ModelError('--types needs a compiler beside the model: npm install --save-dev typescript');
  }
  if (found.complaints.length > 0) throw new ModelError(`the types of ${given} are wrong, ${saidBy(found)}`);
}

/** What the compiler says of a model that was refused for something that types catch; nothing if that is not so. */
export async function typesHint(error: unknown, args: readonly string[]): Promise<string> {
  if (!(error instanceof ModelError) || !error.isOfTypes) return '';
  const given = args.slice(1).find((arg) => /\.[mc]?ts$/.test(arg));
  const path = given === undefined ? null : await locate(given).catch(() => null);
  const found = path === null ? null : await checkTypes(path).catch(() => null);
  if (found === null || found.complaints.length === 0) return '';
  return `  The types of the file are wrong, too, ${saidBy(found)}\n`;
}

function saidBy({ version, complaints }: TypeCheck): string {
  const told = complaints.slice(0, MOST_LINES);
  const rest = complaints.length - told.length;
  return [
    `says tsc ${version}:`,
    ...told.map((line) => `  ${line}`),
    ...(rest === 0 ? [] : [`  and ${rest} lines more`]),
  ].join('\n');
}
