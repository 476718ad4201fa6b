import { createRequire } from 'node:module';
import { JSDOM } from 'jsdom';

/** As much of SCION's interpreter as is used here; the package has no types that say it. */
interface Interpreter {
  start(): void;
  gen(event: { readonly name: string }): void;
  getFullConfiguration(): readonly string[];
  readonly _scriptingContext: { raise(event: { readonly name: string }): void };
}
interface Model {
  $type: string;
  id?: string;
  [part: string]: unknown;
}
const { BaseInterpreter } = createRequire(import.meta.url)('@scion-scxml/core-base') as {
  BaseInterpreter: new (model: (...given: never[]) => Model, options: object) => Interpreter;
};

interface Armed {
  readonly id: string | null;
  readonly name: string;
  readonly at: number;
}

interface Node {
  readonly parent?: Node;
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
interface Inside extends Interpreter {
  readonly opts: { readonly Set: new (list: readonly unknown[]) => unknown };
  readonly _configuration: { iter(): readonly Node[] };
}

/** The base of SCION leaves the choice of transitions to who uses it; so it is made here, as appendix D of the recommendation has it. */
class Scion extends BaseInterpreter {
  _selectTransitions(event: { readonly name: string } | undefined, isEventless: boolean): unknown {
    const { opts, _configuration } = this as unknown as Inside;
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

/** An SCXML document as SCION runs it, an interpreter that knows nothing of XState; time passes by hand. */
export class RunningScxml {
  readonly data: Record<string, Record<string, unknown>> = {};
  #armed: readonly Armed[] = [];
  #now = 0;
  readonly #interpreter: Interpreter;

  constructor(text: string) {
    const root = new JSDOM(text, { contentType: 'text/xml' }).window.document.documentElement;
    for (const each of root.querySelectorAll(':scope > datamodel > data'))
      this.data[each.id] = new Function(`return (${each.getAttribute('expr')});`)();
    this.#interpreter = new Scion((() => this.#state(root)) as () => Model, {}) as Interpreter;
  }

  start(): void {
    this.#interpreter.start();
  }

  send(name: string): void {
    this.#interpreter.gen({ name });
  }

  /** Lets the timer fire that is due first. */
  fire(): void {
    const [first] = this.#armed.toSorted((a, b) => a.at - b.at);
    if (first === undefined) return;
    this.#armed = this.#armed.filter((each) => each !== first);
    this.#now = first.at;
    this.send(first.name);
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
      onEntry: parts('onentry').map((each) => this.#content(each)),
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
