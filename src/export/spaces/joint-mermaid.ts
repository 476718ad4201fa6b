import type { JointGraph, JointState } from '../../survey/joint.ts';

/** Labels of a step that are shown. */
const MOST_LABELS = 2;

/** The joint graph of any number of endpoints as a Mermaid flowchart: with ✕, red, where violations begin, and with ×, paler, where there are others. */
export function jointMermaid({ states, steps }: JointGraph): string {
  const nodes = states.map((state, i) => `  s${i}${boxOf(state)}`);
  const moves = steps.filter(({ from, to }) => from !== to);
  const arrows = moves.map(({ from, to, labels, withoutLoss }) => {
    const more = labels.length - MOST_LABELS;
    const text = [...labels.slice(0, MOST_LABELS), ...(more > 0 ? [`and ${more} more`] : [])].map(escaped);
    return `  s${from} ${withoutLoss ? '-->' : '-.->'}|"${text.join('<br/>')}"| s${to}`;
  });
  const styles = moves.flatMap(({ violations, begins }, i) => {
    if (begins.length > 0) return [`  linkStyle ${i} stroke:#c0262d,stroke-width:3px`];
    return violations.length > 0 ? [`  linkStyle ${i} stroke:#e0929a`] : [];
  });
  const classes = [
    classOf('lossy', states, ({ countWithoutLoss }) => countWithoutLoss === 0),
    classOf(
      'violated',
      states,
      ({ violations, begins }) => begins.length === 0 && Object.keys(violations).length > 0,
    ),
    classOf('begins', states, ({ begins }) => begins.length > 0),
  ].flat();
  return `${[
    'flowchart TB',
    ...nodes,
    ...arrows,
    '  classDef lossy stroke-dasharray:5 3',
    '  classDef violated stroke:#e0929a',
    '  classDef begins stroke:#c0262d,stroke-width:3px',
    ...classes,
    ...styles,
  ].join('\n')}\n`;
}

/** The initial state has a box with round ends, states that may be the last ones double sides. */
function boxOf({ values, count, initial, final, violations, begins }: JointState): string {
  const names = Object.keys(violations).map((name) => `${begins.includes(name) ? '✕' : '×'} ${name}`);
  const text = `"${[...values, `${count} states`, ...names].map(escaped).join('<br/>')}"`;
  return initial ? `([${text}])` : final > 0 ? `[[${text}]]` : `[${text}]`;
}

function classOf(
  name: string,
  states: readonly JointState[],
  is: (state: JointState) => boolean,
): readonly string[] {
  const ids = states.flatMap((state, i) => (is(state) ? [`s${i}`] : []));
  return ids.length === 0 ? [] : [`  class ${ids.join(',')} ${name}`];
}

/** A text as Mermaid reads it inside of quotes. */
function escaped(text: string): string {
  return text.replace(/[^\w .,:+()/×✕-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}
