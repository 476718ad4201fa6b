import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MACHINES = fileURLToPath(new URL('../machines/', import.meta.url));

/** In the order of reading. Whatever is not among these comes after them, by the titles of the pages. */
const FIRST = [
  'toys',
  'ping',
  'tcp-close',
  'tcp',
  'http-keep-alive',
  'websocket-close',
  'tls-close',
  'mqtt-qos2',
  'quic-close',
  'sctp-shutdown',
  'lease',
  'known',
  'paxos',
  'raft-election',
  'upload',
];

/** Titles that say more than a page's own, which may be the name of its folder. */
const TITLES = {
  toys: 'Toys',
  ping: 'A ping',
  'tcp-close': 'Closing TCP',
  tcp: 'TCP',
  'http-keep-alive': 'Idle connections of HTTP',
  'websocket-close': 'Closing a WebSocket',
  'tls-close': 'Closing TLS',
  'mqtt-qos2': 'Exactly once in MQTT',
  'quic-close': 'Closing QUIC',
  'sctp-shutdown': 'Shutting SCTP down',
  lease: 'Leases and tokens',
  known: 'Models of other checkers',
  paxos: 'Paxos',
  'raft-election': 'Electing a leader',
  upload: 'An upload over a session',
};

/** The pages about models, as items of the sidebar. */
export function modelsToRead() {
  const all = readdirSync(MACHINES).filter((name) => existsSync(`${MACHINES}${name}/index.md`));
  const others = all.filter((name) => !FIRST.includes(name)).sort();
  return [...FIRST.filter((name) => all.includes(name)), ...others].map((name) => {
    return { text: TITLES[name] ?? titleOf(name), link: `/machines/${name}/` };
  });
}

function titleOf(name) {
  const [, title] = /^# (.+)$/m.exec(readFileSync(`${MACHINES}${name}/index.md`, 'utf8')) ?? [];
  return title?.replace(/`/g, '') ?? name;
}
