import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import turns from 'node:timers/promises';
import type { Driver, DriverAction, Reports } from 'allways/testing';
import { decode, encode, type Wire } from './messages.ts';
import { End } from './socket.ts';

/** Milliseconds that the model calls a tick. */
const TICK = 1000;
/** Turns of the event loop without anything new after which all is done. */
const QUIET = 4;

export interface Settings {
  /** In ticks, as in the model; 0 is what the agent does by itself. */
  readonly clientIdle: number;
  readonly serverIdle: number;
  /** After how many requests the server closes: 1 or, which means never, 0. */
  readonly most?: 0 | 1;
  /** Who sees to that: the option `maxRequestsPerSocket`, or whoever answers, by the field `Connection: close`. Default: the field. */
  readonly closesBy?: 'option' | 'field';
  /** Whether the client is tested, too; if not, its messages are made from the model. Default: true. */
  readonly hasClient?: boolean;
  /** Whether responses have the field `Keep-Alive: timeout=…`, as those of node:http have. Default: true. */
  readonly announces?: boolean;
}

/** Milliseconds that sockets were told to wait; 0 means for ever. */
interface Timeouts {
  readonly client: number;
  readonly server: number;
}

interface Connection {
  readonly client: End;
  readonly server: End;
}

type Seen = { type: string; id?: number; ids?: readonly number[] };

/**
 * Puts the client and the server of `node:http` into the hands of a test: a message is the bytes that one of them wrote, and timers expire
 * when the path says so, in no time at all.
 */
export class HttpDriver implements Driver<Wire> {
  readonly #settings: Required<Settings>;
  #agent = new Agent();
  #server: Server = createServer();
  #connections: Connection[] = [];
  #working: ServerResponse[] = [];
  #asked = 0;
  #unanswered: number[] = [];
  #events = 0;
  #seenOfClient: Seen[] = [];
  #seenOfServer: Seen[] = [];
  #resets: Wire[] = [];
  readonly #accepted = new WeakSet<End>();

  constructor(settings: Settings) {
    this.#settings = { most: 0, closesBy: 'field', hasClient: true, announces: true, ...settings };
  }

  /** How long both sides leave the present connection idle. */
  get timeouts(): Timeouts {
    const { client, server } = this.#connections.at(-1) ?? {};
    return { client: client?.timeout ?? 0, server: server?.timeout ?? 0 };
  }

  async reset(): Promise<void> {
    const { clientIdle, serverIdle, most } = this.#settings;
    this.#agent.destroy();
    for (const { client, server } of this.#connections) for (const end of [client, server]) end.destroy();
    // What hangs up now is not to be taken for a part of the next run.
    await this.#settle();
    [this.#connections, this.#working, this.#asked, this.#unanswered] = [[], [], 0, []];
    [this.#seenOfClient, this.#seenOfServer, this.#resets] = [[], [], []];
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: 1,
      ...(clientIdle > 0 && { timeout: clientIdle * TICK }),
    });
    Object.assign(this.#agent, { createConnection: () => this.#connect().client });
    this.#server = createServer({ keepAliveTimeout: serverIdle * TICK }, (...given) => this.#serve(...given));
    if (most > 0 && this.#settings.closesBy === 'option') this.#server.maxRequestsPerSocket = most;
  }

  async apply(action: DriverAction<Wire>): Promise<void> {
    if (action.kind === 'event' && action.event.type === 'ASK') this.#ask();
    if (action.kind === 'expire') this.#expire(action.timer);
    if (action.kind === 'deliver') this.#deliver(action.message, action.endpoint);
    await this.#settle();
  }

  read(): Reports<Wire> {
    const server = {
      sent: [...this.#taken('server'), ...this.#resets.splice(0)].map((message) => ({ message })),
      observed: this.#seenOfServer.splice(0),
      timers: this.#timersOfServer(),
    };
    const sent = this.#taken('client').map((message) => ({ message }));
    const observed = this.#seenOfClient.splice(0);
    return this.#settings.hasClient
      ? { client: { sent, observed, timers: this.#timersOfClient() }, server }
      : { server };
  }

  decode(wire: Wire) {
    return decode(wire);
  }

  encode(event: Parameters<typeof encode>[0]): Wire {
    return encode(event);
  }

  #connect(): Connection {
    const connection = { client: new End(false), server: new End(true) };
    // Whoever owns an end hears of its errors; here it is the client and the server of node:http.
    connection.server.on('error', () => {});
    this.#connections.push(connection);
    return connection;
  }

  #ask(): void {
    const id = ++this.#asked;
    this.#unanswered.push(id);
    const asked = request(
      { agent: this.#agent, host: 'server', method: 'POST', path: `/${id}` },
      (response) => {
        response.resume().on('end', () => {
          this.#unanswered.shift();
          this.#sees(this.#seenOfClient, { type: 'answered', id });
        });
      },
    );
    asked.on('error', () =>
      this.#sees(this.#seenOfClient, { type: 'failed', ids: this.#unanswered.splice(0) }),
    );
    asked.end();
  }

  #serve({ url = '' }: IncomingMessage, response: ServerResponse): void {
    this.#working.push(response);
    this.#sees(this.#seenOfServer, { type: 'processed', id: Number(url.slice(1)) });
  }

  #expire(timer: string): void {
    if (timer === 'KEEP_ALIVE') this.#connections.find(({ server }) => server.timeout > 0)?.server.expire();
    if (timer === 'IDLE') this.#connections.at(-1)?.client.expire();
    if (timer === 'WORK') {
      const response = this.#working.shift();
      if (this.#settings.most > 0 && this.#settings.closesBy === 'field')
        response?.setHeader('Connection', 'close');
      // Whoever sets the one field has to set the other.
      if (!this.#settings.announces) response?.setHeader('Connection', 'keep-alive');
      response?.end((response.req.url ?? '').slice(1));
    }
  }

  #deliver(wire: Wire, to: string): void {
    while (this.#connections.length < wire.connection) this.#connect();
    const connection = this.#connections[wire.connection - 1];
    const end = to === 'client' ? connection?.client : connection?.server;
    if (end === undefined) return;
    if (end.destroyed) {
      this.#refuse(wire, to);
      return;
    }
    if (to === 'server' && !this.#accepted.has(end)) {
      this.#accepted.add(end);
      this.#server.emit('connection', end);
    }
    if (wire.kind === 'RST') end.reset();
    else end.receive(wire);
  }

  /** What a host does with what comes for a socket that was closed. */
  #refuse(wire: Wire, to: string): void {
    const event = decode(wire);
    if (to !== 'server' || event.type !== 'REQUEST') return;
    this.#sees(this.#seenOfServer, { type: 'refused', id: event.id });
    this.#resets.push({ kind: 'RST', connection: wire.connection });
  }

  #taken(side: 'client' | 'server'): readonly Wire[] {
    return this.#connections.flatMap((ends, i) => {
      const taken = ends[side].handedOver();
      this.#events += taken.length;
      return taken.map((written): Wire => ({ ...written, connection: i + 1 }));
    });
  }

  #timersOfServer(): { name: string }[] {
    const open = this.#connections.filter(({ server }) => !server.destroyed);
    if (this.#working.length > 0 && open.length > 0) return [{ name: 'WORK' }];
    return open.filter(({ server }) => server.timeout > 0).map(() => ({ name: 'KEEP_ALIVE' }));
  }

  #timersOfClient(): { name: string }[] {
    const free = Object.values(this.#agent.freeSockets).flatMap((sockets) => sockets ?? []);
    return free.filter(({ timeout = 0 }) => timeout > 0).map(() => ({ name: 'IDLE' }));
  }

  #sees(seen: Seen[], what: Seen): void {
    this.#events++;
    seen.push(what);
  }

  /** Waits until everybody has done all that follows. */
  async #settle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET; quiet++) {
      const before = this.#events;
      await turns.setImmediate();
      if (this.#events !== before) quiet = 0;
    }
  }
}
