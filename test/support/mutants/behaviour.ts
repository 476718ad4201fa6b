import { type AnyModel, type InstanceOptions, instantiate, type Model } from 'allways';
import type { AnyStateMachine } from 'xstate';
import type { AnyAction } from '../../../src/language/forgotten.ts';
import { ACTION, OBSERVATIONS, SENT, THROWN } from '../../../src/model/steps.ts';
import { expansions } from '../../../src/survey/states.ts';
import { canonicalText } from '../../../src/tables/plain-data.ts';
import { initialOf } from '../initial.ts';

/** The model with another machine at every endpoint. */
export function withMachine(model: AnyModel, machine: AnyStateMachine): AnyModel {
  return {
    ...model,
    build: (parameters) => {
      const system = model.build(parameters);
      const endpoints = Object.entries(system.endpoints).map(([name, endpoint]) => [
        name,
        { ...endpoint, machine },
      ]);
      return { ...system, endpoints: Object.fromEntries(endpoints) };
    },
  };
}

/**
 * What the endpoints of a model do, wherever they can come: for each endpoint, local state and action, the local
 * state after it, and what is sent and observed.
 *
 * What a model can do follows from this alone: network, time and users are the same functions of it; what an endpoint asks of a
 * session is an observation. So two models with the same network, time and users that have the same behaviour have the same
 * traces.
 */
export type Behaviour = ReadonlyMap<string, string>;

/** @throws Error if a local state and an action have two outcomes */
export function behaviourOf(model: AnyModel, options: InstanceOptions): Behaviour {
  const behaviour = new Map<string, string>();
  for (const [occasion, outcome] of occasions(model, options)) {
    if ((behaviour.get(occasion) ?? outcome) !== outcome) throw new Error(`two outcomes of ${occasion}`);
    behaviour.set(occasion, outcome);
  }
  return behaviour;
}

/**
 * The first occasion on which a model does something else than a known behaviour, or never has what is in it; null if
 * its behaviour is the same. What cannot differ is searched to the end, so the known behaviour must be finite.
 */
export function firstUnlike(known: Behaviour, model: AnyModel, options: InstanceOptions): string | null {
  const had = new Set<string>();
  for (const [occasion, outcome] of occasions(model, options)) {
    if (known.get(occasion) !== outcome) return occasion;
    had.add(occasion);
  }
  return [...known.keys()].find((occasion) => !had.has(occasion)) ?? null;
}

type Occasion = readonly [occasion: string, outcome: string];

/** Every local state and action, with its outcome, as the states of the model are found. */
function* occasions(model: AnyModel, options: InstanceOptions): Generator<Occasion, void> {
  const instance = instantiate(model, options);
  const reader = new BehaviourReader(instance.model);
  yield* reader.start();
  for (const { steps } of expansions(instance.model)) {
    for (let k = 0; k < steps.count; k++) yield* reader.step(steps.vector(k));
  }
}

class BehaviourReader {
  readonly #model: Model;
  readonly #seen = new Set<string>();

  constructor(model: Model) {
    this.#model = model;
  }

  start(): readonly Occasion[] {
    const { width, reader } = this.#model;
    const initial = initialOf(this.#model);
    const sent = reader.packets(initial[width - 2] ?? 0);
    return [
      ...reader.endpoints.map(
        (name, lane) => [`${name} starts`, this.#local(lane, initial[lane] ?? 0)] as const,
      ),
      ['sent at the start', canonicalText(sent)],
    ];
  }

  step(vector: Uint32Array): readonly Occasion[] {
    const { width, reader } = this.#model;
    const id = vector[width * 2 + ACTION] ?? 0;
    const action = reader.action(id);
    return reader.endpoints.flatMap((name, lane) => {
      const takesPart = action.kind === 'tick' || ('endpoint' in action && action.endpoint === name);
      // Ids are compared first: most steps differ from known ones in other endpoints only.
      const ids = `${lane} ${vector[lane]} ${id} ${vector[width + lane]}`;
      if (!takesPart || this.#seen.has(ids)) return [];
      this.#seen.add(ids);
      return [this.#occasion(vector, lane, action)];
    });
  }

  #occasion(vector: Uint32Array, lane: number, action: AnyAction): Occasion {
    const { width, reader } = this.#model;
    const extra = width * 2;
    const before = `${reader.endpoints[lane]} ${this.#local(lane, vector[lane] ?? 0)} ${cause(action)}`;
    const after = this.#local(lane, vector[width + lane] ?? 0);
    if (action.kind === 'tick') return [before, after];
    const sent = reader.sent(vector[extra + SENT] ?? 0).map(({ to, event, owed }) => ({ to, event, owed }));
    const observed = reader.observations(vector[extra + OBSERVATIONS] ?? 0);
    const thrown = reader.thrown(vector[extra + THROWN] ?? 0);
    return [before, `${after} ${canonicalText([sent, observed, thrown])}`];
  }

  #local(lane: number, id: number): string {
    const { value, context, status, timers } = this.#model.reader.localState(lane, id);
    return canonicalText([value, context, status, timers]);
  }
}

function cause(action: AnyAction): string {
  switch (action.kind) {
    case 'deliver':
      // What the machine gets, where that is something else than what is on its way.
      return canonicalText(action.as ?? action.message.event);
    case 'event':
      return canonicalText(action.event);
    case 'answer':
      return canonicalText([action.actor, action.gives, action.value]);
    case 'expire':
      return `${action.timer} expires`;
    case 'crash':
    case 'restart':
    case 'drop':
    case 'break':
    case 'open':
    case 'down':
    case 'up':
    case 'tick':
      return action.kind;
  }
}
