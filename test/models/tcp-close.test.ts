import { readFileSync } from 'node:fs';
import {
  check,
  formatPath,
  type Instance,
  instantiate,
  judge,
  type Outcome,
  type ParameterValue,
  type PropertyOutcome,
  parsePath,
  replay,
  type Trace,
  variantNames,
} from 'allways';
import { describe, expect, it } from 'vitest';
import model from '../../machines/tcp-close/model.ts';
import { replayThroughActors } from '../support/actors.ts';

interface Checked {
  readonly instance: Instance;
  readonly outcome: Outcome;
}

type Parameters = Readonly<Record<string, ParameterValue>>;
type Found = Extract<PropertyOutcome, { verdict: 'violated' | 'reached' }>;

const known = new Map<string, Checked>();

/** Checks a variant; the same one is checked once. */
function checked(variant: string, set: Parameters = {}): Checked {
  const key = JSON.stringify([variant, set]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const instance = instantiate(model, { variant, set });
  const result = { instance, outcome: check(instance) };
  known.set(key, result);
  return result;
}

function violatedIn(variant: string, set: Parameters = {}): string[] {
  const { outcome } = checked(variant, set);
  expect(outcome.ending).toBe('exhausted');
  return outcome.properties.filter(({ verdict }) => verdict === 'violated').map(({ name }) => name);
}

const stale = ['no stale data', 'no stale FIN', 'no stale segment'];

function staleIn(variant: string, set: Parameters = {}): string[] {
  return violatedIn(variant, set).filter((name) => stale.includes(name));
}

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

describe('waiting longer', () => {
  const times = [0, 1, 2, 3, 4];

  it('helps up to 2·MSL, and no further than that is needed', () => {
    const found = times.map((timeWait) => staleIn('graceful', { timeWait }));
    expect(found).toEqual([stale, stale, [], [], []]);
  });

  it('of 2·MSL is needed where MSL is two ticks', () => {
    expect(staleIn('graceful', { msl: 2, timeWait: 3 })).toEqual(stale);
    expect(violatedIn('graceful', { msl: 2, timeWait: 4 })).toEqual([]);
  });

  it.each(['last-ack-lost', 'old-syn-opens', 'assassination', 'no-time-wait-restart'])(
    'does not make up for what %s lacks',
    (variant) => expect(violatedIn(variant, { timeWait: 4 })).toEqual(violatedIn(variant)),
  );
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

describe('the bounds', () => {
  it('are not what makes graceful hold: room for four and a third connection change nothing', () => {
    expect(violatedIn('graceful', { capacity: 4 })).toEqual([]);
    expect(violatedIn('graceful', { incarnations: 3 })).toEqual([]);
  });

  it('hide things: with room for two, an old SYN seems to do no harm', () => {
    expect(violatedIn('old-syn-opens', { capacity: 2 })).toEqual([]);
    expect(violatedIn('old-syn-opens')).not.toEqual([]);
  });

  it('a server that keeps quiet needs no more than 1·MSL, and no less', () => {
    expect(violatedIn('quiet-server')).toEqual([]);
    expect(violatedIn('quiet-server', { msl: 2, timeWait: 4, quietTime: 1 })).not.toEqual([]);
    expect(violatedIn('quiet-server', { msl: 2, timeWait: 4, quietTime: 2 })).toEqual([]);
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
