import { describe, expect, it } from 'vitest';
import close from '../../../machines/tcp-close/liveness.ts';
import { instantiate, Search } from '../../../src/index.ts';

const search = (options = {}) =>
  new Search(instantiate(close, { variant: 'graceful' }), {
    properties: ['LAST_ACK ends', 'both can close'],
    ...options,
  });

/** Goes on until all states are known, and no further than that. */
function untilLiveness(going: Search): void {
  while (going.progress().liveness === undefined) if (going.advance(0)) throw new Error('it has ended');
}

describe('a search for claims about the long run that is stopped', () => {
  it('leaves them unknown, and says that all states were seen', () => {
    const stopped = search();
    untilLiveness(stopped);
    stopped.stop('interrupted');
    expect(stopped.advance(1000)).toBe(true);
    const { complete, ending, properties } = stopped.outcome();
    expect([complete, ending]).toEqual([true, 'interrupted']);
    expect(properties.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown', 'holds']);
  });

  it('before all states are known leaves everything unknown', () => {
    const { complete, ending, properties } = ended(search({ maxStates: 100 }));
    expect([complete, ending]).toEqual([false, 'max-states']);
    expect(properties.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('tells where it stands', () => {
    const going = search();
    untilLiveness(going);
    expect(going.progress().liveness?.property).toBe('fairness');
    expect(ended(going).properties.map(({ verdict }) => verdict)).toEqual(['holds', 'holds', 'holds']);
  });
});

function ended(going: Search) {
  while (!going.advance(1000));
  return going.outcome();
}
