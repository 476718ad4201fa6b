import type { RawAction } from '../../composition/actions.ts';
import type { Composition } from '../../composition/composition.ts';
import { ACTION, OBSERVATIONS, SENT } from '../../model/steps.ts';
import type { Permutation } from '../symmetry/permutations.ts';
import type { Symmetry } from '../symmetry/symmetry.ts';

/** What becomes of ids when endpoints are exchanged by one permutation: each is renamed once. */
export class Images {
  /** Where each endpoint goes, by number. */
  readonly endpoints: Permutation;
  readonly #model: Composition;
  readonly #symmetry: Symmetry;
  readonly #locals: readonly number[][];
  readonly #histories: number[] = [];
  readonly #networks: number[] = [];
  /** What the images of local steps show and send, by what those steps do; 0 is nothing. */
  readonly #observations: number[] = [0];
  readonly #sent: number[] = [0];
  /** Lists of messages that steps send whose images send lists of different orders. */
  readonly #ambiguous = new Set<number>();

  constructor(model: Composition, symmetry: Symmetry, permutation: number) {
    this.#model = model;
    this.#symmetry = symmetry;
    this.endpoints = symmetry.permutations.images(permutation);
    this.#locals = model.values.names.map(() => []);
  }

  /** The endpoint that stands where this one stood. */
  endpoint(number: number): number {
    return this.endpoints[number] ?? number;
  }

  local(endpoint: number, id: number): number {
    const known = this.#locals[endpoint] ?? [];
    known[id] ??= this.#symmetry.renaming.local(this.endpoints, endpoint, id);
    return known[id];
  }

  link(number: number): number {
    return this.#symmetry.renaming.wires.link(this.endpoints, number);
  }

  /** Id, at the endpoint that stands where this one stood, of an event. */
  event(endpoint: number, id: number): number {
    const { locals } = this.#model.values;
    const event = locals[endpoint]?.eventOf(id);
    if (event === undefined) return id;
    return locals[this.endpoint(endpoint)]?.event(this.#symmetry.renaming.event(this.endpoints, event)) ?? id;
  }

  packet(id: number): number {
    return this.#symmetry.renaming.packet(this.endpoints, id);
  }

  network(id: number): number {
    this.#networks[id] ??= this.#symmetry.renaming.network(this.endpoints, id);
    return this.#networks[id];
  }

  history(id: number): number {
    this.#histories[id] ??= this.#symmetry.renaming.history(this.endpoints, id);
    return this.#histories[id];
  }

  action(id: number): number {
    const { actions, locals } = this.#model.values;
    const { renaming } = this.#symmetry;
    const action = actions.action(id);
    switch (action.kind) {
      case 'deliver':
        return this.#delivery(action);
      case 'drop':
        return actions.drop(this.packet(action.packet));
      case 'event':
        return actions.event(this.endpoint(action.endpoint), this.event(action.endpoint, action.event));
      case 'answer': {
        const answer = locals[action.endpoint]?.answerOf(action.answer);
        const target = this.endpoint(action.endpoint);
        if (answer === undefined) return id;
        const image = locals[target]?.answer(renaming.answer(this.endpoints, answer));
        return actions.answer(target, image ?? action.answer);
      }
      case 'crash':
      case 'restart':
        return actions.fault(action.kind, this.endpoint(action.endpoint));
      case 'expire': {
        const timer = renaming.timer(this.endpoints, action.endpoint, action.timer);
        return actions.expire(this.endpoint(action.endpoint), timer);
      }
      case 'break':
      case 'open':
      case 'down':
      case 'up':
        return actions.link(action.kind, this.link(action.link));
      case 'tick':
        return id;
    }
  }

  #delivery({ packet, copyStays, as }: Extract<RawAction, { kind: 'deliver' }>): number {
    const { actions, network } = this.#model.values;
    const image = this.packet(packet);
    if (as === null) return actions.deliver(image, copyStays);
    return actions.deliverAs(image, copyStays, this.event(network.packet(packet).message.to, as));
  }

  /** Notes what the image of a step shows and sends. */
  note(observations: number, image: number, sent: number, imageOfSent: number): void {
    this.#observations[observations] = image;
    if ((this.#sent[sent] ?? imageOfSent) !== imageOfSent) this.#ambiguous.add(sent);
    this.#sent[sent] = imageOfSent;
  }

  /** Whether the image of what a step sends does not follow from what it sends. */
  isAmbiguous(sent: number): boolean {
    return this.#ambiguous.has(sent) || this.#sent[sent] === undefined;
  }

  /** The slot that has the image of what stands at this one. */
  slot(slot: number): number {
    const { width } = this.#model;
    if (slot >= width * 2) return slot;
    const offset = slot < width ? 0 : width;
    return slot - offset < width - 2 ? offset + this.endpoint(slot - offset) : slot;
  }

  /** Writes the image of a state into `out`, both standing from `offset` on. */
  state(vector: Uint32Array, offset: number, out: Uint32Array): void {
    this.locals(vector, offset, out);
    const network = offset + this.#model.width - 2;
    out[network] = this.network(vector[network] ?? 0);
    out[network + 1] = this.history(vector[network + 1] ?? 0);
  }

  /** The same of its local states alone. */
  locals(vector: Uint32Array, offset: number, out: Uint32Array): void {
    for (let i = 0; i < this.#model.width - 2; i++) {
      out[offset + this.endpoint(i)] = this.local(i, vector[offset + i] ?? 0);
    }
  }

  /** Writes the images of what a step does, shows and sends. */
  extra(vector: Uint32Array, out: Uint32Array): void {
    const extra = this.#model.width * 2;
    out[extra + ACTION] = this.action(vector[extra + ACTION] ?? 0);
    out[extra + OBSERVATIONS] = this.#observations[vector[extra + OBSERVATIONS] ?? 0] ?? 0;
    out[extra + SENT] = this.#sent[vector[extra + SENT] ?? 0] ?? 0;
  }
}
