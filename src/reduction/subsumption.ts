import type { Composition } from '../composition/composition.ts';
import { CHANGES, FLAGS, SHOWS } from '../composition/labels.ts';
import type { WayRules } from '../language/network/resolved.ts';
import type { Steps } from '../model/steps.ts';
import { HISTORY_AFTER, SLOT, SUCCESSOR } from '../model/successors.ts';
import type { ActionsByLabel } from './actions-by-label.ts';
import type { Reads, Watching } from './watching.ts';

/** Instead of a packet that is lost. */
const NOTHING = -1;

/**
 * Losses that change nothing: where messages are lost and keep no order, whatever can happen with fewer messages in flight can happen
 * with more of them. So a state stands for those that it becomes when messages are lost.
 *
 * Why no verdict changes: let `r` have the messages of `s`, and others that may be lost, and else be equal. Each step
 * of `s` is a step of `r`, with the same label, and leads to two states of that kind: what is delivered to the one is
 * in flight in the other; what is sent in both, grows older in both; and what may be lost is not owed, so it never holds
 * up the tick. So every path of `s` is matched by one of `r`, and properties that do not read the network say the same.
 * The losses themselves are shown to properties in `r`, where the same ones are enabled, and more. Therefore a loss need
 * not be followed, unless
 *
 * - a message found no room in this state, or a step waits for room: with fewer messages in flight, there had been room;
 * - a local step, or the tick, stutters only because the marks that it gives to what is in flight are there already: it may swap
 *   those of two messages, and once one of them is lost, it is a step;
 * - a deadlock is looked for, and no event or timer is certainly enabled, however much is lost: once all that may be lost is
 *   lost, nothing may be. Then one loss is followed, and from there the next one, until that state is reached. Certainly
 *   enabled is what changes something besides the network, or shows something (that a machine throws, too): what gives messages in
 *   flight another mark, and does nothing else, stutters once they are lost.
 *
 * In the first two cases `r` can lose, at that moment, what `s` has lost before. That takes losses that change the
 * messages in flight and nothing else. So none is left out as long as an open property reads the network, or if
 * history, marks or an assumption do, or if some loss changes the history or is a trigger by which marks change.
 * With FIFO order a message holds up those behind it, so that its loss makes a difference; and so does one that holds time once it is
 * as old as it may be, and one that stands before the news that its sender has closed the session. Losses on such channels are followed. What happens to a link, to an endpoint that crashes, and for whom a message
 * waits are the same with more messages in flight: what tells of a link is never lost.
 */
export class Subsumption {
  readonly #model: Composition;
  readonly #actions: ActionsByLabel;
  #lossesMatter = false;
  /** Number of losses left out. */
  leftOut = 0;

  constructor(model: Composition, actions: ActionsByLabel) {
    this.#model = model;
    this.#actions = actions;
  }

  /** Why it does not apply to a model; null if it does. */
  static objection({ bounds: { network } }: Composition): string | null {
    const losing = [network, ...network.channels].filter(({ loss }) => loss);
    if (losing.length === 0) return 'the network loses nothing';
    if (losing.some(isLostForNothing)) return null;
    return losing.some(({ order }) => order === 'fifo')
      ? 'in FIFO order, the loss of a message lets those behind it pass'
      : 'the loss of a message that holds time lets time pass';
  }

  /** Why it cannot be used for these properties, by what was seen so far; null if it can. */
  objection(reads: Reads, watching: Watching): string | null {
    const { width } = this.#model;
    const [before, after] = [width - 2, width * 2 - 2];
    if (this.#model.hasRead(before) || this.#model.hasRead(after)) {
      return 'history, marks or an assumption look at the network';
    }
    if (this.#lossesMatter) return 'the loss of a message changes the history or marks';
    const isRead =
      reads.isRead(watching, 'state', before) ||
      reads.isRead(watching, 'step', before) ||
      reads.isRead(watching, 'step', after);
    return isRead ? 'a property looks at the network' : null;
  }

  /** Marks the steps that need not be followed. */
  leaveOut(steps: Steps, watching: Watching, left: Uint8Array): void {
    if (steps.overflows > 0 || steps.waiting.length > 0 || steps.merged > 0) return;
    const oneIsFollowed = watching.open('deadlock').length > 0 && !this.#somethingElseHappens(steps);
    let losses = 0;
    for (let k = 0; k < steps.count; k++) {
      const lost = this.#lostBy(steps, k);
      if (lost === NOTHING || !this.#isLostForNothing(lost) || (losses++ === 0 && oneIsFollowed)) continue;
      left[k] = 1;
      this.leftOut++;
    }
  }

  /** The packet that is lost by a step; NOTHING if it is no loss. */
  #lostBy(steps: Steps, k: number): number {
    // Nobody acts in a loss.
    if (steps.rows[k * SUCCESSOR + SLOT] !== steps.width) return NOTHING;
    const { labels, localSteps, values } = this.#model;
    const action = values.actions.action(localSteps.action[labels.localStep(steps.label(k))] ?? 0);
    return action.kind === 'drop' ? action.packet : NOTHING;
  }

  #isLostForNothing(packet: number): boolean {
    const { rules, session } = this.#model.values.network.way(packet);
    // That an end has closed a session is told once all is gone that it sent there.
    return session < 0 && isLostForNothing(rules);
  }

  /** Looks whether a loss changes more than the messages in flight. */
  look(steps: Steps): void {
    const { rows, width, base, count } = steps;
    for (let k = 0; k < count && !this.#lossesMatter; k++) {
      if (this.#lostBy(steps, k) === NOTHING) continue;
      const changesHistory = rows[k * SUCCESSOR + HISTORY_AFTER] !== base[width - 1];
      // Nothing is sent in a loss, so an operation on what is left can only be one on marks.
      const changesMarks = this.#model.labels.operation(steps.label(k)) >= FLAGS;
      this.#lossesMatter = changesHistory || changesMarks;
    }
  }

  /** Whether an event, an answer or a timer is enabled, and stays so, whatever is lost. */
  #somethingElseHappens(steps: Steps): boolean {
    for (let k = 0; k < steps.count; k++) {
      const label = steps.label(k);
      const { kind } = this.#actions.of(label);
      if ((kind === 'event' || kind === 'answer' || kind === 'expire') && this.#staysAStep(label))
        return true;
    }
    return false;
  }

  /** Whether steps with this label are steps whatever is in flight. */
  #staysAStep(label: number): boolean {
    return (this.#model.labels.operation(label) & (CHANGES | SHOWS)) !== 0;
  }
}

/** Whether the loss of a message lets nothing happen that could not happen with it. */
function isLostForNothing({ loss, order, holdsTime }: WayRules): boolean {
  return loss && order === 'none' && !holdsTime;
}
