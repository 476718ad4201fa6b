import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stacks } from '../../../machines/tcp/stacks.ts';
import { type Cell, renderThresholds, type Sender, sweep } from '../../../machines/tcp/thresholds.ts';

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
  ] as const)('are those of docs/stacks.md: %s', (marker, set) => {
    const bounds = { msl: 1, capacity: 3, upTo: 4, maxStates: 3_000_000, set };
    const sweeps = new Map<Sender, readonly Cell[]>();
    for (const sender of senders) sweeps.set(sender, [...sweep(sender, bounds)]);
    expect(plain(renderThresholds(sweeps, bounds.upTo))).toBe(plain(tableAfter(marker)));
  });
});
