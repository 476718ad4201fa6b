import { ncName, xml } from '../drawing/xml.ts';
import type { Chart, ChartAction, ChartState, ChartTransition } from './chart.ts';
import { type ChartTree, treeOf } from './chart-tree.ts';

/**
 * An SCXML document: the structure of the machine in full. Its guards and effects are JavaScript that no document can hold: they stand
 * in `cond` and `log` by name.
 *
 * A delayed transition is, as SCXML knows no other way, an event that entering the state sends to itself and leaving
 * it cancels.
 */
export function toScxml(chart: Chart): string {
  return `${new ScxmlChart(treeOf(chart)).lines().join('\n')}\n`;
}

class ScxmlChart {
  readonly #tree: ChartTree;
  readonly #ids = new Map<string, string>();

  constructor(tree: ChartTree) {
    this.#tree = tree;
    const taken = new Set<string>();
    for (const { id } of tree.chart.states) {
      const base = ncName(id);
      let name = base;
      for (let i = 2; taken.has(name); i++) name = `${base}_${i}`;
      taken.add(name);
      this.#ids.set(id, name);
    }
  }

  lines(): readonly string[] {
    const { root } = this.#tree;
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript" name="${xml(ncName(root.key))}" initial="${this.#id(root.id)}">`,
      ...indented(this.#state(root)),
      '</scxml>',
    ];
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
    const delays = new Map(transitions.flatMap((each) => timerOf(each)));
    const content = [
      ...comments(state),
      ...executable('onentry', [...timers(id, delays), ...logs(state.entry)]),
      ...executable('onexit', [...cancels(id, delays), ...logs(state.exit)]),
      ...state.invokes.map((src) => `<invoke type="scxml" src="${xml(encodeURI(src))}"/>`),
      ...(element === 'state' ? this.#initial(state) : []),
      ...(element === 'final' ? [] : transitions.flatMap((each) => this.#transition(each, id))),
      ...this.#tree.children(state.id).flatMap((child) => this.#state(child)),
    ];
    if (content.length === 0) return [`<${element} id="${xml(id)}"/>`];
    return [`<${element} id="${xml(id)}">`, ...indented(content), `</${element}>`];
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
    const target = state.initial.map((id) => this.#id(id)).join(' ');
    const content = logs(state.initialActions);
    if (content.length === 0) return ['<initial>', `  <transition target="${xml(target)}"/>`, '</initial>'];
    return [
      '<initial>',
      `  <transition target="${xml(target)}">`,
      ...indented(indented(content)),
      '  </transition>',
      '</initial>',
    ];
  }

  #transition(each: ChartTransition, sourceId: string): readonly string[] {
    const event = eventOf(each, sourceId);
    const { targets, guard, reenter, actions, description } = each;
    const { isWithin, inner } = this.#tree;
    // To target itself without being entered again is, in SCXML, to have no target.
    const target = inner(each.source).includes(each) ? '' : targets.map((id) => this.#id(id)).join(' ');
    const internal =
      target !== '' && !reenter && targets.every((id) => id !== each.source && isWithin(id, each.source));
    const attributes = [
      ...(event === null ? [] : [`event="${xml(event)}"`]),
      ...(guard === null ? [] : [`cond="${xml(conditionOf(guard))}"`]),
      ...(target === '' ? [] : [`target="${xml(target)}"`]),
      ...(internal ? ['type="internal"'] : []),
    ];
    const content = [...(description === null ? [] : [comment(description)]), ...logs(actions)];
    const head = `<transition ${attributes.join(' ')}`;
    // SCXML wants an event, a condition or a target.
    if (attributes.length === 0)
      return content.length === 0 ? [] : [`<transition cond="true">`, ...indented(content), '</transition>'];
    return content.length === 0 ? [`${head}/>`] : [`${head}>`, ...indented(content), '</transition>'];
  }
}

/** The phrase of a guard, with the operators of a data model. */
function conditionOf(guard: string): string {
  return guard
    .replace(/\bnot /g, '!')
    .replace(/ and /g, ' && ')
    .replace(/ or /g, ' || ')
    .replace(/^in (\S+)$/, "In('$1')");
}

function timerOf({ trigger }: ChartTransition): readonly (readonly [string, string])[] {
  return trigger.kind === 'after' ? [[trigger.delay, trigger.delay.replace(/^(\d+) ms$/, '$1ms')]] : [];
}

function timerEvent(stateId: string, delay: string): string {
  return `after.${delay.replace(/\W/g, '_')}.${stateId}`;
}

function timers(id: string, delays: ReadonlyMap<string, string>): readonly string[] {
  return [...delays].map(([name, delay]) => {
    const event = xml(timerEvent(id, name));
    const time = /^\d+ms$/.test(delay) ? `delay="${delay}"` : `delayexpr="${xml(delay)}"`;
    return `<send id="${event}" event="${event}" ${time}/>`;
  });
}

function cancels(id: string, delays: ReadonlyMap<string, string>): readonly string[] {
  return [...delays.keys()].map((name) => `<cancel sendid="${xml(timerEvent(id, name))}"/>`);
}

function eventOf({ trigger }: ChartTransition, sourceId: string): string | null {
  switch (trigger.kind) {
    case 'event':
      return trigger.event.replace(/\s/g, '_');
    case 'always':
      return null;
    case 'after':
      return timerEvent(sourceId, trigger.delay);
    case 'done':
      return trigger.of === null ? `done.state.${sourceId}` : `done.invoke.${trigger.of}`;
    case 'error':
      return `error.invoke.${trigger.of}`;
    case 'snapshot':
      return `snapshot.invoke.${trigger.of}`;
  }
}

function comments({ description, tags }: ChartState): readonly string[] {
  const texts = [
    ...(description === null ? [] : [description]),
    ...(tags.length === 0 ? [] : [`tags: ${tags.join(', ')}`]),
  ];
  return texts.map(comment);
}

function comment(text: string): string {
  return `<!-- ${xml(text).replaceAll('--', '- -')} -->`;
}

function logs(actions: readonly ChartAction[]): readonly string[] {
  return actions.map(({ text }) => {
    const raised = /^raise (\S+)$/.exec(text)?.[1];
    return raised === undefined ? `<log label="${xml(text)}"/>` : `<raise event="${xml(raised)}"/>`;
  });
}

function executable(element: string, content: readonly string[]): readonly string[] {
  return content.length === 0 ? [] : [`<${element}>`, ...indented(content), `</${element}>`];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
