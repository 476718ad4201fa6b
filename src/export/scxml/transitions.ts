import { xml } from '../drawing/xml.ts';
import type { ChartState, ChartTransition } from '../machines/chart.ts';
import type { ChartTree } from '../machines/chart-tree.ts';
import { Conditions } from './conditions.ts';
import { type Effects, timerEvent } from './effects.ts';
import { plainId } from './ids.ts';
import type { EventNames } from './names.ts';
import { comment, indented } from './text.ts';

/** The transitions of states, as elements. */
export class Transitions {
  readonly #tree: ChartTree;
  readonly #idOf: (id: string) => string;
  readonly #events: EventNames;
  readonly #effects: Effects;
  readonly #conditions: Conditions;

  constructor(tree: ChartTree, idOf: (id: string) => string, events: EventNames, effects: Effects) {
    this.#tree = tree;
    this.#idOf = idOf;
    this.#events = events;
    this.#effects = effects;
    this.#conditions = new Conditions(tree, idOf, events);
  }

  /** The element of a transition, with what it does; none where it is nothing. */
  of(each: ChartTransition, source: ChartState): readonly string[] {
    const event = this.#eventOf(each, source);
    const condition = this.#conditions.of(each);
    const { targets, reenter, actions, description } = each;
    const { isWithin, inner } = this.#tree;
    const isSelf = targets.length === 1 && targets[0] === each.source && !reenter;
    // To target itself without being entered again is, in SCXML, to have no target, or what is entered first.
    const isPut = inner(each.source).includes(each);
    const begins = isSelf && source.kind === 'compound';
    const aims = isPut ? [] : begins ? source.initial : targets;
    const internal =
      aims.length > 0 && !reenter && aims.every((id) => id !== each.source && isWithin(id, each.source));
    const attributes = [
      ...(event === null ? [] : [`event="${xml(event)}"`]),
      ...(condition === null ? [] : [`cond="${xml(condition)}"`]),
      ...(aims.length === 0 ? [] : [`target="${xml(aims.map((id) => this.#idOf(id)).join(' '))}"`]),
      ...(internal ? ['type="internal"'] : []),
    ];
    const content = [
      ...(description === null ? [] : [comment(description)]),
      ...this.#effects.of([...actions, ...(begins ? source.initialActions : [])]),
    ];
    const head = `<transition ${attributes.join(' ')}`;
    // SCXML wants an event, a condition or a target.
    if (attributes.length === 0)
      return content.length === 0 ? [] : [`<transition cond="true">`, ...indented(content), '</transition>'];
    return content.length === 0 ? [`${head}/>`] : [`${head}>`, ...indented(content), '</transition>'];
  }

  #eventOf({ trigger }: ChartTransition, source: ChartState): string | null {
    const id = this.#idOf(source.id);
    switch (trigger.kind) {
      case 'event':
        return this.#events.descriptor(trigger.event);
      case 'always':
        return null;
      case 'after':
        return timerEvent(id, trigger.delay);
      case 'done':
        return trigger.of === null ? `done.state.${id}` : `done.invoke.${this.#actor(source, trigger.of)}`;
      case 'error':
        return `error.invoke.${this.#actor(source, trigger.of)}`;
      case 'snapshot':
        return `snapshot.invoke.${this.#actor(source, trigger.of)}`;
      case 'crash':
      case 'restart':
        return `fault.${trigger.kind}`;
    }
  }

  /** Pictures name actors by their logic; two of one logic have ids of their own. */
  #actor({ invokeIds, invokes }: ChartState, of: string | null): string {
    return plainId(invokeIds[invokes.indexOf(of ?? '')] ?? of ?? '');
  }
}

/** Of two that fit an event, XState takes the one whose descriptor is longer; the type itself before all. */
export function bySpecificity(transitions: readonly ChartTransition[]): readonly ChartTransition[] {
  const rank = ({ trigger }: ChartTransition) =>
    trigger.kind === 'event' && trigger.event.endsWith('*') ? trigger.event.length : Number.POSITIVE_INFINITY;
  return transitions.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
}
