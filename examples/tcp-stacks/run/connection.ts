import { RESET, SOCKETS } from '../driver/hosts.ts';
import type { Answer, Stack } from '../link/stack.ts';
import { pcapOf } from './capture.ts';

/** Which packets do not arrive, counted from 1 in the order in which they are sent. */
export type Lost = readonly number[];

/**
 * A real connection between two stacks: nothing stands between them but a wire, which loses what it is told to and is
 * captured. No model knows of it.
 */
export class Connection {
  readonly #client: Stack;
  readonly #server: Stack;
  readonly #lost: Lost;
  readonly #captured: { readonly at: number; readonly bytes: Uint8Array }[] = [];

  constructor(client: Stack, server: Stack, lost: Lost = []) {
    this.#client = client;
    this.#server = server;
    this.#lost = lost;
  }

  /** The client opens, and the server accepts. @param settings of the server's harness */
  async open(settings = ''): Promise<void> {
    await this.#client.command(RESET.client);
    await this.#server.command(`${RESET.server} ${settings}`);
    await this.#server.command(`listen ${SOCKETS.server.port}`);
    await this.call('client', `open ${SOCKETS.client.port} ${SOCKETS.server.address} ${SOCKETS.server.port}`);
  }

  /** One side is given a command; what follows is carried to and fro until both are quiet. */
  async call(side: 'client' | 'server', command: string): Promise<void> {
    const [own, peer] = side === 'client' ? [this.#client, this.#server] : [this.#server, this.#client];
    await this.#carry(await own.command(command), peer, own);
  }

  /** What was on the wire, as a pcap file; packets that were lost were there, too. */
  capture(): Uint8Array {
    return pcapOf(this.#captured);
  }

  async #carry({ sent }: Answer, to: Stack, from: Stack): Promise<void> {
    for (const bytes of sent) {
      this.#captured.push({ at: this.#captured.length, bytes });
      if (this.#lost.includes(this.#captured.length)) continue;
      await this.#carry(await to.command(`in ${Buffer.from(bytes).toString('hex')}`), from, to);
    }
  }
}
