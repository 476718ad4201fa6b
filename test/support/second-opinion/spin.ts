import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Opinion } from './opinion.ts';

/** Why Spin cannot be asked here; null if it can. */
export function whyNoSpin(): string | null {
  const missing = ['spin', 'gcc'].filter((command) => !isThere(command));
  return missing.length === 0 ? null : `${missing.join(' and ')} must be installed`;
}

function isThere(command: string): boolean {
  try {
    execFileSync(command, [command === 'spin' ? '-V' : '--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Has Spin search a system.
 *
 * @param macros of the C compiler
 * @param initials how many initial states there are: if several, the choice among them is a state, and steps
 */
export function askSpin(promela: string, macros: readonly string[] = [], initials = 1): Opinion {
  const folder = mkdtempSync(join(tmpdir(), 'allways-spin-'));
  const run = (command: string, args: readonly string[]) =>
    execFileSync(command, args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 28,
    });
  try {
    writeFileSync(join(folder, 'model.pml'), promela);
    run('spin', ['-a', 'model.pml']);
    run('gcc', ['-O0', '-w', '-DSAFETY', '-DNOREDUCE', '-DMEMLIM=4000', ...macros, '-o', 'pan', 'pan.c']);
    return readPan(run('./pan', ['-m1000000', '-w22']), initials);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readPan(output: string, initials: number): Opinion {
  const number = (pattern: RegExp) => Number(pattern.exec(output)?.[1]);
  const states = number(/^\s*(\S+) states, stored/m);
  const found = [...output.matchAll(/^property: (?<name>.*): (?<found>found|not found)$/gm)];
  return {
    distinctStates: initials === 1 ? states : states - 1,
    // The beginning is a transition to Spin; and so is each choice of one.
    transitions: states + number(/^\s*(\S+) states, matched/m) - (initials === 1 ? 1 : initials + 1),
    errors: number(/errors: (\d+)/),
    found: Object.fromEntries(found.map(({ groups }) => [groups?.name ?? '', groups?.found === 'found'])),
  };
}
