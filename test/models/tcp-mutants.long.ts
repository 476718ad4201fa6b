import { type TestCriterion, testPaths, withIgnored } from 'allways/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { tcpEndpoint } from '../../machines/tcp/endpoint.ts';
import model from '../../machines/tcp/model.ts';
import { type Behaviour, behaviourOf, firstUnlike, withMachine } from '../support/mutants/behaviour.ts';
import { kills, type Sight, type Tests } from '../support/mutants/kills.ts';
import { type Mutant, mutants } from './tcp-mutants/all.ts';
import { circumstances } from './tcp-mutants/circumstances.ts';
import { render } from './tcp-mutants/table.ts';

const choices = Object.values(circumstances).map((set) => ({ set }));

/** The test paths of a criterion, in all circumstances. */
function suiteOf(
  criterion: TestCriterion,
  extend: typeof withIgnored = (_model, suite) => suite,
): readonly Tests[] {
  return choices.map((options) => {
    const suite = extend(model, testPaths(model, criterion, options), options);
    return { model, options, traces: [...suite.traces()] };
  });
}

function killedBy(
  suite: readonly Tests[],
  sight: Sight,
  among: readonly Mutant[] = mutants,
): ReadonlySet<string> {
  const killed = among.filter(({ machine }) => suite.some((tests) => kills(tests, machine, sight)));
  return new Set(killed.map(({ name }) => name));
}

/** Who is killed from outside is killed from inside, where one sees more. */
function fromBothSides(suite: readonly Tests[]): Record<Sight, ReadonlySet<string>> {
  const outside = killedBy(suite, 'outside');
  const others = mutants.filter(({ name }) => !outside.has(name));
  return { outside, inside: new Set([...outside, ...killedBy(suite, 'inside', others)]) };
}

/** Mutants that do what the endpoint does, within the bounds: the last test compares them. */
const EQUIVALENT: ReadonlySet<string> = new Set(['text out of order', 'data accepted after FIN']);

const suites = {} as { transitions: readonly Tests[]; faults: readonly Tests[]; reactions: readonly Tests[] };
const killed = {} as {
  transitions: Record<Sight, ReadonlySet<string>>;
  faults: Record<Sight, ReadonlySet<string>>;
  /** Of those that the suites of transitions and faults leave over. */
  reactions: ReadonlySet<string>;
};
let leftOver: readonly Mutant[] = [];

beforeAll(() => {
  suites.transitions = suiteOf('transitions');
  suites.faults = suiteOf('faults');
  suites.reactions = suiteOf('reactions', withIgnored);
  killed.transitions = fromBothSides(suites.transitions);
  killed.faults = fromBothSides(suites.faults);
  leftOver = mutants.filter(
    ({ name }) => !killed.transitions.inside.has(name) && !killed.faults.inside.has(name),
  );
  killed.reactions = killedBy(suites.reactions, 'inside', leftOver);
});

describe('the mutants', () => {
  it('are more than thirty, each with a name of its own, a sentence and a section', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(81);
    for (const { sentence, section } of mutants) {
      expect(sentence).toMatch(/\.$/);
      expect(section).toMatch(/^(3\.|RFC \d+, )/);
    }
  });

  it('are made of the endpoint, and are other machines', () => {
    for (const { machine } of mutants) {
      expect(machine).not.toBe(tcpEndpoint);
      expect(Object.keys(machine.states)).toEqual(Object.keys(tcpEndpoint.states));
    }
  });
});

describe('the endpoint itself', () => {
  it.each(['transitions', 'faults', 'reactions'] as const)('passes the suite of %s', (name) => {
    for (const tests of suites[name]) expect(kills(tests, tcpEndpoint, 'inside')).toBe(false);
  });
});

describe('the suites', () => {
  it('of transitions kills 74 of 81, and 71 of them by what can be seen from outside', () => {
    const { inside, outside } = killed.transitions;
    expect([inside.size, outside.size]).toEqual([74, 71]);
  });

  it('of faults kills 70 of 81, and 68 of them by what can be seen from outside', () => {
    const { inside, outside } = killed.faults;
    expect([inside.size, outside.size]).toEqual([70, 68]);
  });

  it('leave over five mutants, of which the suite of reactions, with what is ignored, kills two', () => {
    expect(leftOver.map(({ name }) => name)).toEqual([
      'text out of order',
      'any old FIN restarts TIME-WAIT',
      'window of the peer ignored',
      'RST taken in TIME-WAIT',
      'data accepted after FIN',
    ]);
    expect([...killed.reactions]).toEqual(['any old FIN restarts TIME-WAIT', 'window of the peer ignored']);
  });

  it('kill as the table says', async () => {
    const table = render(mutants, killed, EQUIVALENT);
    await expect(table).toMatchFileSnapshot('../../docs/mutants.md');
  });
});

describe('a mutant that no suite kills', () => {
  const known: Behaviour[] = [];
  beforeAll(() => {
    known.push(...choices.map((options) => behaviourOf(model, options)));
  });

  const difference = (machine: Mutant['machine']) =>
    choices
      .map((options, i) => firstUnlike(known[i] ?? new Map(), withMachine(model, machine), options))
      .find((found) => found !== null);

  it('does in every local state, on every occasion, what the endpoint does, or is told as not met', () => {
    const alive = leftOver.filter(({ name }) => !killed.reactions.has(name));
    const alike = alive.filter(({ machine }) => difference(machine) === undefined);
    expect(alike.map(({ name }) => name)).toEqual([...EQUIVALENT]);
    expect(alive.map(({ name }) => name).filter((name) => !EQUIVALENT.has(name))).toEqual([
      'RST taken in TIME-WAIT',
    ]);
  });

  it('is told from one that is killed: that one does something else somewhere', () => {
    const dead = mutants.filter(({ name }) => killed.reactions.has(name));
    for (const { machine } of dead) expect(difference(machine)).toBeDefined();
  });
});
