import type { LocalStates } from '../../endpoint/local-states.ts';
import type { LabelFacts, LocationFacts, SetFacts } from '../../model/set-facts.ts';
import type { Network } from '../../network/network.ts';
import type { EnabledLabels } from '../enabled-labels.ts';
import type { HistoryValues } from '../history.ts';
import {
  ACTOR,
  CHANGES,
  FAULT,
  FLAGS,
  HISTORY,
  type Labels,
  NEXT,
  PLAIN,
  RECORD,
  SHOWS,
  THROWS,
} from '../labels.ts';
import type { LocalSteps } from '../local-steps.ts';

/** What a composition knows of itself: see SetFacts. */
export class KnownOfSets implements SetFacts {
  readonly endpoints: number;
  readonly mayLose: boolean;
  readonly #locals: readonly LocalStates[];
  readonly #enabled: EnabledLabels;
  readonly #labels: Labels;
  readonly #steps: LocalSteps;
  readonly #network: Network;
  readonly #history: HistoryValues;

  constructor(
    locals: readonly LocalStates[],
    enabled: EnabledLabels,
    labels: Labels,
    steps: LocalSteps,
    network: Network,
    history: HistoryValues,
  ) {
    this.endpoints = locals.length;
    this.mayLose = network.mayLose;
    this.#locals = locals;
    this.#enabled = enabled;
    this.#labels = labels;
    this.#steps = steps;
    this.#network = network;
    this.#history = history;
  }

  get packets(): number {
    return this.#network.packetCount;
  }

  get histories(): number {
    return this.#history.size;
  }

  locals(endpoint: number): number {
    return this.#locals[endpoint]?.size ?? 0;
  }

  receiver(packet: number): number {
    return this.#steps.receiver(packet);
  }

  rank(packet: number): number {
    return this.#network.rank(packet);
  }

  isOwed(packet: number): boolean {
    return this.#network.packet(packet).owed;
  }

  packetsIn(network: number): readonly number[] {
    const list = this.#network.listed(network);
    return Array.from(list.items.subarray(0, list.length));
  }

  draftOf(packets: readonly number[]): number {
    return this.#network.numberOf(Int32Array.from(packets).sort((a, b) => this.#network.compare(a, b)));
  }

  idOf(packets: readonly number[]): number {
    return this.#network.contents.idOf(this.draftOf(packets));
  }

  cut(): void {
    this.#network.contents.cut(0);
  }

  noteMost(packets: number): void {
    this.#network.contents.drafts.note(packets);
  }

  location(endpoint: number, local: number, history: number): LocationFacts {
    return this.#enabled.known(endpoint, local, history);
  }

  loss(packet: number, history: number): number {
    return this.#labels.known(this.#steps.loss(packet), history);
  }

  label(label: number): LabelFacts {
    const { records } = this.#labels;
    const at = label * RECORD;
    const operation = this.#labels.operation(label);
    return {
      endpoint: records[at + ACTOR] ?? 0,
      next: records[at + NEXT] ?? 0,
      history: records[at + HISTORY] ?? 0,
      operation: Math.floor(operation / FLAGS),
      changes: (operation & CHANGES) !== 0,
      shows: (operation & SHOWS) !== 0,
      isPlain: (operation & (PLAIN | THROWS | FAULT)) === PLAIN,
    };
  }

  sent(operation: number): readonly number[] {
    return this.#network.operations.sentBy(operation);
  }

  changesMarks(operation: number): boolean {
    return this.#network.operations.changesMarks(operation);
  }

  remarked(operation: number, packet: number): number {
    return this.#network.operations.remarked(operation, packet);
  }
}
