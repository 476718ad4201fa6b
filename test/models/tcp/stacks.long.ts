import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import livenessModel from '../../../machines/tcp/liveness.ts';
import type { Parameters } from '../../../machines/tcp/parameters.ts';
import { stacks } from '../../../machines/tcp/stacks.ts';
import { type Cell, renderThresholds, type Sender, sweep } from '../../../machines/tcp/thresholds.ts';
import { check, instantiate } from '../../../src/index.ts';

const page = readFileSync(new URL('../../../docs/stacks.md', import.meta.url), 'utf8');
const senders = ['nobody', 'client', 'server'] as const;

/** The table after a marker, as it stands there. */
function tableAfter(marker: string): string {
  const [, after = ''] = page.split(`<!-- thresholds ${marker} -->\n\n`);
  return after.slice(0, after.indexOf('\n\n'));
}

/** Without the spaces that line up columns. */
const plain = (table: string) => table.replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-');

describe('the thresholds of TIME-WAIT of real stacks', () => {
  it.each([
    ['stack=lwip', stacks.lwip],
    ['stack=smoltcp', stacks.smoltcp],
    ['stack=linux', stacks.linux],
    ['stack=linux ignoreRstInTimeWait=true', { ...stacks.linux, ignoreRstInTimeWait: true }],
    ['stack=netstack', stacks.netstack],
  ] as const)('are those of docs/stacks.md: %s', (marker, set) => {
    const bounds = { msl: 1, capacity: 3, upTo: 4, maxStates: 3_000_000, set };
    const sweeps = new Map<Sender, readonly Cell[]>();
    for (const sender of senders) sweeps.set(sender, [...sweep(sender, bounds)]);
    expect(plain(renderThresholds(sweeps, bounds.upTo))).toBe(plain(tableAfter(marker)));
  });
});

describe('what must happen in the long run', () => {
  const either = { closes: 'either', lastAckArrives: false } as const;
  const columns = {
    'one connection, three segments': { ...either, incarnations: 1, capacity: 3 },
    'two, numbers go on': { ...either, incarnations: 2, capacity: 2, isn: 'monotone' },
    'two, equal numbers': { ...either, incarnations: 2, capacity: 2, isn: 'fixed' },
  } as const;
  const habits: Readonly<Record<string, Partial<Parameters>>> = { 'RFC 9293': {}, ...stacks };

  /** Distinct states, and how many claims hold of all. */
  function judged(set: Partial<Parameters>): string {
    const { properties, statistics } = check(instantiate(livenessModel, { set }));
    const violated = properties.filter(({ verdict }) => verdict === 'violated').length;
    const states = statistics.distinctStates.toLocaleString('en-US');
    return `${states}: ${violated === 0 ? 'all hold' : `${violated} violated`}`;
  }

  it('is what docs/stacks.md says', () => {
    const lines = Object.entries(habits).map(([name, own]) => {
      const cells = Object.values(columns).map((column) => judged({ ...own, ...column }));
      return `| ${[name, ...cells].join(' | ')} |`;
    });
    const head = [`| | ${Object.keys(columns).join(' | ')} |`, '|---|---|---|---|'];
    const [, after = ''] = page.split('<!-- in the long run -->\n\n');
    expect(plain([...head, ...lines].join('\n'))).toBe(plain(after.slice(0, after.indexOf('\n\n'))));
  });
});
