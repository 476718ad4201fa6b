import { wrap } from '../drawing/wrap.ts';
import type { Chart, ChartState, ChartTransition } from './chart.ts';
import { actionsText, behaviourTexts, tagText, transitionLines } from './chart-labels.ts';
import { namesOf } from './chart-names.ts';
import { type ChartOptions, type Paleness, palenessOf } from './chart-options.ts';
import { type ChartTree, treeOf } from './chart-tree.ts';

/**
 * A Mermaid `stateDiagram-v2`.
 *
 * What Mermaid has no sign for is said in words: history states are states named `H` or `H*`, and transitions that
 * stay inside a state are lines in its box.
 */
export function toMermaid(chart: Chart, options: ChartOptions = {}): string {
  const tree = treeOf(chart);
  return `${new MermaidChart(tree, palenessOf(options)).lines().join('\n')}\n`;
}

class MermaidChart {
  readonly #tree: ChartTree;
  readonly #pale: Paleness;
  readonly #names: ReadonlyMap<string, string>;

  constructor(tree: ChartTree, pale: Paleness) {
    this.#tree = tree;
    this.#pale = pale;
    this.#names = namesOf(tree);
  }

  lines(): readonly string[] {
    const { root, framed, chart } = this.#tree;
    const pale = chart.states.filter(({ id }) => this.#pale.state(id)).map(({ id }) => this.#name(id));
    return [
      'stateDiagram-v2',
      ...indented(framed ? [...this.#enter(root.id), ...this.#state(root)] : this.#inside(root)),
      ...indented(this.#tree.arrows.flatMap((each, i) => this.#arrow(each, i))),
      ...(pale.length === 0
        ? []
        : indented(['classDef pale stroke-dasharray:4,color:#999', `class ${pale.join(',')} pale`])),
    ];
  }

  #name(id: string): string {
    return this.#names.get(id) ?? id;
  }

  #enter(id: string): readonly string[] {
    return [`[*] --> ${this.#name(id)}`];
  }

  #state(state: ChartState): readonly string[] {
    const name = this.#name(state.id);
    const inside = this.#inside(state);
    const texts = this.#texts(state);
    const head = `state "${escaped(titleOf(state))}" as ${name}`;
    if (inside.length > 0) {
      const note = texts.length === 0 ? [] : [`note right of ${name}`, ...indented(texts), 'end note'];
      return [`${head} {`, ...indented(inside), '}', ...note];
    }
    const final = state.kind === 'final' ? [`${name} --> [*]`] : [];
    return [head, ...texts.map((text) => `${name} : ${text}`), ...final];
  }

  #inside(state: ChartState): readonly string[] {
    const children = this.#tree.children(state.id);
    const blocks = children.map((child) => this.#state(child));
    if (state.kind === 'parallel') return blocks.flatMap((block, i) => (i === 0 ? block : ['--', ...block]));
    const label = state.initialActions.length === 0 ? '' : ` : ${escaped(actionsText(state.initialActions))}`;
    const initial = state.initial.flatMap((id) => this.#enter(id)).map((line) => `${line}${label}`);
    return [...initial, ...blocks.flat()];
  }

  #texts(state: ChartState): readonly string[] {
    const description = state.description === null ? [] : wrap(state.description, 40);
    const inner = this.#tree.inner(state.id).map((each) => this.#label(each));
    return [
      ...description.map(escaped),
      ...behaviourTexts(state)
        .flatMap((text) => wrap(text, 40))
        .map(escaped),
      ...inner,
    ];
  }

  #arrow(each: ChartTransition, index: number): readonly string[] {
    const [first, ...others] = each.targets;
    const label = this.#isHistoryDefault(each) ? '' : ` : ${this.#label(each)}`;
    if (first === undefined) return [];
    if (others.length === 0) return [`${this.#name(each.source)} --> ${this.#name(first)}${label}`];
    const fork = `fork_${index + 1}`;
    return [
      `state ${fork} <<fork>>`,
      `${this.#name(each.source)} --> ${fork}${label}`,
      ...each.targets.map((target) => `${fork} --> ${this.#name(target)}`),
    ];
  }

  #isHistoryDefault({ source }: ChartTransition): boolean {
    return this.#tree.state(source).kind === 'history';
  }

  #label(each: ChartTransition): string {
    const never = this.#pale.transition(each.id) ? ' (never taken)' : '';
    const remark = `${reentry(this.#tree, each)}${never}`;
    return transitionLines(each, 40, remark).map(escaped).join('<br/>');
  }
}

/** Says that a state is left and entered again, where that is not plain to see. */
export function reentry(
  { isWithin, state }: ChartTree,
  { source, targets, reenter }: ChartTransition,
): string {
  const inside = targets.some((target) => target !== source && isWithin(target, source));
  return reenter && inside && state(source).kind !== 'history' ? ' (re-enters)' : '';
}

/** The name that a state is given in a picture. */
function titleOf(state: ChartState): string {
  const name = state.history === null ? state.key : state.history === 'deep' ? 'H*' : 'H';
  const tags = tagText(state);
  return tags === '' ? name : `${name} ${tags}`;
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

/** Characters that Mermaid takes for its own, as entities. */
function escaped(text: string): string {
  return text.replace(/[#;:"<>{}`%\\]/g, (sign) => `#${sign.charCodeAt(0)};`).replaceAll('--', '#45;#45;');
}
