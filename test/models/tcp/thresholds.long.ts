import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  allKinds,
  type Cell,
  isMonotone,
  renderThresholds,
  type Sender,
  sweep,
  thresholdOf,
} from '../../../machines/tcp/thresholds.ts';

const readme = readFileSync(new URL('../../../machines/tcp/README.md', import.meta.url), 'utf8');
const bounds = { msl: 1, capacity: 3, upTo: 4, maxStates: 1_000_000, set: {} };
const senders = ['nobody', 'client', 'server'] as const;

/** The table after a marker, as cells. */
function tableAfter(marker: string): readonly (readonly string[])[] {
  const [, after = ''] = readme.split(marker);
  const lines = after.trim().split('\n');
  const start = lines.findIndex((line) => line.startsWith('|'));
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return parsed(lines.slice(start, start + length).join('\n'));
}

function parsed(table: string): readonly (readonly string[])[] {
  const rows = table.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return rows.filter(([first = '']) => !first.startsWith('--'));
}

describe('the thresholds of TIME-WAIT at MSL = 1', () => {
  const sweeps = new Map<Sender, readonly Cell[]>();

  beforeAll(() => {
    for (const sender of senders) sweeps.set(sender, [...sweep(sender, bounds)]);
  });

  it('are those of the README', () => {
    const expected = tableAfter('<!-- thresholds msl=1 capacity=3 -->').map((row) => row.slice(0, 4));
    expect(parsed(renderThresholds(sweeps, bounds.upTo))).toEqual(expected);
  });

  it.each(senders)('are monotone with text from %s: waiting longer never does harm', (sender) => {
    for (const kind of allKinds) expect(isMonotone(kind, sweeps.get(sender) ?? [])).toBe(true);
  });

  it('of MSL = 2 in the README are twice those of MSL = 1, and of MSL = 3 three times', () => {
    const times = (factor: number) =>
      tableAfter('<!-- thresholds msl=1 capacity=3 -->').map((row) =>
        row.map((cell) => (/^\d+$/.test(cell) ? String(Number(cell) * factor) : cell)),
      );
    expect(tableAfter('<!-- thresholds msl=2 capacity=3 -->')).toEqual(times(2));
    expect(tableAfter('<!-- thresholds msl=3 capacity=3 -->')).toEqual(
      times(3).map((row) => row.slice(0, 4)),
    );
  });
});

describe('a threshold', () => {
  const cell = (timeWait: number, ack: boolean | null): Cell => ({
    sender: 'nobody',
    timeWait,
    distinctStates: 1,
    seconds: 0,
    accepted: { data: false, FIN: false, ACK: ack, RST: false, SYN: false },
  });

  it('is the least length from which on nothing is accepted', () => {
    expect(thresholdOf('ACK', [cell(0, true), cell(1, true), cell(2, false)])).toBe(2);
    expect(thresholdOf('FIN', [cell(0, true)])).toBe(0);
  });

  it('is none if the longest wait is too short, and unknown if a search was stopped', () => {
    expect(thresholdOf('ACK', [cell(0, false), cell(1, true)])).toBe('none');
    expect(thresholdOf('ACK', [cell(0, true), cell(1, null), cell(2, false)])).toBe('unknown');
  });

  it('is not taken for one where a longer wait lets in what a shorter one kept out', () => {
    expect(isMonotone('ACK', [cell(0, true), cell(1, false), cell(2, true), cell(3, false)])).toBe(false);
    expect(thresholdOf('ACK', [cell(0, true), cell(1, false), cell(2, true), cell(3, false)])).toBe(3);
  });
});
