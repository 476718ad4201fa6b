import { check, instantiate } from 'allways';
import { tableOf } from '../thresholds.ts';
import model from './model.ts';

const ATTACKS = {
  nothing: { injections: 0 },
  'a FIN': { injections: 1, segments: 'FIN' },
  'a RST': { injections: 1, segments: 'RST' },
  'two of either': { injections: 2 },
} as const;

const READERS = {
  'a close_notify': {},
  'a FIN': { endsBy: 'FIN' },
  'a FIN, or a RST': { endsBy: 'FIN or RST' },
  'a FIN, if all is there that was announced': { endsBy: 'FIN', knowsLength: true },
} as const;

/** Whether anybody takes a part for the whole. */
function verdictOf(
  set: (typeof READERS)[keyof typeof READERS] & (typeof ATTACKS)[keyof typeof ATTACKS],
): string {
  const property = 'the end means whole';
  const { properties } = check(instantiate(model, { set }), { properties: [property] });
  const verdict = properties.find(({ name }) => name === property)?.verdict;
  return verdict === 'holds' ? 'whole' : verdict === 'violated' ? 'deceived' : 'unknown';
}

/** The table of the README. */
export function tables(): readonly string[] {
  const rows = Object.entries(READERS).map(([name, reader]) => [
    name,
    Object.values(ATTACKS).map((attack) => verdictOf({ ...reader, ...attack })),
  ]);
  return [
    tableOf('taken for the end, if the attacker injects', Object.keys(ATTACKS), Object.fromEntries(rows)),
  ];
}
