import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import tcpClose from '../../machines/tcp-close/model.ts';
import { variantNames } from '../../src/index.ts';
import { allways } from '../cli/command.ts';
import { whatCounts } from '../disk/search.ts';
import { NO_SPARK, Session } from './spark.ts';

/** All cases, or a share of each kind. */
const isWhole = process.env.ALLWAYS_SPARK_CASES === 'all';

const TWO_PHASES = 'machines/toys/two-phase-commit/model.ts';
const TCP = 'machines/tcp/model.ts';
const CLOSE = 'machines/tcp-close/model.ts';

/** The smallest comes first: it is what every change is tried with. Then one in which all is decided in the middle of a level. */
const share: readonly (readonly string[])[] = [
  [TWO_PHASES],
  ['machines/raft-election/model.ts', '--variant', 'votes for all'],
];

const cases: readonly (readonly string[])[] = [
  ...share,
  // Several initial states.
  ['test/fixtures/beginnings.ts'],
  // What is sent in order; what crashes, and what is also claimed of the long run.
  ['machines/checkout/model.ts', '--variant', 'no keys'],
  ['machines/lease/model.ts', '--variant', 'a crash', '--property', 'one holder', '--property', 'two write'],
  ...[4, 5, 6, 7].map((managers) => [TWO_PHASES, '--set', `managers=${managers}`]),
  ...['isn-fixed', 'no-fin-retransmission', 'no-time-wait'].map((name) => [TCP, '--variant', name]),
  ...variantNames(tcpClose).map((name) => [CLOSE, '--variant', name]),
];

let session: Session | null = null;
const open = () => {
  session ??= new Session();
  return session;
};
afterAll(async () => session?.end());
beforeEach((test) => {
  if (NO_SPARK !== null) test.skip(NO_SPARK);
});

describe('a search on Spark finds what one in memory finds, to the letter', () => {
  it.each((isWhole ? cases : share).map((args) => [args.join(' '), args] as const))('%s', async (_, args) => {
    const found = await open().search([...args, '--json']);
    const expected = await allways(['check', ...args, '--json']);
    expect(found.status, found.said).toBe(expected.status);
    expect(whatCounts(found.stdout)).toEqual(whatCounts(expected.stdout));
  });

  it('where it goes on in the session in which it was ended by a limit', async () => {
    const limited = await open().search([TWO_PHASES, '--max-states', '40', '--json'], 'limited');
    expect(limited.status, limited.said).toBe(3);
    const found = await open().search([TWO_PHASES, '--json', '--resume'], 'limited');
    const expected = await allways(['check', TWO_PHASES, '--json']);
    expect(found.status, found.said).toBe(expected.status);
    expect(whatCounts(found.stdout)).toEqual(whatCounts(expected.stdout));
  });
});
