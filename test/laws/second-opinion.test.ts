import { describe, expect, it } from 'vitest';
import httpKeepAlive from '../../machines/http-keep-alive/model.ts';
import knownAlternatingBit from '../../machines/known/alternating-bit/model.ts';
import raftElection from '../../machines/raft-election/model.ts';
import tcpClose from '../../machines/tcp-close/model.ts';
import alternatingBit from '../../machines/toys/alternating-bit/model.ts';
import antiReplay from '../../machines/toys/anti-replay/model.ts';
import twoPhaseCommit from '../../machines/toys/two-phase-commit/model.ts';
import { promelaOf } from '../../src/checkers/promela/promela.ts';
import { instantiate } from '../../src/index.ts';
import beginnings from '../fixtures/beginnings.ts';
import { asked, expectSame } from '../support/second-opinion/opinion.ts';
import { askSpin, whyNoSpin } from '../support/second-opinion/spin.ts';

const missing = whyNoSpin();
const why = missing === null ? '' : ` (skipped: ${missing})`;

describe(`Spin agrees with the checker${why}`, () => {
  it.skipIf(missing !== null).each([
    { model: alternatingBit, options: {} },
    { model: antiReplay, options: { set: { datagrams: 3 } } },
    { model: twoPhaseCommit, options: { variant: 'hasty' } },
    { model: tcpClose, options: { variant: 'no-time-wait', set: { capacity: 2 } } },
    { model: raftElection, options: { set: { terms: 1 } } },
    { model: knownAlternatingBit, options: { variant: 'blocking' } },
    { model: httpKeepAlive, options: { variant: 'close overtaken' } },
    { model: beginnings, options: {} },
  ])('on $model.name $options', ({ model, options }) => {
    const one = asked(model, options);
    expectSame(one, askSpin(promelaOf(one.system), [], one.system.initials.length));
  });

  it.skipIf(missing !== null)('and stops where a property is decided, if it is told to', () => {
    const options = { variant: 'no-time-wait', set: { capacity: 2 } };
    const { system, ours } = asked(tcpClose, options);
    const violated = ours.properties.findIndex(({ verdict }) => verdict === 'violated');
    const held = ours.properties.findIndex(({ verdict }) => verdict === 'holds');
    expect(instantiate(tcpClose, options).properties[violated]?.name).toBe(ours.properties[violated]?.name);
    expect(askSpin(promelaOf(system), [`-DPROPERTY=${violated + 1}`]).errors).toBe(1);
    expect(askSpin(promelaOf(system), [`-DPROPERTY=${held + 1}`]).errors).toBe(0);
  });
});
