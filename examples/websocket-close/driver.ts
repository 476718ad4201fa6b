import { createServer, type IncomingMessage } from 'node:http';
import turns from 'node:timers/promises';
import type { Driver, DriverAction, EndpointReport, Reports } from 'allways/testing';
import { WebSocket, WebSocketServer } from 'ws';
import { End, type Written } from '../http-keep-alive/socket.ts';
import { framesOf, nameOf } from './frames.ts';
import type { Timers } from './timers.ts';

/** What is in flight: the bytes of a frame, or a FIN. */
type Wire = { readonly frame: string } | 'FIN';

type Seen = { readonly type: 'delivered' } | { readonly type: 'closed'; readonly clean: boolean };

interface Side {
  readonly socket: WebSocket;
  readonly end: End;
  readonly seen: Seen[];
}

/** Turns of the event loop after which all is done that follows from an action. */
const TURNS = 12;
/** The status of a close without Close frames (RFC 6455, 7.1.5). */
const ABNORMAL = 1006;

/** Puts two WebSockets of the package `ws`, client and server, into the hands of a test. Their timers are the given ones, which the test has put in the place of the global functions. */
export class WebSocketDriver implements Driver<Wire> {
  readonly #timers: Timers;
  #sides: Readonly<Record<string, Side>> = {};

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  async reset(): Promise<void> {
    for (const { socket } of Object.values(this.#sides)) socket.terminate();
    await settled();
    const ends = { client: new End(false), server: new End(true) };
    const sockets = await connect(ends.client, ends.server);
    this.#timers.clear();
    this.#sides = {
      client: watched(sockets.client, ends.client),
      server: watched(sockets.server, ends.server),
    };
  }

  async apply(action: DriverAction<Wire>): Promise<void> {
    if (action.kind === 'drop' || action.kind === 'tick') return;
    const side = this.#sides[action.endpoint];
    if (side === undefined) return;
    this.#timers.owner = action.endpoint;
    if (action.kind === 'expire') this.#timers.fire(action.endpoint);
    if (action.kind === 'event') call(side, action.event.type);
    if (action.kind === 'deliver' && !side.end.destroyed) side.end.receive(written(action.message));
    await settled();
  }

  read(): Reports<Wire> {
    const reports = Object.entries(this.#sides).map(([name, side]) => [name, this.#report(name, side)]);
    return Object.fromEntries(reports);
  }

  decode(wire: Wire) {
    return { type: wire === 'FIN' ? 'FIN' : nameOf(wire.frame) };
  }

  #report(name: string, { end, seen }: Side): EndpointReport<Wire> {
    const wires = end
      .handedOver()
      .flatMap((each): readonly Wire[] =>
        each.kind === 'FIN' ? ['FIN'] : framesOf(each.text).map((frame) => ({ frame })),
      );
    return {
      sent: wires.map((message) => ({ message })),
      observed: seen.splice(0),
      timers: this.#timers.isArmed(name) ? [{ name: 'PATIENCE' }] : [],
    };
  }
}

function call({ socket, end }: Side, event: string): void {
  if (event === 'SEND') socket.send('x');
  if (event === 'CLOSE') socket.close();
  if (event === 'BROKEN') end.reset();
}

function written(wire: Wire): Written {
  return wire === 'FIN' ? { kind: 'FIN' } : { kind: 'bytes', text: wire.frame };
}

function watched(socket: WebSocket, end: End): Side {
  const seen: Seen[] = [];
  socket.on('message', () => seen.push({ type: 'delivered' }));
  socket.on('close', (code) => seen.push({ type: 'closed', clean: code !== ABNORMAL }));
  // That a connection broke is told by the close, too.
  socket.on('error', () => {});
  return { socket, end, seen };
}

/** Lets a client and a server shake hands over two ends of a connection. */
async function connect(client: End, server: End): Promise<{ client: WebSocket; server: WebSocket }> {
  const accepting = new WebSocketServer({ noServer: true });
  const host = createServer();
  const accepted: WebSocket[] = [];
  host.on('upgrade', (request: IncomingMessage, socket, head) =>
    accepting.handleUpgrade(request, socket, head, (each) => accepted.push(each)),
  );
  host.emit('connection', server);
  const socket = new WebSocket('ws://server/', { createConnection: () => client, perMessageDeflate: false });
  for (const [from, to] of [
    [client, server],
    [server, client],
  ] as const) {
    await settled();
    for (const message of from.handedOver()) to.receive(message);
  }
  await settled();
  const [other] = accepted;
  if (other === undefined || socket.readyState !== WebSocket.OPEN)
    throw new Error('no WebSocket connection came about');
  return { client: socket, server: other };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await turns.setImmediate();
}
