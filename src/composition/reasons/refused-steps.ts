import { mayFire, type Timer } from '../../endpoint/timers.ts';
import type { AnyAction } from '../../language/forgotten.ts';
import type { Refused, RefusedStep } from '../../model/refused.ts';
import { foundIn, type NotEnabled } from './found-steps.ts';
import { LinkReasons } from './link-reasons.ts';
import { MessageReasons } from './message-reasons.ts';
import type { Asked, Reason, ReasonParts } from './parts.ts';

/**
 * Says of every action that one might look for in a state, and that is not enabled, why. The expansion is asked for all that it meets; what is
 * left of the messages in flight, declared events, timers, links and the tick is explained by looking at the state itself.
 */
export class RefusedSteps implements Refused {
  readonly #parts: ReasonParts;
  readonly #messages: MessageReasons;
  readonly #links: LinkReasons;

  constructor(parts: ReasonParts) {
    this.#parts = parts;
    this.#messages = new MessageReasons(parts);
    this.#links = new LinkReasons(parts.values);
  }

  of(state: Uint32Array): readonly RefusedStep[] {
    const { model, labels } = this.#parts;
    const found = foundIn(model, labels, state);
    const asked = { state, network: state[model.width - 2] ?? 0, found };
    const listed = [
      ...this.#deliveries(asked),
      ...this.#events(asked),
      ...this.#timers(asked),
      ...this.#losses(asked),
      ...this.#links.of(asked, (action) => this.#assumed(action, asked)),
      ...this.#tick(asked),
    ];
    return [...listed, ...this.#met(asked)];
  }

  beyond(state: Uint32Array): readonly string[] {
    return this.#parts.refusing.excluding(state);
  }

  /** What the expansion met, and did not take. */
  #met({ found }: Asked): readonly RefusedStep[] {
    return [
      ...found.idle.map(({ action }, i) => ({
        ...this.#step(action, { kind: 'stutters', because: 'it would change nothing and show nothing' }),
        index: ~i,
      })),
      ...found.cutOff.map((step) => this.#step(step.action, this.#messages.cut(step))),
      ...found.waiting.map((step) => this.#step(step.action, this.#messages.blocked(step))),
    ];
  }

  #deliveries(asked: Asked): readonly RefusedStep[] {
    return this.#messages.inFlight(asked).flatMap((packet) =>
      this.#messages.deliveriesOf(packet).flatMap((action) => {
        if (this.#isMet(asked, (met) => this.#isDeliveryLike(met, action))) return [];
        return [this.#because(action, asked, () => this.#messages.notDelivered(packet, asked))];
      }),
    );
  }

  /** A delivery of the same message that leaves as much of it, whatever the machine gets in its place. */
  #isDeliveryLike(met: number, wanted: number): boolean {
    const { actions } = this.#parts.values;
    const [a, b] = [actions.action(met), actions.action(wanted)];
    if (a.kind !== 'deliver' || b.kind !== 'deliver') return false;
    return a.packet === b.packet && a.copyStays === b.copyStays;
  }

  #events(asked: Asked): readonly RefusedStep[] {
    const { steps, values } = this.#parts;
    return values.locals.flatMap((_, endpoint) =>
      steps
        .events(endpoint, asked.state[endpoint] ?? 0)
        .map((step) => steps.action[step] ?? 0)
        .filter((action) => !this.#isMet(asked, (met) => met === action))
        .map((action) => this.#because(action, asked, () => null)),
    );
  }

  #timers(asked: Asked): readonly RefusedStep[] {
    const { steps, values } = this.#parts;
    return values.locals.flatMap((locals, endpoint) => {
      const local = asked.state[endpoint] ?? 0;
      // An id that is armed again leaves the older timer running: of timers of one name, the first one is meant.
      const due = new Set(steps.expiries(endpoint, local).map((step) => steps.action[step] ?? 0));
      const refused = [...due]
        .filter((action) => !this.#isMet(asked, (met) => met === action))
        .map((action) => this.#because(action, asked, () => null));
      const later = new Map<number, Timer>();
      for (const timer of locals.content(local).timers) {
        const action = values.actions.expire(endpoint, timer.name);
        if (mayFire(timer) || due.has(action)) continue;
        const known = later.get(action);
        if (known === undefined || isEarlier(timer, known)) later.set(action, timer);
      }
      return [...refused, ...[...later].map(([action, timer]) => this.#step(action, timerReason(timer)))];
    });
  }

  #losses(asked: Asked): readonly RefusedStep[] {
    const { values } = this.#parts;
    return this.#messages.inFlight(asked).flatMap((packet) => {
      const action = values.actions.drop(packet);
      if (this.#isMet(asked, (met) => met === action)) return [];
      const reason = this.#messages.notLost(packet);
      return [this.#because(action, asked, () => reason)];
    });
  }

  #tick(asked: Asked): readonly RefusedStep[] {
    const { model, values } = this.#parts;
    const { tick } = values.actions;
    if (!model.bounds.timed || this.#isMet(asked, (met) => met === tick)) return [];
    const timers = values.locals.flatMap((locals, endpoint) =>
      locals
        .content(asked.state[endpoint] ?? 0)
        .timers.filter(({ remaining }) => remaining === 0)
        .map(({ name }) => `the timer ${name} of ${values.names[endpoint] ?? ''} is due`),
    );
    const held = [...this.#messages.holdingTime(asked), ...timers];
    const reason: Reason | null =
      held.length === 0 ? null : { kind: 'time-held', because: `first, ${held.join('; ')}` };
    return [this.#because(tick, asked, () => reason)];
  }

  #isMet({ found }: Asked, isIt: (action: number) => boolean): boolean {
    const lists = [found.idle, found.cutOff, found.waiting];
    const inList = (list: readonly NotEnabled[]) => list.some(({ action }) => isIt(action));
    return [...found.enabled].some(isIt) || lists.some(inList);
  }

  /** What an assumption or the state itself says against an action. */
  #because(action: number, asked: Asked, own: () => Reason | null): RefusedStep {
    const reason = own();
    if (reason !== null) return this.#step(action, reason);
    const assumed = this.#assumed(action, asked);
    if (assumed !== null) return assumed;
    throw new Error(`no reason is known why action ${action} is not enabled`);
  }

  #assumed(action: number, { state }: Asked): RefusedStep | null {
    const view = this.#action(action);
    const name = this.#parts.refusing.of(view, state);
    if (name === null) return null;
    const because = `assumption "${name}" refuses it`;
    return { action: view, kind: 'assumption', because, assumption: name, index: null };
  }

  #step(action: number, { kind, because }: Reason): RefusedStep {
    return { action: this.#action(action), kind, because, assumption: null, index: null };
  }

  #action(action: number): AnyAction {
    return this.#parts.model.reader.action(action);
  }
}

function isEarlier(timer: Timer, other: Timer): boolean {
  return (timer.remaining ?? 0) < (other.remaining ?? 0);
}

function timerReason({
  remaining,
  waits,
}: {
  readonly remaining: number | null;
  readonly waits: boolean;
}): Reason {
  if (waits && remaining === 0)
    return { kind: 'not-due', because: 'a timer that was armed earlier fires first' };
  return {
    kind: 'not-due',
    because: `it is due in ${remaining === 1 ? '1 tick' : `${remaining ?? 0} ticks`}`,
  };
}
