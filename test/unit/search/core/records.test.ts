import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as records from '../../../../src/search/core/records.ts';

const source = readFileSync(new URL('../../../../core/assembly/records.ts', import.meta.url), 'utf8');

it('the records of the core are written as its source says that they are read', () => {
  const said = [...source.matchAll(/^export const (?<name>\w+): u32 = (?<value>\w+);$/gm)].map(
    ({ groups }) => [groups?.name, Number(groups?.value)] as const,
  );
  expect(Object.entries(records).length).toBeGreaterThan(20);
  expect(Object.fromEntries(said)).toMatchObject(records);
});
