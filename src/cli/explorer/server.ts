import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModelContents } from '../../explorer/document/contents.ts';

/** What the server shows. */
export interface Shown {
  /** The page. */
  document(): string;
  /** The model as it is now, or why it cannot be loaded. */
  model(): ModelContents | { readonly broken: string };
}

/** A page that is served on the loopback address. */
export interface PageServer {
  /** With the token in it: it is good once, and becomes a cookie. */
  readonly address: string;
  /** Tells the pages that the model has changed. */
  announce(): void;
  /** Ends when the page says so, or `close` is called. */
  readonly ended: Promise<void>;
  close(): void;
}

const LOOPBACK = '127.0.0.1';
const COOKIE = 'allways';

/** Headers of every answer: nothing of it is for another page, and nothing is kept. */
const HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * Serves a page to this machine alone. Who wants to see it must know the token, once in the address and then in a cookie, and must have asked for this very
 * host: so no other page, and no name that leads here, can read it.
 *
 * @param port 0 for any that is free
 */
export async function servePage(shown: Shown, port = 0): Promise<PageServer> {
  const token = randomBytes(24).toString('base64url');
  const listeners = new Set<ServerResponse>();
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const server = createServer((request, response) => {
    answer({ request, response, shown, token, listeners, port: portOf(server), end: () => close() });
  });
  const close = () => {
    for (const listener of listeners) listener.end();
    server.close();
    server.closeAllConnections();
    end();
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  return {
    address: `http://${LOOPBACK}:${portOf(server)}/open?token=${token}`,
    announce: () => {
      for (const listener of listeners) listener.write('event: changed\ndata: 1\n\n');
    },
    ended,
    close,
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly shown: Shown;
  readonly token: string;
  readonly listeners: Set<ServerResponse>;
  readonly port: number;
  end(): void;
}

/** One answer of the server. */
interface Answer {
  readonly status: number;
  readonly text: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function answer(exchange: Exchange): void {
  const { request, response, listeners, end } = exchange;
  const refusal = refused(exchange);
  const asked = `${request.method} ${pathOf(request)}`;
  if (refusal === null && asked === 'GET /changes') {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream' });
    response.write(':\n\n');
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
    return;
  }
  const { status, text, type = 'text/plain', headers = {} } = refusal ?? answerTo(exchange, asked);
  response.writeHead(status, { ...HEADERS, ...headers, 'Content-Type': `${type}; charset=utf-8` });
  response.end(text);
  if (status === 200 && asked === 'POST /end') response.on('finish', end);
}

function pathOf({ url }: IncomingMessage): string {
  return new URL(url ?? '/', `http://${LOOPBACK}`).pathname;
}

/** Why somebody is not answered; null if they are. */
function refused({ request, port, token }: Exchange): Answer | null {
  const hosts = [`${LOOPBACK}:${port}`, `localhost:${port}`];
  if (!hosts.includes(request.headers.host ?? '')) return forbidden('This page is for 127.0.0.1 only.');
  const { origin } = request.headers;
  if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`))
    return forbidden('Another page asks.');
  if (pathOf(request) === '/open' || isToken(cookieIn(request, port), token)) return null;
  return forbidden('Open the address that the command has printed.');
}

function answerTo({ request, shown, token, port }: Exchange, asked: string): Answer {
  switch (asked) {
    case 'GET /open': {
      const { searchParams } = new URL(request.url ?? '/', `http://${LOOPBACK}`);
      if (!isToken(searchParams.get('token') ?? '', token))
        return forbidden('This address is not good any more.');
      const cookie = `${cookieOf(port)}=${token}; HttpOnly; SameSite=Strict; Path=/`;
      return { status: 303, text: '', headers: { 'Set-Cookie': cookie, Location: '/' } };
    }
    case 'GET /':
      return { status: 200, text: shown.document(), type: 'text/html' };
    case 'GET /model':
      return { status: 200, text: JSON.stringify(shown.model()), type: 'application/json' };
    case 'POST /end':
      return { status: 200, text: 'ended' };
    default:
      return { status: 404, text: 'There is no such page.' };
  }
}

function forbidden(text: string): Answer {
  return { status: 403, text };
}

/** Cookies do not know ports: two servers at once have one each. */
function cookieOf(port: number): string {
  return `${COOKIE}-${port}`;
}

function cookieIn({ headers }: IncomingMessage, port: number): string {
  const cookies = (headers.cookie ?? '').split(';').map((each) => each.trim().split('='));
  return cookies.find(([name]) => name === cookieOf(port))?.[1] ?? '';
}

function isToken(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
