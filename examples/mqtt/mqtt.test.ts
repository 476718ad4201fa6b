import { check, type InstanceOptions, instantiate, replay } from 'allways';
import { differenceReport, type RunResult, runSuite, runTrace, testPaths } from 'allways/testing';
import { afterAll, describe, expect, it } from 'vitest';
import model from '../../machines/mqtt-qos2/model.ts';
import { MqttDriver, type MqttSettings } from './driver.ts';

/** What MQTT.js does in any case: it never sets DUP. */
const asMqttJs = { marksDup: false };

const drivers: MqttDriver[] = [];

function driverOf(settings: MqttSettings): MqttDriver {
  const driver = new MqttDriver(settings);
  drivers.push(driver);
  return driver;
}

afterAll(() => {
  for (const driver of drivers) driver.end();
});

/** Runs the suite of a variant along an implementation. */
function runPaths(settings: MqttSettings, options: InstanceOptions) {
  return runSuite(driverOf(settings), testPaths(model, ['reactions', 'faults'], options));
}

/** Runs the counterexample of a variant along an implementation. */
function runCounterexample(settings: MqttSettings, options: InstanceOptions, property: string) {
  const instance = instantiate(model, options);
  const [outcome] = check(instance, { properties: [property] }).properties;
  if (outcome?.verdict !== 'violated' || !('path' in outcome))
    throw new Error(`no counterexample to ${property}`);
  return runTrace(driverOf(settings), replay(instance.model, outcome.path));
}

function difference(result: RunResult | Awaited<ReturnType<typeof runSuite>>): string {
  return result.verdict === 'differs' ? differenceReport(result.difference) : 'no difference';
}

describe('mqtt 5.16.0 and aedes 1.2.0', () => {
  it('pass the suite of QoS 2 over connections that break, but for DUP', async () => {
    const result = await runPaths({ receiver: 'aedes, with a subscription' }, { set: asMqttJs });
    expect(difference(result)).toBe('no difference');
  });
});

describe('mqtt 5.16.0', () => {
  it('passes the suite in MQTT 5, but for DUP', async () => {
    const result = await runPaths({ protocolVersion: 5, receiver: "the model's" }, { set: asMqttJs });
    expect(difference(result)).toBe('no difference');
  });

  it('does not say that it sends a message again [MQTT-3.3.1-1]', async () => {
    const result = await runPaths({ protocolVersion: 5, receiver: "the model's" }, {});
    expect(difference(result)).toMatch(/Expected: PUBLISH\(.*dup=true\)\s+Found: {4}PUBLISH\(.*dup=false\)/);
  });

  it('sends again what it had on its way although the session is gone [MQTT-3.2.2-5]', async () => {
    const forgets = { variant: 'receiver forgets', set: asMqttJs };
    const result = await runPaths({ protocolVersion: 5, receiver: "the model's" }, forgets);
    expect(difference(result)).toMatch(/Expected: nothing\s+Found: {4}PUB(LISH|REL)/);
  });

  it('so a broker that starts again passes a message on twice', async () => {
    const forgets = { variant: 'receiver forgets, sender does not', set: asMqttJs };
    const result = await runCounterexample({ receiver: 'aedes' }, forgets, 'not twice');
    expect(result.verdict).toBe('passed');
  });

  it('sends again what it had on its way although it starts clean, and aedes passes it on twice', async () => {
    const clean = { variant: 'clean start, old PUBLISH', set: asMqttJs };
    const result = await runCounterexample({ receiver: 'aedes', clean: true }, clean, 'not twice');
    expect(result.verdict).toBe('passed');
  });

  it('sends one message after another again, where two were on their way', async () => {
    const two = { variant: 'two identifiers', set: asMqttJs };
    const result = await runPaths({ protocolVersion: 5, receiver: "the model's" }, two);
    expect(difference(result)).toContain('what "sender" sends');
  });
});

describe('aedes 1.2.0', () => {
  it('says that there is no session, though it keeps one, of a client without subscriptions [MQTT-3.2.2-2]', async () => {
    const result = await runPaths({ receiver: 'aedes' }, { set: asMqttJs });
    expect(difference(result)).toMatch(
      /Expected: CONNACK\(sessionPresent=true\)\s+Found: {4}CONNACK\(sessionPresent=false\)/,
    );
  });
});
