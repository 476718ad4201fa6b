import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { program } from '../../src/cli/program.ts';
import { allways } from './command.ts';

const names = COMMANDS.map(({ name }) => name);

/** Examples of commands whose first argument is no model. */
const FIRST: Readonly<Record<string, string>> = {
  init: '$ npx allways init',
  'run-paths': '$ allways run-paths driver.ts --model model.ts',
};

describe('--help', () => {
  it('lists the commands, but for the tour that npm start takes', async () => {
    const help = (await program(['--help'])).helpInformation();
    expect(help).toMatch(/check .*matrix .*sweep .*replay .*simulate .*paths .*diagram .*space /s);
    expect(help).not.toContain('tour');
  });

  it('says the same whether commands are loaded or only listed', async () => {
    const [listed, loaded] = [await program([]), await program(names)];
    expect(listed.helpInformation()).toBe(loaded.helpInformation());
    const told = loaded.commands.map((each) => [each.name(), each.summary(), each.usage()]);
    expect(listed.commands.map((each) => [each.name(), each.summary(), each.usage()])).toEqual(told);
  });

  it.each(names.filter((name) => name !== 'tour'))('of %s has examples and the exit status', async (name) => {
    const command = (await program([name, '--help'])).commands.find((other) => other.name() === name);
    const written: string[] = [];
    command?.configureOutput({ writeOut: (text) => void written.push(text) }).outputHelp();
    const help = written.join('');
    expect(help).toContain(FIRST[name] ?? `$ allways ${name} model.ts`);
    expect(help).toContain('Exit status: 0');
    expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

describe('--version', () => {
  it('says which version this is, of XState and Node.js, too', async () => {
    const { status, stdout, stderr } = await allways(['--version']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^allways \d+\.\d+\.\d+, xstate 5\.\d+\.\d+, node \d+\.\d+\.\d+\n$/);
    expect(stdout).toContain(process.versions.node);
  });
});
