import { ModelError } from '../language/errors.ts';
import type { AnyParameters, AnySafetyProperty, AnyStateView, AnyStepView } from '../language/forgotten.ts';
import { answered, toldText } from '../language/form/answer.ts';
import { pureCall } from '../language/pure.ts';
import type { Model } from '../model/model.ts';
import type { StepReader } from '../model/reader.ts';
import { THROWN } from '../model/steps.ts';
import { WAITS } from '../model/waits.ts';
import type { EverRead } from '../tables/ever-read.ts';
import { type Evaluate, ReadMemo } from '../tables/read-memo.ts';
import { readText, type WasRead } from './read-text.ts';

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
  /** Whether the answer for this state or step follows from slots that `covers` accepts, whatever the rest. */
  dependsOnlyOn(covers: (slot: number) => boolean, vector: Uint32Array): boolean;
  /** The slots of vectors that were ever read to answer. */
  readonly slots: ReadonlySet<number>;
  /** The predicate, as it is remembered; null if there is none. */
  readonly memo: ReadMemo | null;
  /** Why they do, in the model author's words; null if the author gave none. */
  reason(vector: Uint32Array, offset: number): string | null;
}

/**
 * The monitor of a property.
 *
 * @param everRead is told of all that predicates over states ever read
 */
export function monitorOf(
  property: AnySafetyProperty,
  model: Model,
  parameters: AnyParameters,
  everRead?: EverRead,
): Monitor {
  const what = `property "${property.name}"`;
  const { reader } = model;
  switch (property.kind) {
    case 'invariant':
      return {
        ...remembered(
          what,
          'state',
          reader,
          (vector, offset, reads) => {
            return !answered(what, property.holds(reader.state(vector, offset, reads), parameters));
          },
          everRead,
        ),
        reason: (vector, offset) => {
          const reads: number[] = [];
          const view = reader.state(vector, offset, reads);
          return reasonOf(property, parameters, { reader, view, reads });
        },
      };
    case 'step':
      return {
        ...remembered(what, 'step', reader, (vector, offset, reads) => {
          return !answered(what, property.holds(reader.step(vector, offset, reads), parameters));
        }),
        reason: (vector, offset) => {
          const reads: number[] = [];
          const view = reader.step(vector, offset, reads);
          return reasonOf(property, parameters, { reader, view, reads });
        },
      };
    case 'deadlock-free':
      return {
        watches: 'deadlock',
        decides: (vector, offset) => !model.isFinal(vector.subarray(offset, offset + model.width)),
        ...plain,
        reason: (vector, offset) => deadlockReason(model, vector.slice(offset, offset + model.width)),
      };
    case 'reachable':
      return { ...reachable(property, model, parameters, everRead), reason: () => null };
  }
}

/** Watches for the first state in which the premise of an invariant is true. */
export function premiseMonitor(
  { name, premise }: Extract<AnySafetyProperty, { kind: 'invariant' }>,
  { reader }: Model,
  parameters: AnyParameters,
  everRead: EverRead,
): Monitor {
  const what = `property "${name}": premise`;
  const isTrue = (vector: Uint32Array, offset: number, reads: number[]) =>
    answered(what, premise?.(reader.state(vector, offset, reads), parameters));
  return { ...remembered(what, 'state', reader, isTrue, everRead), reason: () => null };
}

/** The monitor of the built-in property that no machine throws: every finding decides it. */
export function throwMonitor(model: Model): Monitor {
  return {
    watches: 'throw',
    decides: () => true,
    ...plain,
    reason: (vector, offset) => model.reader.thrown(vector[offset + model.width * 2 + THROWN] ?? 0),
  };
}

const plain = { dependsOnlyOn: () => false, slots: new Set<number>(), memo: null, reason: () => null };

function reachable(
  { name, state, step }: Extract<AnySafetyProperty, { kind: 'reachable' }>,
  model: Model,
  parameters: AnyParameters,
  everRead: EverRead | undefined,
): Omit<Monitor, 'reason'> {
  const { reader } = model;
  return step === undefined
    ? remembered(
        `property "${name}"`,
        'state',
        reader,
        (vector, offset, reads) => {
          return answered(`property "${name}"`, state?.(reader.state(vector, offset, reads), parameters));
        },
        everRead,
      )
    : remembered(`property "${name}"`, 'step', reader, (vector, offset, reads) => {
        return answered(`property "${name}"`, step(reader.step(vector, offset, reads), parameters));
      });
}

/** Evaluations of a predicate that are all repeated; of those that follow, every one of so many. */
const REPEATED = 64;
const REPEATED_THEN = 16;

/** A predicate that is asked twice, at first always and then now and then, and refused if it does not answer the same. */
function steady(what: string, answer: Evaluate): Evaluate {
  let asked = 0;
  return (vector, offset, reads) => {
    const first = answer(vector, offset, reads);
    const isRepeated = asked++ < REPEATED || asked % REPEATED_THEN === 0;
    if (!isRepeated || answer(vector, offset, []) === first) return first;
    throw new ModelError(
      `${what} does not answer the same twice: something that it is not given decides (a variable, a cache, chance)`,
    );
  };
}

/** What a deadlock waits for; null if nothing more is to be said of it. */
function deadlockReason(model: Model, state: Uint32Array): string | null {
  const waits = model.extension(WAITS)?.of(state) ?? [];
  if (waits.length === 0) return null;
  return `no action is enabled, and the state is not final: ${waits.join('; ')}.`;
}

/** A predicate that is evaluated once per values that it reads. */
function remembered(
  what: string,
  watches: 'state' | 'step',
  reader: StepReader,
  evaluate: (vector: Uint32Array, offset: number, reads: number[]) => boolean,
  everRead?: EverRead,
): Omit<Monitor, 'reason'> {
  const answer = (vector: Uint32Array, offset: number, reads: number[]) =>
    Number(pureCall(what, () => evaluate(vector, offset, reads)));
  const memo = new ReadMemo(steady(what, answer), reader.sourceOf, everRead);
  return {
    watches,
    decides: (vector, offset) => memo.get(vector, offset) === 1,
    dependsOnlyOn: (covers, vector) => memo.dependsOnlyOn(covers, vector),
    slots: memo.slots,
    memo,
  };
}

/** What the author explains, or else what the predicate reads: it runs once more, so that this is noted. */
function reasonOf<View extends AnyStateView | AnyStepView>(
  property: {
    readonly name: string;
    holds(view: View, parameters: AnyParameters): unknown;
    explain?(view: View, parameters: AnyParameters): string;
  },
  parameters: AnyParameters,
  was: WasRead & { readonly view: View },
): string | null {
  const what = `property "${property.name}"`;
  return pureCall(what, () => {
    if (property.explain !== undefined) return toldText(what, property.explain(was.view, parameters));
    property.holds(was.view, parameters);
    return readText(was);
  });
}
