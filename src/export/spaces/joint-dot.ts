import type { JointGraph } from '../../survey/joint.ts';
import { quoted } from '../drawing/dot-text.ts';
import { wrap } from '../drawing/wrap.ts';

const LOSSY = '#b45309';
const BAD = '#c0262d';
/** Of what is violated, but not first. */
const PALE_BAD = '#e0929a';

/** The joint graph of any number of endpoints as Graphviz DOT: with ✕, red, where violations begin, and with ×, paler, where there are others. */
export function jointDot(graph: JointGraph): string {
  const states = graph.states.map(
    ({ values, count, countWithoutLoss, initial, final, violations, begins }, i) => {
      const violated = Object.keys(violations);
      const label = [
        ...values,
        `${count} states`,
        ...violated.map((name) => `${begins.includes(name) ? '✕' : '×'} ${name}`),
      ].map((line) => quoted(line).slice(1, -1));
      const attributes = [
        `label="${label.join('\\n')}"`,
        `class="${[countWithoutLoss > 0 ? 'state' : 'state lossy', ...(begins.length > 0 ? ['violated'] : [])].join(' ')}"`,
        ...(countWithoutLoss > 0 ? [] : [`color="${LOSSY}"`, 'style="rounded,filled,dashed"']),
        ...trouble(violated.length > 0, begins.length > 0),
        ...(initial ? ['penwidth=3'] : []),
        ...(final > 0 ? ['peripheries=2'] : []),
      ];
      return `  ${i} [${attributes.join(', ')}]`;
    },
  );
  const steps = graph.steps
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, count, labels, withoutLoss, violations, begins }) => {
      const lines = [
        ...labels.slice(0, 3).flatMap((label) => wrap(label)),
        ...(labels.length > 3 ? [`and ${labels.length - 3} more`] : []),
      ];
      const text = lines.map((line) => quoted(line).slice(1, -1)).join('\\n');
      const style = [
        ...(withoutLoss ? [] : [`color="${LOSSY}"`, 'style=dashed']),
        ...trouble(violations.length > 0, begins.length > 0),
      ];
      return `  ${from} -> ${to} [${[`label="${text}"`, `tooltip="${count} steps"`, ...style, `class="${withoutLoss ? 'arrow' : 'arrow lossy'}"`].join(', ')}]`;
    });
  return [
    `digraph ${quoted(graph.model)} {`,
    `  graph [nodesep=0.3, ranksep=0.5, label=${quoted(graph.endpoints.join(' × '))}, fontname="Helvetica"]`,
    '  node [shape=box, style="rounded,filled", fillcolor="#f2f6fa", color="#44525f", fontname="Helvetica", fontsize=11]',
    '  edge [color="#44525f", fontname="Helvetica", fontsize=9, arrowsize=0.7]',
    ...states,
    ...steps,
    '}',
    '',
  ].join('\n');
}

/** Where violations begin is red, where there are others paler. */
function trouble(isViolated: boolean, begins: boolean): readonly string[] {
  if (begins) return [`color="${BAD}"`, 'penwidth=2'];
  return isViolated ? [`color="${PALE_BAD}"`] : [];
}

/** The joint graph as one JSON document. */
export function jointJson(graph: JointGraph): string {
  return `${JSON.stringify(graph, null, 2)}\n`;
}
