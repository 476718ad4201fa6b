import { createRequire } from 'node:module';
import { JSDOM } from 'jsdom';

/** As much of SCION's interpreter as is used here; the package has no types that say it. */
interface Interpreter {
  start(): void;
  gen(event: Named): void;
  getFullConfiguration(): readonly string[];
  _enterStates(event: Named | undefined, transitions: unknown): unknown;
  isInFinalState(state: Node): boolean;
  _exitStates(event: Named | undefined, transitions: unknown): readonly Node[];
  readonly _scriptingContext: { raise(event: Named): void };
}
interface Named {
  readonly name: string;
}
interface Model {
  $type: string;
  id?: string;
  [part: string]: unknown;
}
const { BaseInterpreter, STATE_TYPES } = createRequire(import.meta.url)('@scion-scxml/core-base') as {
  BaseInterpreter: new (model: (...given: never[]) => Model, options: object) => Interpreter;
  STATE_TYPES: { readonly PARALLEL: unknown };
};

interface Armed {
  readonly id: string | null;
  readonly name: string;
  readonly at: number;
}

interface Node {
  readonly id: string;
  readonly parent?: Node;
  readonly states?: readonly Node[];
  readonly typeEnum: unknown;
  readonly isAtomic?: boolean;
  readonly historyRef?: readonly Node[];
  readonly isDeep?: boolean;
  depth: number;
  readonly documentOrder: number;
  readonly transitions: readonly Selectable[];
  readonly descendants: readonly Node[];
}
interface Selectable {
  readonly source: Node;
  readonly documentOrder: number;
  readonly events?: readonly string[];
  readonly targets?: readonly Node[];
  readonly scope: Node | null;
  readonly cond?: (event: unknown) => boolean;
}
interface Inside {
  readonly opts: { readonly Set: new (list: readonly unknown[]) => unknown };
  readonly _configuration: { iter(): readonly Node[] };
  readonly _model: Node & { readonly $idToStateMap: ReadonlyMap<string, Node> };
  readonly _historyValue: Record<string, readonly Node[]>;
  _internalEventQueue: readonly (Named & { readonly type?: string })[];
}

/**
 * The base of SCION leaves the choice of transitions to who uses it; so it is made here, as appendix D of the recommendation has it.
 * As there, too: states are entered in the order of the document (not by depth first), each final state tells of itself when it is
 * entered (not when all have been), and deep histories remember final states.
 */
class Scion extends BaseInterpreter {
  constructor(model: () => Model) {
    super(model, {});
    inDocumentOrder(this.#inside._model);
  }

  get #inside(): Inside {
    return this as unknown as Inside;
  }

  /** What a final state tells when it is entered. */
  tellOfEnd(id: string): void {
    const parent = this.#inside._model.$idToStateMap.get(id)?.parent;
    if (parent === undefined) return;
    this._scriptingContext.raise({ name: `done.state.${parent.id}` });
    const around = parent.parent;
    if (around === undefined || around.typeEnum !== STATE_TYPES.PARALLEL) return;
    const regions = (around.states ?? []).filter(({ states = [] }) => states.length > 0);
    if (regions.every((each) => this.isInFinalState(each)))
      this._scriptingContext.raise({ name: `done.state.${around.id}` });
  }

  override _enterStates(event: Named | undefined, transitions: unknown): unknown {
    const entered = super._enterStates(event, transitions);
    // What the base tells of final states has no type.
    const queue = this.#inside._internalEventQueue;
    this.#inside._internalEventQueue = queue.filter(
      ({ name, type }) => type !== undefined || !name.startsWith('done.state.'),
    );
    return entered;
  }

  override _exitStates(event: Named | undefined, transitions: unknown): readonly Node[] {
    const exited = super._exitStates(event, transitions);
    for (const state of exited) {
      for (const { id, isDeep } of state.historyRef ?? []) {
        if (isDeep)
          this.#inside._historyValue[id] = exited.filter(
            (one) => one.isAtomic && state.descendants.includes(one),
          );
      }
    }
    return exited;
  }

  _selectTransitions(event: Named | undefined, isEventless: boolean): unknown {
    const { opts, _configuration } = this.#inside;
    const atomic = _configuration.iter().toSorted((a, b) => a.documentOrder - b.documentOrder);
    const isEnabled = ({ events, cond }: Selectable) =>
      (isEventless ? events === undefined : fits(events, event?.name ?? '')) && (cond?.(event) ?? true);
    const enabled = atomic.flatMap((node) => firstFrom(node, isEnabled) ?? []);
    const exits = ({ targets, scope }: Selectable) =>
      targets === undefined ? [] : atomic.filter((node) => scope?.descendants.includes(node));
    const kept: Selectable[] = [];
    for (const one of new Set(enabled)) {
      const rivals = kept.filter((other) => exits(one).some((node) => exits(other).includes(node)));
      if (rivals.some(({ source }) => !source.descendants.includes(one.source))) continue;
      for (const rival of rivals) kept.splice(kept.indexOf(rival), 1);
      kept.push(one);
    }
    return new opts.Set(kept);
  }
}

/** The base sorts by depth, and then by the order of the document. */
function inDocumentOrder(node: Node): void {
  node.depth = 0;
  for (const inner of node.states ?? []) inDocumentOrder(inner);
}

function firstFrom(node: Node, isEnabled: (each: Selectable) => boolean): Selectable | undefined {
  for (let at: Node | undefined = node; at !== undefined; at = at.parent) {
    const found = at.transitions.find(isEnabled);
    if (found !== undefined) return found;
  }
  return undefined;
}

function fits(descriptors: readonly string[] | undefined, name: string): boolean {
  return (descriptors ?? []).some((descriptor) => {
    const beginning = descriptor.replace(/\.?\*$/, '');
    return beginning === '' || name === beginning || name.startsWith(`${beginning}.`);
  });
}

const parser = new new JSDOM().window.DOMParser();

/** The root of a document. */
export function readScxml(text: string): Element {
  return parser.parseFromString(text, 'text/xml').documentElement;
}

/** An SCXML document as SCION runs it, an interpreter that knows nothing of XState; time passes by hand. */
export class RunningScxml {
  readonly data: Record<string, Record<string, unknown>> = {};
  #armed: readonly Armed[] = [];
  #now = 0;
  readonly #interpreter: Scion;

  /** @param root of the document */
  constructor(root: Element) {
    for (const each of root.querySelectorAll(':scope > datamodel > data'))
      this.data[each.id] = new Function(`return (${each.getAttribute('expr')});`)();
    this.#interpreter = new Scion(() => this.#state(root));
  }

  start(): void {
    this.#interpreter.start();
  }

  send(name: string): void {
    this.#interpreter.gen({ name });
  }

  /** Lets time pass; what is due at the same moment fires in the order of arming. */
  advance(milliseconds: number): void {
    const until = this.#now + milliseconds;
    for (;;) {
      const [first] = this.#armed.toSorted((a, b) => a.at - b.at);
      if (first === undefined || first.at > until) break;
      this.#armed = this.#armed.filter((each) => each !== first);
      this.#now = first.at;
      this.send(first.name);
    }
    this.#now = until;
  }

  /** Milliseconds until a timer is due; infinite if none is armed. */
  get untilNext(): number {
    return Math.min(...this.#armed.map(({ at }) => at)) - this.#now;
  }

  get active(): ReadonlySet<string> {
    return new Set(this.#interpreter.getFullConfiguration().filter((id) => !id.startsWith('$generated-')));
  }

  #state(element: Element): Model {
    const parts = (name: string) => [...element.children].filter(({ localName }) => localName === name);
    const nested = ['state', 'parallel', 'final', 'history', 'initial'];
    const initial = element.getAttribute('initial');
    return {
      $type: element.localName,
      ...(element.id !== '' && { id: element.id }),
      ...(initial !== null && { initial: initial.split(' ') }),
      ...(element.getAttribute('type') === 'deep' && { isDeep: true }),
      onEntry: [
        ...parts('onentry').map((each) => this.#content(each)),
        ...(element.localName === 'final' ? [[() => this.#interpreter.tellOfEnd(element.id)]] : []),
      ],
      onExit: parts('onexit').map((each) => this.#content(each)),
      transitions: parts('transition').map((each) => this.#transition(each)),
      states: [...element.children]
        .filter(({ localName }) => nested.includes(localName))
        .map((each) => this.#state(each)),
    };
  }

  #transition(element: Element) {
    const [event, cond, target, type] = ['event', 'cond', 'target', 'type'].map((name) =>
      element.getAttribute(name),
    );
    const test = cond == null ? null : new Function('In', '_event', 'guards', `return (${cond});`);
    return {
      ...(event != null && { event }),
      ...(target != null && { target: target.split(' ') }),
      ...(type != null && { type }),
      ...(test !== null && {
        cond: (current: unknown) =>
          test((id: string) => this.active.has(id), current, this.data.guards) as boolean,
      }),
      onTransition: this.#content(element),
    };
  }

  #content(element: Element): readonly (() => void)[] {
    return [...element.children].map((each) => () => this.#execute(each));
  }

  #execute(each: Element): void {
    const name = each.getAttribute('event') ?? '';
    if (each.localName === 'raise') this.#interpreter._scriptingContext.raise({ name });
    if (each.localName === 'cancel')
      this.#armed = this.#armed.filter(({ id }) => id !== each.getAttribute('sendid'));
    if (each.localName !== 'send') return;
    const expression = each.getAttribute('delayexpr');
    const delay =
      expression === null
        ? each.getAttribute('delay')
        : new Function('delays', `return (${expression});`)(this.data.delays);
    this.#armed = [
      ...this.#armed,
      { id: each.getAttribute('id'), name, at: this.#now + Number.parseFloat(delay) },
    ];
  }
}
