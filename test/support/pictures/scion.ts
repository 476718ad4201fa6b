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
    this.#interpreter = new BaseInterpreter((() => this.#state(root)) as () => Model, {});
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
    return new Set(this.#interpreter.getFullConfiguration());
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
