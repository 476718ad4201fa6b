import { messageOf } from '../language/errors.ts';
import type { AnyLocalState } from '../language/forgotten.ts';
import type { Difference, Mismatch } from '../trace/difference.ts';
import type { Trace, TraceStep } from '../trace/trace.ts';
import type { Awaitable, Driver, DriverAction, DriverStart, EndpointReport, Reports } from './driver.ts';
import { mismatch, stateMismatch } from './run-compare.ts';
import { RunMessages } from './run-messages.ts';
import { isSame } from './run-same.ts';

/** What became of one path. */
export type RunResult =
  | { readonly verdict: 'passed'; readonly steps: number }
  | { readonly verdict: 'differs'; readonly difference: Difference };

/** A computation that waits, where it yields, for what it yields; so it can be run at once or over time. */
export type Waiting<T> = Generator<Awaitable<unknown>, T, unknown>;

/** Runs an implementation along a trace, up to the first difference. */
export function* play<M>(driver: Driver<M>, trace: Trace): Waiting<RunResult> {
  const run = new Run(driver, trace);
  let found = yield* run.start();
  let step = 0;
  while (found === null && step < trace.steps.length) found = yield* run.step(step++);
  if (found === null) return { verdict: 'passed', steps: step };
  return { verdict: 'differs', difference: { ...found, step, trace: upTo(trace, step) } };
}

/** What is done by an endpoint, to a message, or by time. */
type OwnAction = Exclude<TraceStep['action'], { readonly link: string }>;

type Found = Omit<Difference, 'step' | 'trace'>;

class Run<M> {
  readonly #driver: Driver<M>;
  readonly #trace: Trace;
  readonly #messages: RunMessages<M>;
  /** The messages by which ends of sessions are told what became of them: nobody has sent them. */
  readonly #notices: Set<number>;
  /** Names of the endpoints that are implemented: those that the first reading shows. */
  #implemented: readonly string[] = [];

  constructor(driver: Driver<M>, trace: Trace) {
    this.#driver = driver;
    this.#trace = trace;
    this.#notices = new Set(trace.initialNotices);
    this.#messages = new RunMessages(driver, trace);
  }

  *start(): Waiting<Found | null> {
    const [first = ''] = this.#trace.endpoints;
    const thrown = yield* caught(() => this.#driver.reset(startOf(this.#trace)));
    if (thrown !== null) return failure(first, null, thrown);
    const reports = yield* this.#read();
    this.#implemented = this.#trace.endpoints.filter((name) => reports[name] !== undefined);
    return this.#firstFound(reports, (name, report) => {
      const { sent } = report;
      const unsent = sent === undefined ? null : this.#messages.begin(name, sent, this.#trace);
      // What is observed at the start is in no trace.
      return unsent ?? stateMismatch(report, localOf(this.#trace.initial, name));
    });
  }

  *step(index: number): Waiting<Found | null> {
    const step = this.#trace.steps[index];
    if (step === undefined) return null;
    const actor = 'endpoint' in step.action ? step.action.endpoint : null;
    const perform = this.#performance(step);
    if (perform !== null) {
      const thrown = yield* caught(perform);
      const who = actor ?? this.#implemented[0] ?? '';
      if (thrown !== null || step.thrown !== null) return failure(who, step.thrown, thrown);
    }
    const reports = yield* this.#read();
    return this.#firstFound(reports, (name, report) => this.#compare(step, actor, name, report));
  }

  /** How the driver does a step; null if that is of no interest to it. */
  #performance(step: TraceStep): (() => Awaitable<void>) | null {
    const { action } = step;
    for (const { number, notice } of step.sent) if (notice) this.#notices.add(number);
    if ('link' in action) {
      return () => this.#driver.link?.({ kind: action.kind, link: action.link }, step) ?? undefined;
    }
    if (!this.#concerns(action)) return null;
    const own = this.#actionOf(step, action);
    return () => this.#driver.apply(own, step);
  }

  /** What befalls endpoints that are not implemented, and their messages that are lost, is of no interest. */
  #concerns(action: OwnAction): boolean {
    if (action.kind === 'tick') return true;
    return this.#implemented.includes(action.kind === 'drop' ? action.message.from : action.endpoint);
  }

  #compare(step: TraceStep, actor: string | null, name: string, report: EndpointReport<M>): Mismatch | null {
    const observations = step.observations.filter(({ endpoint }) => endpoint === name);
    const { sent } = report;
    const own = name === actor ? step.sent.filter(({ notice }) => !notice) : [];
    const unsent = sent === undefined ? null : this.#messages.take(name, sent, own);
    return (
      unsent ??
      mismatch(
        'observed',
        report.observed,
        observations.map(({ effect }) => effect),
        isSame,
      ) ??
      stateMismatch(report, localOf(step.after, name))
    );
  }

  #actionOf({ number, earlierDeliveries }: TraceStep, action: OwnAction): DriverAction<M> {
    switch (action.kind) {
      case 'deliver': {
        const { from, event } = action.message;
        if (this.#notices.has(number ?? 0)) return { kind: 'event', endpoint: action.endpoint, event };
        const as = action.as === undefined ? {} : { as: action.as };
        const message = this.#messages.message(number ?? 0, event, from);
        return {
          kind: 'deliver',
          endpoint: action.endpoint,
          from,
          message,
          number: number ?? 0,
          earlierDeliveries,
          ...as,
        };
      }
      case 'drop': {
        const { from, event } = action.message;
        return {
          kind: 'drop',
          message: this.#messages.message(number ?? 0, event, from),
          number: number ?? 0,
        };
      }
      case 'event':
      case 'answer':
      case 'expire':
      case 'crash':
      case 'restart':
      case 'tick':
        return action as DriverAction<M>;
    }
  }

  *#read(): Waiting<Reports<M>> {
    const reports = (yield this.#driver.read()) as Reports<M>;
    const stranger = Object.keys(reports).find((name) => !this.#trace.endpoints.includes(name));
    if (stranger === undefined) return reports;
    const known = this.#trace.endpoints.map((name) => `"${name}"`).join(', ');
    throw new Error(`the driver reports an endpoint "${stranger}"; the model has ${known}`);
  }

  #firstFound(
    reports: Reports<M>,
    compare: (name: string, report: EndpointReport<M>) => Mismatch | null,
  ): Found | null {
    for (const endpoint of this.#implemented) {
      const report = reports[endpoint];
      const found = report === undefined ? null : compare(endpoint, report);
      if (found !== null) return { ...found, endpoint };
    }
    return null;
  }
}

/** What is thrown at once or later; null if nothing is. */
function* caught(run: () => Awaitable<void>): Waiting<{ readonly thrown: unknown } | null> {
  try {
    yield run();
    return null;
  } catch (thrown) {
    return { thrown };
  }
}

function failure(
  endpoint: string,
  expected: string | null,
  thrown: { readonly thrown: unknown } | null,
): Found | null {
  const found = thrown === null ? null : messageOf(thrown.thrown);
  return found === expected ? null : { endpoint, what: 'error', expected, found, cause: thrown?.thrown };
}

/** Where a model has one initial state, nothing was chosen. */
function startOf({ start = { number: 0, of: 1, inputs: {} }, initial }: Trace): DriverStart {
  return { ...start, state: initial };
}

function localOf(state: Trace['initial'], name: string): AnyLocalState {
  const local = state.endpoints[name];
  if (local === undefined) throw new Error(`a state of the trace has no endpoint "${name}"`);
  return local;
}

function upTo(trace: Trace, step: number): Trace {
  return { ...trace, steps: trace.steps.slice(0, step) };
}
