import type { Trace } from '../../../src/index.ts';
import type { Driver, DriverAction, EndpointReport, Reports } from '../../../src/testing.ts';

type Report = EndpointReport<string>;

/** An implementation that does what a trace says, word by word. Its messages are JSON. */
export class Puppet implements Driver<string> {
  readonly trace: Trace;
  /** All that it was told to do. */
  readonly actions: DriverAction<string>[] = [];
  readonly #change: (report: Report, endpoint: string, step: number) => Report | undefined;
  #steps = 0;
  /** Whether what was sent and observed has been read. */
  #isRead = false;

  /** @param change what it shows instead; undefined for an endpoint that it does not have */
  constructor(
    trace: Trace,
    change: (report: Report, endpoint: string, step: number) => Report | undefined = (report) => report,
  ) {
    this.trace = trace;
    this.#change = change;
  }

  reset(): void {
    this.#steps = 0;
    this.#isRead = false;
    this.actions.length = 0;
  }

  apply(action: DriverAction<string>, step: Trace['steps'][number]): void {
    this.actions.push(action);
    this.#steps = this.trace.steps.indexOf(step) + 1;
    this.#isRead = false;
  }

  read(): Reports<string> {
    const entries = this.trace.endpoints.map((name) => [
      name,
      this.#change(this.#report(name), name, this.#steps),
    ]);
    this.#isRead = true;
    return Object.fromEntries(entries.filter(([, report]) => report !== undefined)) as Reports<string>;
  }

  readonly decode = (message: string) => JSON.parse(message);

  #report(name: string): Report {
    const step = this.trace.steps[this.#steps - 1];
    const { endpoints, network } = step?.after ?? this.trace.initial;
    const local = endpoints[name];
    const sent = step === undefined ? network : step.sent.map(({ message }) => message);
    const news = this.#isRead ? [] : sent.filter(({ from }) => from === name);
    return {
      value: local?.value,
      context: local?.context,
      timers: local?.timers.map((timer) => ({ name: timer.name, remaining: timer.remaining })) ?? [],
      sent: news.map(({ to, event }) => ({ to, message: JSON.stringify(event) })),
      observed: (step?.observations ?? [])
        .filter(({ endpoint }) => endpoint === name)
        .map(({ effect }) => effect),
    };
  }
}
