import { PALE, quoted } from '../drawing/dot-text.ts';
import { wrap } from '../drawing/wrap.ts';
import { xml } from '../drawing/xml.ts';
import type { Chart, ChartState, ChartTransition } from './chart.ts';
import { isFault } from './chart-crashes.ts';
import { actionsText, behaviourTexts, tagText, transitionLines } from './chart-labels.ts';
import { namesOf } from './chart-names.ts';
import { type ChartOptions, type Paleness, palenessOf } from './chart-options.ts';
import { type ChartTree, treeOf } from './chart-tree.ts';
import { reentry } from './mermaid-state.ts';

/** How Graphviz draws a chart. */
export interface DotOptions extends ChartOptions {
  /** Default: downwards. */
  readonly direction?: 'down' | 'right' | undefined;
  /** Gives states and arrows ids, which `dotToSvg` keeps: `s3`, `t5`, by their places in the chart. Of several loops in one, `t5.t6`. Default: none. */
  readonly ids?: boolean | undefined;
}

/** A Graphviz digraph; states that contain others are clusters. */
export function toDot(chart: Chart, options: DotOptions = {}): string {
  const picture = new DotChart(treeOf(chart), palenessOf(options), options.ids ?? false);
  return `${picture.lines(options.direction === 'right' ? 'LR' : 'TB').join('\n')}\n`;
}

class DotChart {
  readonly #tree: ChartTree;
  readonly #pale: Paleness;
  readonly #hasIds: boolean;
  readonly #names: ReadonlyMap<string, string>;
  /** Ids of the states at which arrows start or end. */
  readonly #touched: ReadonlySet<string>;

  constructor(tree: ChartTree, pale: Paleness, hasIds: boolean) {
    this.#tree = tree;
    this.#pale = pale;
    this.#hasIds = hasIds;
    this.#names = namesOf(tree);
    this.#touched = new Set([
      ...tree.arrows.flatMap(({ source, targets }) => [source, ...targets]),
      ...tree.chart.states.flatMap(({ initial }) => initial),
    ]);
  }

  lines(direction: string): readonly string[] {
    const { root, framed, chart, arrows } = this.#tree;
    const states = framed ? this.#state(root) : this.#inside(root);
    return [
      `digraph ${quoted(chart.name)} {`,
      ...indented([
        `graph [rankdir=${direction}, compound=true, fontname="Helvetica", fontsize=12, nodesep=0.25, ranksep=0.4, pad=0.2]`,
        'node [shape=box, style="rounded,filled", fillcolor="#f2f6fa", color="#44525f", fontname="Helvetica", fontsize=12, margin="0.14,0.08"]',
        'edge [color="#44525f", fontname="Helvetica", fontsize=11, arrowsize=0.7]',
        ...states,
        ...this.#loops(arrows),
        ...arrows.filter((each) => !isLoop(each)).flatMap((each, i) => this.#arrow(each, i)),
      ]),
      '}',
    ];
  }

  #name(id: string): string {
    return quoted(this.#names.get(id) ?? id);
  }

  /** The attribute that names a state in the picture. */
  #stateId(id: string): readonly string[] {
    return this.#hasIds ? [`id="s${this.#tree.chart.states.findIndex((state) => state.id === id)}"`] : [];
  }

  /** The attribute that names transitions in the picture. */
  #transitionIds(all: readonly ChartTransition[]): readonly string[] {
    const ids = all.map((each) => `t${this.#tree.chart.transitions.indexOf(each)}`);
    return this.#hasIds ? [`id="${ids.join('.')}"`] : [];
  }

  #isCluster(id: string): boolean {
    return this.#tree.children(id).length > 0;
  }

  #state(state: ChartState): readonly string[] {
    if (state.history !== null) {
      const sign = state.history === 'deep' ? 'H*' : 'H';
      return [
        `${this.#name(state.id)} [label="${sign}", shape=circle, style=filled, width=0.3, fixedsize=true, margin=0, class="history"]`,
      ];
    }
    return this.#isCluster(state.id) ? this.#cluster(state) : [this.#box(state)];
  }

  #box(state: ChartState): string {
    const pale = this.#pale.state(state.id);
    const attributes = [
      `label=${this.#label(state)}`,
      `class="${[state.kind === 'final' ? 'final' : 'state', ...(pale ? ['pale'] : [])].join(' ')}"`,
      ...this.#stateId(state.id),
      ...(state.kind === 'final' ? ['peripheries=2'] : []),
      ...(pale ? [`color="${PALE}"`, `fontcolor="${PALE}"`, 'style="rounded,dashed"'] : []),
    ];
    return `${this.#name(state.id)} [${attributes.join(', ')}]`;
  }

  /** The box of a compound state. Where arrows start or end at it, its heading is a node, for them to hold on to. */
  #cluster(state: ChartState): readonly string[] {
    const { parent, id } = state;
    const region = parent !== null && this.#tree.state(parent).kind === 'parallel';
    const pale = this.#pale.state(id) ? ' pale' : '';
    const style = `style="rounded${region ? ',dashed' : ''}", color="${PALE}", margin=10, class="${region ? 'region' : 'compound'}${pale}"${this.#stateId(
      id,
    )
      .map((attribute) => `, ${attribute}`)
      .join('')}`;
    const heading = this.#touched.has(id)
      ? [
          `graph [${style}, label=""]`,
          `${this.#name(id)} [label=${this.#label(state)}, shape=plaintext, width=0, height=0, margin="0.06,0.03", style="", class="heading${pale}"]`,
          ...this.#firstBelow(state).map((name) => `${this.#name(id)} -> ${name} [style=invis]`),
        ]
      : [`graph [${style}, label=${this.#label(state)}]`];
    return [
      `subgraph ${quoted(`cluster_${this.#names.get(id)}`)} {`,
      ...indented([...heading, ...this.#inside(state)]),
      '}',
    ];
  }

  /** What stands in the first row below the heading of a compound state. */
  #firstBelow(state: ChartState): readonly string[] {
    if (state.kind === 'compound') return [quoted(`start_${this.#names.get(state.id)}`)];
    return this.#tree
      .children(state.id)
      .flatMap((child) => (this.#isCluster(child.id) ? this.#firstBelow(child) : [this.#name(child.id)]));
  }

  #inside(state: ChartState): readonly string[] {
    const label = actionsText(state.initialActions);
    const start =
      state.initial.length === 0
        ? []
        : this.#start(`start_${this.#names.get(state.id)}`, state.initial, label);
    return [...start, ...this.#tree.children(state.id).flatMap((child) => this.#state(child))];
  }

  #start(name: string, targets: readonly string[], label: string): readonly string[] {
    const arrows = targets.map((id) => {
      const attributes = [
        ...this.#end('head', id),
        ...(label === '' ? [] : [`label=${lines(wrap(label))}`]),
        'class="initial"',
      ];
      return `${quoted(name)} -> ${this.#name(id)} [${attributes.join(', ')}]`;
    });
    return [
      `${quoted(name)} [label="", shape=circle, style=filled, fillcolor="#1c2733", width=0.12, fixedsize=true, margin=0, class="start"]`,
      ...arrows,
    ];
  }

  #arrow(each: ChartTransition, index: number): readonly string[] {
    const [first, ...others] = each.targets;
    if (first === undefined) return [];
    const pale = this.#pale.transition(each.id);
    const isHistory = this.#tree.state(each.source).kind === 'history';
    const label = isHistory
      ? []
      : [`label=${lines(transitionLines(each, undefined, reentry(this.#tree, each)))}`];
    const style = pale
      ? [`color="${PALE}"`, `fontcolor="${PALE}"`, 'style=dashed']
      : isHistory || isFault(each.trigger)
        ? ['style=dashed']
        : [];
    const ids = this.#transitionIds([each]);
    const fault = isFault(each.trigger) ? ' fault' : '';
    const attributes = [...label, ...style, `class="arrow${fault}${pale ? ' pale' : ''}"`, ...ids];
    const ends = (target: string) => this.#ends(each.source, target);
    if (others.length === 0)
      return [this.#line(this.#name(each.source), this.#name(first), [...ends(first), ...attributes])];
    const fork = quoted(`fork_${index + 1}`);
    const rest = attributes.slice(label.length);
    return [
      `${fork} [label="", shape=box, style=filled, fillcolor="#1c2733", width=0.5, height=0.05, fixedsize=true, class="start"]`,
      this.#line(this.#name(each.source), fork, [...attributes, 'arrowhead=none']),
      ...each.targets.map((target) =>
        this.#line(fork, this.#name(target), [...this.#end('head', target), ...rest]),
      ),
    ];
  }

  /** Loops at a state are one, with a label that says all of them: side by side, they would cover one another. */
  #loops(arrows: readonly ChartTransition[]): readonly string[] {
    const groups = new Map<string, ChartTransition[]>();
    for (const each of arrows.filter(isLoop)) {
      groups.set(each.source, [...(groups.get(each.source) ?? []), each]);
    }
    return [...groups].map(([source, group]) => {
      const isPale = ({ id }: ChartTransition) => this.#pale.transition(id);
      const allPale = group.every(isPale);
      const never = (each: ChartTransition) => (isPale(each) && !allPale ? ' (never taken)' : '');
      const label = lines(group.flatMap((each) => transitionLines(each, undefined, never(each))));
      const style = allPale ? [`color="${PALE}"`, `fontcolor="${PALE}"`, 'style=dashed'] : [];
      const name = this.#name(source);
      const ids = this.#transitionIds(group);
      return this.#line(name, name, [
        `label=${label}`,
        ...style,
        `class="arrow${allPale ? ' pale' : ''}"`,
        ...ids,
      ]);
    });
  }

  #line(from: string, to: string, attributes: readonly string[]): string {
    return `${from} -> ${to} [${attributes.join(', ')}]`;
  }

  /** An arrow to or from a cluster ends at its border, unless the other end lies inside. */
  #ends(source: string, target: string): readonly string[] {
    const { isWithin } = this.#tree;
    return [
      ...(isWithin(source, target) ? [] : this.#end('head', target)),
      ...(isWithin(target, source) ? [] : this.#end('tail', source)),
    ];
  }

  #end(end: 'head' | 'tail', id: string): readonly string[] {
    return this.#isCluster(id) ? [`l${end}=${quoted(`cluster_${this.#names.get(id)}`)}`] : [];
  }

  #label(state: ChartState): string {
    const own = behaviourTexts(state).flatMap((text) => wrap(text, 34));
    const small = own.map((line) => ({ line, pale: false }));
    for (const each of this.#tree.inner(state.id)) {
      const pale = this.#pale.transition(each.id);
      small.push(...transitionLines(each, 34).map((line) => ({ line, pale })));
    }
    const title = `<TR><TD><B><FONT POINT-SIZE="14">${xml(state.key)}</FONT></B></TD></TR>`;
    const tags =
      state.tags.length === 0 ? '' : `<TR><TD><FONT POINT-SIZE="9">${xml(tagText(state))}</FONT></TD></TR>`;
    const about = (state.description === null ? [] : wrap(state.description, 34)).map(
      (line) => `<TR><TD ALIGN="LEFT"><I><FONT POINT-SIZE="10">${xml(line)}</FONT></I></TD></TR>`,
    );
    const rows = small.map(({ line, pale }) => {
      const color = pale ? ` COLOR="${PALE}"` : '';
      return `<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="10"${color}>${xml(line)}</FONT></TD></TR>`;
    });
    return `<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="1">${title}${tags}${about.join('')}${rows.join('')}</TABLE>>`;
  }
}

function isLoop({ source, targets }: ChartTransition): boolean {
  return targets.length === 1 && targets[0] === source;
}

/** Lines of a label, with a blank on either side, so that it keeps its distance. */
function lines(texts: readonly string[]): string {
  return `"${texts.map((text) => ` ${quoted(text).slice(1, -1)} `).join('\\n')}"`;
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
