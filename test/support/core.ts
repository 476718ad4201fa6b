import { type AnyModel, type InstanceOptions, instantiate } from '../../src/index.ts';
import { Search } from '../../src/search/search.ts';
import type { SearchOptions } from '../../src/search/settings.ts';
import { foundBy } from './parallel/equal.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** What a search finds with the core from so many states on, and without it; and how many states the core expands. */
export function withAndWithout(
  model: AnyModel,
  choice: InstanceOptions,
  options: SearchOptions,
  coreFrom: number,
) {
  const searches: Search[] = [];
  const found = (from: number) =>
    foundBy(() => {
      const search = new Search(instantiate(model, choice), { ...options, coreFrom: from });
      searches.push(search);
      return search;
    });
  return {
    withCore: found(coreFrom),
    expanded: () => searches[0]?.expandedByCore ?? 0,
    without: found(NEVER),
  };
}

/** The same model without time, and with a network that is a set without bounds. */
export function inPlainSet(model: AnyModel): AnyModel {
  return {
    ...model,
    build: (parameters) => {
      const system = model.build(parameters);
      const network = { ...system.network, duplication: true, capacity: 'unbounded' } as const;
      return { ...system, network, time: 'untimed' };
    },
  };
}
