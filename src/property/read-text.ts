import type { AnyStateView, AnyStepView } from '../language/forgotten.ts';
import { type StateValueShape, valueText } from '../language/state-text.ts';
import type { StepReader } from '../model/reader.ts';
import { canonicalText } from '../tables/plain-data.ts';

/** Characters after which a value is cut: a reason is a sentence, and the ladder beside it shows the rest. */
const MOST = 160;

/** What a predicate was given, and what it read of it, in order (see `StepReader`). */
export interface WasRead {
  readonly reader: StepReader;
  readonly view: AnyStateView | AnyStepView;
  readonly reads: readonly number[];
}

/** A reason for whoever gave none: the parts of a state or step that a predicate read, with their values. */
export function readText({ reader, view, reads }: WasRead): string {
  const isStep = 'action' in view;
  const paths = new Map(reads.map((read) => reader.pathOf(read)).map((path) => [path.join('.'), path]));
  const parts = [...paths.values()].map((path) => {
    const inView = isStep ? path : path.slice(1);
    return `${nameOf(inView)} = ${cut(textOf(inView, valueAt(view, inView)))}`;
  });
  return parts.length === 0 ? 'the predicate read nothing.' : `the predicate read ${parts.join(', ')}.`;
}

function nameOf(path: readonly string[]): string {
  return path.filter((part) => part !== 'endpoints').join('.');
}

function valueAt(view: object, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    view,
  );
}

function textOf(path: readonly string[], value: unknown): string {
  return path.at(-1) === 'value' ? valueText(value as StateValueShape) || '{}' : canonicalText(dataIn(value));
}

/** The view of an endpoint is no data, but for its functions its parts are. */
function dataIn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('matches' in value)) return value;
  const parts = Object.entries(value).filter(([, part]) => typeof part !== 'function' && part !== undefined);
  const data = parts.map(
    ([key, part]) => [key, key === 'children' ? childrenIn(Object(part)) : part] as const,
  );
  return Object.fromEntries(data.filter(([, part]) => part !== null));
}

function childrenIn(children: object): object | null {
  const inner = Object.entries(children).map(([id, child]) => [id, dataIn(child)] as const);
  return inner.length === 0 ? null : Object.fromEntries(inner);
}

function cut(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}
