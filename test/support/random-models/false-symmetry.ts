import fc from 'fast-check';
import type { EventObject } from 'xstate';
import type { AnyModel } from '../../../src/language/definition.ts';
import type { AnyProperty, AnyStateView } from '../../../src/language/forgotten.ts';
import { madeBy } from './files.ts';
import { type SymmetricSketch, symmetricModel, symmetricSketch } from './symmetric.ts';

/*
 * Claims of symmetry that are mostly false: a random model of peers that are alike, but for one function of the model that knows one of
 * them.
 */

const FLAWS = ['property', 'step', 'final', 'history', 'trigger', 'remark', 'deliverable', 'events'] as const;

export interface FalseSketch {
  readonly symmetric: SymmetricSketch;
  readonly flaw: (typeof FLAWS)[number];
  /** Which peer is known, and the state in which that matters. */
  readonly who: string;
  readonly state: string;
  /** Only where the hub is in that state, too. */
  readonly hub: string | null;
}

export const falseSketch: fc.Arbitrary<FalseSketch> = fc.record({
  symmetric: symmetricSketch,
  flaw: fc.constantFrom(...FLAWS),
  who: fc.constantFrom('p1', 'p2'),
  state: fc.constantFrom('S1', 'S2'),
  hub: fc.constantFrom(null, null, 'S1', 'S2'),
});

/** The model that a sketch describes. */
export function falselySymmetric(sketch: FalseSketch): AnyModel {
  const model = symmetricModel(sketch.symmetric);
  return madeBy('false-symmetry.ts', 'falselySymmetric', sketch, { ...model, ...flawOf(sketch, model) });
}

function flawOf({ flaw, who, state, hub }: FalseSketch, model: AnyModel): Partial<AnyModel> {
  const isThere = ({ endpoints }: Pick<AnyStateView, 'endpoints'>) =>
    (endpoints[who]?.matches(state) ?? false) && (hub === null || endpoints.hub?.matches(hub) === true);
  const properties = model.properties as readonly AnyProperty[];
  const named = { name: 'knows one', sentence: 'It knows one of the peers.' };
  const { history = {} } = model;
  switch (flaw) {
    case 'property':
      return { properties: [{ ...named, kind: 'reachable', state: isThere }, ...properties] };
    case 'step':
      return {
        properties: [
          {
            ...named,
            kind: 'step',
            holds: ({ before, sent }) => !isThere(before) || sent.every(({ to }) => to !== 'hub'),
          },
          ...properties,
        ],
      };
    case 'final':
      return { final: isThere };
    case 'history':
      return {
        history: {
          ...history,
          initial: { last: 'nobody' },
          update: (_, { after }) => ({ last: isThere(after) ? 'hub' : 'nobody' }),
        },
      };
    case 'trigger':
      return {
        history: {
          ...history,
          marks: {
            initial: 'new',
            trigger: ({ after }) => (isThere(after) ? 'there' : null),
            remark: ({ to }) => to,
          },
        },
      };
    case 'remark':
      return {
        history: {
          ...history,
          marks: {
            initial: 'new',
            trigger: ({ action }) => (action.kind === 'event' ? 'event' : null),
            remark: ({ to, mark }) => (to === who ? to : mark),
          },
        },
      };
    case 'deliverable':
      return {
        assumptions: {
          refusing: {
            sentence: 'Not all is delivered.',
            deliverable: ({ event }, view) => (event as EventObject).type !== 'm0' || !isThere(view),
          },
        },
      };
    case 'events':
      return { build: (parameters) => withoutCalls(model.build(parameters), who, state) };
  }
}

/** One of the peers is not called in one state. */
function withoutCalls(system: ReturnType<AnyModel['build']>, who: string, state: string) {
  const known = system.endpoints[who];
  if (known === undefined) return system;
  const events: typeof known.events = (local) => (local.matches(state) ? [] : [{ type: 'go' }]);
  return { ...system, endpoints: { ...system.endpoints, [who]: { ...known, events } } };
}
