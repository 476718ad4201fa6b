import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import { defineModel, endpoint, instantiate, parsePath, replay } from '../../../src/index.ts';
import { actorDriver, differenceReport, runSuiteSync, testPaths, withIgnored } from '../../../src/testing.ts';
import courier from '../../fixtures/courier.ts';

const events = [{ type: 'PRESS' as const }, { type: 'LOCK' as const }];
const types = { events: {} as { type: 'PRESS' } | { type: 'LOCK' } };

const button = setup({ types }).createMachine({
  id: 'button',
  initial: 'up',
  states: { up: { on: { PRESS: 'down', LOCK: 'locked' } }, down: { on: { PRESS: 'up' } }, locked: {} },
});
/** Can be pressed when it is locked. */
const worn = setup({ types }).createMachine({
  id: 'button',
  initial: 'up',
  states: {
    up: { on: { PRESS: 'down', LOCK: 'locked' } },
    down: { on: { PRESS: 'up' } },
    locked: { on: { PRESS: 'down' } },
  },
});
const model = defineModel({
  name: 'button',
  parameters: {},
  build: () => ({
    endpoints: { button: endpoint(button, { events }), wall: endpoint(setup({}).createMachine({})) },
    network: { carries: [] },
  }),
  properties: [],
});
const suite = testPaths(model, 'reactions');
const driver = actorDriver(model, { replace: { button: { machine: worn } } });

describe('what the model ignores', () => {
  it('is in no path, so that nobody notices what an implementation makes of it', () => {
    expect(runSuiteSync(driver, suite).verdict).toBe('passed');
  });

  it('is tried where it is put between the steps', () => {
    const result = runSuiteSync(driver, withIgnored(model, suite));
    expect(result).toMatchObject({ difference: { what: 'value', expected: 'locked', found: 'down' } });
    const report = result.verdict === 'differs' ? differenceReport(result.difference) : '';
    expect(report).toContain('and then what the model ignores');
    expect(report).toContain('● PRESS (ignored)');
  });

  it('is tried once in each local state', () => {
    const added = [...withIgnored(model, suite).traces()].flatMap(({ steps }) =>
      steps
        .filter(({ index }) => index < 0)
        .map(({ action, after }) => [
          after.endpoints.button?.value,
          action.kind === 'event' && action.event.type,
        ]),
    );
    expect(added.map(([value, action]) => `${value}: ${action}`).sort()).toEqual([
      'down: LOCK',
      'locked: LOCK',
      'locked: PRESS',
    ]);
  });

  it('is a duplicate, too, where the network duplicates', () => {
    // SEND, DATA, ACK: then the same ACK may come again, and an idle sender ignores it.
    const trace = replay(instantiate(courier).model, parsePath('0/0/1'));
    const [full] = withIgnored(courier, { traces: () => [trace] }).traces();
    const added = full?.steps.filter(({ index }) => index < 0) ?? [];
    expect(added.at(-1)).toMatchObject({
      action: { kind: 'deliver', endpoint: 'sender', message: { event: { type: 'ACK' } } },
      number: 2,
      earlierDeliveries: 1,
    });
    expect(runSuiteSync(actorDriver(courier), { traces: () => (full ? [full] : []) }).verdict).toBe('passed');
  });

  it('is no duplicate where the network does not duplicate', () => {
    const options = { set: { duplication: false } };
    const trace = replay(instantiate(courier, options).model, parsePath('0/0/0'));
    const [full] = withIgnored(courier, { traces: () => [trace] }, options).traces();
    expect(full?.steps.filter(({ index, action }) => index < 0 && action.kind === 'deliver')).toEqual([]);
  });

  it('is no duplicate that an assumption excludes', () => {
    const careful = {
      ...courier,
      assumptions: {
        ...courier.assumptions,
        'an ACK comes but once': {
          sentence: 'an ACK comes but once',
          deliverable: ({ event }: { event: { type: string } }) => event.type !== 'ACK',
        },
      },
    } as typeof courier;
    const trace = replay(instantiate(courier).model, parsePath('0/0/1'));
    const [full] = withIgnored(careful, { traces: () => [trace] }).traces();
    const again = full?.steps.filter(({ index, action }) => index < 0 && action.kind === 'deliver');
    expect(again).toEqual([]);
  });
});
