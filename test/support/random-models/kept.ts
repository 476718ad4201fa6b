import { assign, type EventObject } from 'xstate';
import type { Context } from './context.ts';
import type { EffectSketch } from './sketch.ts';

/* What the machines of random models keep in their contexts besides numbers: all that the language has, and JSON has not. */

/** What a machine keeps. All keys are there from the beginning. */
export interface Kept {
  readonly map: Map<unknown, unknown> | undefined;
  readonly set: Set<unknown> | undefined;
  readonly other: unknown;
  /** An actor. */
  readonly ref: unknown;
}

export const NOTHING_KEPT: Kept = { map: undefined, set: undefined, other: null, ref: null };

type Keeps = Extract<EffectSketch, { effect: 'keep' }>;

/** Data of many kinds, each made anew. */
const others: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => Number.NaN,
  () => -0,
  () => Number.POSITIVE_INFINITY,
  () => 3n,
  () => new Date(0),
  () => new Error('odd', { cause: [1n] }),
  () => new Uint8Array([1]),
  () => ({ $map: [undefined] }),
];

/** XState's action for an effect that keeps something; `number` is what it is kept under. */
export function keepingOf(sketch: Keeps, number: (context: Context) => number): unknown {
  return assign((args) => {
    const context = args.context as Context;
    const part = keptAfter(sketch, context, args.event, number(context));
    if (sketch.manner !== 'in place') return part;
    Object.assign(context, part);
    return {};
  });
}

function keptAfter(sketch: Keeps, context: Context, { type }: EventObject, n: number): Partial<Kept> {
  const inPlace = sketch.manner === 'in place';
  switch (sketch.what) {
    case 'map': {
      const map = (inPlace ? context.map : undefined) ?? new Map(context.map ?? []);
      if (map.size > 1 && !map.has(n)) map.clear();
      return { map: map.set(n, type.startsWith('m') ? { of: context.set } : -0) };
    }
    case 'set': {
      const set = (inPlace ? context.set : undefined) ?? new Set(context.set ?? []);
      if (!set.delete(n)) set.add(n);
      return { set };
    }
    case 'other':
      return { other: (others[(sketch.k + n) % others.length] ?? others[0])?.() };
  }
}

/** Whether something is kept that a claim or a guard asks for. */
export function keeps({ map, set, other }: Kept, k: number): boolean {
  if (map?.has(k) || set?.has(k)) return true;
  return other instanceof Date ? other.getTime() === k - 1 : typeof other === 'bigint' && k === 2;
}
