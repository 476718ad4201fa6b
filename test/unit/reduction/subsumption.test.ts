import { describe, expect, it } from 'vitest';
import { assign, emit, setup } from 'xstate';
import { type AnyModel, check, defineModel, endpoint, instantiate } from '../../../src/index.ts';

/** Says one letter after the other; in its last state it may say the last one again. */
const speaker = setup({
  types: {
    context: {} as { said: number },
    events: {} as { type: 'GO' } | { type: 'AGAIN' },
    emitted: {} as { type: 'A' | 'B' },
  },
}).createMachine({
  context: { said: 0 },
  initial: 'silent',
  states: {
    silent: { on: { GO: { target: 'saidA', actions: emit({ type: 'A' }) } } },
    saidA: {
      on: {
        GO: { target: 'saidB', actions: emit({ type: 'B' }) },
        AGAIN: { actions: emit({ type: 'A' }) },
      },
    },
    saidB: {},
  },
});

/** Hears what comes first. */
const hearer = setup({
  types: { context: {} as { heard: string }, events: {} as { type: 'A' | 'B' } },
}).createMachine({
  context: { heard: '' },
  on: {
    '*': {
      guard: ({ context }) => context.heard === '',
      actions: assign({ heard: ({ event }) => event.type }),
    },
  },
});

const letters = defineModel({
  name: 'letters',
  parameters: { loss: true, duplication: true, capacity: 9, repeats: false },
  build: ({ loss, duplication, capacity, repeats }) => ({
    endpoints: {
      speaker: endpoint(speaker, {
        events: repeats ? [{ type: 'GO' }, { type: 'AGAIN' }] : [{ type: 'GO' }],
      }),
      hearer: endpoint(hearer),
    },
    network: { carries: ['A', 'B'], loss, duplication, capacity },
  }),
  final: () => false,
  properties: ({ invariant, reachable, step, deadlockFree }) => [
    invariant({
      name: 'nothing heard unsaid',
      sentence: 'The hearer hears only what was said.',
      holds: ({ endpoints }) => endpoints.hearer.context.heard !== 'B' || endpoints.speaker.matches('saidB'),
    }),
    reachable({
      name: 'only the second letter is heard',
      sentence: 'The hearer can hear B without A.',
      state: ({ endpoints }) => endpoints.hearer.context.heard === 'B',
    }),
    reachable({
      name: 'again',
      sentence: 'The speaker can say A once more.',
      step: ({ action }) => action.kind === 'event' && action.event.type === 'AGAIN',
    }),
    step({
      name: 'never silence',
      sentence: 'B is not said while nothing was heard and nothing is in flight.',
      holds: ({ action, before: { endpoints, network } }) =>
        action.kind !== 'event' ||
        !endpoints.speaker.matches('saidA') ||
        endpoints.hearer.context.heard !== '' ||
        network.length > 0,
    }),
    reachable({
      name: 'a loss',
      sentence: 'A message can be lost.',
      step: ({ action }) => action.kind === 'drop',
    }),
    deadlockFree(),
  ],
});

/** Searches in full, and with subsumption. */
function both(model: AnyModel, property: string, set = {}) {
  const search = (reduce: readonly 'subsumption'[]) => {
    const outcome = check(instantiate(model, { set }), { reduce, properties: [property] });
    const verdict = outcome.properties.find(({ name }) => name === property)?.verdict;
    return { verdict, ...outcome.statistics };
  };
  return { full: search([]), reduced: search(['subsumption']) };
}

describe('subsumption', () => {
  it('does not follow losses that make no difference', () => {
    const { full, reduced } = both(letters, 'nothing heard unsaid');
    // Silent; A said, heard or not; B said, and A, B or nothing heard. In full, each letter said may be lost.
    expect([full.distinctStates, reduced.distinctStates]).toEqual([17, 6]);
    expect(reduced.verdict).toBe('holds');
    expect(reduced.reductions).toEqual([
      { name: 'subsumption', on: true, why: null, counts: { leftOut: expect.any(Number), restarts: 0 } },
    ]);
  });

  it('shows the losses that it does not follow to properties', () => {
    const { reduced } = both(letters, 'a loss');
    expect(reduced.verdict).toBe('reached');
  });

  it('follows a loss that makes room', () => {
    const { full, reduced } = both(letters, 'only the second letter is heard', { capacity: 1 });
    expect([full.verdict, reduced.verdict]).toEqual(['reached', 'reached']);
  });

  it('follows a loss after which a message could be sent again', () => {
    const { full, reduced } = both(letters, 'again', { repeats: true });
    expect([full.verdict, reduced.verdict]).toEqual(['reached', 'reached']);
  });

  it('follows losses to where nothing is in flight, if a deadlock is looked for', () => {
    const { full, reduced } = both(letters, 'no deadlock');
    expect([full.verdict, reduced.verdict]).toEqual(['violated', 'violated']);
  });

  it('begins anew when a property looks at the network after all', () => {
    const { full, reduced } = both(letters, 'never silence');
    expect([full.verdict, reduced.verdict]).toEqual(['violated', 'violated']);
    // The one state from which a loss leads there was expanded before the property had looked.
    expect(reduced.reductions[0]).toMatchObject({ on: false, why: 'a property looks at the network' });
  });

  it('is not used where the history looks at the network, or a loss changes it', () => {
    const watched = withHistory(
      ({ action, before }) => action.kind === 'event' && before.network.length === 0,
    );
    expect(both(watched, 'nothing remembered')).toMatchObject({
      full: { verdict: 'violated' },
      reduced: {
        verdict: 'violated',
        reductions: [{ on: false, why: 'history, marks or an assumption look at the network' }],
      },
    });
    const counted = withHistory(({ action }) => action.kind === 'drop');
    expect(both(counted, 'nothing remembered')).toMatchObject({
      full: { verdict: 'violated' },
      reduced: {
        verdict: 'violated',
        reductions: [{ on: false, why: 'the loss of a message changes the history or marks' }],
      },
    });
  });

  it('does not apply where nothing is lost, or an order is kept', () => {
    const { reduced } = both(letters, 'nothing heard unsaid', { loss: false });
    expect(reduced.reductions).toMatchObject([{ on: false, why: 'the network loses nothing' }]);
  });
});

type Remembered = Parameters<NonNullable<NonNullable<AnyModel['history']>['update']>>[1];

/** The letters with a history: whether the speaker went on from saidA after, or by, what is to be remembered. */
function withHistory(isRemembered: (step: Remembered) => boolean): AnyModel {
  return {
    ...letters,
    history: {
      initial: { remembers: false },
      update: (history, step) =>
        (step.before.endpoints.speaker?.matches('saidA') ?? false) && isRemembered(step)
          ? { remembers: true }
          : history,
    },
    properties: [
      {
        kind: 'invariant',
        name: 'nothing remembered',
        sentence: 'There is nothing to remember.',
        holds: ({ history }) => !(history as { remembers: boolean }).remembers,
      },
    ],
  };
}
