import { modelsToRead } from './models-to-read.mjs';
import { sidebarsOfApi } from './sidebar-of-api.mjs';

/** A picture of nothing but a letter: browsers ask for one. */
const ICON =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='7' fill='%231f5fbf'/><path d='M7 25 16 7l9 18M11 19h10' fill='none' stroke='white' stroke-width='3' stroke-linejoin='round'/></svg>";

/** What browsers are told to refuse: whatever is not part of the site. The theme has styles and scripts in its pages. */
const POLICY =
  "default-src 'self' data: 'unsafe-inline'; connect-src 'self'; object-src 'none'; form-action 'none'";

/** The site's pages, in the order of reading. All that it needs is part of it: it asks no other host for anything. */
export default {
  title: 'Allways',
  description: 'A model checker for protocols whose endpoints are XState v5 machines',
  head: [
    ['link', { rel: 'icon', href: ICON }],
    ['meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }],
  ],
  srcExclude: ['**/node_modules/**'],
  cleanUrls: false,
  lastUpdated: false,
  // Else each page would name all others.
  metaChunk: true,
  markdown: {
    theme: { light: 'github-light', dark: 'github-dark' },
    // What machines remember is written in braces, and is no attribute of anything.
    attrs: { disable: true },
  },
  themeConfig: {
    search: { provider: 'local', options: { _render: searched } },
    outline: [2, 3],
    nav: [
      { text: 'Tutorial', link: '/docs/tutorial' },
      { text: 'Models', link: '/docs/models' },
      { text: 'Tests', link: '/docs/vitest' },
      { text: 'API', link: '/api/' },
    ],
    sidebar: {
      ...sidebarsOfApi(new URL('../api/', import.meta.url)),
      '/': [
        {
          text: 'Begin',
          items: [
            { text: 'What it is', link: '/' },
            { text: 'Tutorial', link: '/docs/tutorial' },
            { text: 'Coming from TLA+, Stateright, Spin', link: '/docs/coming-from' },
            { text: 'Changes', link: '/CHANGELOG' },
          ],
        },
        {
          text: 'Models',
          items: [
            { text: 'Every field of a model', link: '/docs/models' },
            { text: 'What a model means', link: '/docs/semantics' },
            { text: 'What may be left open', link: '/docs/choices' },
            { text: 'Networks', link: '/docs/network' },
            { text: 'Properties', link: '/docs/properties' },
            { text: 'In the long run', link: '/docs/liveness' },
            { text: 'Actors', link: '/docs/actors' },
            { text: 'Data', link: '/docs/data' },
            { text: 'Soundness and bounds', link: '/docs/soundness' },
            { text: 'A second opinion', link: '/docs/second-opinion' },
            { text: 'Beyond memory', link: '/docs/large' },
            { text: 'Expanding for others', link: '/docs/expand' },
          ],
        },
        {
          text: 'Tests',
          items: [
            { text: 'Models in vitest', link: '/docs/vitest' },
            { text: 'Test paths', link: '/docs/paths' },
            { text: 'What criteria find', link: '/docs/criteria' },
            { text: 'Drivers', link: '/docs/drivers' },
            { text: 'Logs and captures', link: '/docs/logs' },
            { text: 'Four TCP stacks', link: '/docs/stacks' },
            { text: 'Mutants of TCP', link: '/docs/mutants' },
          ],
        },
        {
          text: 'Models to read',
          items: [{ text: 'The gallery', link: '/machines/' }, ...modelsToRead()],
        },
        {
          text: 'Reference',
          items: [
            { text: 'API', link: '/api/' },
            { text: 'Pictures', link: '/docs/pictures' },
            { text: 'Debugging', link: '/docs/debugging' },
            { text: 'Step by step', link: '/docs/stepping' },
            { text: 'How fast it is', link: '/docs/bench' },
            { text: 'How it is measured', link: '/test/bench/' },
            { text: 'How it works inside', link: '/ARCHITECTURE' },
            { text: 'Map of the sources', link: '/docs/map' },
            { text: 'Contributing', link: '/CONTRIBUTING' },
          ],
        },
      ],
    },
  },
};

/** What the search knows of a page: of the API, the exported names. */
function searched(text, env, md) {
  if (/^api\/.*(named-only|index\.md$)/.test(env.relativePath)) return '';
  const html = md.render(text, env);
  // Each name has sections of these titles, which nobody looks for.
  return env.relativePath.startsWith('api/')
    ? html.replace(
        /<h(\d)[^>]*>(Parameters|Returns|Type Parameters|Inherited from|Overrides|Extends|Extended by|Constructors|Accessors|Properties|Methods)\b.*?<\/h\1>/gs,
        '<p>$2</p>',
      )
    : html;
}
