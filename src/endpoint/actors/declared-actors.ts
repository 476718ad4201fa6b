import type { ActorAnswers, Endpoint, Machine } from '../../language/endpoint.ts';
import { ModelError } from '../../language/errors.ts';
import type { Snapshot } from '../../language/machine.ts';
import { pureCall } from '../../language/pure.ts';
import { valueText } from '../../language/state-text.ts';
import { PlainDataError } from '../../tables/plain-data.ts';
import { type Answer, answerText } from './answer.ts';
import type { Child } from './child.ts';

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
  require({ id, src }: Child, snapshot: Snapshot): void {
    if (this.#declared(id, src) !== undefined) return;
    const name = isInline(src) ? id : src;
    throw new ModelError(
      `${this.#who}: the machine "${this.#machine.id}" in state ${valueText(snapshot.value)} has started the actor "${id}"${name === id ? '' : ` (${name})`}, and nobody says what it may answer; declare it: endpoint(machine, { actors: { ${nameText(name)}: { done: [outputs], error: [errors], snapshots: […], events: […] } } }), of which only what it can do is needed`,
    );
  }

  /** All that an actor may answer now, each once. */
  answersOf(child: Child): readonly Answer[] {
    const { id, input } = child;
    const declared = child.isActive ? this.#declared(id, child.src) : undefined;
    if (declared === undefined) return [];
    const answers: ActorAnswers =
      typeof declared === 'function'
        ? pureCall(`${this.#who}: what the actor "${id}" may answer`, () => declared({ id, input }))
        : declared;
    const given = (gives: Answer['gives'], values: readonly unknown[] = []) =>
      values.map((value): Answer => ({ actor: id, gives, value }));
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

  #declared(id: string, src: string) {
    return this.#actors[src] ?? this.#actors[id];
  }
}

/** XState gives logic that stands in line a name by the state that invokes it. */
function isInline(src: string): boolean {
  return src.startsWith('xstate.invoke.');
}

function nameText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
