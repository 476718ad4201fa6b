import { assertSuite, testPaths } from 'allways/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import model from '../../machines/websocket-close/model.ts';
import { WebSocketDriver } from './driver.ts';
import { Timers } from './timers.ts';

const timers = new Timers();

beforeAll(() => {
  vi.stubGlobal('setTimeout', timers.start);
  vi.stubGlobal('clearTimeout', timers.stop);
});
afterAll(() => {
  vi.unstubAllGlobals();
});

describe('ws does what the model does, on all test paths', () => {
  it.each([{}, { breaks: 1 }])('if the client closes TCP at once, with %j', async (set) => {
    const suite = testPaths(model, ['reactions', 'faults'], { variant: 'the client closes TCP', set });
    expect(suite.paths.length).toBeGreaterThan(5);
    await assertSuite(new WebSocketDriver(timers), suite);
  });

  it('but does not leave it to the server to close TCP', async () => {
    const suite = testPaths(model, 'reactions', { variant: 'as the RFC' });
    await expect(assertSuite(new WebSocketDriver(timers), suite)).rejects.toThrow('what "client" sends');
  });
});
