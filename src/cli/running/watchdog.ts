import { Worker } from 'node:worker_threads';
import { callInHand } from '../../language/pure.ts';
import { WORDS, watchdogThread } from './watchdog-thread.ts';

/** Seconds in which one call of model code may run before it is taken for one that never ends; `ALLWAYS_PATIENCE` says otherwise. */
const PATIENCE = 10;

/**
 * Another thread that ends the process when model code never comes back: a guard that loops, say. Then no signal handler of this
 * thread runs, and no limit of time is looked at.
 *
 * It stands by from the moment at which a model is built. Where runtimes have no inspector for it (Bun), there is none.
 */
export class Watchdog {
  static #only: Watchdog | null = null;
  readonly #words: Int32Array;

  private constructor(words: Int32Array) {
    this.#words = words;
  }

  /** The watchdog of this process, which begins to watch if it does not yet. */
  static get(): Watchdog {
    Watchdog.#only ??= begun();
    return Watchdog.#only;
  }

  static from(words: Int32Array): Watchdog {
    return new Watchdog(words);
  }

  /** Says that work goes on: to be called much more often than each second. */
  pulse(): void {
    Atomics.add(this.#words, WORDS.pulse, 1);
  }

  /** Whether Ctrl-C is taken as a wish to end, which the watchdog then hears, too, where this thread does not. */
  listens(isListening: boolean): void {
    Atomics.store(this.#words, WORDS.listening, isListening ? 1 : 0);
  }

  /** Whether there was a Ctrl-C since it listens. */
  get wasInterrupted(): boolean {
    return Atomics.load(this.#words, WORDS.interrupted) > 0;
  }
}

function begun(): Watchdog {
  const words = new Int32Array(new SharedArrayBuffer(4 * Object.keys(WORDS).length));
  const watchdog = Watchdog.from(words);
  if ('bun' in process.versions) return watchdog;
  publish();
  const patience = Number(process.env.ALLWAYS_PATIENCE ?? '') || PATIENCE;
  // The text of the function, since a thread would not know how this one loads its modules.
  const thread = new Worker(`(${watchdogThread})()`, {
    eval: true,
    workerData: { words, patience, at: WORDS },
  });
  thread.unref();
  // A thread that cannot begin watches nothing, and harms nothing.
  thread.on('error', () => undefined);
  return watchdog;
}

/** Puts what is in hand where the debugger of the other thread finds it: as `[number of the call, place]`. */
function publish(): void {
  let last: object | null = null;
  let calls = 0;
  const inHand = (): readonly [number, string] | null => {
    const found = callInHand();
    if (found === null) return null;
    if (found.call !== last) calls++;
    last = found.call;
    return [calls, found.place];
  };
  Object.defineProperty(globalThis, Symbol.for('allways.inHand'), { value: inHand });
}
