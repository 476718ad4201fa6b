import { Socket } from 'node:net';
import { ModelError } from '../../language/errors.ts';

/** Lines of JSON that come and go over a file descriptor: one end of a pair of sockets, which whoever started this process holds the other end of. */
export class LineSocket {
  readonly #socket: Socket;
  readonly #lines: string[] = [];
  #rest = '';
  #ended: Error | null = null;
  #waiting: { resolve(line: string): void; reject(error: Error): void } | null = null;

  /** @throws ModelError if there is nothing open under that number */
  constructor(fd: number) {
    try {
      this.#socket = new Socket({ fd, readable: true, writable: true });
    } catch {
      throw new ModelError(`there is no socket that is open under the file descriptor ${fd}`);
    }
    this.#socket.setEncoding('utf8');
    this.#socket.on('data', (text: string) => this.#take(text));
    this.#socket.on('error', (error) => this.#end(error.message));
    this.#socket.on('close', () => this.#end('its end of the socket is closed'));
  }

  write(value: unknown): void {
    this.#socket.write(`${JSON.stringify(value)}\n`);
  }

  /** @throws ModelError if nothing comes any more */
  async read(): Promise<unknown> {
    const line = this.#lines.shift() ?? (await this.#next());
    try {
      return JSON.parse(line);
    } catch {
      throw new ModelError('the program that keeps the states has answered with what is no JSON');
    }
  }

  close(): void {
    this.#socket.destroy();
  }

  #next(): Promise<string> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      const waiting = this.#waiting;
      this.#waiting = null;
      if (waiting === null) this.#lines.push(line);
      else waiting.resolve(line);
    }
  }

  #end(how: string): void {
    this.#ended ??= new ModelError(`the program that keeps the states does not answer any more: ${how}`);
    this.#waiting?.reject(this.#ended);
    this.#waiting = null;
  }
}
