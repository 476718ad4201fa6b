import { wrap } from '../drawing/wrap.ts';
import type { Chart, ChartState, ChartTransition } from './chart.ts';
import { isFault } from './chart-crashes.ts';
import { actionsText, behaviourTexts, tagText, transitionLines } from './chart-labels.ts';
import { namesOf } from './chart-names.ts';
import { type ChartOptions, type Paleness, palenessOf } from './chart-options.ts';
import { type ChartTree, treeOf } from './chart-tree.ts';
import { reentry } from './mermaid-state.ts';

const PALE = '#line:gray;line.dashed;text:gray';

/** A PlantUML state diagram. */
export function toPlantUml(chart: Chart, options: ChartOptions = {}): string {
  const picture = new PlantUmlChart(treeOf(chart), palenessOf(options));
  return `${picture.lines().join('\n')}\n`;
}

class PlantUmlChart {
  readonly #tree: ChartTree;
  readonly #pale: Paleness;
  readonly #names: ReadonlyMap<string, string>;

  constructor(tree: ChartTree, pale: Paleness) {
    this.#tree = tree;
    this.#pale = pale;
    this.#names = namesOf(tree);
  }

  lines(): readonly string[] {
    const { root, framed, chart, arrows } = this.#tree;
    const states = framed ? [`[*] --> ${this.#name(root.id)}`, ...this.#state(root)] : this.#inside(root);
    return [
      '@startuml',
      'hide empty description',
      `title ${escaped(chart.name)}`,
      ...states,
      ...arrows.flatMap((each, i) => this.#arrow(each, i)),
      '@enduml',
    ];
  }

  #name(id: string): string {
    return this.#names.get(id) ?? id;
  }

  #state(state: ChartState): readonly string[] {
    const name = this.#name(state.id);
    if (state.history !== null) return [`state ${name} <<history${state.history === 'deep' ? '*' : ''}>>`];
    const inside = this.#inside(state);
    const tags = tagText(state);
    const title = tags === '' ? state.key : `${state.key}\\n${tags}`;
    const head = `state "${escaped(title)}" as ${name}${this.#pale.state(state.id) ? ` ${PALE}` : ''}`;
    const texts = this.#texts(state).map((text) => `${name} : ${text}`);
    const final = state.kind === 'final' ? [`${name} --> [*]`] : [];
    if (inside.length === 0) return [head, ...texts, ...final];
    return [`${head} {`, ...inside.map((line) => `  ${line}`), '}', ...texts];
  }

  #inside(state: ChartState): readonly string[] {
    const blocks = this.#tree.children(state.id).map((child) => this.#state(child));
    const border = this.#isCrossed(state.id) ? [] : ['--'];
    if (state.kind === 'parallel')
      return blocks.flatMap((block, i) => (i === 0 ? block : [...border, ...block]));
    const label = state.initialActions.length === 0 ? '' : ` : ${escaped(actionsText(state.initialActions))}`;
    return [...state.initial.map((id) => `[*] --> ${this.#name(id)}${label}`), ...blocks.flat()];
  }

  /** PlantUML refuses arrows across the border of a region; where there are some, the regions stand there without borders. */
  #isCrossed(parallel: string): boolean {
    const { isWithin, children, arrows } = this.#tree;
    const regionOf = (id: string) => children(parallel).find((region) => isWithin(id, region.id))?.id;
    return arrows.some(({ source, targets }) =>
      targets.some((target) => regionOf(source) !== regionOf(target)),
    );
  }

  #texts(state: ChartState): readonly string[] {
    const description = state.description === null ? [] : [`//${escaped(state.description)}//`];
    const inner = this.#tree.inner(state.id).map((each) => this.#label(each));
    return [
      ...description,
      ...behaviourTexts(state).map((text) => wrap(escaped(text), 44).join('\\n')),
      ...inner,
    ];
  }

  #arrow(each: ChartTransition, index: number): readonly string[] {
    const line = isFault(each.trigger) ? '-[dashed]->' : '-->';
    const arrow = this.#pale.transition(each.id) ? '-[#gray,dashed]->' : line;
    const source = this.#name(each.source);
    const label = this.#tree.state(each.source).kind === 'history' ? '' : ` : ${this.#label(each)}`;
    const [first, ...others] = each.targets;
    if (first === undefined) return [];
    if (others.length === 0) return [`${source} ${arrow} ${this.#name(first)}${label}`];
    const fork = `fork_${index + 1}`;
    const branches = each.targets.map((target) => `${fork} ${arrow} ${this.#name(target)}`);
    return [`state ${fork} <<fork>>`, `${source} ${arrow} ${fork}${label}`, ...branches];
  }

  #label(each: ChartTransition): string {
    return transitionLines(each, 36, reentry(this.#tree, each)).map(escaped).join('\\n');
  }
}

/** PlantUML's own escapes, for what Creole and the parser take for markup. */
function escaped(text: string): string {
  return text
    .replace(/["<>]/g, (sign) => `<U+00${sign.charCodeAt(0).toString(16).toUpperCase()}>`)
    .replace(/(\*\*|\/\/|__|--|~~)/g, (pair) => `~${pair}`);
}
