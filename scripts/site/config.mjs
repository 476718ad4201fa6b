/** The site's pages, in the order of reading. All that it needs is part of it: it asks no other host for anything. */
export default {
  title: 'Allways',
  description: 'A model checker for protocols whose endpoints are XState v5 machines',
  srcExclude: ['**/node_modules/**'],
  rewrites: { 'README.md': 'index.md', ':path(.*)/README.md': ':path/index.md' },
  cleanUrls: false,
  lastUpdated: false,
  markdown: { theme: { light: 'github-light', dark: 'github-dark' } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Tutorial', link: '/docs/tutorial' },
      { text: 'Models', link: '/docs/models' },
      { text: 'Tests', link: '/docs/vitest' },
      { text: 'API', link: '/api/' },
    ],
    sidebar: [
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
        text: 'Pictures, and models to read',
        items: [
          { text: 'Pictures', link: '/docs/pictures' },
          { text: 'Toys', link: '/machines/toys/' },
          { text: 'Closing TCP', link: '/machines/tcp-close/' },
          { text: 'TCP', link: '/machines/tcp/' },
          { text: 'Paxos', link: '/machines/paxos/' },
          { text: 'Electing a leader', link: '/machines/raft-election/' },
          { text: 'An upload over a session', link: '/machines/upload/' },
          { text: 'The gallery', link: '/machines/' },
          { text: 'HTTP: idle connections', link: '/machines/http-keep-alive/' },
          { text: 'WebSocket: the closing handshake', link: '/machines/websocket-close/' },
<<<<<<< HEAD
          { text: 'TLS: close_notify', link: '/machines/tls-close/' },
=======
>>>>>>> bce9dcd (States have names that mean the same in every process: allways expand expands them for others, and check --on-disk keeps them in a database)
        ],
      },
      {
        text: 'Reference',
        items: [
          { text: 'API', link: '/api/' },
          { text: 'Debugging', link: '/docs/debugging' },
          { text: 'How it works inside', link: '/ARCHITECTURE' },
          { text: 'Contributing', link: '/CONTRIBUTING' },
        ],
      },
    ],
  },
};
