import { assign, type EventObject } from 'xstate';
import { mapped } from '../../../src/tables/copies.ts';
import type { Context } from './context.ts';
import type { EffectSketch, Manner, ModelSketch } from './sketch.ts';

/** The same model, whose machines assign in this manner, wherever they do. */
export function assigningBy(sketch: ModelSketch, manner: Manner): ModelSketch {
  return withManner(sketch, manner) as ModelSketch;
}

/** A sketch is plain data: wherever an effect stands in it, it is found. */
function withManner(value: unknown, manner: Manner): unknown {
  const copy = mapped(value, (part) => withManner(part, manner));
  return isAssigning(copy) ? { ...copy, manner } : copy;
}

function isAssigning(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    'effect' in value &&
    (value.effect === 'assign' || value.effect === 'keep')
  );
}

type Assigns = Extract<EffectSketch, { effect: 'assign' }>;

/** XState's action for an assignment; `next` says what it assigns. */
export function assignmentOf(
  { manner }: Assigns,
  next: (context: Context, event: EventObject) => number,
): unknown {
  if (manner === undefined) return assign(({ context, event }) => ({ n: next(context as Context, event) }));
  switch (manner) {
    case 'in place':
      return assign(({ context, event }) => {
        (context as { n: number }).n = next(context as Context, event);
        return {};
      });
    case 'by chance':
      return assign(({ context, event }) => {
        asking?.();
        // Whatever chance says: that it is asked is enough.
        return { n: Math.random() < 2 ? next(context as Context, event) : 0 };
      });
  }
}

let asking: (() => void) | null = null;

/** Counts how often machines ask chance. */
export class Impurity {
  asked = 0;

  during<T>(run: () => T): T {
    asking = () => this.asked++;
    try {
      return run();
    } finally {
      asking = null;
    }
  }
}
