import { distance } from 'fastest-levenshtein';

/** The end of a sentence that says a name is unknown: the names that come nearest, or all if none is near. */
export function nearest(name: string, known: readonly string[]): string {
  if (known.length === 0) return '; there are none';
  const near = known.filter(
    (other) => distance(name.toLowerCase(), other.toLowerCase()) <= Math.max(2, name.length / 3),
  );
  const shown = (near.length > 0 ? near : known).map((other) => `"${other}"`);
  return near.length > 0 ? `; did you mean ${shown.join(' or ')}?` : `; there are ${shown.join(', ')}`;
}
