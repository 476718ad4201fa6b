import { describe, expect, it } from 'vitest';
import { allways } from './command.ts';

const MODEL = 'machines/toys/two-phase-commit/model.ts';

describe.concurrent('--reduce', () => {
  it('searches fewer states, says so, and gives a replay string of the full model', async () => {
    const { status, stdout } = await allways([
      'check',
      MODEL,
      '--variant',
      'hasty',
      '--reduce',
      'symmetry',
      '--json',
    ]);
    expect(status).toBe(1);
    const { stats, properties } = JSON.parse(stdout);
    expect(stats).toMatchObject({ distinctStates: 112, reductions: [{ name: 'symmetry', on: true }] });
    const replayed = await allways(['replay', MODEL, '--variant', 'hasty', '--path', properties[0].replay]);
    expect(replayed.stdout).toContain(`✗ "consistency" is violated at step ${properties[0].depth}.`);
  });

  it('is understood by matrix and sweep', async () => {
    const matrix = await allways(['matrix', MODEL, '--reduce', 'all']);
    expect(matrix.status).toBe(0);
    expect(matrix.stdout).toContain('subsumption: not used: the network loses nothing');
    const sweep = await allways(['sweep', MODEL, '--over', 'managers=2..3', '--reduce', 'symmetry']);
    expect(sweep.stdout).toContain('symmetry: used');
  });

  it('refuses a reduction that does not exist', async () => {
    const { status, stderr } = await allways(['check', MODEL, '--reduce', 'simetry']);
    expect(status).toBe(2);
    expect(stderr).toContain(
      'There is no reduction "simetry"; there are symmetry, subsumption, partial-order, and all.',
    );
  });
});
