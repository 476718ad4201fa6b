import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { type Answer, readAnswer, type Stack } from './stack.ts';

/** A harness that has not ended by then hangs, and is ended. */
const LONGEST_LIFE = 20 * 60 * 1000;

interface Waiting {
  readonly number: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** A harness in a process of its own. It ends with its standard input, and so also when this process ends, however it ends. */
export class ChildStack implements Stack {
  readonly name: string;
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: Interface;
  #answer: string[] = [];
  #waiting: Waiting | null = null;
  #asked = 0;
  #failure: Error | null = null;

  constructor(name: string, file: string, args: readonly string[] = []) {
    this.name = name;
    const stdio: ['pipe', 'pipe', 'inherit'] = ['pipe', 'pipe', 'inherit'];
    this.#child = spawn(file, args, { stdio, timeout: LONGEST_LIFE });
    this.#child.on('error', (error) => this.#fail(error.message));
    this.#child.on('close', (status, signal) => this.#fail(`it has ended (${signal ?? status})`));
    // What is written to a harness that has just ended is lost; that it has ended is told by `close`.
    this.#child.stdin.on('error', () => {});
    this.#lines = createInterface({ input: this.#child.stdout });
    this.#lines.on('line', (line) => this.#hear(line));
  }

  command(text: string): Promise<Answer> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    if (this.#waiting !== null) return Promise.reject(new Error(`${this.name} is still busy`));
    const number = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting = { number, resolve, reject };
      this.#child.stdin.write(`${number} ${text}\n`);
    });
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const closed = once(this.#child, 'close');
    this.#child.stdin.end();
    await closed;
  }

  #hear(line: string): void {
    const waiting = this.#waiting;
    if (waiting === null) this.#fail(`it says "${line}" without being asked`);
    this.#answer.push(line);
    if (waiting === null || !line.startsWith('done ')) return;
    const { number, resolve } = waiting;
    const lines = this.#answer;
    this.#answer = [];
    try {
      const answer = readAnswer(number, lines);
      this.#waiting = null;
      resolve(answer);
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  #fail(why: string): void {
    this.#failure ??= new Error(`${this.name}: ${why}`);
    this.#waiting?.reject(this.#failure);
    this.#waiting = null;
  }
}
