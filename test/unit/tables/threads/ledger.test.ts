import { describe, expect, it } from 'vitest';
import { Interner } from '../../../../src/tables/interner.ts';
import { Ledger, LedgerError } from '../../../../src/tables/threads/ledger.ts';

/** Two threads with a table each, whose values are texts. */
function twoTables(units = 1000) {
  const memory = Ledger.memory(units);
  return [0, 1].map(() => {
    const ledger = new Ledger(memory);
    const table = new Interner<string>();
    const intern = (text: string): number => table.intern(text, () => text);
    return { ledger, table, intern };
  }) as [Thread, Thread];
}

interface Thread {
  readonly ledger: Ledger;
  readonly table: Interner<string>;
  readonly intern: (text: string) => number;
}

function share({ ledger, table, intern }: Thread): void {
  table.share(ledger, (value) => value, intern);
}

describe('Ledger', () => {
  it('has two threads give the same ids, whoever meets a value first', () => {
    const [a, b] = twoTables();
    share(a);
    share(b);
    expect(a.intern('x')).toBe(0);
    expect(b.intern('y')).toBe(1);
    expect(a.intern('z')).toBe(2);
    expect(b.intern('z')).toBe(2);
    expect(b.intern('x')).toBe(0);
    expect(a.intern('y')).toBe(1);
  });

  it('tells those that come later what was there before', () => {
    const [a, b] = twoTables();
    a.intern('x');
    a.intern('y');
    share(a);
    a.ledger.tellAll();
    b.intern('x');
    share(b);
    b.ledger.catchUp();
    expect(b.table.size).toBe(2);
    expect(b.table.value(1)).toBe('y');
  });

  it('notices threads that do not agree', () => {
    const [a, b] = twoTables();
    a.intern('x');
    share(a);
    a.ledger.tellAll();
    b.intern('y');
    share(b);
    expect(() => b.ledger.catchUp()).toThrow(LedgerError);
  });

  it('takes texts of any length and letters, and says when there is no room', () => {
    const [a, b] = twoTables(6000);
    share(a);
    share(b);
    const long = 'ä€😀'.repeat(1300);
    expect(a.intern(long)).toBe(0);
    b.ledger.catchUp();
    expect(b.table.value(0)).toBe(long);
    expect(() => a.intern(`${long}!`)).toThrow('too many different values');
  });

  it('gives ids without a word once it is closed, after all that was told', () => {
    const [a, b] = twoTables();
    share(a);
    share(b);
    b.intern('x');
    a.ledger.close();
    expect(a.intern('y')).toBe(1);
    expect(a.table.value(0)).toBe('x');
    b.ledger.catchUp();
    expect(b.table.size).toBe(1);
  });
});
