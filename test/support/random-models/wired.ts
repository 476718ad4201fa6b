import fc from 'fast-check';
import type { AnyModel } from '../../../src/language/definition.ts';
import { ModelError } from '../../../src/language/errors.ts';
import type { AnyStateView, AnyStepView } from '../../../src/language/forgotten.ts';
import type {
  ChannelOptions,
  Full,
  NetworkOptions,
  PartitionOptions,
  SessionOptions,
} from '../../../src/language/network/options.ts';
import { networkRules } from '../../../src/language/network/rules.ts';
import { modelSketch } from './arbitrary.ts';
import { rarely, sometimes } from './arbitrary-parts.ts';
import { NAMES } from './context.ts';
import { madeBy } from './files.ts';
import { modelOf } from './model.ts';
import type { ModelSketch } from './sketch.ts';

/** What may happen on a way, but for what is as it is in the network. */
interface WaySketch {
  readonly loss: boolean | null;
  readonly duplication: boolean | null;
  readonly fifo: boolean | null;
  readonly lifetime: number | null;
  readonly minimumDelay: number | null;
  readonly full: Full | null;
  readonly holdsTime: boolean;
}

interface ChannelSketch extends WaySketch {
  readonly which:
    | { readonly from: number; readonly to: number }
    | { readonly between: readonly [number, number] }
    | { readonly types: readonly string[]; readonly to: number | null };
  readonly types: readonly string[] | null;
  readonly capacity: number | null;
  readonly session: {
    readonly breaks: number;
    readonly tells: readonly [string | null, string | null];
    readonly asks: string | null;
    readonly closed: boolean;
    readonly waits: boolean;
  } | null;
}

interface PartitionSketch {
  /** The first group has this endpoint alone. */
  readonly alone: number;
  readonly most: number;
  readonly loses: boolean;
  readonly down: boolean;
}

/** A random model whose network has channels, sessions and partitions. */
export interface WiredSketch {
  readonly model: ModelSketch;
  readonly roomy: boolean;
  readonly full: Full | null;
  readonly holdsTime: boolean;
  readonly channels: readonly ChannelSketch[];
  readonly partitions: readonly PartitionSketch[];
}

const end = fc.nat({ max: 2 });
const full = fc.constantFrom<Full>('loses', 'blocks', 'blocks', 'cut');
const type = fc.constantFrom('m0', 'm1');

const session = fc.record({
  breaks: fc.constantFrom(0, 1, 1, 2),
  tells: fc.tuple(sometimes(fc.constantFrom('e0', 'e1')), sometimes(fc.constantFrom('e0', 'e1', 't0'))),
  asks: sometimes(fc.constantFrom('o0', 'm1', 'm1')),
  closed: fc.boolean(),
  waits: fc.boolean(),
});

const channel: fc.Arbitrary<ChannelSketch> = fc.record({
  which: fc.oneof(
    fc.record({ from: end, to: end }),
    fc.record({ between: fc.constantFrom<readonly [number, number]>([0, 1], [0, 1], [1, 2], [0, 2]) }),
    fc.record({ types: fc.array(type, { minLength: 1, maxLength: 1 }), to: rarely(end) }),
  ),
  types: rarely(fc.array(type, { minLength: 1, maxLength: 1 })),
  loss: sometimes(fc.boolean()),
  duplication: sometimes(fc.boolean()),
  fifo: sometimes(fc.boolean()),
  lifetime: rarely(fc.constantFrom(1, 2)),
  minimumDelay: rarely(fc.constantFrom(0, 1)),
  capacity: sometimes(fc.constantFrom(1, 1, 2)),
  full: sometimes(full),
  holdsTime: fc.constantFrom(false, false, true),
  session: sometimes(session),
});

/** A session, mostly: what comes first is not left out. */
const first: fc.Arbitrary<ChannelSketch> = fc.oneof(
  channel,
  fc
    .record({ common: channel, session })
    .map(({ common, session }) => ({ ...common, which: { between: [0, 1] as const }, types: null, session })),
);

const partition = fc.record({
  alone: end,
  most: fc.constantFrom(1, 1, 2),
  loses: fc.boolean(),
  down: fc.constantFrom(false, false, true),
});

export const wiredSketch: fc.Arbitrary<WiredSketch> = fc.record({
  model: modelSketch,
  roomy: fc.boolean(),
  full: sometimes(full),
  holdsTime: fc.constantFrom(false, false, false, true),
  channels: fc
    .tuple(first, fc.array(channel, { maxLength: 2 }))
    .map(([one, others]): readonly ChannelSketch[] => [one, ...others]),
  partitions: fc.array(partition, { maxLength: 1 }),
});

/** The model that a sketch describes. Of options that make no sense beside the others, those that come first are taken. */
export function wiredModelOf(sketch: WiredSketch): AnyModel {
  // What asks for a session is no message.
  const asks = sketch.channels.some(({ session }) => session?.asks === 'm1');
  const base = modelOf(withLinkClaims(asks ? { ...sketch.model, carries: ['m0'] } : sketch.model));
  const properties = Array.isArray(base.properties) ? base.properties : [];
  const links = [...sketch.channels.map((_, i) => `channel ${i}`), ...sketch.partitions.map(partName)];
  const model: AnyModel = {
    ...base,
    build: (parameters) => {
      const system = base.build(parameters);
      const names = Object.keys(system.endpoints);
      const timed = system.time !== undefined && system.time !== 'untimed';
      return { ...system, network: networkOf(sketch, system.network, names, timed) };
    },
    properties: [...properties.slice(0, -1), ...links.flatMap(claimsOf), ...properties.slice(-1)],
  };
  return madeBy('wired.ts', 'wiredModelOf', sketch, model);
}

/** Claims about actions that these models have, in place of some that they share with others. */
function withLinkClaims(sketch: ModelSketch): ModelSketch {
  const kinds: Readonly<Record<string, string>> = { answer: 'break', drop: 'open', tick: 'down' };
  return JSON.parse(JSON.stringify(sketch), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('claim' in value) || value.claim !== 'action')
      return value;
    const { kind } = value as { readonly claim: 'action'; readonly kind?: string };
    return { ...value, kind: kinds[kind ?? ''] ?? kind };
  });
}

function claimsOf(link: string) {
  const named = (name: string) => ({ name: `${link}: ${name}`, sentence: 'A claim.' });
  const of = (state: Pick<AnyStateView, 'links'>) => state.links[link];
  return [
    {
      ...named('goes down'),
      kind: 'reachable' as const,
      state: (state: AnyStateView) => of(state)?.up === false,
    },
    {
      ...named('never asked for'),
      kind: 'invariant' as const,
      holds: (state: AnyStateView) => of(state)?.asked !== true,
    },
    {
      ...named('comes up again'),
      kind: 'reachable' as const,
      step: ({ before, after }: AnyStepView) =>
        of(before)?.up === false && of(after)?.up === true && (of(after)?.downs ?? 0) > 0,
    },
  ];
}

function networkOf(
  sketch: WiredSketch,
  base: NetworkOptions,
  names: readonly string[],
  timed: boolean,
): NetworkOptions {
  const { capacity, ...shared } = base;
  const whole = { ...shared, ...(sketch.roomy || capacity === undefined ? {} : { capacity }) };
  const candidates: readonly Partial<NetworkOptions>[] = [
    ...(sketch.full === null ? [] : [{ full: sketch.full }]),
    ...(sketch.holdsTime ? [{ delivery: 'within lifetime' as const }] : []),
    ...sketch.channels.map((each, i) => ({ channels: { [`channel ${i}`]: channelOf(each, names, timed) } })),
    ...sketch.partitions.map((each, i) => ({
      partitions: { [partName(each, i)]: partitionOf(each, names) },
    })),
  ];
  let network: NetworkOptions = whole;
  for (const more of candidates) {
    const next = {
      ...network,
      ...more,
      channels: { ...network.channels, ...more.channels },
      partitions: { ...network.partitions, ...more.partitions },
    };
    if (makesSense(next, timed, names)) network = next;
  }
  return network;
}

function makesSense(network: NetworkOptions, timed: boolean, names: readonly string[]): boolean {
  try {
    networkRules(network, timed, names);
    return true;
  } catch (error) {
    if (error instanceof ModelError) return false;
    throw error;
  }
}

function channelOf(sketch: ChannelSketch, names: readonly string[], timed: boolean): ChannelOptions {
  const { which, types, loss, duplication, fifo, lifetime, minimumDelay, capacity } = sketch;
  return {
    ...selection(which, names),
    ...(types === null ? {} : { types }),
    ...(loss === null ? {} : { loss }),
    ...(duplication === null ? {} : { duplication }),
    ...(fifo === null ? {} : { order: fifo ? ('fifo' as const) : ('none' as const) }),
    ...(lifetime === null || !timed ? {} : { lifetime }),
    ...(minimumDelay === null || !timed ? {} : { minimumDelay }),
    ...(capacity === null ? {} : { capacity }),
    ...(sketch.full === null ? {} : { full: sketch.full }),
    ...(sketch.holdsTime ? { delivery: 'within lifetime' as const } : {}),
    ...(sketch.session === null || 'types' in which ? {} : { session: sessionOf(sketch.session) }),
  };
}

function selection(which: ChannelSketch['which'], names: readonly string[]): ChannelOptions {
  const name = (end: number) => names[end % names.length] ?? '';
  if ('between' in which) return { between: which.between.map(name) };
  if ('from' in which) return { from: name(which.from), to: name(which.to) };
  return { types: which.types, ...(which.to === null ? {} : { to: [name(which.to)] }) };
}

function sessionOf({
  breaks,
  tells,
  asks,
  closed,
  waits,
}: NonNullable<ChannelSketch['session']>): SessionOptions {
  const [broken, opened] = tells;
  return {
    breaks,
    tells: { ...(broken === null ? {} : { break: broken }), ...(opened === null ? {} : { open: opened }) },
    ...(asks === null ? {} : { asks }),
    starts: closed ? 'closed' : 'open',
    whileBroken: waits ? 'waits' : 'loses',
  };
}

function partitionOf(
  { alone, most, loses, down }: PartitionSketch,
  names: readonly string[],
): PartitionOptions {
  const first = names[alone % names.length] ?? NAMES[0];
  const others = names.filter((name) => name !== first);
  return { between: [[first], others], most, loses, starts: down ? 'down' : 'up' };
}

function partName(_: PartitionSketch, i: number): string {
  return `partition ${i}`;
}
