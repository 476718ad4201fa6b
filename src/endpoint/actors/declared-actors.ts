import type { ActorAnswers, Endpoint, Machine } from '../../language/endpoint.ts';
import { ModelError } from '../../language/errors.ts';
import type { Snapshot } from '../../language/machine.ts';
import { pureCall } from '../../language/pure.ts';
import { valueText } from '../../language/state-text.ts';
import { PlainDataError } from '../../tables/plain-data.ts';
import { type Actor, pathOf, pathText } from './actor.ts';
import { type Answer, answerText } from './answer.ts';
import { type Descendant, descendantsOf } from './child.ts';
import { isInLine, SPAWNED_IN_LINE } from './logic.ts';

/** What the actors of one endpoint may answer, as it declares. */
export class DeclaredActors {
  readonly #machine: Machine;
  readonly #actors: Endpoint<Machine>['actors'];
  readonly #who: string;

  constructor({ machine, actors }: Endpoint<Machine>, who: string) {
    this.#machine = machine;
    this.#actors = actors;
    this.#who = who;
  }

  /** @throws ModelError if nobody says what an actor may answer */
  require(actor: Actor): void {
    const { id } = actor;
    const src = typeof actor.src === 'string' ? actor.src : `${SPAWNED_IN_LINE}${id}`;
    const path = pathText(pathOf(actor));
    if (this.#declared(path, id, src) !== undefined) return;
    const name = isInLine(src) ? id : src;
    const { id: machine, value } = this.#startedBy(actor);
    throw new ModelError(
      `${this.#who}: the machine "${machine}"${value === undefined ? '' : ` in state ${valueText(value)}`} has started the actor "${path}"${name === path ? '' : ` (${name})`}, and nobody says what it may answer; declare it: endpoint(machine, { actors: { ${nameText(name)}: { done: [outputs], error: [errors], snapshots: […], events: […] } } }), of which only what it can do is needed`,
    );
  }

  #startedBy({ _parent: parent }: Actor): {
    readonly id: string;
    readonly value: Snapshot['value'] | undefined;
  } {
    const state = parent?._snapshot;
    if (state === undefined || !('machine' in state)) return { id: this.#machine.id, value: undefined };
    const { machine, value } = state as unknown as Snapshot;
    return { id: machine.id, value };
  }

  /** All that the actors of a state may answer now, each once. */
  answersIn(snapshot: Snapshot): readonly Answer[] {
    return descendantsOf(snapshot).flatMap((each) => this.#answersOf(each));
  }

  #answersOf({ path, child: { id, src, input, kind, isActive } }: Descendant): readonly Answer[] {
    const declared = kind === 'at will' && isActive ? this.#declared(path, id, src) : undefined;
    if (declared === undefined) return [];
    const answers: ActorAnswers =
      typeof declared === 'function'
        ? pureCall(`${this.#who}: what the actor "${path}" may answer`, () => declared({ id: path, input }))
        : declared;
    const given = (gives: Answer['gives'], values: readonly unknown[] = []) =>
      values.map((value): Answer => ({ actor: path, gives, value }));
    const all = [
      ...given('done', answers.done),
      ...given('error', answers.error),
      ...given('snapshot', answers.snapshots),
      ...given('event', answers.events),
    ];
    return [...new Map(all.map((answer) => [this.#textOf(answer), answer])).values()];
  }

  #textOf(answer: Answer): string {
    try {
      return answerText(answer);
    } catch (error) {
      if (!(error instanceof PlainDataError)) throw error;
      throw new ModelError(
        `${this.#who}: what the actor "${answer.actor}" may answer (${answer.gives}): ${error.message}; answers must be plain data`,
      );
    }
  }

  /** By its path, for one actor; by the name of the logic, for all that run it; by the id. */
  #declared(path: string, id: string, src: string) {
    return this.#actors[path] ?? this.#actors[src] ?? this.#actors[id];
  }
}

function nameText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
