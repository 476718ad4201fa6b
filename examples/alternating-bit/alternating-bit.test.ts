import { readFileSync } from 'node:fs';
import { assertSuite, type TestCriterion, testPaths } from 'allways/testing';
import { describe, expect, it } from 'vitest';
import model from '../../machines/toys/alternating-bit/model.ts';
import { AlternatingBitDriver } from './driver.ts';
import { HastySender, Sender } from './sender.ts';

const suiteOf = (criterion: TestCriterion) => testPaths(model, criterion, { variant: 'duplicating' });

describe('the sender', () => {
  it.each(['transitions', 'pairs', 'faults', 'reactions'] as const)(
    'passes the suite of %s',
    async (criterion) => {
      await assertSuite(new AlternatingBitDriver(Sender), suiteOf(criterion));
    },
  );
});

describe('the hasty sender', () => {
  it.each(['transitions', 'pairs'] as const)('passes the suite of %s', async (criterion) => {
    await assertSuite(new AlternatingBitDriver(HastySender), suiteOf(criterion));
  });

  it('passes where the network does not duplicate', async () => {
    const suite = testPaths(model, 'faults', { variant: 'room for two' });
    await assertSuite(new AlternatingBitDriver(HastySender), suite);
  });

  it('fails the suite of faults, as the README shows', async () => {
    const failure = await assertSuite(new AlternatingBitDriver(HastySender), suiteOf('faults')).catch(String);
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    expect(failure).toContain('what "sender" sends');
    expect(readme).toContain(String(failure).replace('Error: ', ''));
  });
});
