import type { LocalStates } from '../../endpoint/local-states.ts';
import type { Outcome } from '../../endpoint/outcome.ts';
import { MachineThrew } from '../../endpoint/xstate.ts';
import { ModelError } from '../../language/errors.ts';
import { answered } from '../../language/form/answer.ts';
import { pureCall } from '../../language/pure.ts';
import type { ResolvedModel } from '../../language/resolve.ts';
import type { Starts } from '../../model/beginnings.ts';
import type { StepReader } from '../../model/reader.ts';
import type { Messages } from '../../network/messages.ts';
import type { Network } from '../../network/network.ts';

/** More of them would be expanded nowhere; and each is a vector. */
const MOST = 1_000_000;

/** What initial states are made of. */
export interface Beginnings {
  readonly parts: ResolvedModel;
  readonly names: readonly string[];
  readonly locals: readonly LocalStates[];
  readonly messages: Messages;
  readonly network: Network;
  /** Ids of the values with which the history may begin. */
  readonly histories: readonly number[];
  readonly reader: StepReader;
}

/** The initial states of a composition: one for each combination of what is left open, in the order of the values, the last of which changes first. */
export class InitialStates implements Starts {
  /** Vectors, no two of them equal. */
  readonly states: readonly Uint32Array[];
  readonly #of: Beginnings;
  /** For each: the number of the input with which each endpoint starts. */
  readonly #chosen: (readonly number[])[] = [];

  /** @throws ModelError if a machine cannot start, or what it sends is lost; if there are too many; or if assumptions leave none */
  constructor(of: Beginnings) {
    this.#of = of;
    const { locals, histories } = of;
    const combinations = locals.reduce((product, { inputs }) => product * inputs.length, histories.length);
    if (combinations > MOST) {
      throw new ModelError(
        `what is left open at the start (anyOf) has ${combinations} combinations; there may be ${MOST}: leave less open, or let machines choose by an event`,
      );
    }
    const found = new Map<string, Uint32Array>();
    for (const chosen of this.#combinations()) {
      for (const history of histories) {
        const state = this.#state(chosen, history);
        const key = state.join();
        if (found.has(key) || !this.#mayStart(state)) continue;
        found.set(key, state);
        this.#chosen.push(chosen);
      }
    }
    this.states = [...found.values()];
    if (this.states.length === 0) throw new ModelError(noneLeft(of.parts));
  }

  get opensHistory(): boolean {
    return this.#of.histories.length > 1;
  }

  inputs(initial: number): Readonly<Record<string, unknown>> {
    const chosen = this.#chosen[initial] ?? [];
    const { locals, names } = this.#of;
    return Object.fromEntries(
      locals.flatMap(({ inputs }, i) =>
        inputs.length === 1 ? [] : [[names[i] ?? '', inputs[chosen[i] ?? 0]] as const],
      ),
    );
  }

  *#combinations(): Generator<readonly number[]> {
    const counts = this.#of.locals.map(({ inputs }) => inputs.length);
    const chosen = counts.map(() => 0);
    for (;;) {
      yield [...chosen];
      let i = chosen.length - 1;
      while (i >= 0 && (chosen[i] ?? 0) + 1 === counts[i]) chosen[i--] = 0;
      if (i < 0) return;
      chosen[i] = (chosen[i] ?? 0) + 1;
    }
  }

  #state(chosen: readonly number[], history: number): Uint32Array {
    const { locals } = this.#of;
    const state = new Uint32Array(locals.length + 2);
    let { initial: network } = this.#of.network;
    locals.forEach((each, i) => {
      const { next, sends } = this.#startOf(each, i, chosen[i] ?? 0);
      state[i] = next;
      if (sends === 0) return;
      this.#requireLinks(i, sends);
      const inFlight = this.#of.network.enter(network);
      const after = inFlight.after(this.#of.network.operation(sends, 0, null));
      if (inFlight.overflow > 0 || after < 0) this.#refuseStart(i, inFlight.overflow);
      network = after;
    });
    state[locals.length] = network;
    state[locals.length + 1] = history;
    return state;
  }

  #mayStart(state: Uint32Array): boolean {
    const { parts, reader } = this.#of;
    return parts.assumptions.every(([name, { starts }]) => {
      if (starts === undefined) return true;
      const what = `assumption "${name}": starts`;
      return pureCall(what, () => answered(what, starts(reader.state(state, 0, []), parts.parameters)));
    });
  }

  /** What is lost when an endpoint starts would stand in no trace, so it is refused as what finds no room is. */
  #requireLinks(endpoint: number, sends: number): void {
    const { messages, names, network, parts } = this.#of;
    const { links } = parts.network;
    for (const { message } of messages.sendings(sends)) {
      const { crosses, session, tells } = network.wayOf(messages.message(message));
      if (tells !== null) continue;
      const down = [...crosses, session]
        .map((link) => links[link])
        .find((link) => {
          if (link === undefined || link.startsUp) return false;
          return link.kind === 'session' ? !link.waits : link.loses;
        });
      if (down === undefined) continue;
      throw new ModelError(
        `endpoint "${names[endpoint]}" sends a message when it starts that is lost at once, since the ${down.kind} "${down.name}" starts ${down.kind === 'session' ? 'closed' : 'down'}; let it be sent later, or wait (${down.kind === 'session' ? "whileBroken: 'waits'" : 'loses: false'})`,
      );
    }
  }

  #refuseStart(endpoint: number, overflow: number): never {
    const { names, parts } = this.#of;
    const { capacity } = parts.network;
    const room =
      capacity === Number.POSITIVE_INFINITY
        ? 'the capacity of a channel is too small'
        : `network.capacity (${capacity}) is too small`;
    throw new ModelError(
      overflow > 0
        ? `endpoint "${names[endpoint]}" sends more when it starts than the network holds; ${room}`
        : `endpoint "${names[endpoint]}" sends a message when it starts that an assumption promises to be delivered, but its session or link is down`,
    );
  }

  #startOf(locals: LocalStates, endpoint: number, which: number): Outcome {
    try {
      return locals.start(which);
    } catch (error) {
      if (!(error instanceof MachineThrew)) throw error;
      throw new ModelError(`endpoint "${this.#of.names[endpoint]}" cannot start: it ${error.message}`);
    }
  }
}

function noneLeft({ assumptions }: ResolvedModel): string {
  const names = assumptions.filter(([, { starts }]) => starts !== undefined).map(([name]) => `"${name}"`);
  return `there is no initial state: each is refused by what is assumed (${names.join(', ')}): starts(state)`;
}
