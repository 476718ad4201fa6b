import type { ModelSketch } from './sketch.ts';

/** What looks at steps: so that what they do may depend on more than who acts. */
export type Looking = 'nobody' | 'the history' | 'the history and properties';

/** The same model with a network that is a set of messages, without bounds, time or assumptions. */
export function inPlainSets(sketch: ModelSketch, looking: Looking): ModelSketch {
  const network = { ...sketch.network, duplication: true, fifo: false, lifetime: null, minimumDelay: 0 };
  const plain = { ...sketch, network, timed: false, elastic: [], assumptions: [] };
  if (looking === 'the history and properties') return plain;
  const properties = sketch.properties.filter(({ kind }) => kind !== 'never step' && kind !== 'some step');
  return { ...plain, properties, history: looking === 'nobody' ? null : sketch.history };
}
