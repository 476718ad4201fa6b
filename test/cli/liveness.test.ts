import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { allways, folderOf } from './command.ts';

const GLARE = 'machines/toys/glare/model.ts';
const RING = 'machines/toys/token-ring/model.ts';

const folder = folderOf({});
afterAll(() => folder.remove());

describe.concurrent('claims about the long run', () => {
  it('are violated by lassos, in JSON with stem and cycle, whose replay string fits', async () => {
    const { status, stdout } = await allways(['check', GLARE, '--json']);
    expect(status).toBe(1);
    const { properties, bounds } = JSON.parse(stdout);
    expect(properties[0]).toMatchObject({
      name: 'they connect',
      kind: 'eventually',
      verdict: 'violated',
      depth: 0,
      replay: '.~0/0/0/1',
      stem: [],
      cycle: ['0', '0', '0', '1'],
    });
    expect(bounds.fairness.map(({ name }: { name: string }) => name)).toEqual(['deliveries', 'timers fire']);
    const replayed = await allways(['replay', GLARE, '--path', '.~0/0/0/1']);
    expect(replayed.status).toBe(1);
    expect(replayed.stdout).toContain('again and again from here');
    expect(replayed.stdout).toContain(
      '✗ "they connect" is violated by what lasts for ever from the initial state on.',
    );
  });

  it('are not violated by a lasso that is not fair, which is said', async () => {
    const { status, stdout } = await allways(['replay', GLARE, '--path', '0~']);
    expect(status).toBe(0);
    expect(stdout).toContain('nothing happens any more');
    expect(stdout).toContain('It is not fair: it does not meet deliveries, timers fire.');
  });

  it('are drawn in all formats', async () => {
    for (const [ending, part] of [
      ['svg', '↻ again and'],
      ['mmd', 'loop ↻ again and again from here'],
      ['md', '**↻ again and again from here**'],
      ['txt', '↻ and so on, without end'],
    ] as const) {
      const file = join(folder.path, `glare.${ending}`);
      await allways(['check', GLARE, '--ladder', file]);
      expect(readFileSync(file, 'utf8')).toContain(part);
    }
  });

  it('are listed with what they rest on, and --without takes one away', async () => {
    const reliable = ['check', RING, '--variant', 'reliable'];
    const { status, stdout } = await allways(reliable);
    expect(status).toBe(0);
    expect(stdout).toMatch(/fairness +users come to an end: /);
    const without = await allways([...reliable, '--without', 'users come to an end']);
    expect(without.status).toBe(1);
    expect(without.stdout).not.toMatch(/fairness +users come to an end: /);
    expect(without.stdout).toContain(`--variant reliable --without 'users come to an end' --path '.~'`);
  });

  it('say which assumptions they need', async () => {
    const { stdout } = await allways(['check', RING, '--variant', 'reliable', '--necessity', '--json']);
    const { necessity } = JSON.parse(stdout);
    expect(necessity.assumptions).toEqual(['deliveries', 'timers fire', 'users come to an end']);
    expect(necessity.properties[0]).toMatchObject({
      name: 'everybody has a turn',
      needs: ['deliveries', 'users come to an end'],
      minimalSets: [['deliveries', 'users come to an end']],
    });
    const matrix = await allways(['matrix', RING, '--necessity']);
    expect(matrix.stdout).toContain(
      '"everybody has a turn" holds with these alone, and needs each: deliveries',
    );
  });
});

describe.concurrent('wrong usage', () => {
  it.each([
    [['check', GLARE, '--reduce', 'all'], 'property "they connect" is about whole behaviours'],
    [['check', GLARE, '--bitstate', '32'], 'hash compaction (--bitstate) would leave some out'],
    [['check', GLARE, '--without', 'delivery'], 'no assumption "delivery" is made'],
    [['replay', GLARE, '--path', '.~0'], 'does not lead back to the state where it begins'],
    [['replay', GLARE, '--path', '.~99'], 'does not fit'],
    [['replay', GLARE, '--path', '0~~'], 'is no replay string'],
  ])('%s is answered by a sentence and status 2', async (args, sentence) => {
    const { status, stderr } = await allways(args);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(sentence);
    expect(status).toBe(2);
  });

  it('is none where other properties are asked for', async () => {
    const { status } = await allways(['check', GLARE, '--reduce', 'all', '--property', 'glare']);
    expect(status).toBe(0);
  });
});
