import { instantiate, parsePath, replay } from 'allways';
import { assertSuite, assertTrace, runSuite, testPaths } from 'allways/testing';
import { describe, expect, it } from 'vitest';
import model from '../../machines/http-keep-alive/model.ts';
import { HttpDriver, type Settings } from './driver.ts';

/** The version of which the README tells what it does by itself. */
const TOLD = 'v20.20.2';

const SET = { clientIdle: 3, serverIdle: 4 };

/** A request and its answer: ASK, it is delivered, WORK expires, the response is delivered. */
const FIRST = replay(instantiate(model, {}).model, parsePath('0/0/0/0'));

/** How long both sides wait once the first request was answered. */
async function timeoutsOf(settings: Settings) {
  const driver = new HttpDriver(settings);
  await assertTrace(driver, FIRST).catch(() => {});
  return driver.timeouts;
}

describe('node:http does what the model does, on all test paths', () => {
  it.each(['shorter', 'one delay shorter', 'equal timeouts'])('%s', async (variant) => {
    const suite = testPaths(model, ['reactions', 'pairs'], { variant });
    expect(suite.paths.length).toBeGreaterThan(2);
    await assertSuite(new HttpDriver(SET), suite);
  });

  it('in parallel, for a client that pipelines, but closes at once, not in stages', async () => {
    const driver = new HttpDriver({ ...SET, most: 1, hasClient: false });
    const suite = (set: { linger: number; parallel: boolean }) =>
      testPaths(model, ['reactions', 'faults'], { variant: 'in parallel', set });
    await assertSuite(driver, suite({ linger: 0, parallel: true }));
    expect((await runSuite(driver, suite({ linger: 1, parallel: true }))).verdict).toBe('differs');
    await expect(assertSuite(driver, suite({ linger: 0, parallel: false }))).rejects.toThrow(
      'processed(id=2)',
    );
  });

  it('one after the other with `maxRequestsPerSocket`, but answers what comes after the last response', async () => {
    const driver = new HttpDriver({ ...SET, most: 1, closesBy: 'option', hasClient: false });
    const suite = testPaths(model, 'reactions', { variant: 'close overtaken' });
    await expect(assertSuite(driver, suite)).rejects.toThrow('503 Service Unavailable');
  });

  it('and the driver would see if it did not', async () => {
    const suite = testPaths(model, 'reactions', { variant: 'shorter' });
    const patient = new HttpDriver({ ...SET, serverIdle: 0 });
    await expect(assertSuite(patient, suite)).rejects.toThrow('the timers of "server"');
  });
});

describe('the timeouts of node:http', () => {
  it.runIf(process.version === TOLD)(
    'are a second longer, and a second shorter, than what is announced',
    async () => {
      expect(await timeoutsOf({ clientIdle: 4, serverIdle: 4 })).toEqual({ client: 3000, server: 5000 });
      expect(await timeoutsOf({ clientIdle: 4, serverIdle: 4, announces: false })).toEqual({
        client: 4000,
        server: 5000,
      });
    },
  );

  it.runIf(process.version === TOLD)(
    'are not those that the server announces if the agent has none of its own',
    async () => {
      expect(await timeoutsOf({ clientIdle: 0, serverIdle: 4 })).toEqual({ client: 0, server: 5000 });
    },
  );
});
