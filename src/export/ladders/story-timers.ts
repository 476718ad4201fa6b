import type { ArmedTimer } from '../../language/endpoint.ts';
import type { TraceState } from '../../trace/trace.ts';

/** A timer that runs, from the moment that arms it to the one that ends it. */
export interface Running {
  readonly lane: number;
  readonly name: string;
  readonly from: number;
  readonly until: number;
  readonly end: 'fired' | 'stopped' | 'running';
}

/** A step of one endpoint, as far as its timers are concerned. */
export interface TimerStep {
  /** Index of the endpoint, and its name. */
  readonly lane: number;
  readonly endpoint: string;
  /** Null for the beginning. */
  readonly before: TraceState | null;
  readonly after: TraceState;
  readonly moment: number;
  /** The name of the timer that fires, if one does. */
  readonly fired: string | null;
}

/** Follows the timers of a trace from where they are armed to where they fire or are stopped. */
export class StoryTimers {
  readonly #ended: Running[] = [];
  readonly #running = new Map<string, { lane: number; name: string; from: number }>();
  readonly #named = new Set<string>();

  /** Notes the timers that a step arms, and ends those that it fires or stops; returns what to say of those armed. */
  follow(step: TimerStep): readonly string[] {
    const now = timersOf(step.after, step);
    for (const old of timersOf(step.before, step)) this.#endIfOver(old, now, step);
    const armed = now.filter((timer) => !this.#running.has(keyIn(step.lane, timer)));
    for (const timer of armed) {
      this.#running.set(keyIn(step.lane, timer), { lane: step.lane, name: timer.name, from: step.moment });
    }
    return armed.flatMap((timer) => this.#noteOf(step.lane, timer));
  }

  /** All timers, those that still run at this moment among them. */
  finish(moment: number): readonly Running[] {
    const running = [...this.#running.values()].map((each) => ({
      ...each,
      until: moment,
      end: 'running' as const,
    }));
    return [...this.#ended, ...running];
  }

  #endIfOver(old: ArmedTimer, now: readonly ArmedTimer[], { lane, fired, moment }: TimerStep): void {
    const key = keyIn(lane, old);
    const running = this.#running.get(key);
    if (running === undefined) return;
    const kept = now.find((timer) => keyOf(timer) === keyOf(old));
    const rearmed = kept !== undefined && (kept.remaining ?? 0) > (old.remaining ?? 0);
    if (kept !== undefined && running.name !== fired && !rearmed) return;
    this.#ended.push({ ...running, until: moment, end: running.name === fired ? 'fired' : 'stopped' });
    this.#running.delete(key);
  }

  /** A timer without a duration is named when it is armed for the first time. */
  #noteOf(lane: number, { name, remaining }: ArmedTimer): readonly string[] {
    const key = `${lane} ${name}`;
    const isNew = !this.#named.has(key);
    this.#named.add(key);
    return isNew || remaining !== null ? [`${name}${durationOf(remaining)}`] : [];
  }
}

function timersOf(state: TraceState | null, { endpoint }: TimerStep): readonly ArmedTimer[] {
  return state?.endpoints[endpoint]?.timers ?? [];
}

function keyOf({ id, name }: ArmedTimer): string {
  return id ?? name;
}

function keyIn(lane: number, timer: ArmedTimer): string {
  return `${lane} ${keyOf(timer)}`;
}

/** The delay of a timer that was armed just now: a timer of d ticks fires at the (d + 1)-th. */
function durationOf(remaining: number | null): string {
  if (remaining === null || remaining < 1) return ' starts';
  return `: ${remaining - 1} tick${remaining === 2 ? '' : 's'}`;
}
