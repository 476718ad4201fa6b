import type { AnyProperty, AnyStateView } from '../../src/language/forgotten.ts';
import type { Instance } from '../../src/model/instance.ts';
import type { Model } from '../../src/model/model.ts';
import type { StepReader } from '../../src/model/reader.ts';
import type { StepLabels, Steps } from '../../src/model/steps.ts';

/** Where each state leads, by number; 0 is the initial one. */
export type Graph = readonly (readonly number[])[];

/** The label of every step. */
const LABEL = 1;

const labels: StepLabels = { write: () => {}, thrown: () => 0 };

/** No part of a graph is asked what it stands for, but for the number of its state. */
function nothing(): never {
  throw new Error('a graph has only numbers');
}

const reader: StepReader = {
  sourceOf: (slot) => ({ slot, table: null }),
  pathOf: () => ['before', 'history'],
  endpoints: [],
  state: (vector, offset, reads) => viewOf(vector, offset, reads),
  step: nothing,
  localState: nothing,
  packets: () => [],
  channels: () => ({}),
  partitions: () => ({}),
  history: (id) => id,
  action: nothing,
  observations: nothing,
  sent: nothing,
  markAfter: nothing,
  initialMark: null,
  thrown: nothing,
};

/** The number of a state stands in its history. */
function viewOf(vector: Uint32Array, offset: number, reads: number[]): AnyStateView {
  return {
    endpoints: {},
    network: [],
    channels: {},
    partitions: {},
    get history() {
      reads.push(2);
      return vector[offset + 2] ?? 0;
    },
  };
}

/** A model that is nothing but a graph: the least that a search can be given. */
export class GraphModel implements Model {
  readonly width = 3;
  readonly initials: readonly Uint32Array[];
  readonly reader = reader;
  readonly bounds = {
    network: {
      carries: [],
      loss: false,
      duplication: false,
      order: 'none',
      lifetime: Number.POSITIVE_INFINITY,
      minimumDelay: 0,
      capacity: Number.POSITIVE_INFINITY,
      full: 'cut',
      holdsTime: false,
      waitsWhileDown: false,
      channels: [],
      links: [],
      isPlain: true,
      leavesIgnored: false,
    },
    timed: false,
    elastic: [],
    equalDelays: 'any-order',
    crashes: [],
    assumptions: [],
  } as const;
  readonly tables = { sizes: () => [], bytes: () => 0, xstateCalls: () => 0 };
  /** How often each state was expanded. */
  readonly expanded = new Map<number, number>();
  readonly #graph: Graph;

  /** @param initials the numbers of the initial states */
  constructor(graph: Graph, initials: readonly number[] = [0]) {
    this.initials = initials.map((number) => Uint32Array.of(0, 0, number));
    this.#graph = graph;
  }

  expand(state: Uint32Array, steps: Steps): void {
    const number = state[2] ?? 0;
    this.expanded.set(number, (this.expanded.get(number) ?? 0) + 1);
    steps.begin(state, labels);
    for (const to of this.#graph[number] ?? []) steps.add(this.width, 0, 0, to, LABEL);
  }

  isFinal(): boolean {
    return false;
  }

  extension(): null {
    return null;
  }
}

/** A graph with a property: no state has this number. */
export function graphInstance(
  graph: Graph,
  forbidden: number,
  initials?: readonly number[],
): Instance & { readonly model: GraphModel } {
  const property: AnyProperty = {
    kind: 'invariant',
    name: 'allowed',
    sentence: `No state has the number ${forbidden}.`,
    holds: ({ history }) => history !== forbidden,
  };
  return {
    name: 'graph',
    variant: null,
    parameters: {},
    model: new GraphModel(graph, initials),
    symmetry: [],
    fairness: [],
    properties: [property],
    expect: {},
  };
}
