import * as v from 'valibot';
import { ModelError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { described } from './answer.ts';

/**
 * An object with these keys and no others: TypeScript does not look for misspelt ones in what a function returns, and a
 * model in JavaScript has no types at all, so one would be ignored without a word.
 *
 * @param what the object that is wanted, in a few words
 */
export function shape<E extends v.ObjectEntries>(entries: E, what: string) {
  const known = Object.keys(entries);
  return v.pipe(
    v.custom<object>(isPlainObject, what),
    v.strictObject(entries, (issue) => {
      if (isUnknownKey(issue)) return `has no option ${issue.received}${nearest(keyOf(issue), known)}`;
      return isMissingKey(issue) ? 'is missing' : what;
    }),
  );
}

/** An object whose keys are names of the author's own. */
export function named<const S extends v.GenericSchema>(value: S, what: string) {
  return v.pipe(v.custom<object>(isPlainObject, what), v.record(v.string(), value));
}

/**
 * Refuses what does not have the form that it must have.
 *
 * @param where what it is, for messages
 * @param inside says where a part of it is found; null to name it by its path
 * @throws ModelError with the place and the way out
 */
export function validate(
  schema: v.GenericSchema,
  value: unknown,
  where: string,
  inside: (path: readonly string[]) => string = (path) => `${where}: ${pathText(path)}`,
): void {
  const { issues = [] } = v.safeParse(schema, value);
  // A key that is missing is often there under a name that is misspelt.
  const issue = issues.find(isUnknownKey) ?? issues[0];
  if (issue === undefined) return;
  const path = (issue.path ?? []).map(({ key }) => String(key));
  const ofWhole = isUnknownKey(issue) ? path.slice(0, -1) : path;
  const place = ofWhole.length === 0 ? where : inside(ofWhole);
  throw new ModelError(`${place} ${clauseOf(issue)}`, true);
}

/** A path in an object, as it is written in JavaScript: `variants.slow`, `assumptions["last ACK"]`. */
export function pathText(path: readonly string[]): string {
  return path
    .map((key) =>
      /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${/^\d+$/.test(key) ? key : JSON.stringify(key)}]`,
    )
    .join('')
    .replace(/^\./, '');
}

type Issue = v.BaseIssue<unknown>;

function clauseOf(issue: Issue): string {
  if (isUnknownKey(issue) || isMissingKey(issue) || issue.kind === 'validation') return issue.message;
  return `is ${described(issue.input)}; it must be ${issue.message}`;
}

function isUnknownKey({ type, expected }: Pick<Issue, 'type' | 'expected'>): boolean {
  return type === 'strict_object' && expected === 'never';
}

function isMissingKey({ type, expected }: Pick<Issue, 'type' | 'expected'>): boolean {
  return type === 'strict_object' && expected !== null && expected.startsWith('"');
}

function keyOf({ path }: Pick<Issue, 'path'>): string {
  return String(path?.at(-1)?.key ?? '');
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && described(value) === 'an object';
}
