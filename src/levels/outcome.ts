import type { AtomKind } from '../codec/atom.ts';
import type { Instance } from '../model/instance.ts';
import type { ComponentSize, Model } from '../model/model.ts';
import type { PropertyWatch } from '../property/property-watch.ts';
import type { ThrowingStep } from '../property/throwing.ts';
import type { Ending, Outcome } from '../search/outcome.ts';
import type { Saved, Sums } from './saved.ts';

/** What a search by levels came to. */
export interface LevelResult {
  readonly ending: Ending;
  readonly distinctStates: number;
  readonly frontier: number;
  readonly depth: number;
  readonly sums: Sums;
  readonly throwing: readonly ThrowingStep[];
  readonly atoms: ReadonlyMap<AtomKind, number>;
  readonly growth: Saved['growth'];
  readonly mostNames: number;
  /** Bytes of the store. */
  readonly bytes: number;
  readonly milliseconds: number;
}

/** The outcome, as that of a search in memory. */
export function levelOutcome(instance: Instance, watch: PropertyWatch, result: LevelResult): Outcome {
  const { model } = instance;
  const { ending, distinctStates, sums, throwing, bytes, milliseconds } = result;
  const complete = ending === 'exhausted';
  const seconds = milliseconds / 1000;
  const sizes = sizesOf(model, result);
  return {
    complete,
    ending,
    properties: watch.outcomes(complete),
    statistics: {
      distinctStates,
      initialStates: model.initials.length,
      transitions: sums.transitions,
      depth: result.depth,
      frontier: result.frontier,
      seconds,
      statesPerSecond: seconds > 0 ? Math.round(distinctStates / seconds) : 0,
      bytesPerState: Math.round((bytes / distinctStates) * 10) / 10,
      memory: { store: bytes, trace: 0, frontier: 0, components: 0, properties: 0 },
      fingerprint: null,
      asleep: 0,
      localTransitions: null,
      capacityHits: sums.overflows,
      cuts: sums.cuts,
      beyond: sums.beyond,
      throwing,
      sizes,
      growing: growingOf(sizes, result.growth),
      reductions: [],
    },
    bounds: model.bounds,
  };
}

function sizesOf(model: Model, { atoms, mostNames }: LevelResult): readonly ComponentSize[] {
  const endpoints = model.reader.endpoints.map((name, i) => ({
    component: `endpoint ${name}`,
    distinct: atoms.get(i) ?? 0,
  }));
  const links = model.bounds.network.links.length;
  const atOnce = mostNames - endpoints.length - 1 - links;
  return [
    ...endpoints,
    { component: 'network', distinct: atoms.get('packet') ?? 0, atOnce },
    { component: 'history', distinct: atoms.get('history') ?? 0 },
  ];
}

/** The component with the most new values since there were half as many states, or fewer. */
function growingOf(sizes: readonly ComponentSize[], growth: Saved['growth']): ComponentSize {
  const earlier = growth[0]?.atoms ?? {};
  const kindOf = (i: number) => (i < sizes.length - 2 ? i : i === sizes.length - 2 ? 'packet' : 'history');
  const gains = sizes.map(({ distinct }, i) => distinct - (earlier[kindOf(i)] ?? 0));
  const most = Math.max(...gains);
  const network = sizes.length - 2;
  const at = gains[network] === most ? network : gains.indexOf(most);
  return sizes[at] ?? { component: 'network', distinct: 0 };
}
