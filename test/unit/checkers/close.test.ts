import { describe, expect, it } from 'vitest';
import tcpClose from '../../../machines/tcp-close/model.ts';
import anti from '../../../machines/toys/anti-replay/model.ts';
import glare from '../../../machines/toys/glare/model.ts';
import { closeSystem } from '../../../src/checkers/close.ts';
import { promelaOf } from '../../../src/checkers/promela/promela.ts';
import { tlaplusOf } from '../../../src/checkers/tlaplus/tlaplus.ts';
import { check, instantiate, ModelError } from '../../../src/index.ts';

const small = { variant: 'no-time-wait', set: { capacity: 2 } };

describe('a closed system', () => {
  const system = closeSystem(instantiate(tcpClose, small));

  it('is as large as the search says', () => {
    const { distinctStates, transitions } = check(instantiate(tcpClose, small)).statistics;
    expect(system).toMatchObject({ distinctStates, transitions, mostInFlight: 2, timed: true });
  });

  it('has what endpoints do by local state, and every safety property', () => {
    expect(system.endpoints.map(({ name }) => name)).toEqual(['client', 'server']);
    const [client] = system.endpoints;
    const [at = -1] = system.initials[0]?.at ?? [];
    expect(client?.states[at]).toMatch(/^CLOSED/);
    const [event] = client?.events[at] ?? [];
    expect(system.steps[event ?? -1]).toMatchObject({ kind: 'event', endpoint: 0, before: at });
    expect(system.properties.map(({ name }) => name)).toContain('no stale data');
  });

  it('has contents of the network only if somebody reads them', () => {
    expect(system.contents.size).toBe(0);
    expect(closeSystem(instantiate(anti, { set: { datagrams: 2 } })).contents.size).toBe(9);
  });

  it('is refused beyond so many states', () => {
    const walk = () => closeSystem(instantiate(tcpClose, small), { maxStates: 100 });
    expect(walk).toThrow(/more than 100 states; choose smaller parameters, or more with --max-states/);
  });

  it('is the same text each time, with names, bounds and assumptions', () => {
    const again = closeSystem(instantiate(tcpClose, small));
    expect(promelaOf(again)).toBe(promelaOf(system));
    const { module, configuration } = tlaplusOf(system, 'Close');
    expect(tlaplusOf(again, 'Close').module).toBe(module);
    expect(module).toMatch(/^-+ MODULE Close -+\n/);
    expect(configuration).toContain('SPECIFICATION Spec');
    for (const text of [module, promelaOf(system)]) {
      expect(text).toContain('tcp-close, variant no-time-wait');
      expect(text).toContain('capacity 2');
      expect(text).toMatch(/assumed: lastAckArrives/);
      expect(text).toContain('no stale data');
      expect(text).toContain('TIME_WAIT');
    }
  });

  it('is refused as Promela if its numbers do not fit, with a way out', () => {
    const histories = new Array<string>(40_000).fill('');
    expect(() => promelaOf({ ...system, histories })).toThrow(
      new ModelError(
        'there are 40000 histories, and Promela is written for 32767 at most; choose smaller parameters, or --to tlaplus',
      ),
    );
  });

  it('leaves claims about the long run out', () => {
    const { properties } = closeSystem(instantiate(glare));
    expect(properties.map(({ kind }) => kind)).not.toContain('eventually');
  });
});
