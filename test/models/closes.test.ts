import { readFileSync } from 'node:fs';
import {
  type AnyModel,
  check,
  formatPath,
  type Instance,
  instantiate,
  judge,
  type Outcome,
  parsePath,
  replay,
  variantNames,
} from 'allways';
import { actorDriver, runSuiteSync, runTraceSync, testPaths } from 'allways/testing';
import { describe, expect, it } from 'vitest';
import { thresholds } from '../../machines/closes.ts';
import httpKeepAlive from '../../machines/http-keep-alive/model.ts';
import lease from '../../machines/lease/model.ts';
import mqttQos2 from '../../machines/mqtt-qos2/model.ts';
import quicClose from '../../machines/quic-close/model.ts';
import sctpShutdown from '../../machines/sctp-shutdown/model.ts';
import tlsClose from '../../machines/tls-close/model.ts';
import websocketClose from '../../machines/websocket-close/model.ts';
import websocketResume from '../../machines/websocket-close/resume.ts';

const models: readonly AnyModel[] = [
  httpKeepAlive,
  mqttQos2,
  quicClose,
  lease,
  sctpShutdown,
  tlsClose,
  websocketClose,
  websocketResume,
];

/** Kinds of properties that a step or a state decides; others are decided by whole behaviours. */
const AT_A_STEP: readonly string[] = ['invariant', 'step', 'deadlock-free', 'reachable'];

const variants = models.flatMap((model) =>
  variantNames(model).map((variant) => ({ title: `${model.name}, ${variant}`, model, variant })),
);

/** Searched once for both tests. */
const outcomes = new Map<string, { readonly instance: Instance; readonly outcome: Outcome }>();

function outcomeOf(model: AnyModel, variant: string) {
  const key = `${model.name}, ${variant}`;
  const known = outcomes.get(key);
  if (known !== undefined) return known;
  const instance = instantiate(model, { variant });
  const found = { instance, outcome: check(instance) };
  outcomes.set(key, found);
  return found;
}

describe('how connections are closed', () => {
  it.each(variants)('$title: verdicts and size are as expected', ({ model, variant }) => {
    const { instance, outcome } = outcomeOf(model, variant);
    const { properties, statistics, complete } = outcome;
    for (const { name, kind, verdict } of properties) {
      expect(verdict, name).toBe(instance.expect[name] ?? (kind === 'reachable' ? 'reached' : 'holds'));
    }
    const { distinctStates, transitions, cuts } = statistics;
    expect({ distinctStates, transitions }).toEqual(model.variants?.[variant]?.size);
    expect({ complete, cuts }).toEqual({ complete: true, cuts: 0 });
  });

  it.each(variants)('$title: counterexamples replay, and running actors go along', ({ model, variant }) => {
    const { instance, outcome } = outcomeOf(model, variant);
    for (const { name, kind, verdict, ...found } of outcome.properties) {
      if (!('path' in found) || !AT_A_STEP.includes(kind)) continue;
      const path = parsePath(formatPath(found.path));
      expect(judge(instance, path)).toContainEqual(
        expect.objectContaining({ name, verdict, step: path.length }),
      );
      const trace = replay(instance.model, path);
      expect(runTraceSync(actorDriver(model, { variant }), trace)).toMatchObject({ verdict: 'passed' });
    }
  });

  it.each(models)('$name: running actors take all test paths as the model does', (model) => {
    const suite = testPaths(model, ['transitions', 'faults']);
    expect(suite.goals.unknown).toEqual([]);
    expect(runSuiteSync(actorDriver(model), suite)).toMatchObject({ verdict: 'passed' });
  });
});

/** These take too long for here, and are asked for in closes.long.ts. */
const { 'quic-close': _quic, 'sctp-shutdown': _sctp, lease: _lease, ...quick } = thresholds;

describe('how long who must wait', () => {
  it.each(Object.entries(quick))('stands in machines/%s/README.md', (name, tables) => {
    const readme = readFileSync(new URL(`../../machines/${name}/README.md`, import.meta.url), 'utf8');
    for (const table of tables()) expect(readme).toContain(table);
  });
});
