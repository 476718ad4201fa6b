import type { ModelSketch } from './sketch.ts';

/**
 * The same model with a network that is a set of messages, without bounds, time or assumptions.
 *
 * @param isQuiet whether nothing looks at steps, as claims and histories do: so that all that steps do follows from who acts
 */
export function inPlainSets(sketch: ModelSketch, isQuiet: boolean): ModelSketch {
  const network = { ...sketch.network, duplication: true, fifo: false, lifetime: null, minimumDelay: 0 };
  const plain = { ...sketch, network, timed: false, elastic: [], assumptions: [] };
  if (!isQuiet) return plain;
  const properties = sketch.properties.filter(({ kind }) => kind !== 'never step' && kind !== 'some step');
  return { ...plain, properties, history: null };
}
