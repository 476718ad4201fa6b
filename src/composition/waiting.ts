import type { AnyAction } from '../language/forgotten.ts';
import type { Model } from '../model/model.ts';
import { ACTION, SENT, STEP_EXTRA, Steps } from '../model/steps.ts';
import type { Waits } from '../model/waits.ts';
import type { Labels } from './labels.ts';
import type { ValueTables } from './table-reader.ts';

/** What a state waits for: asked of few states only, so nothing of it is kept. */
export class Waiting implements Waits {
  readonly #model: Pick<Model, 'width' | 'expand' | 'reader' | 'bounds'>;
  readonly #labels: Labels;
  readonly #values: ValueTables;

  constructor(
    model: Pick<Model, 'width' | 'expand' | 'reader' | 'bounds'>,
    labels: Labels,
    values: ValueTables,
  ) {
    this.#model = model;
    this.#labels = labels;
    this.#values = values;
  }

  of(state: Uint32Array): readonly string[] {
    const steps = new Steps(this.#model.width);
    this.#model.expand(state, steps);
    const network = state[this.#model.width - 2] ?? 0;
    return [
      ...steps.waiting.map((label) => this.#forRoom(label)),
      ...(this.#model.bounds.timed ? this.#forTime(network) : []),
      ...this.#forSessions(network),
    ];
  }

  #forRoom(label: number): string {
    const extra = new Uint32Array(STEP_EXTRA);
    this.#labels.write(label, extra, 0);
    const action = this.#model.reader.action(extra[ACTION] ?? 0);
    const { messages, network } = this.#values;
    const rooms = messages.sendings(extra[SENT] ?? 0).flatMap(({ message }) => {
      const { rules, channel } = network.wayOf(messages.message(message));
      const name = network.rules.channels[channel]?.name;
      return rules.full !== 'blocks' ? [] : [name === undefined ? 'in the network' : `on channel "${name}"`];
    });
    return `${stepText(action)} waits for room ${[...new Set(rooms)].join(', ')}`;
  }

  /** The messages that keep time from passing. */
  #forTime(number: number): readonly string[] {
    const { network, names } = this.#values;
    const held = network.packets(number).flatMap((id) => {
      const { message, age, owed } = network.packet(id);
      const { lifetime, holdsTime } = network.way(id).rules;
      if (age < lifetime || !(holdsTime || owed)) return [];
      return [`${message.event.type} from ${names[message.from]} to ${names[message.to]}`];
    });
    return [...new Set(held)].map(
      (text) => `time is held, for ${text} is as old as it may be, and nothing delivers it`,
    );
  }

  #forSessions(number: number): readonly string[] {
    const { network } = this.#values;
    return network.conditions(number).flatMap(({ link, up, asked }) => {
      const rules = network.rules.links[link];
      if (rules?.kind !== 'session' || up || asked !== 0 || rules.asks === null) return [];
      return [`the session "${rules.name}" is not open, and nobody asks for it`];
    });
  }
}

function stepText(action: AnyAction): string {
  switch (action.kind) {
    case 'deliver':
      return `the delivery of ${action.message.event.type} to ${action.endpoint}`;
    case 'event':
      return `${action.event.type} of ${action.endpoint}`;
    case 'answer':
      return `the answer of ${action.actor} to ${action.endpoint}`;
    case 'expire':
      return `the timer ${action.timer} of ${action.endpoint}`;
    case 'crash':
    case 'restart':
      return `the ${action.kind} of ${action.endpoint}`;
    case 'drop':
    case 'break':
    case 'open':
    case 'down':
    case 'up':
    case 'tick':
      return action.kind;
  }
}
