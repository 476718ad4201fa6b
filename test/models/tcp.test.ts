import { readFileSync } from 'node:fs';
import { instantiate, judge, parsePath, replay, variantNames } from 'allways';
import { describe, expect, it } from 'vitest';
import model from '../../machines/tcp/model.ts';
import { replayThroughActors } from '../support/actors.ts';
import { variantsOf } from '../support/variants.ts';

const { checked, violatedIn } = variantsOf(model);

/** Variants small enough for every test run; `allways matrix machines/tcp/model.ts` checks all of them. */
const MOST_STATES = 60_000;
const sizeOf = (variant: string) => model.variants?.[variant]?.size?.distinctStates ?? 0;
const small = variantNames(model).filter((variant) => sizeOf(variant) < MOST_STATES);

describe('the variants', () => {
  it('are at least sixteen, each with a sentence, a size and what is expected of it', () => {
    expect(variantNames(model).length).toBeGreaterThanOrEqual(16);
    for (const name of variantNames(model)) {
      const { sentence = '', size } = model.variants?.[name] ?? {};
      expect(sentence, name).toMatch(/\.$/);
      expect(size, name).toBeDefined();
      expect(() => instantiate(model, { variant: name })).not.toThrow();
    }
  });

  it('are small: none has more than 200,000 states', () => {
    expect(Math.max(...variantNames(model).map(sizeOf))).toBeLessThan(200_000);
  });

  it.each(small)('%s has the verdicts and the size that stand in the model', (variant) => {
    const { instance, outcome } = checked(variant);
    const expected = outcome.properties.map(({ name, kind }) => [
      name,
      instance.expect[name] ?? (kind === 'reachable' ? 'reached' : 'holds'),
    ]);
    expect(outcome.properties.map(({ name, verdict }) => [name, verdict])).toEqual(expected);
    const { distinctStates, transitions } = outcome.statistics;
    expect({ distinctStates, transitions }).toEqual(model.variants?.[variant]?.size);
    expect(outcome.complete).toBe(true);
  });
});

describe('2·MSL', () => {
  it('keeps everything out while nobody or the client sends text', () => {
    expect(violatedIn('two-msl-no-data')).toEqual([]);
    expect(violatedIn('two-msl-client-data')).toEqual([]);
  });

  it('is needed for it', () => {
    expect(violatedIn('two-msl-no-data', { timeWait: 1 })).toContain('no stale FIN accepted');
    expect(violatedIn('two-msl-no-data', { msl: 2, timeWait: 3 })).toContain('no stale FIN accepted');
    expect(violatedIn('two-msl-no-data', { msl: 2, timeWait: 4 })).toEqual([]);
  });

  it('does not keep out old ACKs once the server sends text, but 3·MSL does', () => {
    expect(violatedIn('two-msl-both-data')).toContain('no stale ACK accepted');
    expect(violatedIn('three-msl')).toEqual([]);
  });

  it.each(['only-fin-answered', 'any-answer-restarts'])('lets nothing old even arrive in %s', (variant) => {
    expect(violatedIn(variant)).toEqual([]);
    const arrival = checked(variant).outcome.properties.find(
      ({ name }) => name === 'a stale segment arrives',
    );
    expect(arrival?.verdict).toBe('unreachable');
  });

  it.each(['without-a1', 'without-a2', 'without-a3'])('and 5·MSL are not enough %s', (variant) => {
    expect(violatedIn(variant, { timeWait: 5, capacity: 3 })).toContain('no stale FIN accepted');
  });

  it('is no protection where the server closes first, but monotone numbers are', () => {
    expect(violatedIn('server-closes-first')).toContain('no stale SYN accepted');
    expect(violatedIn('server-closes-first-monotone')).toEqual([]);
    expect(violatedIn('reopen-from-time-wait')).toEqual([]);
  });
});

describe('the README', () => {
  const file = new URL('../../machines/tcp/README.md', import.meta.url);
  /** Without the spaces that line up the columns of tables. */
  const readme = readFileSync(file, 'utf8').replaceAll(/ +/g, ' ');
  const cells = [
    ...readme.matchAll(
      /^\| `(?<variant>[\w-]+)` \| (?<property>[^|]+) \| (?<steps>\d+) \| (?<story>[A-Z]) \| `(?<path>[\d/]+)` \|$/gm,
    ),
  ].map(({ groups = {} }) => groups);

  it('has a replay string for every violated cell', () => {
    const expected = variantNames(model).flatMap((variant) =>
      Object.entries(model.variants?.[variant]?.expect ?? {})
        .filter(([, verdict]) => verdict === 'violated')
        .map(([property]) => `${variant}: ${property}`),
    );
    const named = cells.map(({ variant, property }) => `${variant}: ${property}`);
    expect(named.sort()).toEqual(expected.sort());
  });

  it.each([...new Set(cells.map(({ variant = '' }) => variant))])(
    'tells counterexamples of %s that replay as it says, in the checker and as actors',
    (variant) => {
      const instance = instantiate(model, { variant });
      const system = model.build(instance.parameters);
      for (const { property, steps, path = '' } of cells.filter((cell) => cell.variant === variant)) {
        expect(judge(instance, parsePath(path))).toContainEqual(
          expect.objectContaining({ name: property, verdict: 'violated', step: Number(steps) }),
        );
        expect(replayThroughActors(system, replay(instance.model, parsePath(path)))).toEqual([]);
      }
    },
  );

  it('tells every story that a cell refers to, and no other', () => {
    const told = [...readme.matchAll(/^\*\*(?<letter>[A-Z])\. .+\*\* .+\.( .+\.)* \(/gm)].map(
      ({ groups = {} }) => groups.letter,
    );
    expect(told).toEqual([...new Set(cells.map(({ story }) => story))].sort());
  });

  it.each(small)('has the verdicts and sizes of %s', (variant) => {
    const { properties, statistics } = checked(variant).outcome;
    const steps = (...names: readonly string[]) => {
      const found = properties.flatMap((outcome) =>
        'path' in outcome && outcome.verdict === 'violated' && names.includes(outcome.name)
          ? [outcome.path.length]
          : [],
      );
      return found.length === 0 ? '✓' : `✗${Math.min(...found)}`;
    };
    const columns = [
      ...['data', 'FIN', 'ACK', 'RST', 'SYN'].map((kind) => steps(`no stale ${kind} accepted`)),
      steps('no reset reported'),
      steps('no close ended by RST'),
      steps('no more text delivered than sent', 'all text delivered before a FIN'),
      steps('ESTABLISHED with each other'),
      steps('no deadlock'),
      statistics.distinctStates.toLocaleString('en'),
      statistics.transitions.toLocaleString('en'),
    ];
    expect(readme).toContain(`| \`${variant}\` | ${columns.join(' | ')} |`);
  });

  it('documents every parameter with its default', () => {
    for (const [name, spec] of Object.entries(model.parameters)) {
      const value = typeof spec === 'object' ? spec.choices[0] : String(spec);
      expect(readme).toContain(`| \`${name}\` | \`${value}\``);
    }
  });
});
