import type { AnyStateMachine } from 'xstate';
import { tcpEndpoint } from '../../../machines/tcp/endpoint.ts';
import { changeRows, type Place, type Row } from '../../support/mutants/machine.ts';

/** A TCP endpoint with one mistake, made by transforming the endpoint. */
export interface Mutant {
  readonly name: string;
  /** What it does wrong. */
  readonly sentence: string;
  /** The section that says how it should be: RFC 9293's unless another RFC is named. */
  readonly section: string;
  readonly machine: AnyStateMachine;
}

type Provided = Parameters<typeof tcpEndpoint.provide>[0];

/** A mistake in what is asked or done under a name. */
export function provided(name: string, section: string, sentence: string, provide: Provided): Mutant {
  return { name, section, sentence, machine: tcpEndpoint.provide(provide) };
}

/** A mistake in the transitions. */
export function rowed(
  name: string,
  section: string,
  sentence: string,
  place: Place,
  change: (row: Row, state: string) => Row | readonly Row[],
): Mutant {
  return { name, section, sentence, machine: changeRows(tcpEndpoint, place, change) };
}

/** The row without some of its actions. */
export function without(...actions: readonly string[]): (row: Row) => Row {
  return (row) => ({
    ...row,
    actions: [row.actions ?? []].flat().filter((action) => !actions.includes(String(action))),
  });
}

/** The row with another target. */
export function leadingTo(target: string, actions?: readonly string[]): (row: Row) => Row {
  return (row) => ({ ...row, target, ...(actions && { actions }) });
}

/** No row at all. */
export const removed = (): readonly Row[] => [];
