import { ncName, xml } from '../drawing/xml.ts';
import type { Chart, ChartAction, ChartState, ChartTransition } from './chart.ts';
import type { Condition } from './chart-code.ts';
import { type ChartTree, treeOf } from './chart-tree.ts';
import { Conditions, quoted } from './scxml-conditions.ts';
import { EventNames, unique } from './scxml-names.ts';

/**
 * An SCXML document that does, run by an interpreter of SCXML, what the machine does in XState, as far as no JavaScript is needed for
 * it: guards stand in the data `guards` by name, and are false until somebody sets them; effects other than `raise` and `cancel`
 * are logged. What is not as in XState stands as a comment at the head.
 */
export function toScxml(chart: Chart): string {
  return `${new ScxmlChart(treeOf(chart)).lines().join('\n')}\n`;
}

/** The ids of the states in the document, by XState's. They have no dots, so that no `done.state.…` begins like another one. */
export function scxmlIds(chart: Chart): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(chart.states.map(({ id }) => [id, unique(plainId(id), taken)]));
}

function plainId(id: string): string {
  return ncName(id).replaceAll('.', '-');
}

class ScxmlChart {
  readonly #tree: ChartTree;
  readonly #ids: ReadonlyMap<string, string>;
  readonly #events: EventNames;
  readonly #conditions: Conditions;
  /** Final states of the machine itself: where SCXML ends, as XState does. */
  readonly #ends: readonly ChartState[];

  constructor(tree: ChartTree) {
    this.#tree = tree;
    this.#ids = scxmlIds(tree.chart);
    this.#events = new EventNames(tree.chart);
    this.#conditions = new Conditions(tree, (id) => this.#id(id), this.#events);
    const { root } = tree;
    this.#ends =
      root.kind === 'compound' ? tree.children(root.id).filter(({ kind }) => kind === 'final') : [];
  }

  lines(): readonly string[] {
    const { root } = this.#tree;
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      ...this.#remarks().map(comment),
      `<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript" name="${xml(ncName(root.key))}" initial="${this.#id(root.id)}">`,
      ...indented([
        ...this.#data(),
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

  #remarks(): readonly string[] {
    const { states, transitions } = this.#tree.chart;
    const finals = new Set(states.filter(({ kind }) => kind === 'final').map(({ id }) => id));
    const effects = [
      ...states.flatMap(({ entry, exit, initialActions }) => [...entry, ...exit, ...initialActions]),
      ...transitions.flatMap(({ actions }) => actions),
    ];
    const remarks: readonly (readonly [boolean, string])[] = [
      [
        this.#guards().length > 0,
        'Guards are code: they stand in the data, by name, and are false until they are set.',
      ],
      [
        effects.some(({ self }) => self === null),
        'Effects are code: they are logged. What one of them raises is not raised here.',
      ],
      [
        this.#delays().length > 0,
        'Delays by name stand in the data; those that code computes are 0s until they are set.',
      ],
      [
        states.some(({ invokes }) => invokes.length > 0),
        'Actors are code. That they fail is error.invoke.ID, and that they change snapshot.invoke.ID.',
      ],
      [
        transitions.some(({ source }) => finals.has(source)),
        'A final state has transitions, which SCXML does not know: they are left out.',
      ],
      [
        transitions.some((each) => this.#isIntoParallel(each)),
        'A parallel state has a transition into itself that does not leave it; SCXML leaves it, and enters it again.',
      ],
    ];
    return remarks.filter(([isSo]) => isSo).map(([, text]) => text);
  }

  /** SCXML has such transitions of compound states only. */
  #isIntoParallel({ source, targets, reenter }: ChartTransition): boolean {
    const { state, isWithin } = this.#tree;
    const isInside = targets.length > 0 && targets.every((id) => isWithin(id, source));
    return state(source).kind === 'parallel' && isInside && !reenter;
  }

  #guards(): readonly string[] {
    const conditions = this.#tree.chart.transitions.map(({ condition }) => condition);
    return [...new Set(conditions.flatMap((each) => (each === null ? [] : namesIn(each))))];
  }

  #delays(): readonly string[] {
    const { states, transitions } = this.#tree.chart;
    const actions = [
      ...states.flatMap(({ entry, exit, initialActions }) => [...entry, ...exit, ...initialActions]),
      ...transitions.flatMap((each) => each.actions),
    ];
    const raised = actions.flatMap(({ self }) =>
      self?.kind === 'raise' && typeof self.delay === 'string' ? [self.delay] : [],
    );
    const after = transitions.flatMap(({ trigger }) =>
      trigger.kind === 'after' && millisecondsOf(trigger.delay) === null ? [trigger.delay] : [],
    );
    return [...new Set([...raised, ...after])];
  }

  #data(): readonly string[] {
    const { delays } = this.#tree.chart;
    const data = [
      ...this.#object('guards', this.#guards(), () => 'false'),
      ...this.#object('delays', this.#delays(), (name) => `'${delays[name] ?? 0}ms'`),
    ];
    return data.length === 0 ? [] : ['<datamodel>', ...indented(data), '</datamodel>'];
  }

  #object(id: string, names: readonly string[], textOf: (name: string) => string): readonly string[] {
    if (names.length === 0) return [];
    const fields = names.map((name) => `${quoted(name)}: ${textOf(name)}`);
    return [`<data id="${id}" expr="${xml(`{ ${fields.join(', ')} }`)}"/>`];
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
    const children = this.#tree.children(state.id).filter((child) => !this.#ends.includes(child));
    const content = [
      ...comments(state),
      // XState puts its own timers after what the machine does; the order counts where delays are equal.
      ...executable('onentry', [...this.#effects(state.entry), ...this.#timers(id, delays)]),
      ...executable('onexit', [...this.#effects(state.exit), ...cancels(id, delays)]),
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
        : bySpecificity(transitions).flatMap((each) => this.#transition(each, state))),
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
    const content = this.#effects(state.initialActions);
    if (content.length === 0) return ['<initial>', `  <transition target="${xml(target)}"/>`, '</initial>'];
    return [
      '<initial>',
      `  <transition target="${xml(target)}">`,
      ...indented(indented(content)),
      '  </transition>',
      '</initial>',
    ];
  }

  #transition(each: ChartTransition, source: ChartState): readonly string[] {
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
      ...(aims.length === 0 ? [] : [`target="${xml(aims.map((id) => this.#id(id)).join(' '))}"`]),
      ...(internal ? ['type="internal"'] : []),
    ];
    const content = [
      ...(description === null ? [] : [comment(description)]),
      ...this.#effects([...actions, ...(begins ? source.initialActions : [])]),
    ];
    const head = `<transition ${attributes.join(' ')}`;
    // SCXML wants an event, a condition or a target.
    if (attributes.length === 0)
      return content.length === 0 ? [] : [`<transition cond="true">`, ...indented(content), '</transition>'];
    return content.length === 0 ? [`${head}/>`] : [`${head}>`, ...indented(content), '</transition>'];
  }

  #eventOf({ trigger }: ChartTransition, source: ChartState): string | null {
    const id = this.#id(source.id);
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
    }
  }

  /** Pictures name actors by their logic; two of one logic have ids of their own. */
  #actor({ invokeIds, invokes }: ChartState, of: string | null): string {
    return plainId(invokeIds[invokes.indexOf(of ?? '')] ?? of ?? '');
  }

  #effects(actions: readonly ChartAction[]): readonly string[] {
    return actions.map(({ text, self }) => {
      if (self === null) return `<log label="${xml(text)}"/>`;
      if (self.kind === 'cancel') return `<cancel sendid="${xml(self.id)}"/>`;
      const event = xml(this.#events.of(self.event));
      if (self.delay === null) return `<raise event="${event}"/>`;
      const id = self.id === null ? '' : `id="${xml(self.id)}" `;
      return `<send ${id}event="${event}" ${delayAttribute(self.delay)}/>`;
    });
  }

  #timers(id: string, delays: ReadonlyMap<string, string>): readonly string[] {
    return [...delays.keys()].map((name) => {
      const event = xml(timerEvent(id, name));
      return `<send id="${event}" event="${event}" ${delayAttribute(millisecondsOf(name) ?? name)}/>`;
    });
  }
}

/** Of two that fit an event, XState takes the one whose descriptor is longer; the type itself before all. */
function bySpecificity(transitions: readonly ChartTransition[]): readonly ChartTransition[] {
  const rank = ({ trigger }: ChartTransition) =>
    trigger.kind === 'event' && trigger.event.endsWith('*') ? trigger.event.length : Number.POSITIVE_INFINITY;
  return transitions.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
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

function timerOf({ trigger }: ChartTransition): readonly (readonly [string, string])[] {
  return trigger.kind === 'after' ? [[trigger.delay, trigger.delay]] : [];
}

function millisecondsOf(delay: string): number | null {
  const found = /^([\d.]+) ms$/.exec(delay)?.[1];
  return found === undefined ? null : Number(found);
}

function delayAttribute(delay: number | string): string {
  return typeof delay === 'number' ? `delay="${delay}ms"` : `delayexpr="${xml(`delays[${quoted(delay)}]`)}"`;
}

/** The name of the delay has no dots, so that no timer's event begins like another one's. */
function timerEvent(stateId: string, delay: string): string {
  return `after.${delay.replace(/[^\p{L}\p{N}_]/gu, (sign) => (sign === ' ' ? '_' : `-${sign.codePointAt(0)}-`))}.${stateId}`;
}

function cancels(id: string, delays: ReadonlyMap<string, string>): readonly string[] {
  return [...delays.keys()].map((name) => `<cancel sendid="${xml(timerEvent(id, name))}"/>`);
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

function executable(element: string, content: readonly string[]): readonly string[] {
  return content.length === 0 ? [] : [`<${element}>`, ...indented(content), `</${element}>`];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
