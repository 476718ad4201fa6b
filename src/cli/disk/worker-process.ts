import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Atom } from '../../codec/atom.ts';
import { type Batch, ExpansionError } from '../../codec/expander.ts';
import {
  batchContent,
  type ExpandedView,
  expandedOf,
  type Failed,
  FRAME,
  type Hello,
  missingOf,
} from '../../codec/frames.ts';
import type { Name } from '../../codec/names.ts';
import { ToldAtoms } from '../../codec/told-atoms.ts';
import { ModelError } from '../../language/errors.ts';
import type { Worker } from '../../levels/handed-out.ts';
import { FrameReader, frame, jsonOf } from './framing.ts';

/** How often a worker is started until it has answered. */
const STARTS = 4;

type Frame = { readonly kind: number; readonly content: Uint8Array };

/** Another process, `allways expand`, that expands states. If it ends, another one takes its place: its answers depend on what it is asked alone. */
export class WorkerProcess implements Worker {
  readonly #args: readonly string[];
  readonly #heap: number;
  readonly #atoms: (names: readonly Name[]) => Promise<readonly Atom[]>;
  #process: Running | null = null;
  #starts = 0;
  #hello: Hello | null = null;

  /**
   * @param args what is behind `allways expand`
   * @param heap megabytes that its heap may take
   * @param atoms tells what names stand for
   */
  constructor(
    args: readonly string[],
    heap: number,
    atoms: (names: readonly Name[]) => Promise<readonly Atom[]>,
  ) {
    this.#args = args;
    this.#heap = heap;
    this.#atoms = atoms;
  }

  /**
   * Starts the process.
   *
   * @throws ModelError if it says something else than when it was started first
   */
  async start(): Promise<Hello> {
    for (;;) {
      try {
        return await this.#startOnce();
      } catch (error) {
        this.#requireAnother(error);
      }
    }
  }

  async #startOnce(): Promise<Hello> {
    this.#starts++;
    this.#process = new Running(this.#args, this.#heap);
    const { kind, content } = await this.#process.read();
    if (kind !== FRAME.hello) throw new ModelError('a worker does not say what it is');
    const hello = jsonOf<Hello>(content);
    if (this.#hello !== null && this.#hello.identity !== hello.identity)
      throw new ModelError('the model was changed while it was searched; begin again');
    this.#hello = hello;
    return hello;
  }

  async expand(batch: Omit<Batch, 'atoms'>): Promise<ExpandedView> {
    for (;;) {
      try {
        const expanded = await this.#ask(batch);
        this.#starts = 0;
        return expanded;
      } catch (error) {
        this.#requireAnother(error);
        await this.start();
      }
    }
  }

  /** @throws whatever another process does not help with, or if several have ended without an answer */
  #requireAnother(error: unknown): void {
    if (!(error instanceof EndedError)) throw error;
    if (this.#starts >= STARTS) throw new ModelError(`workers end again and again: ${error.message}`);
  }

  async #ask(batch: Omit<Batch, 'atoms'>): Promise<ExpandedView> {
    const told = new ToldAtoms(this.#atoms);
    for (;;) {
      const { kind, content } = await this.#answer({ ...batch, atoms: told.atoms });
      if (kind !== FRAME.missing) return expandedIn(kind, content);
      await told.add(missingOf(content));
    }
  }

  #answer(batch: Batch): Promise<Frame> {
    const running = this.#process;
    if (running === null) throw new EndedError('it was not started');
    running.write(frame(FRAME.expand, batchContent(batch)));
    return running.read();
  }

  end(): void {
    this.#process?.end();
    this.#process = null;
  }
}

/** @throws ExpansionError, or ModelError, for what a worker says is wrong */
function expandedIn(kind: number, content: Uint8Array): ExpandedView {
  if (kind === FRAME.expanded) return expandedOf(content);
  if (kind !== FRAME.failed)
    throw new ModelError(`a worker has sent a frame of the kind ${kind}, which is none`);
  const { message, state } = jsonOf<Failed>(content);
  if (state === null) throw new ModelError(message);
  throw new ExpansionError(state, new ModelError(message));
}

class EndedError extends Error {}

/** One process, with frames that come and go. */
class Running {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #reader = new FrameReader();
  readonly #frames: Frame[] = [];
  #waiting: { resolve(frame: Frame): void; reject(error: Error): void } | null = null;
  #ended: Error | null = null;
  #said = '';

  constructor(args: readonly string[], heap: number) {
    const main = new URL(`../main.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);
    this.#child = spawn(
      process.execPath,
      [...process.execArgv, `--max-old-space-size=${heap}`, fileURLToPath(main), 'expand', ...args],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    this.#child.stdout.on('data', (chunk: Uint8Array) => this.#take(chunk));
    this.#child.stderr.on('data', (chunk: Uint8Array) => {
      this.#said = `${this.#said}${String(chunk)}`.slice(-2000);
    });
    this.#child.stdin.on('error', () => undefined);
    this.#child.on('error', (error) => this.#end(error.message));
    this.#child.on('close', (code, signal) => this.#end(`${signal ?? `exit status ${code}`}`, code === 2));
  }

  write(bytes: Uint8Array): void {
    this.#child.stdin.write(bytes);
  }

  read(): Promise<Frame> {
    const next = this.#frames.shift();
    if (next !== undefined) return Promise.resolve(next);
    if (this.#ended !== null) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  end(): void {
    this.#child.stdin.end();
    this.#child.kill();
  }

  #take(chunk: Uint8Array): void {
    this.#reader.push(chunk);
    for (let next = this.#next(); next !== null; next = this.#next()) {
      const waiting = this.#waiting;
      this.#waiting = null;
      if (waiting === null) this.#frames.push(next);
      else waiting.resolve(next);
    }
  }

  /** What comes after a frame that cannot be read cannot be either: another process must answer. */
  #next(): Frame | null {
    try {
      return this.#ended === null ? this.#reader.next() : null;
    } catch (error) {
      this.#end(error instanceof Error ? error.message : String(error));
      this.#child.kill();
      return null;
    }
  }

  /** @param isMistake whether the process has said itself what is wrong, and would say so again */
  #end(how: string, isMistake = false): void {
    const said = this.#said.trim();
    this.#ended ??= isMistake
      ? new ModelError(said.replace(/^allways: /, '') || 'a worker cannot begin')
      : new EndedError(`a worker has ended (${how})${said === '' ? '' : `: ${said}`}`);
    this.#waiting?.reject(this.#ended);
    this.#waiting = null;
  }
}
