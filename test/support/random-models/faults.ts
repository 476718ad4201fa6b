import fc from 'fast-check';
import type { AnyModel } from '../../../src/index.ts';
import type { Endpoint, Machine } from '../../../src/language/endpoint.ts';
import type { AnyLocalState, AnyStateView } from '../../../src/language/forgotten.ts';
import type { EventObject } from '../../../src/language/machine.ts';
import type { NetworkOptions } from '../../../src/language/network/options.ts';
import type { EndpointMap } from '../../../src/language/views.ts';
import { rarely, sometimes } from './arbitrary-parts.ts';
import { madeBy } from './files.ts';
import { freerModelOf, freerSketch } from './freer.ts';
import { looseModel, looseSketch } from './loose.ts';
import { symmetricModel, symmetricSketch } from './symmetric.ts';
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
  readonly whileDown: 'loses' | 'waits';
  readonly wires: WiredSketch | null;
}

export const looseFaultySketch: fc.Arbitrary<LooseFaultySketch> = fc.record({
  loose: looseSketch,
  faults: fc.array(faults, { minLength: 3, maxLength: 3 }),
  ignored: fc.constantFrom('taken', 'taken', 'stays'),
  whileDown: fc.constantFrom('loses', 'waits'),
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
        network: { ...system.network, ignored: sketch.ignored, whileDown: sketch.whileDown },
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

export interface SymmetricFaultySketch {
  readonly symmetric: Parameters<typeof symmetricModel>[0];
  readonly peer: Faults;
  readonly hub: Faults;
  /** Whether what a peer knows survives. */
  readonly keeps: boolean;
  readonly wires: 'none' | 'queues' | 'sessions' | 'partitions' | 'one partition';
  readonly full: 'loses' | 'blocks' | 'cut' | null;
  readonly breaks: number;
  readonly tells: boolean;
  readonly waits: boolean;
  readonly happens: 'drop' | 'crash' | null;
  readonly within: boolean;
  readonly ignored: 'taken' | 'stays';
}

export const symmetricFaultySketch: fc.Arbitrary<SymmetricFaultySketch> = fc.record({
  symmetric: symmetricSketch,
  peer: faults,
  hub: faults,
  keeps: fc.boolean(),
  wires: fc.constantFrom(
    'none' as const,
    'queues' as const,
    'sessions' as const,
    'sessions' as const,
    'partitions' as const,
    'one partition' as const,
  ),
  full: fc.constantFrom(null, null, 'loses' as const, 'blocks' as const, 'cut' as const),
  breaks: fc.constantFrom(1, 1, 2),
  tells: fc.boolean(),
  waits: fc.boolean(),
  happens: rarely(fc.constantFrom('drop' as const, 'crash' as const)),
  within: fc.constantFrom(false, false, false, true),
  ignored: fc.constantFrom('taken', 'taken', 'stays'),
});

/** A model of peers that are alike, each with a session of its own, say, and that may crash. */
export function symmetricFaultyModel(sketch: SymmetricFaultySketch): AnyModel {
  const base = symmetricModel(sketch.symmetric);
  const isIn = (state: AnyStateView, name: string, value: string) =>
    state.endpoints[name]?.value === value && state.endpoints[name]?.status !== 'crashed';
  const model: AnyModel = {
    ...base,
    build: (parameters) => {
      const system = base.build(parameters);
      const endpoints = Object.entries(system.endpoints).map(([name, given]) => {
        const faulty = withFaults(given, name === 'hub' ? sketch.hub : sketch.peer);
        return [name, sketch.keeps ? withDurable(faulty) : faulty];
      });
      const names = Object.keys(system.endpoints);
      return {
        ...system,
        endpoints: Object.fromEntries(endpoints) as EndpointMap,
        network: {
          ...system.network,
          ignored: sketch.ignored,
          ...wiresOf(sketch, names),
          // What closes a session is no message.
          ...(closes(sketch) && { carries: system.network.carries.filter((type) => type !== 'm1') }),
        },
      };
    },
    assumptions: {
      ...(sketch.happens !== null && {
        'what happens': {
          sentence: 'Some things happen only while the hub is where it began.',
          happens: ({ kind }, state) => kind !== sketch.happens || isIn(state, 'hub', 'S0'),
        },
      }),
      ...(sketch.within && {
        'what is within': {
          sentence: 'Two peers at most have got somewhere.',
          within: (state) =>
            Object.keys(state.endpoints).filter((name) => name !== 'hub' && !isIn(state, name, 'S0')).length <
            3,
        },
      }),
    },
  };
  return madeBy('faults.ts', 'symmetricFaultyModel', sketch, model);
}

function closes({ wires, waits }: SymmetricFaultySketch): boolean {
  return wires === 'sessions' && waits;
}

/** The endpoint, of whose context all that is data of its own survives. */
function withDurable(given: Endpoint<Machine>): Endpoint<Machine> {
  const { crashes } = given;
  if (crashes === null) return given;
  const durable = (context: unknown) => context;
  return {
    ...given,
    crashes: { ...crashes, durable, restart: (kept: unknown) => kept },
  } as Endpoint<Machine>;
}

function wiresOf(
  { wires, full, breaks, tells, waits }: SymmetricFaultySketch,
  names: readonly string[],
): Partial<NetworkOptions> {
  const peers = names.filter((name) => name !== 'hub');
  const own = full === null ? {} : { capacity: 1, full };
  switch (wires) {
    case 'none':
      return {};
    case 'queues':
      return {
        channels: { up: { from: peers, to: 'hub', order: 'fifo', ...own }, down: { from: 'hub', ...own } },
      };
    case 'sessions':
      return {
        channels: Object.fromEntries(
          peers.map((name, i) => [
            `line ${i}`,
            {
              between: [name, 'hub'],
              ...own,
              session: {
                breaks: 1,
                tells: tells ? { break: 'BROKEN', open: 'OPENED', close: 'CLOSED' } : {},
                ...(waits ? { closes: 'm1' } : {}),
                whileBroken: waits ? ('waits' as const) : ('loses' as const),
              },
            },
          ]),
        ),
      };
    case 'partitions':
      return {
        partitions: Object.fromEntries(
          peers.map((name, i) => [
            `off ${i}`,
            { between: [[name], names.filter((other) => other !== name)], most: 1, loses: waits },
          ]),
        ),
      };
    case 'one partition':
      return { partitions: { off: { between: [['hub'], peers], most: breaks, loses: waits } } };
  }
}
