import { describe, expect, it } from 'vitest';
import { program } from '../../src/cli/program.ts';

const root = program();

describe('--help', () => {
  it('lists the commands, but for the tour that npm start takes', () => {
    const help = root.helpInformation();
    expect(help).toMatch(/check .*matrix .*sweep .*replay .*simulate .*paths .*diagram .*space /s);
    expect(help).not.toContain('tour');
  });

  it.each(['check', 'matrix', 'sweep', 'replay', 'simulate', 'paths', 'diagram', 'space'])(
    'of %s has examples and the exit status',
    (name) => {
      const command = root.commands.find((other) => other.name() === name);
      const written: string[] = [];
      command?.configureOutput({ writeOut: (text) => void written.push(text) }).outputHelp();
      const help = written.join('');
      expect(help).toContain(`$ allways ${name} model.ts`);
      expect(help).toContain('Exit status: 0');
      expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    },
  );
});
