import { ncName, xml } from '../drawing/xml.ts';
import type { Chart, ChartState, ChartTransition } from '../machines/chart.ts';
import { type ChartTree, treeOf } from '../machines/chart-tree.ts';
import { dataOf } from './data.ts';
import { cancels, Effects, timerOf } from './effects.ts';
import { plainId, scxmlIds } from './ids.ts';
import { EventNames, unique } from './names.ts';
import { remarksOf } from './remarks.ts';
import { comment, executable, indented } from './text.ts';
import { bySpecificity, Transitions } from './transitions.ts';

/**
 * An SCXML document that does, run by an interpreter of SCXML, what the machine does in XState, as far as no JavaScript is needed for
 * it: guards stand in the data `guards` by name, and are false until somebody sets them; effects other than `raise` and `cancel`
 * are logged. What is not as in XState stands as a comment at the head.
 */
export function toScxml(chart: Chart): string {
  return `${new ScxmlChart(treeOf(chart)).lines().join('\n')}\n`;
}

class ScxmlChart {
  readonly #tree: ChartTree;
  readonly #ids: ReadonlyMap<string, string>;
  readonly #effects: Effects;
  readonly #transitions: Transitions;
  /** Final states of the machine itself: where SCXML ends, as XState does. */
  readonly #ends: readonly ChartState[];

  constructor(tree: ChartTree) {
    this.#tree = tree;
    this.#ids = scxmlIds(tree.chart);
    const events = new EventNames(tree.chart);
    this.#effects = new Effects(events);
    this.#transitions = new Transitions(tree, (id) => this.#id(id), events, this.#effects);
    const { root } = tree;
    this.#ends =
      root.kind === 'compound' ? tree.children(root.id).filter(({ kind }) => kind === 'final') : [];
  }

  lines(): readonly string[] {
    const { root } = this.#tree;
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      ...remarksOf(this.#tree).map(comment),
      `<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript" name="${xml(ncName(root.key))}" initial="${this.#id(root.id)}">`,
      ...indented([
        ...dataOf(this.#tree.chart),
        ...this.#state(root),
        ...this.#ends.flatMap((each) => this.#state(each)),
      ]),
      ...(this.#endsAsParallel() ? [`  <final id="${this.#endId()}"/>`] : []),
      '</scxml>',
    ];
  }

  /** A parallel machine ends when all regions have. */
  #endsAsParallel(): boolean {
    const { root, children } = this.#tree;
    const regions = children(root.id).filter(({ kind }) => kind !== 'history');
    const ends = regions.map(({ id }) => children(id).some(({ kind }) => kind === 'final'));
    return root.kind === 'parallel' && regions.length > 0 && ends.every(Boolean);
  }

  #endId(): string {
    return this.#besideRoot('end');
  }

  /** A machine that ends where it starts goes there from a state of its own, since what is initial must lie within. */
  #endsAtOnce(): boolean {
    return this.#ends.some(({ id }) => this.#tree.root.initial.includes(id));
  }

  #besideRoot(what: string): string {
    return unique(`${this.#id(this.#tree.root.id)}-${what}`, new Set(this.#ids.values()));
  }

  #id(id: string): string {
    return this.#ids.get(id) ?? id;
  }

  #ofSource(id: string): readonly ChartTransition[] {
    return this.#tree.chart.transitions.filter(({ source }) => source === id);
  }

  #state(state: ChartState): readonly string[] {
    const id = this.#id(state.id);
    if (state.kind === 'history') return this.#history(state, id);
    const element = state.kind === 'final' ? 'final' : state.kind === 'parallel' ? 'parallel' : 'state';
    const transitions = this.#ofSource(state.id);
    const delays = new Set(transitions.flatMap(timerOf));
    const children = this.#tree.children(state.id).filter((child) => !this.#ends.includes(child));
    const content = [
      ...comments(state),
      // XState puts its own timers after what the machine does; the order counts where delays are equal.
      ...executable('onentry', [...this.#effects.of(state.entry), ...this.#effects.timers(id, delays)]),
      ...executable('onexit', [...this.#effects.of(state.exit), ...cancels(id, delays)]),
      ...state.invokes.map(
        (src, i) =>
          `<invoke id="${xml(plainId(state.invokeIds[i] ?? src))}" type="urn:xstate:actor" src="${xml(encodeURI(src))}"/>`,
      ),
      ...(element === 'state' ? this.#initial(state) : []),
      ...(state.parent === null && this.#endsAsParallel()
        ? [`<transition event="done.state.${id}" target="${this.#endId()}"/>`]
        : []),
      ...(element === 'final'
        ? []
        : bySpecificity(transitions).flatMap((each) => this.#transitions.of(each, state))),
      ...children.flatMap((child) => this.#state(child)),
      ...(state.parent === null && this.#endsAtOnce() ? this.#begin(state) : []),
    ];
    if (content.length === 0) return [`<${element} id="${xml(id)}"/>`];
    return [`<${element} id="${xml(id)}">`, ...indented(content), `</${element}>`];
  }

  #begin({ initial }: ChartState): readonly string[] {
    const target = initial.map((id) => this.#id(id)).join(' ');
    return [`<state id="${this.#besideRoot('begin')}">`, `  <transition target="${target}"/>`, '</state>'];
  }

  #history(state: ChartState, id: string): readonly string[] {
    const defaults = this.#ofSource(state.id).flatMap(({ targets }) => targets);
    const parent = state.parent === null ? [] : this.#tree.state(state.parent).initial;
    const targets = (
      defaults.length > 0 ? defaults : parent.length > 0 ? parent : this.#firstBeside(state)
    ).map((each) => this.#id(each));
    return [
      `<history id="${xml(id)}" type="${state.history ?? 'shallow'}">`,
      `  <transition target="${xml(targets.join(' '))}"/>`,
      '</history>',
    ];
  }

  /** In a parallel state, the default of a history state is all regions. */
  #firstBeside(state: ChartState): readonly string[] {
    return this.#tree
      .children(state.parent ?? '')
      .filter(({ kind }) => kind !== 'history')
      .map(({ id }) => id);
  }

  #initial(state: ChartState): readonly string[] {
    if (state.initial.length === 0) return [];
    const isAtEnd = state.parent === null && this.#endsAtOnce();
    const target = isAtEnd ? this.#besideRoot('begin') : state.initial.map((id) => this.#id(id)).join(' ');
    const content = this.#effects.of(state.initialActions);
    if (content.length === 0) return ['<initial>', `  <transition target="${xml(target)}"/>`, '</initial>'];
    return [
      '<initial>',
      `  <transition target="${xml(target)}">`,
      ...indented(indented(content)),
      '  </transition>',
      '</initial>',
    ];
  }
}

function comments({ description, tags }: ChartState): readonly string[] {
  const texts = [
    ...(description === null ? [] : [description]),
    ...(tags.length === 0 ? [] : [`tags: ${tags.join(', ')}`]),
  ];
  return texts.map(comment);
}
