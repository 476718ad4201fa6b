import { check, instantiate } from 'allways';
import { stateSpace } from 'allways/export';
import { describe, expect, it } from 'vitest';
import tcp from '../../machines/known/tcp/model.ts';

/** What TLC says of MCtcp: the manifest of tlaplus/Examples. */
const ORIGINAL = { distinct: 1182, generated: 6322, depth: 14, initial: 2 };

const PEERS = ['A', 'B'] as const;

/** One state, as far as the original has it. */
interface Known {
  /** Steps to it from the nearer beginning. */
  depth: number;
  readonly steps: number;
  readonly ends: readonly End[];
}

interface End {
  readonly value: string | undefined;
  readonly tcb: boolean;
  /** What is on its way to it, and what stands last on the way to the other. */
  readonly queue: readonly string[];
  readonly lastSent: string | undefined;
}

/** Of a state whose end is in `value`, with `head` at the head of its queue: what can be sent in one step. */
function sendings({ value = '', tcb, queue: [head = ''] }: End): readonly string[] {
  const calls = ['SYN-RECEIVED', 'ESTABLISHED', 'CLOSE-WAIT'].includes(value) ? ['FIN'] : [];
  const answers: Readonly<Record<string, string>> = {
    'LISTEN SYN': 'SYN_ACK',
    'SYN-SENT SYN': 'SYN_ACK',
    'SYN-SENT SYN_ACK': 'ACK',
    'ESTABLISHED FIN': 'ACK_OF_FIN',
    'FIN-WAIT-1 FIN': 'ACK_OF_FIN',
    'FIN-WAIT-2 FIN': 'ACK_OF_FIN',
  };
  const answer = answers[`${value} ${head}`];
  return [...(tcb ? ['RST'] : []), ...calls, ...(answer === undefined ? [] : [answer])];
}

/** Steps that the constraint of the original refuses once TLC has generated them: what they send stands last already. */
const beyond = (end: End) => sendings(end).filter((segment) => segment === end.lastSent).length;

/** Opens that TLC generates, and its action constraint refuses; here nobody calls. Two from CLOSED, one from LISTEN. */
const opens = ({ value }: End) => (value === 'CLOSED' ? 2 : value === 'LISTEN' ? 1 : 0);

/** An RST leads from SYN-RECEIVED to LISTEN by two actions of the original, by one here. */
const twice = ({ value, queue: [head] }: End) => (value === 'SYN-RECEIVED' && head === 'RST' ? 1 : 0);

/** A FIN and the ACK of one's own may be taken at once in FIN-WAIT-1 there ("note 2"); here, by way of CLOSING, which leads to the same state. */
const atOnce = ({ value, queue: [head, second] }: End) =>
  value === 'FIN-WAIT-1' && head === 'FIN' && second === 'ACK_OF_FIN' ? 1 : 0;

function statesOf(opener: (typeof PEERS)[number], states = new Map<string, Known>()): Map<string, Known> {
  const depths = [0];
  for (const { index, values, contexts, network, steps } of stateSpace(
    instantiate(tcp, { set: { opener } }),
  ).states()) {
    const depth = depths[index] ?? 0;
    for (const { to } of steps) depths[to] ??= depth + 1;
    const queues = PEERS.map((peer) =>
      network.filter(({ to }) => to === peer).map(({ event }) => event.type),
    );
    const text = JSON.stringify([values, contexts, queues]);
    const known = states.get(text);
    if (known !== undefined) known.depth = Math.min(known.depth, depth);
    const ends = PEERS.map((_, i) => ({
      value: values[i],
      tcb: JSON.stringify(contexts[i]) === '{"tcb":true}',
      queue: queues[i] ?? [],
      lastSent: queues[1 - i]?.at(-1),
    }));
    if (known === undefined) states.set(text, { depth, steps: steps.length, ends });
  }
  return states;
}

function sum(states: Map<string, Known>, of: (end: End) => number): number {
  return [...states.values()].flatMap(({ ends }) => ends).reduce((total, end) => total + of(end), 0);
}

describe("TLA+'s TCP", () => {
  const states = statesOf('B', statesOf('A'));

  it('has the states of the original, both beginnings together, and their depth', () => {
    expect(states.size).toBe(ORIGINAL.distinct);
    expect(Math.max(...[...states.values()].map(({ depth }) => depth)) + 1).toBe(ORIGINAL.depth);
  });

  it('has the steps of the original, but for those that are counted there and not here', () => {
    const here = [...states.values()].reduce((total, { steps }) => total + steps, 0);
    const others = [beyond, opens, twice, atOnce].map((of) => sum(states, of));
    expect({ here, others }).toEqual({ here: 3194, others: [652, 2464, 4, 6] });
    expect([here, ...others, ORIGINAL.initial].reduce((a, b) => a + b)).toBe(ORIGINAL.generated);
  });

  it('confines each search as the original is confined', () => {
    const { statistics } = check(instantiate(tcp, { set: { opener: 'A' } }));
    expect(statistics.beyond).toBe(sum(statesOf('A'), beyond));
  });

  it('has the verdicts of the original', () => {
    for (const opener of PEERS) {
      const { properties } = check(instantiate(tcp, { set: { opener } }));
      const verdicts = properties.map(({ name, verdict }) => `${name}: ${verdict}`);
      expect(verdicts).toEqual([
        'established together: holds',
        'closed: reached',
        'nobody stays in SYN-SENT: holds',
        'machines do not throw: holds',
      ]);
    }
  });
});
