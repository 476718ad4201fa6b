import { describe, expect, it } from 'vitest';
import { allways, fixture } from './command.ts';

const TOLD = { env: { ALLWAYS_PROGRESS: '' } };

describe.concurrent('the progress of a long search', () => {
  it('is told now and then where nobody watches, and after a while what grows, and what helps', async () => {
    const { stderr } = await allways(['check', fixture('counter.ts'), '--max-seconds', '8'], TOLD);
    expect(stderr).toMatch(/^counter {2}[\d,]+ states {2}[\d,]+\/s {2}depth [\d,]+/m);
    expect(stderr).toMatch(/^What grows most is the endpoint "counting" with [\d,]+ local states/m);
    expect(stderr).toContain('let its context count no further than it matters');
  });

  it('has a line for each search of several, as soon as it has ended', async () => {
    const { stderr } = await allways(
      ['sweep', fixture('counter.ts'), '--over', 'start=1..2', '--max-seconds', '1.2'],
      TOLD,
    );
    expect(stderr.match(/^[12]\/2 .*: 1 unknown; [\d,]+ states, /gm)).toHaveLength(2);
  });

  it('is silent where it is not wanted', async () => {
    const { stderr } = await allways(['check', fixture('counter.ts'), '--max-seconds', '3']);
    expect(stderr).toBe('');
  });
});
