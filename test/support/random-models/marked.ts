import fc from 'fast-check';
import type { EventObject } from 'xstate';
import type { AnyModel } from '../../../src/language/definition.ts';
import type { AnyProperty } from '../../../src/language/forgotten.ts';
import { madeBy } from './files.ts';
import { type LooseSketch, looseModel, looseSketch, repeating, type Transition } from './loose.ts';

/*
 * Loosely coupled models in which marks are exchanged to and fro, by ticks above all: so that a step may do no more than exchange those of two
 * messages, and be one only where one of the two is lost.
 */

interface Exchange {
  /** Kinds of actions that exchange marks. */
  readonly by: readonly string[];
  /** Only where this endpoint acts; a tick is nobody's. */
  readonly who: string | null;
  /** Only the marks of such messages. */
  readonly type: string | null;
}

export interface MarkedSketch extends LooseSketch {
  readonly exchange: Exchange;
  /** Steps that can happen: deliveries of what is marked so, and ticks, as long as an endpoint is in a state. */
  readonly seen: readonly {
    readonly kind: 'deliver' | 'tick' | 'event';
    readonly mark: 'even' | 'odd';
    readonly who: string;
    readonly state: number;
  }[];
  readonly final: { readonly who: string; readonly state: number } | null;
}

/** Time passes once an endpoint has said its own: then the two may be equal but for their marks. */
const SAID_TWICE = ['a', 'b', 'c'].map((name) => ({
  kind: 'tick' as const,
  mark: 'even' as const,
  who: name,
  state: 2,
}));

const who = fc.constantFrom('a', 'b', 'c');
const state = fc.nat({ max: 3 });

const exchange: fc.Arbitrary<Exchange> = fc.record({
  by: fc.constantFrom(['tick'], ['tick'], ['event'], ['tick', 'event'], ['deliver', 'tick']),
  who: fc.option(who, { freq: 2 }),
  type: fc.constantFrom(null, null, 'm0'),
});

/** Some of the endpoints say the same once more when some time has passed: then it has another mark. */
const machines = (all: readonly (readonly Transition[])[]) =>
  fc.tuple(
    ...all.map((each) =>
      fc.oneof(
        { weight: 3, arbitrary: fc.constant(each) },
        // After two ticks, a mark is what it was; after three, it is not.
        { weight: 1, arbitrary: repeating('10') },
        { weight: 2, arbitrary: repeating('20') },
      ),
    ),
  );

export const markedSketch: fc.Arbitrary<MarkedSketch> = fc
  .tuple(
    looseSketch.chain((loose) => machines(loose.machines).map((made) => ({ ...loose, machines: made }))),
    exchange,
    fc.array(
      fc.record({
        kind: fc.constantFrom('deliver', 'tick', 'tick', 'event'),
        mark: fc.constantFrom('even', 'odd'),
        who,
        state,
      }),
      { maxLength: 2 },
    ),
    fc.option(fc.record({ who, state }), { freq: 2 }),
  )
  .map(([loose, exchanged, seen, final]) => {
    const { capacity } = loose.network;
    const network = { loss: true, duplication: loose.network.duplication, fifo: false };
    const bounded = capacity === 'unbounded' && !network.duplication ? 3 : capacity;
    return {
      ...loose,
      crowds: [],
      network: { ...network, capacity: bounded },
      exchange: exchanged,
      seen: [...SAID_TWICE, ...seen],
      final,
    };
  });

/** The model that a sketch describes. */
export function markedModel(sketch: MarkedSketch): AnyModel {
  const { exchange: by, seen, final } = sketch;
  const loose = looseModel(sketch);
  const model: AnyModel = {
    ...loose,
    name: 'marked',
    build: (parameters) => ({ ...loose.build(parameters), time: { tick: 10 } }),
    history: {
      marks: {
        initial: 'even',
        others: ['odd'],
        trigger: ({ action }) => {
          const isOfWho = by.who === null || !('endpoint' in action) || action.endpoint === by.who;
          return by.by.includes(action.kind) && isOfWho ? 'exchange' : null;
        },
        remark: ({ event, mark }) => {
          if (by.type !== null && (event as EventObject).type !== by.type) return mark;
          return mark === 'even' ? 'odd' : 'even';
        },
      },
    },
    ...(final !== null && {
      final: ({ endpoints }) => endpoints[final.who]?.matches(`S${final.state}`) ?? false,
    }),
    properties: [
      ...seen.map(({ kind, mark, who: name, state: number }, i): AnyProperty => {
        return {
          kind: 'reachable',
          name: `seen ${i}`,
          sentence: 'It can be seen.',
          step: ({ action, before }) => {
            if (action.kind !== kind) return false;
            if (action.kind === 'deliver') return action.message.mark === mark;
            return before.endpoints[name]?.matches(`S${number}`) ?? false;
          },
        };
      }),
      ...(loose.properties as readonly AnyProperty[]),
    ],
  };
  return madeBy('marked.ts', 'markedModel', sketch, model);
}
