import { isToNobody, withoutOrder } from '../language/address.ts';
import type { Machine } from '../language/endpoint.ts';
import type { AnyAction, AnyMessage, AnyObservation } from '../language/forgotten.ts';
import type { EventObject } from '../language/machine.ts';
import { stateId } from '../language/state-text.ts';
import { canonicalText } from '../tables/plain-data.ts';
import type { Answer } from './actors/answer.ts';
import { timerName } from './declared-names.ts';
import { timerId } from './effects.ts';
import { watchSteps } from './xstate.ts';

type StateNode = Machine['root'];
export type TransitionDefinition = NonNullable<StateNode['always']>[number];
type Scope = Parameters<Machine['transition']>[2];

/** What a machine's reaction depends on, as far as it can be seen. */
export interface Local {
  readonly value: unknown;
  readonly context: unknown;
  readonly status?: string;
}

/** What a machine once did with an event. */
interface Reaction {
  /** Canonical text of value and context afterwards. */
  readonly after: string;
  /** Ids of the transitions taken, in order. */
  readonly taken: readonly string[];
  /** Canonical texts of the events that were emitted. */
  readonly emitted: readonly string[];
  /** Types of the other actions. */
  readonly executed: readonly string[];
}

/** A step of an endpoint, as far as it tells which reaction it was. */
export interface WatchedStep {
  readonly before: Local;
  readonly action: AnyAction;
  readonly after: Local;
  readonly observations: readonly AnyObservation[];
  readonly sent: readonly AnyMessage[];
}

/**
 * Inspects a copy of one machine: which of its transitions make up each of its reactions.
 *
 * XState reports the transitions of each microstep to those who inspect its actor system. The copy is inspected
 * whenever the model calls it, which it does once per distinct reaction; so reactions are noted by what they react
 * to, and looked up for a step of the search.
 */
export class MachineWatch {
  /** The copy, to be composed in place of the original. */
  readonly machine: Machine;
  /** The transitions that starting the machine takes. */
  readonly atStart = new Set<string>();
  readonly #targets = new Map<string, readonly StateNode[]>();
  /** By value and context, then by event. */
  readonly #reactions = new Map<string, Map<string, Reaction[]>>();
  /** The step that the machine is in. */
  #step = noStep();
  /** The events that timers of one name raise when they expire. */
  readonly #raised = new Map<string, Set<string>>();

  constructor(original: Machine) {
    this.machine = original.provide({}) as Machine;
    const { machine } = this;
    const transition = machine.transition.bind(machine);
    const initial = machine.getInitialSnapshot.bind(machine);
    machine.transition = (snapshot, event: { type: string }, scope) => {
      if (!this.#step.isStart) this.#step.first ??= { before: snapshot, event };
      return this.#inspecting(scope, this.#step.seen, () => transition(snapshot, event, scope));
    };
    machine.getInitialSnapshot = (scope, input) => {
      this.#step.isStart = true;
      return this.#inspecting(scope, this.#step.seen, () => initial(scope, input));
    };
    watchSteps(machine, {
      begin: () => {
        this.#step = noStep();
      },
      end: (after) => this.#end(after),
    });
  }

  /** What the machine's actors tell it at once is a part of the step. */
  #end(after: Local): void {
    const { first, isStart, seen } = this.#step;
    if (isStart) for (const id of seen.taken) this.atStart.add(id);
    if (first !== null) this.#note(first.before, first.event, { after: textOf(after), ...seen });
  }

  /** The states that a transition names as its targets. */
  targetsOf(transition: string): readonly StateNode[] {
    return this.#targets.get(transition) ?? [];
  }

  /**
   * The transitions that a step of the endpoint takes. Two reactions of states that differ only in XState's history
   * cannot be told apart by what leads to them, nor can timers of one name; those that lead elsewhere, or show
   * something else, are put aside. `surely` has what all others have in common, `possibly` what any of them takes.
   */
  takenBy(step: WatchedStep): Taken {
    if (step.before.status === 'crashed') return NOTHING;
    const text = textOf(step.after);
    const all = this.#reactionsTo(step.before, step.action);
    const alike = all.filter((reaction) => reaction.after === text);
    const candidates = alike.length > 1 ? alike.filter((reaction) => shows(reaction, step)) : alike;
    const [first] = candidates;
    if (first === undefined) return NOTHING;
    return {
      surely: first.taken.filter((id) => candidates.every(({ taken }) => taken.includes(id))),
      possibly: [...new Set(candidates.flatMap(({ taken }) => taken))],
    };
  }

  #note(before: Local, event: { readonly type: string }, reaction: Reaction): void {
    const key = textOf(before);
    const reactions = this.#reactions.get(key) ?? new Map<string, Reaction[]>();
    this.#reactions.set(key, reactions);
    const text = canonicalText(event, 'event');
    reactions.set(text, [...(reactions.get(text) ?? []), reaction]);
  }

  #reactionsTo(before: Local, action: AnyAction): readonly Reaction[] {
    const reactions = this.#reactions.get(textOf(before));
    if (action.kind === 'deliver')
      return reactions?.get(canonicalText(action.as ?? action.message.event, 'event')) ?? [];
    if (action.kind === 'event') return reactions?.get(canonicalText(action.event, 'event')) ?? [];
    if (action.kind === 'answer') return this.#reactionsToAnswer(reactions, action);
    if (action.kind !== 'expire') return [];
    const events = [...(this.#raised.get(action.timer) ?? [])];
    return events.flatMap((event) => reactions?.get(event) ?? []);
  }

  /** The machine is told of a new state of an actor in full, of which an answer is a part. */
  #reactionsToAnswer(
    reactions: ReadonlyMap<string, readonly Reaction[]> | undefined,
    answer: Answer,
  ): readonly Reaction[] {
    if (answer.gives === 'event') return reactions?.get(canonicalText(answer.value, 'event')) ?? [];
    const type = answer.gives === 'snapshot' ? 'snapshot' : `${answer.gives}.actor`;
    const own = `{"type":${JSON.stringify(`xstate.${type}.${answer.actor}`)}`;
    const told =
      answer.gives === 'snapshot' ? '"context":' : answer.gives === 'done' ? '"output":' : '"error":';
    const value = `${told}${canonicalText(answer.value, 'answer')}`;
    return [...(reactions ?? [])].flatMap(([text, list]) =>
      text.startsWith(own) && text.includes(value) ? list : [],
    );
  }

  #noteAction({ type, params }: { readonly type: string; readonly params?: unknown }, seen: Seen): void {
    if (type === 'xstate.raise') this.#noteTimer(params as RaiseParams);
    else if (type === 'xstate.emit') this.#noteEmitted((params as RaiseParams).event, seen);
    else seen.executed.push(type);
  }

  /** What goes to nobody is not among the messages of a step. */
  #noteEmitted(event: EventObject, seen: Seen): void {
    if (isToNobody(event)) seen.executed.push(event.type);
    else seen.emitted.push(canonicalText(withoutOrder(event), 'event'));
  }

  /** Notes the event of a timer that is armed, by the name that the model gives the timer. */
  #noteTimer({ event, id, delay }: RaiseParams): void {
    if (delay === undefined) return;
    const known = timerId(id);
    const name = known === null ? event.type : timerName(this.machine, known);
    const events = this.#raised.get(name) ?? new Set();
    this.#raised.set(name, events.add(canonicalText(event, 'event')));
  }

  #inspecting<T>(scope: Scope, seen: Seen, run: () => T): T {
    const subscription = scope.system.inspect((event) => {
      if (event.type !== '@xstate.microstep') return;
      for (const definition of event._transitions as readonly TransitionDefinition[]) {
        const id = transitionIdOf(definition);
        seen.taken.push(id);
        this.#targets.set(id, definition.target ?? []);
      }
    });
    const execute = scope.actionExecutor;
    scope.actionExecutor = (action) => {
      this.#noteAction(action, seen);
      execute(action);
    };
    try {
      return run();
    } finally {
      subscription.unsubscribe();
      scope.actionExecutor = execute;
    }
  }
}

/** What is seen of a reaction while it is computed. */
interface Seen {
  readonly taken: string[];
  readonly emitted: string[];
  readonly executed: string[];
}

/** A step while the machine is in it. */
interface OpenStep {
  isStart: boolean;
  /** What the step began with. */
  first: { readonly before: Local; readonly event: { readonly type: string } } | null;
  readonly seen: Seen;
}

function noStep(): OpenStep {
  return { isStart: false, first: null, seen: { taken: [], emitted: [], executed: [] } };
}

interface RaiseParams {
  readonly event: EventObject;
  readonly id?: unknown;
  readonly delay?: number;
}

/** The transitions of one step. */
export interface Taken {
  readonly surely: readonly string[];
  readonly possibly: readonly string[];
}

const NOTHING: Taken = { surely: [], possibly: [] };

/** Whether a reaction may have shown and sent what the step did. */
function shows({ emitted, executed }: Reaction, { observations, sent }: WatchedStep): boolean {
  const messages = sent.map(({ event }) => canonicalText(withoutOrder(event), 'event'));
  const effects = observations.map(({ effect }) => ({
    type: effect.type,
    text: canonicalText(withoutOrder(effect), 'effect'),
  }));
  const told = new Set([...messages, ...effects.map(({ text }) => text)]);
  return (
    emitted.every((text) => told.has(text)) &&
    messages.every((text) => emitted.includes(text)) &&
    effects.every(({ type, text }) => emitted.includes(text) || executed.includes(type))
  );
}

/** The id of a transition: `source event place`, where place counts the source's transitions on the event. */
export function transitionIdOf(definition: TransitionDefinition): string {
  const { source, eventType } = definition;
  const siblings = (eventType === '' ? source.always : source.transitions.get(eventType)) ?? [];
  return `${stateId(source)} ${eventType} ${siblings.indexOf(definition)}`;
}

function textOf({ value, context }: Local): string {
  return canonicalText([value, context], 'state');
}
