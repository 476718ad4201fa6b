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
  readonly whileDown: 'loses' | 'waits' | null;
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
    /** What an end does by emitting an event of these types. */
    readonly orders: Readonly<Record<'o0' | 'm1', 'asks' | 'closes' | 'aborts' | null>>;
    readonly tellsOfClosing: string | null;
    readonly halfClose: boolean;
    readonly stays: boolean;
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
  orders: fc.constantFrom(
    { o0: 'asks' as const, m1: null },
    { o0: null, m1: 'asks' as const },
    { o0: 'closes' as const, m1: null },
    { o0: 'closes' as const, m1: 'asks' as const },
    { o0: 'asks' as const, m1: 'closes' as const },
    { o0: 'aborts' as const, m1: 'closes' as const },
    { o0: 'aborts' as const, m1: 'asks' as const },
    { o0: null, m1: 'aborts' as const },
    { o0: null, m1: null },
  ),
  tellsOfClosing: sometimes(fc.constantFrom('e1', 't0')),
  halfClose: fc.boolean(),
  stays: fc.constantFrom(false, false, true),
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
  whileDown: sometimes(fc.constantFrom('loses' as const, 'waits' as const)),
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
  const asks = sketch.channels.some(({ session }) => session !== null && session.orders.m1 !== null);
  const model0 = asks ? { ...sketch.model, carries: ['m0' as const] } : sketch.model;
  const hasOrders = sketch.channels.some(({ session }) => session !== null && session.orders.o0 !== null);
  const base = modelOf(withLinkClaims(hasOrders ? withOrders(model0) : model0));
  const properties = Array.isArray(base.properties) ? base.properties : [];
  const links = [...sketch.channels.map((_, i) => `channel ${i}`), ...sketch.partitions.map(partName)];
  const model: AnyModel = {
    ...withWires(base, sketch),
    properties: [...properties.slice(0, -1), ...links.flatMap(claimsOf), ...properties.slice(-1)],
  };
  return madeBy('wired.ts', 'wiredModelOf', sketch, model);
}

/** A random model, with the channels, sessions and partitions of a sketch. */
export function withWires(base: AnyModel, sketch: WiredSketch): AnyModel {
  return {
    ...base,
    build: (parameters) => {
      const system = base.build(parameters);
      const names = Object.keys(system.endpoints);
      const timed = system.time !== undefined && system.time !== 'untimed';
      return { ...system, network: networkOf(sketch, system.network, names, timed) };
    },
  };
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

/** What nobody sees is emitted in its place, so that sessions have something to do. */
function withOrders(sketch: ModelSketch): ModelSketch {
  return JSON.parse(JSON.stringify(sketch), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('effect' in value)) return value;
    return ['act', 'inline', 'log', 'cancel'].includes(String(value.effect))
      ? { effect: 'emit', n: 0 }
      : value;
  });
}

function stateOfLink({ channels, partitions }: AnyStateView, link: string) {
  return partitions[link] ?? channels[link];
}

function claimsOf(link: string) {
  const named = (name: string) => ({ name: `${link}: ${name}`, sentence: 'A claim.' });
  const of = (state: AnyStateView) => ({ askedBy: [], closedBy: [], ...stateOfLink(state, link) });
  const isClosed = (state: AnyStateView) => (of(state)?.closedBy.length ?? 0) > 0;
  return [
    {
      ...named('goes down'),
      kind: 'reachable' as const,
      state: (state: AnyStateView) => of(state)?.up === false,
    },
    {
      ...named('never asked for'),
      kind: 'invariant' as const,
      holds: (state: AnyStateView) => (of(state)?.askedBy.length ?? 0) === 0,
    },
    {
      ...named('is closed by an end'),
      kind: 'reachable' as const,
      state: isClosed,
    },
    {
      ...named('is over in good order'),
      kind: 'reachable' as const,
      step: ({ before, after, action }: AnyStepView) =>
        action.kind === 'deliver' && isClosed(before) && of(after)?.up === false,
    },
    {
      ...named('is aborted'),
      kind: 'reachable' as const,
      step: ({ before, after, action }: AnyStepView) =>
        !('link' in action) && !isClosed(before) && of(before)?.up === true && of(after)?.up === false,
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
    // What stays in flight could never be followed by the word that an end has closed.
    ...(closesOf(sketch) && { duplication: false }),
    ...(fifo === null ? {} : { order: fifo ? ('fifo' as const) : ('none' as const) }),
    ...(lifetime === null || !timed ? {} : { lifetime }),
    ...(minimumDelay === null || !timed ? {} : { minimumDelay }),
    ...(capacity === null ? {} : { capacity }),
    ...(sketch.full === null ? {} : { full: sketch.full }),
    ...(sketch.whileDown === null ? {} : { whileDown: sketch.whileDown }),
    ...(sketch.holdsTime ? { delivery: 'within lifetime' as const } : {}),
    ...(sketch.session === null || 'types' in which ? {} : { session: sessionOf(sketch.session) }),
  };
}

function closesOf({ session, which }: ChannelSketch): boolean {
  return session !== null && !('types' in which) && Object.values(session.orders).includes('closes');
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
  orders,
  tellsOfClosing,
  halfClose,
  stays,
  closed,
  waits,
}: NonNullable<ChannelSketch['session']>): SessionOptions {
  const [broken, opened] = tells;
  const byOrder = Object.entries(orders).flatMap(([type, order]) => (order === null ? [] : [[order, type]]));
  const closes = Object.values(orders).includes('closes');
  const close = tellsOfClosing ?? (broken === null ? 'e1' : null);
  return {
    breaks,
    tells: {
      ...(broken === null ? {} : { break: broken }),
      ...(opened === null ? {} : { open: opened }),
      ...(closes && close !== null && { close }),
    },
    ...Object.fromEntries(byOrder),
    ...(closes && { halfClose }),
    ...(stays && { onCrash: 'stays' as const }),
    starts: closed ? 'closed' : 'open',
    whileBroken: waits && !closes ? 'waits' : 'loses',
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
