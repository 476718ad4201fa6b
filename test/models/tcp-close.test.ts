import { readFileSync } from 'node:fs';
import {
  formatPath,
  instantiate,
  judge,
  type PropertyOutcome,
  parsePath,
  replay,
  type Trace,
  variantNames,
} from 'allways';
import { describe, expect, it } from 'vitest';
import model from '../../machines/tcp-close/model.ts';
import { replayThroughActors } from '../support/actors.ts';
import { checked, stale, staleIn, violatedIn } from '../support/tcp-close.ts';

type Found = Extract<PropertyOutcome, { verdict: 'violated' | 'reached' }>;

function counterexample(variant: string, property: string): Trace {
  const { instance, outcome } = checked(variant);
  const found = outcome.properties.filter(isFound).find(({ name }) => name === property);
  if (found === undefined) throw new Error(`${variant} does not violate "${property}"`);
  return replay(instance.model, found.path);
}

function isFound(outcome: PropertyOutcome): outcome is Found {
  return 'path' in outcome;
}

describe.each(variantNames(model))('%s', (variant) => {
  it('has the verdicts and the size that stand in the model', () => {
    const { instance, outcome } = checked(variant);
    const expected = outcome.properties.map(({ name, kind }) => [
      name,
      instance.expect[name] ?? (kind === 'reachable' ? 'reached' : 'holds'),
    ]);
    expect(outcome.properties.map(({ name, verdict }) => [name, verdict])).toEqual(expected);
    const { distinctStates, transitions, cuts } = outcome.statistics;
    expect({ distinctStates, transitions }).toEqual(model.variants?.[variant]?.size);
    expect({ complete: outcome.complete, cuts }).toEqual({ complete: true, cuts: 0 });
  });

  it('has counterexamples and witnesses that replay to the same end, in the checker and as actors', () => {
    const { instance, outcome } = checked(variant);
    const system = model.build(instance.parameters);
    for (const { name, verdict, path } of outcome.properties.filter(isFound)) {
      const again = parsePath(formatPath(path));
      expect(judge(instance, again)).toContainEqual(
        expect.objectContaining({ name, verdict, step: path.length }),
      );
      expect(replayThroughActors(system, replay(instance.model, again))).toEqual([]);
    }
  });
});

describe('the hazard', () => {
  it.each(['no-time-wait', 'short-time-wait', 'last-ack-lost', 'no-time-wait-restart', 'assassination'])(
    'of %s ends with stale data that is delivered in the second connection',
    (variant) => {
      const last = counterexample(variant, 'no stale data').steps.at(-1);
      expect(last?.action).toMatchObject({
        kind: 'deliver',
        endpoint: 'client',
        message: { event: { type: 'DATA' }, mark: 'stale' },
      });
      expect(last?.observations.map(({ effect }) => effect.type)).toEqual(['delivered']);
      expect(last?.after.endpoints.client?.context).toMatchObject({ connection: 2 });
    },
  );

  it('of short-time-wait is what the server sends again before it gets the last ACK', () => {
    const { steps } = counterexample('short-time-wait', 'no stale data');
    const sentAgain = steps.findLastIndex(
      ({ action, sent }) =>
        action.kind === 'expire' && sent.some(({ message }) => message.event.type === 'DATA'),
    );
    const closed = steps.findIndex(({ observations }) =>
      observations.some(({ endpoint, effect }) => endpoint === 'server' && effect.type === 'closed'),
    );
    expect(sentAgain).toBeGreaterThan(0);
    expect(sentAgain).toBeLessThan(closed);
    expect(steps.at(-1)).toMatchObject({ number: steps[sentAgain]?.sent[0]?.number });
  });

  it('of old-syn-opens begins with an old SYN that reaches the listener in TIME_WAIT', () => {
    const last = counterexample('old-syn-opens', 'no stale segment').steps.at(-1);
    expect(last?.action).toMatchObject({ message: { event: { type: 'SYN' }, mark: 'stale' } });
    expect(last?.after.endpoints.client?.value).toBe('TIME_WAIT');
  });
});

describe('the assumption that the last ACK arrives', () => {
  it('in its stronger form, that every such ACK does, is enough as well', () => {
    expect(violatedIn('last-ack-lost', { everyLastAckArrives: true })).toEqual([]);
  });

  it('in its stronger form keeps out stale data and FINs even if TIME_WAIT is not restarted', () => {
    const set = { lastAckArrives: false, everyLastAckArrives: true };
    expect(staleIn('no-time-wait-restart', set)).toEqual(['no stale segment']);
  });

  it('in its stronger form does not make 1·MSL enough', () => {
    expect(staleIn('short-time-wait', { lastAckArrives: false, everyLastAckArrives: true })).toEqual(stale);
  });
});

describe('the README', () => {
  const readme = readFileSync(new URL('../../machines/tcp-close/README.md', import.meta.url), 'utf8');
  const replays = [
    ...readme.matchAll(
      /# ✗ "(?<property>.+)" is violated at step (?<step>\d+)\.\n.*--variant (?<variant>\S+) \\\n.*--path (?<path>\S+)/g,
    ),
  ].map(({ groups = {} }) => groups);

  it('replays a counterexample of every variant that has one', () => {
    const withViolation = variantNames(model).filter((variant) => violatedIn(variant).length > 0);
    // That of no-time-wait is run by the tests of the documents.
    expect(['no-time-wait', ...replays.map(({ variant }) => variant)].sort()).toEqual(withViolation.sort());
  });

  it.each(replays)('replays $property of $variant as it says', ({ property, step, variant, path = '' }) => {
    expect(judge(instantiate(model, { variant }), parsePath(path))).toContainEqual(
      expect.objectContaining({ name: property, verdict: 'violated', step: Number(step) }),
    );
  });

  it('has a table of the verdicts and sizes', () => {
    const columns = [...stale, 'data delivered', 'in step', 'no reset', 'no deadlock'];
    for (const variant of variantNames(model)) {
      const { properties, statistics } = checked(variant).outcome;
      const cells = columns.map((column) => {
        const property = properties.find(({ name }) => name === column);
        return property !== undefined && isFound(property) ? `✗ ${property.path.length}` : '✓';
      });
      const size = statistics.distinctStates.toLocaleString('en');
      expect(readme.replaceAll(/ +/g, ' ')).toContain(`| \`${variant}\` | ${cells.join(' | ')} | ${size} |`);
    }
  });
});
