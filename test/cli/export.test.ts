import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { allways, folderOf } from './command.ts';

const GLARE = 'machines/toys/glare/model.ts';
const BIT = 'machines/toys/alternating-bit/model.ts';

const folder = folderOf({});
afterAll(() => folder.remove());

const inFolder = (name: string) => join(folder.path, name);

describe.concurrent('export', () => {
  it('writes Promela to stdout', async () => {
    const { status, stdout, stderr } = await allways(['export', BIT]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Allways finds 10 states and 22 transitions.');
    expect(stdout).toContain('active proctype system() {');
  });

  it('writes a module of TLA+ and what TLC is to do, as the ending says', async () => {
    expect(await allways(['export', BIT, '-o', inFolder('Bit.tla')])).toMatchObject({
      status: 0,
      stdout: '',
    });
    expect(readFileSync(inFolder('Bit.tla'), 'utf8')).toContain('MODULE Bit ');
    expect(readFileSync(inFolder('Bit.cfg'), 'utf8')).toContain('CONSTANT Check = 0');
  });

  it('tells of claims that are not written', async () => {
    const { status, stderr } = await allways(['export', GLARE, '--to', 'tlaplus']);
    expect(status).toBe(0);
    expect(stderr).toContain('allways: claims about the long run are not written: "they connect"');
  });

  it.each([
    [['-o', 'a-b.tla'], '"a-b" is no such name; use letters, digits and _'],
    [['-o', 'model.txt'], 'no format has the ending ".txt"; use one of .pml, .tla, or --to promela|tlaplus'],
    [['--to', 'murphi'], 'there is no format "murphi"'],
    [['--max-states', '5'], 'there are more than 5 states'],
  ])('refuses %j', async (args, complaint) => {
    const { status, stdout, stderr } = await allways(['export', BIT, ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(complaint);
    expect(existsSync('a-b.tla')).toBe(false);
  });
});
