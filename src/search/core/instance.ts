import { BINARY, SHARED_AT } from './binary.ts';

/** What the core asks for while it runs: core/assembly/asked.ts says more. */
export interface Asked {
  group(arrival: number, move: number): number;
  isSameUnder(arrival: number, label: number): number;
  classOf(field: number, id: number): number;
  decides(): number;
  mayEnd(): number;
}

/** An answer of `isSameUnder`: nobody knows. */
const VAGUE = 2;

/** Why a run of the core has ended, if not all states are expanded. */
export const UNKNOWN = 1;
export const UNFIT = 2;
export const LIMIT = 3;
export const NO_MEMORY = 4;

/** What `add` gives instead of a number. */
export const NOT_ADDED = -(2 ** 31);

/** A global of a module. */
interface Global {
  readonly value: number;
}

/** What the module exports. All numbers are unsigned words, but for those that `add` gives. */
export interface Exports {
  readonly vector: Global;
  readonly size: Global;
  readonly why: Global;
  readonly unfitField: Global;
  readonly unfitValue: Global;
  readonly transitions: Global;
  readonly asleep: Global;
  readonly most: Global;
  readonly samples: Global;
  readonly sampled: Global;
  /** Where threads tell one another how far they are. */
  readonly board: Global;
  begin(endpoints: number): number;
  /** So many threads may search from now on, in chunks of so many states; this one may leave all of them to others. */
  accompany(threads: number, chunk: number, leavesAll: number): number;
  /** How many other threads help. */
  joined(): number;
  /** Those that help are to leave. */
  dismiss(): void;
  /** Helps, as a thread with this number, until there is nothing to do any more. */
  help(board: number, thread: number): void;
  /** This thread, which has helped, cannot go on. */
  fail(): void;
  forgetSame(): void;
  allocate(bytes: number): number;
  held(): number;
  heldByStates(): number;
  fieldAt(field: number): number;
  packetAt(packet: number): number;
  setHistories(count: number): void;
  setLabels(at: number): void;
  setGroups(at: number, historyMoves: number, moves: number): void;
  setLosses(at: number): void;
  setJudging(judging: number, network: number, at: number, room: number): void;
  repack(before: number, bytes: number, word: number, shift: bigint, mask: bigint, scratch: number): number;
  read(state: number): void;
  reserve(states: number): number;
  add(): number;
  setWaiting(state: number): void;
  putArrival(state: number, move: number, word: number): void;
  arrivalMove(state: number): number;
  arrivalGroups(state: number): number;
  run(first: number, count: number, limit: number, alone: number): number;
}

/** The memory of a core. Where threads share it, others may be given it. */
export interface Memory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
}

/** As much of WebAssembly as is used here: whoever compiles the sources of this package need not know its types. */
interface Assembly {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (limits: Limits) => Memory;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

/** Pages of memory. */
interface Limits {
  readonly initial: number;
  readonly maximum: number;
  readonly shared: boolean;
}

const MOST_PAGES = 65_536;

/** What the byte at SHARED_AT is. */
const [SHARED, OWN] = [3, 1];

const compiled = new Map<boolean, object | null>();

function assembly(): Assembly | null {
  return (globalThis as unknown as { readonly WebAssembly?: Assembly }).WebAssembly ?? null;
}

/** The module, for memory that is shared or not; null where there is no WebAssembly, or it may not be compiled. */
function moduleFor(isShared: boolean): object | null {
  const known = compiled.get(isShared);
  if (known !== undefined) return known;
  let module: object | null = null;
  try {
    const bytes = Uint8Array.from(atob(BINARY), (character) => character.charCodeAt(0));
    bytes[SHARED_AT] = isShared ? SHARED : OWN;
    const { Module } = assembly() ?? { Module: null };
    module = Module === null ? null : new Module(bytes);
  } catch {}
  compiled.set(isShared, module);
  return module;
}

/** A core, and its memory. */
export interface Core {
  readonly exports: Exports;
  readonly memory: Memory;
}

/** A new core, which holds no state yet; null where there can be none, or no memory for it. */
export function newCore(asked: Asked, isShared: boolean): Core | null {
  try {
    const { Memory } = assembly() ?? { Memory: null };
    if (Memory === null) return null;
    const memory = new Memory({ initial: 1, maximum: MOST_PAGES, shared: isShared });
    const exports = coreIn(memory, asked, isShared);
    return exports === null ? null : { exports, memory };
  } catch {
    return null;
  }
}

function coreIn(memory: Memory, asked: Asked, isShared: boolean): Exports | null {
  const module = moduleFor(isShared);
  const { Instance } = assembly() ?? { Instance: null };
  if (module === null || Instance === null) return null;
  // What it exports is what Exports says: it was compiled from core/assembly.
  return new Instance(module, { env: { memory }, asked: { ...asked } }).exports as Exports;
}

/** What another thread is given to help a core. */
export interface Help {
  readonly memory: Memory;
  readonly board: number;
  /** Which of the threads it is: the one that leads is 0. */
  readonly thread: number;
}

/** Who helps has no model, and cannot answer: what is not known yet is left to the one that leads. */
const NOBODY_KNOWS: Asked = {
  group: () => 0,
  isSameUnder: () => VAGUE,
  classOf: () => 0,
  decides: () => 1,
  mayEnd: () => 0,
};

/** Helps a core in another thread, until there is nothing to do any more. If it fails, the one that leads fails, too: it waits for what was begun. */
export function help({ memory, board, thread }: Help): void {
  const core = coreIn(memory, NOBODY_KNOWS, true);
  if (core === null) return;
  try {
    core.help(board, thread);
  } catch (error) {
    core.fail();
    throw error;
  }
}
