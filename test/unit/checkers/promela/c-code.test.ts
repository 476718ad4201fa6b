import { describe, expect, it } from 'vitest';
import { CCode } from '../../../../src/checkers/promela/c-code.ts';

const read = { slot: 2, path: ['before', 'history'] };

describe('C for Spin', () => {
  it('stands in blocks that Spin has room for, in order', () => {
    const code = new CCode();
    for (let i = 0; i < 40; i++) code.add(`/* ${i} */ ${'x'.repeat(1000)}`);
    const blocks = code.blocks().split('c_code {').slice(1);
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) expect(block.length).toBeLessThan(30_000);
    expect([...code.blocks().matchAll(/\/\* (\d+) \*\//g)].map(([, i]) => Number(i))).toEqual(
      Array.from({ length: 40 }, (_, i) => i),
    );
  });

  it('fills long arrays in parts', () => {
    const code = new CCode();
    code.array('SHORT', [1, 2, 3]);
    code.array(
      'LONG',
      Array.from({ length: 9000 }, (_, i) => i),
    );
    code.addFill();
    const text = code.blocks();
    expect(text).toContain('static const int SHORT[] = {\n  1, 2, 3\n};');
    expect(text).toContain('static int LONG[9000];');
    expect(text).toContain('memcpy(LONG + 8000, part, sizeof part)');
    expect(text).toContain('static void fill(void)\n{ fill_0(); fill_1(); fill_2(); }');
  });

  it('decides by cases, those with one answer together; by a list, if there are many; and ends outside', () => {
    const code = new CCode();
    code.decision(
      'few',
      {
        read,
        next: new Map([
          [1, 0],
          [2, 1],
          [3, 0],
        ]),
      },
      ({ slot }) => `v[${slot}]`,
    );
    code.decision(
      'many',
      { read, next: new Map(Array.from({ length: 60 }, (_, i) => [i * 2, i])) },
      () => 'v[2]',
    );
    const text = code.blocks();
    expect(text).toContain('switch (v[2]) /* before.history */ {');
    expect(text).toMatch(/case 1: case 3:\n +return 0;/);
    expect(text).toContain('outside("few")');
    expect(text).toMatch(/if \(v\[2\] <= 118 && list_\d+\[v\[2\]\] >= 0\)/);
    expect(text).toMatch(/0, -1, 1, -1, 2/);
  });
});
