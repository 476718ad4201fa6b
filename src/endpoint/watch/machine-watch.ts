import { isToNobody, withoutOrder } from '../../language/address.ts';
import type { Machine } from '../../language/endpoint.ts';
import type { AnyAction, AnyLocalState, AnyMessage, AnyObservation } from '../../language/forgotten.ts';
import type { Snapshot } from '../../language/machine.ts';
import { stateId } from '../../language/state-text.ts';
import { canonicalText } from '../../tables/plain-data.ts';
import { answerText, type Cause } from '../actors/answer.ts';
import { childMachines } from '../actors/logic.ts';
import { timerName } from '../declared-names.ts';
import type { Effect, Reaction as MachineReaction } from '../effects.ts';
import { placeText } from './place-text.ts';
import { type StepWatcher, watchSteps } from './step-watch.ts';

type StateNode = Machine['root'];
export type TransitionDefinition = NonNullable<StateNode['always']>[number];

/** What a machine once did with an event. */
interface Reaction {
  /** What of the state afterwards can be seen. */
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
  readonly before: AnyLocalState;
  readonly action: AnyAction;
  readonly after: AnyLocalState;
  readonly observations: readonly AnyObservation[];
  readonly sent: readonly AnyMessage[];
}

/**
 * Inspects a copy of one machine: which of its transitions, and of its children's, make up each of its reactions.
 *
 * XState reports the transitions of each microstep to those who inspect its actor system. The copy is watched
 * whenever the model calls it, which it does once per distinct reaction; so reactions are noted by what they react
 * to, and looked up for a step of the search.
 */
export class MachineWatch implements StepWatcher {
  /** The copy, to be composed in place of the original. */
  readonly machine: Machine;
  /** The transitions that starting the machine takes. */
  readonly atStart = new Set<string>();
  readonly #targets = new Map<string, readonly StateNode[]>();
  /** By what of the state before can be seen, then by the text of the cause. */
  readonly #reactions = new Map<string, Map<string, Reaction[]>>();
  /** The step that the machine is in: what it began with, null for the start. */
  #begun: { readonly before: string; readonly cause: string } | null = null;
  #taken: string[] = [];
  /** What timers of one name cause when they expire. */
  readonly #raised = new Map<string, Set<string>>();
  readonly #names: ReadonlyMap<Machine, string>;

  constructor(original: Machine) {
    this.machine = original.provide({}) as Machine;
    this.#names = new Map(childMachines(original).map(({ machine, name }) => [machine, name]));
    watchSteps(this.machine, this);
  }

  begin(before: Snapshot | null, cause: Cause | null): void {
    this.#taken = [];
    this.#begun =
      before === null || cause === null ? null : { before: placeText(before), cause: causeKey(cause) };
  }

  took(path: string, machine: Machine, transitions: unknown): void {
    const name = path === '' ? null : (this.#names.get(machine) ?? machine.id);
    for (const definition of transitions as readonly TransitionDefinition[]) {
      const id = childTransition(name, transitionIdOf(definition));
      this.#taken.push(id);
      if (name === null) this.#targets.set(id, definition.target ?? []);
    }
  }

  /** What the machine's actors tell it at once is a part of the step. */
  end({ snapshot, effects }: MachineReaction): void {
    const taken = this.#taken;
    for (const effect of effects) if (effect.kind === 'arm') this.#noteTimer(effect);
    if (this.#begun === null) {
      for (const id of taken) this.atStart.add(id);
      return;
    }
    const { before, cause } = this.#begun;
    const reactions = this.#reactions.get(before) ?? new Map<string, Reaction[]>();
    this.#reactions.set(before, reactions);
    const reaction = { after: placeText(snapshot), taken, ...shownBy(effects) };
    reactions.set(cause, [...(reactions.get(cause) ?? []), reaction]);
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
    const text = placeText(step.after);
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

  #reactionsTo(before: AnyLocalState, action: AnyAction): readonly Reaction[] {
    const reactions = this.#reactions.get(placeText(before));
    return this.#causesOf(action).flatMap((cause) => reactions?.get(cause) ?? []);
  }

  #causesOf(action: AnyAction): readonly string[] {
    switch (action.kind) {
      case 'deliver':
        return [causeKey({ event: Object(action.as ?? action.message.event) })];
      case 'event':
        return [causeKey({ event: action.event })];
      case 'answer':
        return [causeKey({ answer: action })];
      case 'expire':
        return [...(this.#raised.get(action.timer) ?? [])];
      case 'crash':
      case 'restart':
      case 'break':
      case 'open':
      case 'down':
      case 'up':
      case 'drop':
      case 'tick':
        return [];
    }
  }

  /** Notes what a timer that is armed will cause, by the name that the model gives it. */
  #noteTimer({ event, id, name: given, owner, to }: Extract<Effect, { kind: 'arm' }>): void {
    const name = given ?? (id === null ? event.type : timerName(this.machine, id));
    const causes = this.#raised.get(name) ?? new Set();
    const isOfMachine = owner === undefined && to === undefined;
    this.#raised.set(name, causes.add(causeKey(isOfMachine ? { event } : { event, to: to ?? null })));
  }
}

function causeKey(cause: Cause): string {
  if ('answer' in cause) return `answer ${answerText(cause.answer)}`;
  const { event, to } = cause;
  return `${to === undefined ? '' : canonicalText(to)} ${canonicalText(event, 'event')}`;
}

function shownBy(effects: readonly Effect[]): Pick<Reaction, 'emitted' | 'executed'> {
  const emitted: string[] = [];
  const executed: string[] = [];
  for (const effect of effects) {
    if (effect.kind === 'act') executed.push(effect.type);
    // What goes to nobody is not among the messages of a step.
    if (effect.kind === 'emit' && isToNobody(effect.event)) executed.push(effect.event.type);
    else if (effect.kind === 'emit') emitted.push(canonicalText(withoutOrder(effect.event), 'event'));
  }
  return { emitted, executed };
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

/** The id of a transition of a child that runs a machine of this name; of the machine itself where there is none. */
export function childTransition(name: string | null, id: string): string {
  return name === null ? id : `${name}: ${id}`;
}
