import type { ChartTree } from './chart-tree.ts';

/** Words that formats keep for themselves, at the beginning of a name too. */
const RESERVED =
  /^(state|note|end|class|style|direction|default|fork|join|choice|click|hide|scale|as|graph|node|edge|subgraph|digraph|strict|h$|o$|x$)/i;

/** A name for each state of letters, digits and `_`, unique, and as near to the state's own as it can be. */
export function namesOf({ chart, root }: ChartTree): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id, parent, key } of chart.states) {
    const outer = parent === null || parent === root.id ? '' : `${names.get(parent) ?? ''}__`;
    const plain = `${outer}${key}`.replace(/\W/g, '_');
    const safe = RESERVED.test(plain) || !/^[A-Za-z]/.test(plain) ? `s_${plain}` : plain;
    let name = safe;
    for (let i = 2; taken.has(name); i++) name = `${safe}_${i}`;
    taken.add(name);
    names.set(id, name);
  }
  return names;
}
