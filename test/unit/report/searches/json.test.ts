import { describe, expect, it } from 'vitest';
import {
  checkJson,
  matrixJson,
  sweepJson,
  traceObjects,
  walkJson,
} from '../../../../src/report/searches/json.ts';
import { Story } from '../ladders/story.ts';
import { checkedOf, outcomeOf, properties } from './outcomes.ts';

const { violated, holds, unknown } = properties;
const trace = new Story({ a: 'x', b: 'y' })
  .event('a', { type: 'GO' }, { sends: [{ type: 'HI' }] })
  .tick()
  .trace();
const unbounded = outcomeOf([violated, holds]);
const outcome = {
  ...unbounded,
  bounds: {
    ...unbounded.bounds,
    network: { ...unbounded.bounds.network, lifetime: Number.POSITIVE_INFINITY },
  },
};
const traceOf = (property: { verdict: string }) =>
  property.verdict === 'violated' ? { replay: '0/3/1', trace } : null;

describe('JSON', () => {
  it('has the shape of the contract for a check', () => {
    expect(JSON.parse(checkJson(checkedOf('fast', outcome), traceOf, 1e8))).toEqual({
      model: 'close',
      variant: 'fast',
      parameters: { msl: 1 },
      complete: true,
      ending: 'exhausted',
      properties: [
        {
          name: 'no stale data',
          kind: 'step',
          verdict: 'violated',
          depth: 3,
          replay: '0/3/1',
          reason: 'DATA is stale.',
          trace: expect.any(Array),
        },
        {
          name: 'safe',
          kind: 'invariant',
          verdict: 'holds',
          depth: null,
          replay: null,
          reason: null,
          trace: null,
        },
      ],
      stats: {
        distinctStates: 12_345,
        transitions: 67_890,
        asleep: 0,
        depth: 23,
        seconds: 0.5,
        statesPerSecond: 24_690,
        bytesPerState: 39.4,
        memory: { store: 480_000, trace: 6_393, frontier: 0, components: 20_000, properties: 0 },
        fingerprint: null,
        localTransitions: 265,
        peakMemoryBytes: 1e8,
        reductions: [],
      },
      bounds: {
        capacity: 4,
        capacityHits: 0,
        cuts: 0,
        lifetime: 'unbounded',
        minimumDelay: 0,
        loss: true,
        duplication: false,
        order: 'none',
        carries: ['SYN', 'DATA'],
        timed: true,
        elastic: ['RTO'],
        equalDelays: 'in-order',
        assumptions: [{ name: 'last ACK', sentence: 'The last ACK arrives.' }],
      },
    });
  });

  it('tells a trace as the initial state and then a state per step', () => {
    const objects = JSON.parse(JSON.stringify(traceObjects(trace)));
    expect(objects).toMatchObject([
      { step: 0, tick: 0, action: null, endpoints: { a: { value: 'x' }, b: { value: 'y' } }, network: [] },
      {
        step: 1,
        action: { kind: 'event', endpoint: 'a', event: { type: 'GO' } },
        sent: [{ number: 1, fate: 'in flight', message: { from: 'a', to: 'b', event: { type: 'HI' } } }],
        network: [{ number: 1, event: { type: 'HI' } }],
      },
      { step: 2, tick: 1, action: { kind: 'tick' } },
    ]);
  });

  it('says of a matrix what is expected and whether it is so', () => {
    const row = checkedOf('hasty', outcomeOf([violated]), { expect: { 'no stale data': 'violated' } });
    const document = JSON.parse(matrixJson('close', [row], 1));
    expect(document).toMatchObject({
      model: 'close',
      asExpected: true,
      variants: [
        { variant: 'hasty', properties: [{ verdict: 'violated', replay: '0/3/1', expected: 'violated' }] },
      ],
    });
    expect(JSON.parse(matrixJson('close', [checkedOf('x', outcomeOf([unknown]))], 1)).asExpected).toBe(false);
  });

  it('says of a sweep where verdicts flip', () => {
    const safe = { ...violated, verdict: 'holds' as const };
    const rows = [
      { ...checkedOf(null, outcomeOf([violated])), value: 1 },
      { ...checkedOf(null, outcomeOf([safe])), value: 2 },
    ];
    expect(JSON.parse(sweepJson('timeWait', rows, 1))).toMatchObject({
      model: 'close',
      over: 'timeWait',
      values: [{ value: 1 }, { value: 2 }],
      flips: [{ property: 'no stale data', from: { value: 1 }, to: { value: 2 } }],
    });
  });

  it('says of a walk what it decides', () => {
    const finding = { ...violated, verdict: 'violated' as const, step: 2 };
    const { instance } = checkedOf(null, outcome);
    expect(
      JSON.parse(walkJson(instance, '0/1', null, { trace, findings: [finding], unmet: [] })),
    ).toMatchObject({
      replay: '0/1',
      findings: [
        { name: 'no stale data', kind: 'step', verdict: 'violated', step: 2, reason: 'DATA is stale.' },
      ],
      trace: [{ step: 0 }, { step: 1 }, { step: 2 }],
    });
  });
});
