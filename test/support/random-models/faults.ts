import fc from 'fast-check';
import type { AnyModel } from '../../../src/index.ts';
import type { Endpoint, Machine } from '../../../src/language/endpoint.ts';
import type { AnyLocalState } from '../../../src/language/forgotten.ts';
import type { EventObject } from '../../../src/language/machine.ts';
import type { EndpointMap } from '../../../src/language/views.ts';
import { rarely, sometimes } from './arbitrary-parts.ts';
import { madeBy } from './files.ts';
import { freerModelOf, freerSketch } from './freer.ts';
import { looseModel, looseSketch } from './loose.ts';
import { type WiredSketch, wiredSketch, withWires } from './wired.ts';

/*
 * Random models in which endpoints crash, choose and wait, and messages go on channels, in sessions and across partitions: what
 * reductions, and several threads, must see through.
 */

/** What one endpoint does beside what its machine does. */
interface Faults {
  readonly crashes: {
    readonly most: number;
    readonly restarts: boolean;
    readonly messages: 'lost' | 'wait';
  } | null;
  /** A type of messages that are not taken in some state. */
  readonly waits: { readonly type: string; readonly in: number } | null;
  /** What an event may be taken as. */
  readonly choice: { readonly type: string; readonly as: readonly string[] } | null;
}

const type = fc.constantFrom('m0', 'm1', 'go');

const faults: fc.Arbitrary<Faults> = fc.record({
  crashes: sometimes(
    fc.record({
      most: fc.constantFrom(1, 1, 2),
      restarts: fc.constantFrom(true, true, false),
      messages: fc.constantFrom('lost' as const, 'wait' as const),
    }),
  ),
  waits: rarely(fc.record({ type: fc.constantFrom('m0', 'm1'), in: fc.nat({ max: 2 }) })),
  choice: rarely(fc.record({ type, as: fc.array(type, { maxLength: 2 }) })),
});

/** The endpoint, which may crash, choose and wait. */
function withFaults(given: Endpoint<Machine>, { crashes, waits, choice }: Faults): Endpoint<Machine> {
  return {
    ...given,
    crashes,
    receives:
      waits === null
        ? null
        : ({ type }: EventObject, state: AnyLocalState) =>
            type !== waits.type || state.value !== `S${waits.in}`,
    takes:
      choice === null
        ? null
        : (event: EventObject) =>
            event.type === choice.type ? choice.as.map((type) => ({ ...event, type })) : [event],
  } as Endpoint<Machine>;
}

export interface LooseFaultySketch {
  readonly loose: Parameters<typeof looseModel>[0];
  readonly faults: readonly Faults[];
  readonly ignored: 'taken' | 'stays';
  readonly wires: WiredSketch | null;
}

export const looseFaultySketch: fc.Arbitrary<LooseFaultySketch> = fc.record({
  loose: looseSketch,
  faults: fc.array(faults, { minLength: 3, maxLength: 3 }),
  ignored: fc.constantFrom('taken', 'taken', 'stays'),
  wires: sometimes(wiredSketch),
});

/** A model of loosely coupled endpoints that crash, choose and wait. */
export function looseFaultyModel(sketch: LooseFaultySketch): AnyModel {
  const base = looseModel(sketch.loose);
  const model: AnyModel = {
    ...base,
    build: (parameters) => {
      const system = base.build(parameters);
      const endpoints = Object.entries(system.endpoints).map(([name, given], i) => {
        const own = sketch.faults[i];
        return [name, own === undefined ? given : withFaults(given, own)];
      });
      return {
        ...system,
        endpoints: Object.fromEntries(endpoints) as EndpointMap,
        network: { ...system.network, ignored: sketch.ignored },
      };
    },
  };
  const wired = sketch.wires === null ? model : withWires(model, sketch.wires);
  return madeBy('faults.ts', 'looseFaultyModel', sketch, wired);
}

export interface FreerWiredSketch {
  readonly freer: Parameters<typeof freerModelOf>[0];
  readonly wires: WiredSketch | null;
}

export const freerWiredSketch: fc.Arbitrary<FreerWiredSketch> = fc.record({
  freer: freerSketch,
  wires: sometimes(wiredSketch),
});

/** A model in which all that is freer occurs, on channels of their own. */
export function freerWiredModel(sketch: FreerWiredSketch): AnyModel {
  const model = freerModelOf(sketch.freer);
  const wired = sketch.wires === null ? model : withWires(model, sketch.wires);
  return madeBy('faults.ts', 'freerWiredModel', sketch, wired);
}
