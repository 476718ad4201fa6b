import type { AnyParameters } from '../model/compose.ts';
import { guarded } from '../model/history.ts';
import type { AnyProperty } from '../model/instance.ts';
import { type Model, THROWN } from '../model/model.ts';
import { ReadMemo } from '../state/read-memo.ts';

/** What a monitor watches for. */
export type Watched = 'state' | 'step' | 'deadlock' | 'throw';

/**
 * Watches a search for the state or step that decides one property: a violation, or, for a reachability property,
 * a witness. Predicates are remembered by what they read.
 */
export interface Monitor {
  readonly watches: Watched;
  /** Whether the state, or step, whose ids stand from `offset` on decides the property. */
  decides(vector: Uint32Array, offset: number): boolean;
  /** Why they do, in the model author's words; null if the author gave none. */
  reason(vector: Uint32Array, offset: number): string | null;
}

/** The monitor of a property. */
export function monitorOf(property: AnyProperty, model: Model, parameters: AnyParameters): Monitor {
  const what = `property "${property.name}"`;
  switch (property.kind) {
    case 'invariant':
      return {
        watches: 'state',
        decides: remembered(
          what,
          (vector, offset, reads) => !property.holds(model.reader.state(vector, offset, reads), parameters),
        ),
        reason: (vector, offset) =>
          told(what, () => property.explain?.(model.reader.state(vector, offset, []), parameters)),
      };
    case 'step':
      return {
        watches: 'step',
        decides: remembered(
          what,
          (vector, offset, reads) => !property.holds(model.reader.step(vector, offset, reads), parameters),
        ),
        reason: (vector, offset) =>
          told(what, () => property.explain?.(model.reader.step(vector, offset, []), parameters)),
      };
    case 'deadlock-free':
      return {
        watches: 'deadlock',
        decides: (vector, offset) => !model.isFinal(vector.subarray(offset, offset + model.width)),
        reason: () => null,
      };
    case 'reachable':
      return reachableMonitor(property, model, parameters);
  }
}

/** The monitor of the built-in property that no machine throws: every finding decides it. */
export function throwMonitor(model: Model): Monitor {
  return {
    watches: 'throw',
    decides: () => true,
    reason: (vector, offset) => model.reader.thrown(vector[offset + model.width * 2 + THROWN] ?? 0),
  };
}

function reachableMonitor(
  property: Extract<AnyProperty, { kind: 'reachable' }>,
  model: Model,
  parameters: AnyParameters,
): Monitor {
  const what = `property "${property.name}"`;
  const decides =
    property.step === undefined
      ? remembered(
          what,
          (vector, offset, reads) =>
            property.state?.(model.reader.state(vector, offset, reads), parameters) ?? false,
        )
      : remembered(
          what,
          (vector, offset, reads) =>
            property.step?.(model.reader.step(vector, offset, reads), parameters) ?? false,
        );
  return { watches: property.step === undefined ? 'state' : 'step', decides, reason: () => null };
}

function remembered(
  what: string,
  evaluate: (vector: Uint32Array, offset: number, reads: number[]) => boolean,
): (vector: Uint32Array, offset: number) => boolean {
  const memo = new ReadMemo((vector, offset, reads) =>
    Number(guarded(what, () => evaluate(vector, offset, reads))),
  );
  return (vector, offset) => memo.get(vector, offset) === 1;
}

function told(what: string, explain: () => string | undefined): string | null {
  return guarded(what, () => explain() ?? null);
}
