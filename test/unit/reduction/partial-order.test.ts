import { describe, expect, it } from 'vitest';
import { assign, emit, setup } from 'xstate';
import { type AnyModel, check, defineModel, endpoint, instantiate } from '../../../src/index.ts';

/** Works for itself, then reports. */
const worker = setup({
  types: {
    context: {} as { done: number; pieces: number },
    input: {} as { pieces: number },
    events: {} as { type: 'WORK' },
    emitted: {} as { type: 'REPORT'; to: 'office' },
  },
}).createMachine({
  context: ({ input }) => ({ done: 0, pieces: input.pieces }),
  initial: 'working',
  states: {
    working: {
      on: {
        WORK: [
          {
            guard: ({ context }) => context.done + 1 < context.pieces,
            actions: assign({ done: ({ context }) => context.done + 1 }),
          },
          { target: 'reported' },
        ],
      },
    },
    reported: { entry: emit({ type: 'REPORT', to: 'office' }) },
  },
});

const office = setup({
  types: { context: {} as { reports: number }, events: {} as { type: 'REPORT' } },
}).createMachine({
  context: { reports: 0 },
  on: { REPORT: { actions: assign({ reports: ({ context }) => context.reports + 1 }) } },
});

const works = defineModel({
  name: 'works',
  parameters: { pieces: 3, tick: false },
  build: ({ pieces, tick }) => ({
    endpoints: {
      ann: endpoint(worker, { input: { pieces }, events: [{ type: 'WORK' }] }),
      bob: endpoint(worker, { input: { pieces }, events: [{ type: 'WORK' }] }),
      cid: endpoint(worker, { input: { pieces }, events: [{ type: 'WORK' }] }),
      office: endpoint(office),
    },
    network: { carries: ['REPORT'] },
    ...(tick && { time: { tick: 10 } }),
  }),
  final: ({ endpoints }) => endpoints.office.context.reports === 3,
  properties: ({ invariant, reachable, deadlockFree }) => [
    invariant({
      name: 'no more reports than workers',
      sentence: 'There are at most three reports.',
      holds: ({ endpoints }) => endpoints.office.context.reports <= 3,
    }),
    reachable({
      name: 'all report',
      sentence: 'Everybody can report.',
      state: ({ endpoints }) => endpoints.office.context.reports === 3,
    }),
    deadlockFree(),
  ],
});

/** A door that is closed for ever; who knocks takes some time to come. */
const door = setup({
  types: { events: {} as { type: 'CLOSE' } | { type: 'KNOCK' } },
}).createMachine({
  initial: 'open',
  states: { open: { on: { CLOSE: 'closed', KNOCK: 'greeting' } }, closed: {}, greeting: {} },
});

const guest = setup({
  types: { events: {} as { type: 'GO' }, emitted: {} as { type: 'KNOCK' } },
}).createMachine({
  initial: 'home',
  states: {
    home: { on: { GO: 'street' } },
    street: { on: { GO: 'door' } },
    door: { entry: emit({ type: 'KNOCK' }) },
  },
});

const visit = defineModel({
  name: 'visit',
  parameters: {},
  build: () => ({
    endpoints: {
      door: endpoint(door, { events: [{ type: 'CLOSE' }] }),
      guest: endpoint(guest, { events: [{ type: 'GO' }] }),
    },
    network: { carries: ['KNOCK'] },
  }),
  properties: ({ reachable, invariant }) => [
    reachable({
      name: 'greeted',
      sentence: 'The guest can be greeted.',
      step: ({ action, before, after }) =>
        action.kind === 'deliver' &&
        !before.endpoints.door.matches('greeting') &&
        after.endpoints.door.matches('greeting'),
    }),
    reachable({
      name: 'the door is open as long as the guest is on the way',
      sentence: 'A guest in the street can find the door open.',
      state: ({ endpoints }) => endpoints.guest.matches('street') && endpoints.door.matches('open'),
    }),
    reachable({
      name: 'leaves home while the door is open',
      sentence: 'The guest can leave home while the door is open.',
      step: ({ action, before, after }) =>
        action.kind === 'event' &&
        after.endpoints.guest.matches('street') &&
        before.endpoints.door.matches('open'),
    }),
    invariant({ name: 'true', sentence: 'Nothing is claimed.', holds: () => true }),
  ],
});

function search(
  model: AnyModel,
  reduce: readonly 'partial-order'[],
  properties?: readonly string[],
  set = {},
) {
  const outcome = check(instantiate(model, { set }), { reduce, properties });
  return {
    states: outcome.statistics.distinctStates,
    verdicts: outcome.properties.map(({ verdict }) => verdict),
    reduction: outcome.statistics.reductions[0],
  };
}

describe('partial-order reduction', () => {
  it('lets one endpoint after the other work for itself', () => {
    const full = search(works, []);
    const reduced = search(works, ['partial-order']);
    expect(reduced.verdicts).toEqual(full.verdicts);
    // In full, each has done 0, 1 or 2 pieces, or its report is under way or has arrived: 5³. Reduced, nine pieces are
    // done one after the other, in 9 states, and then any of the three reports have arrived: 2³.
    expect([full.states, reduced.states]).toEqual([125, 17]);
    expect(reduced.reduction).toEqual({
      name: 'partial-order',
      on: true,
      why: null,
      counts: { leftOut: expect.any(Number), states: expect.any(Number), restarts: expect.any(Number) },
    });
  });

  it('begins anew when an endpoint is sent a message that nobody expected', () => {
    const reduced = search(visit, ['partial-order'], ['greeted', 'true']);
    expect(reduced.verdicts).toEqual(['reached', 'holds', 'holds']);
    expect(reduced.reduction?.counts.restarts).toBeGreaterThan(0);
  });

  it('begins anew when a property reads what it had not read before', () => {
    const name = 'the door is open as long as the guest is on the way';
    expect(search(visit, ['partial-order'], [name, 'true']).verdicts).toEqual(['reached', 'holds', 'holds']);
  });

  it('is not used where a step property depends on several endpoints', () => {
    const reduced = search(visit, ['partial-order'], ['leaves home while the door is open', 'true']);
    expect(reduced.verdicts).toEqual(['reached', 'holds', 'holds']);
  });

  it('does not apply to discrete time', () => {
    expect(search(works, ['partial-order'], undefined, { tick: true }).reduction).toMatchObject({
      on: false,
      why: 'the tick of discrete time depends on every other step',
    });
  });
});
