import { xml } from '../drawing/xml.ts';
import type { Chart, ChartAction } from '../machines/chart.ts';
import type { Condition } from '../machines/chart-code.ts';
import { quoted } from './conditions.ts';
import { millisecondsOf, timerOf } from './effects.ts';
import { executable } from './text.ts';

/** The data of the document: guards by name, false until they are set, and delays that have a name. */
export function dataOf(chart: Chart): readonly string[] {
  return executable('datamodel', [
    ...object('guards', guardsOf(chart), () => 'false'),
    ...object('delays', delaysOf(chart), (name) => `'${chart.delays[name] ?? 0}ms'`),
  ]);
}

/** The names of all guards. */
export function guardsOf({ transitions }: Chart): readonly string[] {
  return [...new Set(transitions.flatMap(({ condition }) => (condition === null ? [] : namesIn(condition))))];
}

/** The names of all delays that are no numbers. */
export function delaysOf(chart: Chart): readonly string[] {
  const raised = effectsOf(chart).flatMap(({ self }) =>
    self?.kind === 'raise' && typeof self.delay === 'string' ? [self.delay] : [],
  );
  const after = chart.transitions.flatMap(timerOf).filter((delay) => millisecondsOf(delay) === null);
  return [...new Set([...raised, ...after])];
}

/** All that a machine ever does. */
export function effectsOf({ states, transitions }: Chart): readonly ChartAction[] {
  return [
    ...states.flatMap(({ entry, exit, initialActions }) => [...entry, ...exit, ...initialActions]),
    ...transitions.flatMap(({ actions }) => actions),
  ];
}

function object(id: string, names: readonly string[], textOf: (name: string) => string): readonly string[] {
  if (names.length === 0) return [];
  const fields = names.map((name) => `${quoted(name)}: ${textOf(name)}`);
  return [`<data id="${id}" expr="${xml(`{ ${fields.join(', ')} }`)}"/>`];
}

function namesIn(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'named':
      return [condition.text];
    case 'in':
      return [];
    case 'not':
      return namesIn(condition.part);
    case 'and':
    case 'or':
      return condition.parts.flatMap(namesIn);
  }
}
