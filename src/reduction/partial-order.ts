import type { Composition } from '../composition/composition.ts';
import { FAULT } from '../composition/labels.ts';
import type { LinkRules } from '../language/network/resolved.ts';
import type { Steps } from '../model/steps.ts';
import { NETWORK_AFTER, SLOT, SUCCESSOR, VALUE } from '../model/successors.ts';
import type { ActionsByLabel } from './actions-by-label.ts';
import { MaySend } from './may-send.ts';
import type { Reads, Watching } from './watching.ts';

/** No endpoint goes first. */
const NOBODY = -1;

/**
 * Partial-order reduction by ample sets (Peled 1993; Clarke, Grumberg and Peled, "Model Checking", chapter 10; the
 * idea is Valmari's, 1989). Where the steps of one endpoint commute with all that the others can do before it acts, it
 * goes first: its steps, and the losses of messages to it, are an ample set, and the other steps are not followed
 * from this state.
 *
 * C0. The ample set is not empty if a step is enabled.
 *
 * C1. Whatever the others do before the endpoint acts, its steps stay enabled, none is added, and the order makes no
 * difference. Its steps depend on its local state, which it alone changes, and on the messages to it. So: as far as
 * `MaySend` knows, nobody may send to it any more before it acts; what is in flight to it can be lost only by steps of
 * the ample set; there is no tick, no history, no mark and no assumption about deliveries, which would depend on all.
 * What it sends must come to the same thing before and after the steps of others: where a capacity is bounded the
 * ample set sends nothing and leaves the network as it is, and from this state nothing is cut off or waits for room; in
 * a set it sends nothing that is promised, since the promise of an equal message may be kept before or after. In a set that loses, an
 * equal message may be lost before or after, too, but then the path without this loss leads to the same state, and that with it goes
 * as far after the ample step as before: there is room for all. (That a message finds its equal in flight keeps no step from being
 * one: it is sent.) What happens to links decides what arrives, and what is lost: so who is an end of a session, or can be parted from
 * others, never goes first. That an endpoint crashes and starts again are steps of its own, and so is each way in which it takes a
 * message; for whom messages wait is up to its local state.
 *
 * C2. If the ample set is not all, none of its steps changes a slot of the state that an open property was seen to
 * read. Step properties need no more, as long as they depend on the acting endpoint and its action alone: each step of
 * the full search is taken, with its label, in some order. If one depends on more, nothing is reduced.
 *
 * C3. Nothing is put off for ever: one of the ample steps leads to a state that is new, and so is expanded later; else
 * all steps are followed (Bošnački and Holzmann 2005, for a search breadth first; any order of a queue of new states
 * will do).
 *
 * Then each path of the full search, with its last step, is a path of the reduced one but for the order of independent
 * steps and for steps put before, and so are deadlocks (op. cit., theorem 12): what leads to one has a step of the ample set, since
 * all of these stay enabled without it, and one of them is no fault, which would not count. What is not known in advance, to whom
 * endpoints may send and what properties read, is taken from the search: where something relied on turns out otherwise, the search
 * begins anew, knowing it. If nothing does, it was true: the first step of any path that refuted it would, by the
 * above, have been taken.
 */
export class PartialOrder {
  readonly #model: Composition;
  readonly #actions: ActionsByLabel;
  readonly #maySend: MaySend;
  /** Slots of the state of which is relied on that no open property reads them. */
  readonly #hidden = new Set<number>();
  readonly #isBounded: boolean;
  readonly #isSet: boolean;
  /** Per endpoint: whether what happens to some link matters to it. */
  readonly #isLinked: readonly boolean[];
  /** Number of steps left out, and of states from which some were. */
  leftOut = 0;
  states = 0;

  constructor(model: Composition, actions: ActionsByLabel) {
    const { network } = model.bounds;
    const all = [network, ...network.channels];
    const linked = new Set(network.links.flatMap(endpointsOf));
    this.#model = model;
    this.#actions = actions;
    this.#maySend = new MaySend(model);
    this.#isBounded = all.some(({ capacity }) => capacity !== Number.POSITIVE_INFINITY);
    this.#isSet = all.some(({ duplication, order }) => duplication && order === 'none');
    this.#isLinked = model.values.names.map((name) => linked.has(name));
  }

  /** Why it does not apply to a model; null if it does. */
  static objection(model: Composition): string | null {
    if (model.bounds.timed) return 'the tick of discrete time depends on every other step';
    if (model.remembers) return 'history and marks may make the order of any two steps matter';
    if (model.refusesDeliveries) return 'an assumption about deliveries may depend on all endpoints';
    return null;
  }

  /** Why it cannot be used for these properties, by what was seen so far; null if it can. */
  objection(reads: Reads, watching: Watching): string | null {
    return reads.looksAround(watching)
      ? 'a step property depends on more than the acting endpoint and its action'
      : null;
  }

  /** Marks the steps that need not be followed from this state. */
  leaveOut(steps: Steps, reads: Reads, watching: Watching, left: Uint8Array): void {
    this.#maySend.learn(steps);
    if (steps.cuts > 0 || steps.waiting.length > 0) return;
    const first = this.#first(steps, reads, watching);
    if (first === NOBODY) return;
    this.#maySend.rely(first, steps.base);
    for (let k = 0; k < steps.count; k++) {
      if (this.#isOf(first, steps, k)) this.#hide(steps, k);
      else left[k] = 1;
    }
  }

  /** Tells that the steps that were marked were left out indeed. */
  count(left: Uint8Array, steps: number): void {
    let leftOut = 0;
    for (let k = 0; k < steps; k++) leftOut += left[k] ?? 0;
    this.leftOut += leftOut;
    if (leftOut > 0) this.states++;
  }

  /** Whether something that was relied on turned out to be wrong. */
  isRefuted(reads: Reads, watching: Watching): boolean {
    if (this.#maySend.isRefuted) return true;
    for (const slot of this.#hidden) if (reads.isRead(watching, 'state', slot)) return true;
    return false;
  }

  /** A search begins anew. */
  restart(): void {
    this.#maySend.forgetReliance();
    this.#hidden.clear();
    this.leftOut = 0;
    this.states = 0;
  }

  #first(steps: Steps, reads: Reads, watching: Watching): number {
    const endpoints = this.#model.width - 2;
    for (let endpoint = 0; endpoint < endpoints; endpoint++) {
      if (this.#isAmple(endpoint, steps, reads, watching)) return endpoint;
    }
    return NOBODY;
  }

  #isAmple(endpoint: number, steps: Steps, reads: Reads, watching: Watching): boolean {
    if (this.#isLinked[endpoint]) return false;
    let [own, faults] = [0, 0];
    for (let k = 0; k < steps.count; k++) {
      if (!this.#isOf(endpoint, steps, k)) continue;
      if (!this.#isIndependent(steps, k) || this.#isVisible(steps, k, reads, watching)) return false;
      own++;
      if (this.#isFault(steps, k)) faults++;
    }
    return own > faults && own < steps.count && !this.#maySend.to(endpoint, steps.base);
  }

  /** Whether it is a step of the endpoint, or the loss of a message to it. */
  #isOf(endpoint: number, steps: Steps, k: number): boolean {
    const slot = steps.rows[k * SUCCESSOR + SLOT];
    if (slot === endpoint) return true;
    if (slot !== steps.width) return false;
    const action = this.#actions.of(steps.label(k));
    return action.kind === 'drop' && action.message.to === this.#model.values.names[endpoint];
  }

  #isIndependent(steps: Steps, k: number): boolean {
    const { rows, width, base } = steps;
    if (this.#isSet && this.#actions.promises(steps.label(k))) return false;
    if (!this.#isBounded) return true;
    // What merges with its equal in flight finds that lost once others have acted, and needs room.
    return rows[k * SUCCESSOR + NETWORK_AFTER] === base[width - 2] && !this.#actions.sends(steps.label(k));
  }

  #isFault(steps: Steps, k: number): boolean {
    return (this.#model.labels.operation(steps.label(k)) & FAULT) !== 0;
  }

  #isVisible(steps: Steps, k: number, reads: Reads, watching: Watching): boolean {
    return this.#changes(steps, k).some((slot) => reads.isRead(watching, 'state', slot));
  }

  #hide(steps: Steps, k: number): void {
    for (const slot of this.#changes(steps, k)) this.#hidden.add(slot);
  }

  /** The slots of the state that a step changes. */
  #changes({ rows, base, width }: Steps, k: number): readonly number[] {
    const row = k * SUCCESSOR;
    const slot = rows[row + SLOT] ?? 0;
    const network = width - 2;
    return [
      ...(slot < network && rows[row + VALUE] !== base[slot] ? [slot] : []),
      ...(rows[row + NETWORK_AFTER] === base[network] ? [] : [network]),
    ];
  }
}

/** The endpoints to which it matters what happens to a link: the ends of a session, and those that a partition may part. */
function endpointsOf(link: LinkRules): readonly string[] {
  return link.kind === 'session' ? link.ends : link.groups.flat();
}
