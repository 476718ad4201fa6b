import { type AnyStateMachine, StateMachine } from 'xstate';

/** A transition in the configuration of a machine. */
export interface Row {
  readonly guard?: unknown;
  readonly target?: string;
  readonly actions?: unknown;
  readonly reenter?: boolean;
}

/** Which transitions of a machine. */
export interface Place {
  /** Default: all states that have such a transition. */
  readonly states?: readonly string[];
  /** The type of an event, or `after` and the name of a delay. */
  readonly on: string;
  /** As `guardText` says it; default: whatever its guard. */
  readonly guard?: string;
}

type Rows = string | Row | readonly Row[];

interface StateConfig {
  readonly on?: Readonly<Record<string, Rows>>;
  readonly after?: Readonly<Record<string, Rows>>;
}

type MachineConfig = { readonly states: Readonly<Record<string, StateConfig>> };

/**
 * The machine with other transitions in some places.
 *
 * @param change what stands in the place of a transition
 * @throws Error if the machine has no such transition: a change that changes nothing is a mistake
 */
export function changeRows(
  machine: AnyStateMachine,
  place: Place,
  change: (row: Row, state: string) => Row | readonly Row[],
): AnyStateMachine {
  const config = machine.config as unknown as MachineConfig;
  let changes = 0;
  const states = Object.entries(config.states).map(([name, state]) => {
    if (place.states !== undefined && !place.states.includes(name)) return [name, state] as const;
    const changed = changeState(state, place, (row) => {
      changes++;
      return change(row, name);
    });
    return [name, changed] as const;
  });
  if (changes === 0)
    throw new Error(`the machine "${machine.id}" has no transition on ${JSON.stringify(place)}`);
  const mutated = { ...config, states: Object.fromEntries(states) };
  return new StateMachine(mutated as never, machine.implementations as never) as unknown as AnyStateMachine;
}

function changeState(
  state: StateConfig,
  { on, guard }: Place,
  change: (row: Row) => Row | readonly Row[],
): StateConfig {
  const [, delay] = /^after (.+)$/.exec(on) ?? [];
  const [kind, key] = delay === undefined ? (['on', on] as const) : (['after', delay] as const);
  const rows = state[kind]?.[key];
  if (rows === undefined) return state;
  const changed = rowsOf(rows).flatMap((row) =>
    guard === undefined || guardText(row.guard) === guard ? change(row) : row,
  );
  return { ...state, [kind]: { ...state[kind], [key]: changed } };
}

function rowsOf(rows: Rows): readonly Row[] {
  if (typeof rows === 'string') return [{ target: rows }];
  return 'length' in rows ? rows : [rows];
}

/** A guard by the names in it: `isRst`, `and(isSyn, hasAck)`; empty if there is none. */
function guardText(guard: unknown): string {
  if (guard === undefined) return '';
  if (typeof guard === 'string') return guard;
  const { name, guards = [] } = guard as { readonly name: string; readonly guards?: readonly unknown[] };
  return `${name}(${guards.map(guardText).join(', ')})`;
}
