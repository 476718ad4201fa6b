import { ncName } from '../drawing/xml.ts';
import type { Chart } from '../machines/chart.ts';
import { unique } from './names.ts';

/** The ids of the states in the document, by XState's. They have no dots, so that no `done.state.…` begins like another one. */
export function scxmlIds(chart: Chart): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(chart.states.map(({ id }) => [id, unique(plainId(id), taken)]));
}

/** An id without dots. */
export function plainId(id: string): string {
  return ncName(id).replaceAll('.', '-');
}
