import type { Chart } from '../../export/machines/chart.ts';

/**
 * Under which key the diagram of a machine is kept: machines with the same states and transitions have one diagram. What guards and effects are called is
 * left out, for there the text of functions may stand, which differs where the code was made smaller.
 */
export function diagramKey({ name, states, transitions }: Chart): string {
  const text = JSON.stringify([
    name,
    states.map(({ id, kind, initial }) => [id, kind, initial]),
    transitions.map(({ id, targets }) => [id, targets]),
  ]);
  // FNV-1a (Fowler, Noll, Vo): a name, not a safeguard.
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${name}-${(hash >>> 0).toString(36)}-${text.length}`;
}
