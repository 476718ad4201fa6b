import { type AnyStateMachine, initialTransition, StateMachine } from 'xstate';
import { canonicalText } from '../../../src/tables/plain-data.ts';

/** A machine with one mistake, and what the mistake is. */
export interface SmallMutant {
  readonly name: string;
  readonly machine: AnyStateMachine;
}

type Data = Readonly<Record<string, unknown>>;

/** Where a row of transitions stands in a configuration: the keys that lead to it. */
type Path = readonly string[];

/**
 * All machines that differ from this one by one small mistake: a transition that is missing, leads nowhere, or does nothing; one of its
 * actions, or of those at the entry of a state, that is missing; a guard that is not asked, or asked the other way round; and a transition that is
 * missing only where the context is no longer that of the beginning, as if something remembered were forgotten.
 */
export function smallMutantsOf(machine: AnyStateMachine, input: unknown): readonly SmallMutant[] {
  const config = machine.config as unknown as Data;
  const [{ context }] = initialTransition(machine, input as never);
  const first = canonicalText(context);
  const isFirst = (args: { readonly context: unknown }) => canonicalText(args.context) === first;
  return placesIn(config).flatMap(({ path, value }) =>
    changesOf(value, isFirst).flatMap(([what, changed]) => {
      const mutant = made(machine, replaced(config, path, changed));
      return mutant === null ? [] : [{ name: `${path.join('.')}: ${what}`, machine: mutant }];
    }),
  );
}

function made(machine: AnyStateMachine, config: unknown): AnyStateMachine | null {
  try {
    return new StateMachine(config as never, machine.implementations as never) as unknown as AnyStateMachine;
  } catch {
    return null;
  }
}

/** Every row of transitions, and every list of entry actions. */
function placesIn(state: Data, at: Path = []): { path: Path; value: unknown }[] {
  const rows = (['on', 'after'] as const).flatMap((kind) =>
    Object.entries((state[kind] ?? {}) as Data).flatMap(([event, row]) =>
      Array.isArray(row)
        ? row.map((value: unknown, i) => ({ path: [...at, kind, event, String(i)], value }))
        : [{ path: [...at, kind, event], value: row }],
    ),
  );
  const entry =
    state.entry === undefined ? [] : [{ path: [...at, 'entry'], value: { actions: state.entry } }];
  const inner = Object.entries((state.states ?? {}) as Readonly<Record<string, Data>>).flatMap(
    ([name, child]) => placesIn(child, [...at, 'states', name]),
  );
  return [...rows, ...entry, ...inner];
}

function changesOf(
  value: unknown,
  isFirst: (args: { readonly context: unknown }) => boolean,
): (readonly [what: string, changed: unknown])[] {
  const row: Data = typeof value === 'string' ? { target: value } : (value as Data);
  const { actions, guard, target, ...rest } = row;
  const list = actions === undefined ? [] : [actions].flat();
  const isEntry = Object.keys(row).length === 1 && actions !== undefined && target === undefined;
  const fewer = list.map(
    (_, i) =>
      [`without its action ${i + 1}`, { ...row, actions: list.filter((_, other) => other !== i) }] as const,
  );
  return [
    ...(isEntry ? [] : [['missing', undefined] as const]),
    ...fewer,
    ...(target === undefined
      ? []
      : [['leads nowhere', { ...rest, ...(guard === undefined ? {} : { guard }), actions: list }] as const]),
    ...(guard === undefined && !isEntry
      ? [['missing once the context has changed', { ...row, guard: isFirst }] as const]
      : []),
    ...(guard === undefined ? [] : [['its guard is not asked', { ...rest, target, actions: list }] as const]),
    ...(typeof guard === 'function'
      ? [
          [
            'its guard is asked the other way round',
            { ...row, guard: (...args: unknown[]) => !Reflect.apply(guard, undefined, args) },
          ] as const,
        ]
      : []),
  ];
}

/** A copy with another value at a place; undefined takes it away. */
function replaced(data: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(data)) {
    return data.flatMap((each: unknown, i) =>
      String(i) !== key ? [each] : value === undefined ? [] : [value],
    );
  }
  const object = data as Data;
  if (key === 'entry' && rest.length === 0) return { ...object, entry: (value as Data).actions };
  if (rest.length > 0) return { ...object, [key]: replaced(object[key], rest, value) };
  const { [key]: _gone, ...others } = object;
  return value === undefined ? others : { ...object, [key]: value };
}
