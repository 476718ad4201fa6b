import { BINARY } from './binary.ts';

/** What the core asks for while it runs: core/assembly/asked.ts says more. */
export interface Asked {
  group(arrival: number, move: number): number;
  isSameUnder(arrival: number, label: number): number;
  classOf(field: number, id: number): number;
  decides(): number;
  mayEnd(): number;
}

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
  readonly memory: { readonly buffer: ArrayBuffer };
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
  begin(endpoints: number): number;
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
  repack(
    before: number,
    bytes: number,
    word: number,
    shift: bigint,
    mask: bigint,
    rows: number,
    scratch: number,
  ): number;
  read(state: number): void;
  reserve(states: number): number;
  add(): number;
  setWaiting(state: number): void;
  putArrival(state: number, move: number, word: number): void;
  arrivalMove(state: number): number;
  arrivalGroups(state: number): number;
  run(first: number, count: number, limit: number): number;
}

/** As much of WebAssembly as is used here: whoever compiles the sources of this package need not know its types. */
interface Assembly {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

let compiled: object | null | undefined;

function assembly(): Assembly | null {
  return (globalThis as unknown as { readonly WebAssembly?: Assembly }).WebAssembly ?? null;
}

/** The module; null where there is no WebAssembly, or it may not be compiled. */
function compiledModule(): object | null {
  if (compiled !== undefined) return compiled;
  try {
    const bytes = Uint8Array.from(atob(BINARY), (character) => character.charCodeAt(0));
    const { Module } = assembly() ?? { Module: null };
    compiled = Module === null ? null : new Module(bytes);
  } catch {
    compiled = null;
  }
  return compiled;
}

/** A new core, which holds no state yet; null where there can be none, or no memory for it. */
export function newCore(asked: Asked): Exports | null {
  const module = compiledModule();
  const { Instance } = assembly() ?? { Instance: null };
  if (module === null || Instance === null) return null;
  try {
    // What it exports is what Exports says: it was compiled from core/assembly.
    return new Instance(module, { asked: { ...asked } }).exports as Exports;
  } catch {
    return null;
  }
}
