import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { ModelError } from '../../language/errors.ts';
import type { InstanceOptions } from '../../language/resolve.ts';
import { SHARING } from '../../model/sharing.ts';
import type { Help } from '../../search/core/instance.ts';
import { ROOM, TALLY, TALLY_PULSE } from '../../search/parallel/board.ts';
import {
  type Crew,
  type HelpStart,
  type Hiring,
  type Order,
  PACE,
  type Phase,
  type Start,
} from '../../search/parallel/crew.ts';
import type { LoadedModule } from '../loading/load.ts';
import type { Prepared } from '../loading/prepare.ts';
import { tell } from '../terminal/progress-line.ts';
import type { CrewData } from './crew-thread.ts';
import { awaitChange, BEGUN, CREW_WORDS, DONE, PHASE, PHASES, READY } from './crew-words.ts';

/** States from which on other threads are started. */
interface From {
  /** To search together: they have to load the model before. */
  readonly search: number;
  /** To help a core. */
  readonly help: number;
}

/** Where threads are asked for: smaller searches are over before these have begun. */
const FROM: From = { search: 20_000, help: 20_000 };

/**
 * Where nobody has asked for threads: how many search together, on a machine that can run as many at once, and from how many states on. Smaller
 * searches are over sooner with one, and more threads were not measured on as many cores.
 */
const UNASKED = { workers: 2, from: { search: 2 ** 20, help: 2 ** 18 } };

/** Seconds for which a thread may be silent before it is taken for one that does not come back. */
const PATIENCE = 10;

/** So much longer it may take a thread to learn all that was met before. */
const LEARNING = 10;

/** Milliseconds that a search may be held up until the threads are ready, where that is asked for. */
const HELD_UP = 60_000;

/** What a thread needs to make the same model. */
export interface Recipe {
  readonly module: LoadedModule;
  readonly options: InstanceOptions;
}

/**
 * The other threads of a search, each with a model of its own, loaded from the same module. They wait and wake by words of memory
 * that all share, without a turn of the event loop; orders come by messages, which are there before the word that says so.
 */
class ThreadCrew implements Hiring, Crew {
  readonly room = ROOM;
  readonly pace = PACE;
  readonly others: number;
  readonly from: number;
  readonly helpFrom: number;
  readonly #recipe: Recipe;
  readonly #words = new Int32Array(new SharedArrayBuffer(CREW_WORDS * 4));
  #workers: readonly Worker[] = [];
  #helpers: readonly Worker[] = [];
  #tallies: Float64Array = new Float64Array(0);
  #isHeldUp: boolean;
  #phases = 0;
  #failure: string | null = null;
  #isDismissed = false;
  /** How often threads were seen to go on when that was looked at last, and since when none was. */
  #pulses = -1;
  #silence = 0;
  #cpuBefore = 0;

  constructor(recipe: Recipe, workers: number, from: From) {
    this.#recipe = recipe;
    this.others = workers - 1;
    const asked = Number(process.env.ALLWAYS_WORKERS_FROM ?? '');
    this.from = asked || from.search;
    this.helpFrom = asked || from.help;
    this.#isHeldUp = asked > 0;
  }

  prepare(): void {
    const url = scriptOf('crew-thread');
    this.#workers = Array.from({ length: this.others }, (_, i) => {
      const { module, options } = this.#recipe;
      const data: CrewData = { words: this.#words, number: i + 1, module, options };
      // What a model prints when it is loaded was printed once.
      const worker = new Worker(url, { workerData: data, stdout: true, stderr: true });
      worker.on('error', (error: unknown) =>
        this.#failed(error instanceof Error ? error.message : String(error)),
      );
      worker.on('exit', () => this.#failed('it ended'));
      worker.unref();
      return worker;
    });
  }

  help({ memory, board, joined }: HelpStart): void {
    const url = scriptOf('core-thread');
    this.#helpers = Array.from({ length: this.others }, (_, i) => {
      const data: Help = { memory, board, thread: i + 1 };
      const worker = new Worker(url, { workerData: data });
      // The one that leads does without those that cannot help.
      worker.on('error', () => {});
      worker.unref();
      return worker;
    });
    const began = performance.now();
    while (this.#isHeldUp && joined() < this.others && performance.now() - began < HELD_UP) {
      Atomics.wait(this.#words, READY, Atomics.load(this.#words, READY), 1);
    }
  }

  get isReady(): boolean {
    const began = performance.now();
    while (this.#isHeldUp && performance.now() - began < HELD_UP) {
      const ready = Atomics.load(this.#words, READY);
      if (ready === this.others) break;
      awaitChange(this.#words, READY, ready, HELD_UP);
    }
    this.#isHeldUp = false;
    return this.#failure === null && Atomics.load(this.#words, READY) === this.others;
  }

  join(start: Start): Crew {
    this.#tallies = new Float64Array(start.memory.tallies);
    for (const worker of this.#workers) worker.postMessage(start);
    return this;
  }

  tell(order: Order): void {
    for (const worker of this.#workers) worker.postMessage(order);
  }

  begin(phase: Phase): void {
    this.#phases++;
    this.#silence = 0;
    this.#pulses = -1;
    Atomics.store(this.#words, PHASE, PHASES.indexOf(phase));
    Atomics.add(this.#words, BEGUN, 1);
    Atomics.notify(this.#words, BEGUN);
  }

  isDone(milliseconds: number): boolean {
    const all = this.#phases * this.others;
    const end = performance.now() + milliseconds;
    for (;;) {
      const done = Atomics.load(this.#words, DONE);
      if (done === all) return true;
      const left = end - performance.now();
      if (left <= 0) break;
      awaitChange(this.#words, DONE, done, left);
    }
    this.#look(milliseconds);
    return false;
  }

  get failure(): string | null {
    return this.#failure;
  }

  dismiss(): void {
    this.#isDismissed = true;
    for (const worker of [...this.#workers, ...this.#helpers]) void worker.terminate();
    this.#workers = [];
    this.#helpers = [];
  }

  #failed(why: string): void {
    if (!this.#isDismissed) this.#failure ??= why;
  }

  /** Whether a thread has been silent for too long: that counts only while the process computes. */
  #look(milliseconds: number): void {
    const patience = Number(process.env.ALLWAYS_PATIENCE ?? '') || PATIENCE;
    let pulses = 0;
    for (let at = TALLY; at < this.#tallies.length; at += TALLY)
      pulses += this.#tallies[at + TALLY_PULSE] ?? 0;
    if (pulses !== this.#pulses) {
      this.#pulses = pulses;
      this.#silence = 0;
      this.#cpuBefore = cpuSeconds();
      return;
    }
    this.#silence += milliseconds / 1000;
    // What was met before others joined, they have to learn.
    if (this.#phases === 1 && this.#silence < patience * LEARNING) return;
    if (this.#silence >= patience && cpuSeconds() - this.#cpuBefore >= patience / 2)
      this.#failed('a call of the model does not come back');
  }
}

function scriptOf(name: string): URL {
  return new URL(`./${name}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** What other threads need to make this model. */
function recipeOf({ loaded, options }: Pick<Prepared, 'loaded' | 'options'>): Recipe {
  return { module: loaded.module, options };
}

/** Options of a search that decide whether several threads can make it. */
interface Asked {
  readonly workers?: number;
  readonly search?: 'bfs' | 'dfs' | 'random';
  readonly bitstate?: number;
  readonly reduce?: readonly string[];
}

/**
 * Where other threads come from. A model that cannot be shared is searched by one, which is told where several were asked for.
 *
 * @throws ModelError if several were asked for a search that only one thread can make
 */
export function hiringFor(prepared: Prepared, { workers, ...asked }: Asked): Hiring | undefined {
  const hindrance = hindranceIn(asked);
  const isShared = prepared.instance.model.extension(SHARING) !== null;
  if (workers === undefined) {
    const isPossible = hindrance === null && isShared && availableParallelism() >= UNASKED.workers;
    return isPossible ? new ThreadCrew(recipeOf(prepared), UNASKED.workers, UNASKED.from) : undefined;
  }
  if (workers === 1) return undefined;
  if (hindrance !== null)
    throw new ModelError(
      `--workers ${workers}: several workers search breadth first, and all states whole; leave out --workers, or ${hindrance}`,
    );
  if (isShared) return new ThreadCrew(recipeOf(prepared), workers, FROM);
  tell(
    'One worker searches this model: several do not where an assumption confines the search to some states (within).',
  );
  return undefined;
}

function hindranceIn({ search = 'bfs', bitstate, reduce = [] }: Omit<Asked, 'workers'>): string | null {
  if (search !== 'bfs') return `--search ${search}`;
  if (bitstate !== undefined) return '--bitstate';
  return reduce.length > 0 ? '--reduce' : null;
}
