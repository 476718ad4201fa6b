import { describe, expect, it } from 'vitest';
import paxos from '../../machines/paxos/model.ts';
import { check, instantiate } from '../../src/index.ts';
import { isInFull } from '../support/law.ts';

const sizes = Object.entries(paxos.variants ?? {}).flatMap(([variant, { size }]) =>
  size === undefined || (size.distinctStates > 100_000 && !isInFull) ? [] : [{ variant, size }],
);

describe('single-decree Paxos', () => {
  it.each(sizes)("has Stateright's states and transitions: $variant", ({ variant, size }) => {
    const { statistics, properties } = check(instantiate(paxos, { variant }));
    const { distinctStates, transitions } = statistics;
    expect({ distinctStates, transitions }).toEqual(size);
    expect(properties.map(({ verdict }) => verdict)).toEqual(['holds', 'reached', 'holds']);
  });

  it.each(['forgets what was accepted', 'breaks its promise'])(
    'is no register with a server that %s',
    (variant) => {
      const { properties } = check(instantiate(paxos, { variant }), { first: true });
      expect(properties[0]).toMatchObject({ name: 'linearizable', verdict: 'violated' });
    },
  );
});
