import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The entries of the package, in the order in which users meet them. */
const ENTRIES = [
  'allways',
  'allways/vitest',
  'allways/testing',
  'allways/export',
  'allways/stepping',
  'allways/consistency',
];

/** Folders of pages, as typedoc names them, and what they are. */
const KINDS = [
  ['functions', 'Functions'],
  ['classes', 'Classes'],
  ['variables', 'Constants'],
  ['interfaces', 'Interfaces'],
  ['type-aliases', 'Types'],
];

/** The sidebars of the API: the entries of the package; and at an entry, the names that it exports, by kind. */
export function sidebarsOfApi(folder) {
  const overview = {
    text: 'API',
    items: [
      { text: 'Entries', link: '/api/' },
      ...ENTRIES.map((entry) => ({ text: entry, link: `/api/${entry}/` })),
      { text: 'Back to the texts', link: '/docs/models' },
    ],
  };
  const root = fileURLToPath(folder);
  return Object.fromEntries([
    ['/api/', [overview]],
    ...ENTRIES.flatMap((entry) => [
      [`/api/${entry}/`, [overview, ...namesOf(root, entry)]],
      // What is on each page is on all of them: these many stay small.
      [`/api/${entry}/named-only/`, [overview]],
    ]),
  ]);
}

function namesOf(root, entry) {
  return KINDS.flatMap(([kind, text]) => {
    const items = pagesIn(`${root}${entry}/${kind}`).map((name) => {
      return { text: name, link: `/api/${entry}/${kind}/${name}` };
    });
    return items.length === 0 ? [] : [{ text, items }];
  });
}

function pagesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -'.md'.length))
    .sort();
}
