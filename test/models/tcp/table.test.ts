import { readFileSync } from 'node:fs';
import { check, instantiate } from 'allways';
import { describe, expect, it } from 'vitest';
import { nameOf, rows } from '../../../machines/tcp/rows.ts';
import model from '../../../machines/tcp/table.ts';

describe('the table of connection states', () => {
  it('has eleven states, and no row twice', () => {
    expect(new Set(rows.map(({ from }) => from)).size).toBe(11);
    expect(new Set(rows.map(nameOf)).size).toBe(rows.length);
  });

  it('has as many rows as the README says', () => {
    const readme = readFileSync(new URL('../../../machines/tcp/README.md', import.meta.url), 'utf8');
    expect(readme).toContain(`${rows.length} rows: state, event, next state, segment sent`);
  });

  it('says of a row that is never taken that it is not', () => {
    const name = 'TIME-WAIT, a new SYN → SYN-RECEIVED, sends SYN_ACK';
    const instance = instantiate(model, { set: { serverData: 0, capacity: 2 } });
    const { properties } = check(instance, { properties: [name] });
    expect(properties[0]).toMatchObject({ name, verdict: 'unreachable' });
  });
});
