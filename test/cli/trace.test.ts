import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { allways } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'allways-trace-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TOY = 'machines/toys/two-phase-commit/model.ts';

function linesOf(file: string): Record<string, unknown>[] {
  const text = readFileSync(file, 'utf8').trimEnd();
  return text.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe.concurrent('ALLWAYS_TRACE', () => {
  it('writes a line for the search, and one for every state', async () => {
    const file = join(folder, 'all.jsonl');
    const { status } = await allways(['check', TOY], { env: { ALLWAYS_TRACE: file } });
    expect(status).toBe(0);
    const [search, ...states] = linesOf(file);
    expect(search).toMatchObject({ model: 'two-phase-commit', variant: null });
    expect(states.map(({ state }) => state)).toEqual(Array.from({ length: 288 }, (_, i) => i));
  });

  it('writes the states that are asked for, of each search of a command', async () => {
    const file = join(folder, 'some.jsonl');
    const env = { ALLWAYS_TRACE: file, ALLWAYS_TRACE_STATES: '3-4' };
    await allways(['sweep', TOY, '--over', 'managers=2..3'], { env });
    expect(linesOf(file).map(({ model, state }) => model ?? state)).toEqual([
      'two-phase-commit',
      3,
      4,
      'two-phase-commit',
      3,
      4,
    ]);
  });

  it('says what is wrong with it', async () => {
    const nowhere = join(folder, 'missing', 'file.jsonl');
    const unwritable = await allways(['check', TOY], { env: { ALLWAYS_TRACE: nowhere } });
    expect([unwritable.status, unwritable.stderr]).toEqual([2, expect.stringContaining('cannot be written')]);
    const env = { ALLWAYS_TRACE: join(folder, 'x.jsonl'), ALLWAYS_TRACE_STATES: 'few' };
    const misread = await allways(['check', TOY], { env });
    expect([misread.status, misread.stderr]).toEqual([2, expect.stringContaining('a range, as in 10-20')]);
  });
});
