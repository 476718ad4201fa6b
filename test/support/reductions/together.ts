import { createMachine, type EventObject, emit } from 'xstate';
import { MODEL } from '../../../src/language/definition.ts';
import { endpoint } from '../../../src/language/endpoint.ts';
import { type ReductionCase, stuck } from './building.ts';

/** Of b and c, which are alike, a picks one, which says something to d after a while. */
function picked(salt: number): ReductionCase {
  const pick = {
    target: 'a1',
    actions: emit(
      ({ event }) => ({ type: 'T', to: (event as unknown as { who: string }).who }) as EventObject,
    ),
  };
  const machine = createMachine({
    context: { salt },
    initial: 'l0',
    states: {
      l0: { on: { T: 'l1' } },
      l1: { on: { ON: 'l2' } },
      l2: { on: { SAY: { target: 'l3', actions: emit({ type: 'M', to: 'd' } as EventObject & object) } } },
      l3: {},
    },
  });
  const a = createMachine({ initial: 'a0', states: { a0: { on: { PICK: pick } }, a1: {} } });
  const d = createMachine({
    initial: 'd0',
    states: {
      d0: { on: { GO: 'd1', M: 'late' } },
      d1: {},
      late: { entry: emit({ type: 'R', to: 'e' } as EventObject & object) },
    },
  });
  const e = createMachine({ initial: 'e0', states: { e0: { on: { R: 'e1' } }, e1: {} } });
  const events = (...types: string[]) => ({ events: types.map((type) => ({ type })) });
  return {
    title: `who is picked may say something after a while (${salt})`,
    model: {
      [MODEL]: true,
      name: 'picked',
      parameters: {},
      build: () => ({
        endpoints: {
          d: endpoint(d, events('GO')),
          e: endpoint(e),
          a: endpoint(a, { events: ['b', 'c'].map((who) => ({ type: 'PICK', who })) }),
          b: endpoint(machine, events('ON', 'SAY')),
          c: endpoint(machine, events('ON', 'SAY')),
        },
        network: { carries: ['T', 'M', 'R'] },
      }),
      symmetry: () => ['b', 'c'],
      properties: [
        {
          kind: 'reachable',
          name: 'p',
          sentence: 'It can happen.',
          state: ({ endpoints }) => endpoints.e?.value === 'e1',
        },
      ],
    },
    reduce: ['symmetry', 'partial-order'],
    property: 'p',
    verdict: 'reached',
    refused: null,
  };
}

/** Models in which two reductions together would go wrong. */
export const togetherCases: readonly ReductionCase[] = [
  ...[1, 2, 3, 4, 5, 6].map(picked),
  stuck(
    ['subsumption', 'partial-order'],
    [
      'the one loss that is followed is none of the endpoint that goes first',
      { a: { a0: { entry: '!A>a !M>b' } }, b: { b0: { M: 'b1 !N>a' }, b1: {} } },
      { network: { loss: true }, final: ({ endpoints }) => endpoints.b?.value === 'b1' },
    ],
  ),
];
