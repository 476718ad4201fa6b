import { distance } from 'fastest-levenshtein';
import { ModelError } from './errors.ts';

/** The end of a sentence that says a name is unknown: the names that come nearest, or all if none is near. */
export function nearest(name: string, known: readonly string[]): string {
  if (known.length === 0) return '; there are none';
  const near = known.filter(
    (other) => distance(name.toLowerCase(), other.toLowerCase()) <= Math.max(2, name.length / 3),
  );
  const shown = (near.length > 0 ? near : known).map((other) => `"${other}"`);
  return near.length > 0 ? `; did you mean ${shown.join(' or ')}?` : `; there are ${shown.join(', ')}`;
}

/**
 * Refuses options that do not exist: TypeScript does not look for them in what a function returns, so a misspelt one
 * would be ignored without a word.
 *
 * @throws ModelError naming the option and those that come near
 */
export function refuseUnknown(options: object, known: readonly string[], where: string): void {
  for (const name of Object.keys(options)) {
    if (!known.includes(name))
      throw new ModelError(`${where} has no option "${name}"${nearest(name, known)}`);
  }
}
