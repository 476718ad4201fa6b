import type { ChartTransition } from '../machines/chart.ts';
import type { Condition } from '../machines/chart-code.ts';
import type { ChartTree } from '../machines/chart-tree.ts';
import type { EventNames } from './names.ts';

/** Conditions of transitions, in the expressions of SCXML's `ecmascript` data model. */
export class Conditions {
  readonly #tree: ChartTree;
  readonly #idOf: (id: string) => string;
  readonly #events: EventNames;

  constructor(tree: ChartTree, idOf: (id: string) => string, events: EventNames) {
    this.#tree = tree;
    this.#idOf = idOf;
    this.#events = events;
  }

  /** What must hold for a transition to be taken, besides its event; null for nothing. */
  of(each: ChartTransition): string | null {
    const parts = [...this.#own(each), ...this.#unless(each)];
    return parts.length === 0 ? null : parts.join(' && ');
  }

  #own({ trigger, condition }: ChartTransition): readonly string[] {
    const isInexact =
      trigger.kind === 'event' && !trigger.event.endsWith('*') && this.#events.isBeginning(trigger.event);
    return [
      ...(isInexact ? [`_event.name === ${quoted(this.#events.of(trigger.event))}`] : []),
      ...(condition === null ? [] : [this.#expression(condition, isInexact)]),
    ];
  }

  /**
   * In XState, a parallel state and those around it do not react where a region does. SCXML asks each region by itself, and then lets
   * both react unless they would leave the same states: so where one of them leaves none, it is said.
   */
  #unless(each: ChartTransition): readonly string[] {
    if (each.trigger.kind === 'always') return [];
    const { chart, isWithin } = this.#tree;
    const parallels = chart.states.filter(({ kind, id }) => kind === 'parallel' && isWithin(id, each.source));
    const isInRegion = (id: string) =>
      parallels.some((parallel) => parallel.id !== id && isWithin(id, parallel.id));
    const staysPut = (one: ChartTransition) => this.#tree.inner(one.source).includes(one);
    return chart.transitions
      .filter(
        (other) => isInRegion(other.source) && other.source !== each.source && this.#mayShare(each, other),
      )
      .filter((other) => staysPut(each) || staysPut(other))
      .map(
        (other) =>
          `!(${[`In(${quoted(this.#idOf(other.source))})`, ...this.#matching(each, other), ...this.#own(other)].join(' && ')})`,
      );
  }

  #mayShare({ trigger: one }: ChartTransition, { trigger: other }: ChartTransition): boolean {
    if (one.kind !== 'event' || other.kind !== 'event') return false;
    return matches(one.event, other.event) || matches(other.event, one.event);
  }

  /** What tells, where a wider transition is at hand, whether the event is the narrower one's. */
  #matching({ trigger: wide }: ChartTransition, { trigger }: ChartTransition): readonly string[] {
    if (trigger.kind !== 'event' || wide.kind !== 'event' || matches(trigger.event, wide.event)) return [];
    if (!trigger.event.endsWith('.*')) return [`_event.name === ${quoted(this.#events.of(trigger.event))}`];
    const beginning = this.#events.of(trigger.event.slice(0, -2));
    return [`(_event.name + '.').indexOf(${quoted(`${beginning}.`)}) === 0`];
  }

  #expression(condition: Condition, isNested: boolean): string {
    switch (condition.kind) {
      case 'named':
        return `guards[${quoted(condition.text)}]`;
      case 'in':
        return this.#active(condition.states);
      case 'not':
        return `!${this.#expression(condition.part, true)}`;
      case 'and':
      case 'or': {
        const sign = condition.kind === 'and' ? ' && ' : ' || ';
        const text = condition.parts.map((part) => this.#expression(part, true)).join(sign);
        return isNested && condition.parts.length > 1 ? `(${text})` : text;
      }
    }
  }

  #active(states: readonly (readonly string[])[]): string {
    const parts = states.map((ids) => {
      const tests = ids.map((id) => `In(${quoted(this.#idOf(id))})`);
      return tests.length === 1 ? tests.join('') : `(${tests.join(' || ') || 'false'})`;
    });
    return parts.length === 1 ? parts.join('') : `(${parts.join(' && ') || 'true'})`;
  }
}

/** Whether what has this descriptor is taken by that one. */
function matches(wide: string, narrow: string): boolean {
  if (wide === '*' || wide === narrow) return true;
  if (!wide.endsWith('.*')) return false;
  const beginning = wide.slice(0, -2);
  return narrow === beginning || narrow.startsWith(`${beginning}.`);
}

/** A text in single quotes. */
export function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&').replaceAll('\n', '\\n')}'`;
}
