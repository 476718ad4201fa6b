import type { ComponentSize, Model } from '../model/model.ts';

/**
 * Watches which component of the state takes ever new values, to say what grows when a search does not end: it keeps
 * the sizes of the components at each doubling of the number of states.
 */
export class ComponentGrowth {
  readonly #model: Model;
  #earlier: readonly ComponentSize[];
  #latest: readonly ComponentSize[];
  #next = 2;

  constructor(model: Model) {
    this.#model = model;
    this.#latest = model.tables.sizes();
    this.#earlier = this.#latest;
  }

  /** Tells how many states there are. */
  sample(states: number): void {
    if (states < this.#next) return;
    this.#next *= 2;
    this.#earlier = this.#latest;
    this.#latest = this.#model.tables.sizes();
  }

  /**
   * The component with the most new values since at least a doubling ago, with its size now. Where none is ahead, that is the
   * network: few messages make many contents.
   */
  fastest(): ComponentSize {
    const now = this.#model.tables.sizes();
    const gain = (i: number) => sizeOf(now[i]) - sizeOf(this.#earlier[i]);
    const isNetwork = (i: number) => Number(now[i]?.component === 'network');
    const order = now.map((_, i) => i).sort((a, b) => gain(b) - gain(a) || isNetwork(b) - isNetwork(a));
    return now[order[0] ?? 0] ?? { component: 'network', distinct: 0 };
  }
}

function sizeOf(size: ComponentSize | undefined): number {
  return (size?.distinct ?? 0) + (size?.atOnce ?? 0);
}
