import { variantNames } from 'allways';
import { describe, expect, it } from 'vitest';
import model from '../../machines/tcp-close/model.ts';
import { stale, staleIn, violatedIn } from '../support/tcp-close.ts';

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

  it.each(variantNames(model))(
    'never lets in what a shorter TIME_WAIT kept out (%s, room for two)',
    (variant) => {
      const found = [0, 1, 2, 3, 4].map((timeWait) => staleIn(variant, { timeWait, capacity: 2 }));
      for (const [i, longer] of found.slice(1).entries()) {
        expect(found[i]).toEqual(expect.arrayContaining([...longer]));
      }
    },
  );
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
