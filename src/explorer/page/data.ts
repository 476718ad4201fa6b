import type { PageContents } from '../document/contents.ts';

/** What the document brings with it. */
export function pageContents(): PageContents {
  const text = document.getElementById('allways-data')?.textContent ?? '{}';
  return JSON.parse(text) as PageContents;
}
