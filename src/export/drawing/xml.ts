const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text inside XML, in an element or an attribute. Control characters that XML forbids are left out. */
export function xml(text: string): string {
  return text.replace(/[&<>"]|[^\P{Cc}\n\t]/gu, (sign) => ENTITIES[sign] ?? '');
}

/** A name that XML accepts as an id. */
export function ncName(text: string): string {
  const name = text.replace(/[^\p{L}\p{N}._-]/gu, '_');
  return /^[\p{L}_]/u.test(name) ? name : `_${name}`;
}
