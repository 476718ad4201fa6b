import { Duplex } from 'node:stream';

/** What an end of a connection has handed to the network. */
export type Written = { readonly kind: 'bytes'; readonly text: string } | { readonly kind: 'FIN' };

/**
 * One end of a TCP connection, as far as `node:http` looks at sockets, without a network: what is written is kept until it is taken, and
 * timeouts are kept, not waited for.
 */
export class End extends Duplex {
  readonly #written: Written[] = [];
  #timeout = 0;
  #hasFinished = false;

  /** @param allowHalfOpen whether it may go on writing when the other end has finished: so it is with the sockets of a server */
  constructor(allowHalfOpen: boolean) {
    super({ allowHalfOpen, emitClose: true });
  }

  /** Milliseconds without activity after which it would tell of a timeout; 0 means never. */
  get timeout(): number {
    return this.destroyed ? 0 : this.#timeout;
  }

  setTimeout(milliseconds: number, listener?: () => void): this {
    this.#timeout = milliseconds;
    if (listener !== undefined) this.once('timeout', listener);
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }

  /** Lets the time be over that `setTimeout` was given. */
  expire(): void {
    this.emit('timeout');
  }

  /** Hands it what the other end wrote. */
  receive(message: Written): void {
    this.push(message.kind === 'FIN' ? null : Buffer.from(message.text, 'latin1'));
  }

  /** Tells it that the other end knows nothing of the connection. */
  reset(): void {
    this.destroy(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
  }

  /** Takes what was written since the last time; bytes that were written one after another are one. */
  handedOver(): readonly Written[] {
    return this.#written.splice(0);
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    const last = this.#written.at(-1);
    const before = last?.kind === 'bytes' ? last.text : '';
    if (last?.kind === 'bytes') this.#written.pop();
    this.#written.push({ kind: 'bytes', text: before + chunk.toString('latin1') });
    done();
  }

  override _final(done: () => void): void {
    this.#finish();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    // To close a socket is to send a FIN, unless the other end knows nothing of the connection any more.
    if (error === null) this.#finish();
    done(error);
  }

  #finish(): void {
    if (this.#hasFinished) return;
    this.#hasFinished = true;
    this.#written.push({ kind: 'FIN' });
  }
}
