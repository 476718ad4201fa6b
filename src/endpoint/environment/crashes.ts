import type { CrashOptions, Endpoint, Machine } from '../../language/endpoint.ts';
import { ModelError } from '../../language/errors.ts';
import type { Snapshot } from '../../language/machine.ts';
import { pureCall } from '../../language/pure.ts';
import { canonicalText, PlainDataError } from '../../tables/plain-data.ts';
import type { SharedData } from '../../tables/shared-data.ts';
import type { MachineRuns, Reacted } from '../machine-runs.ts';
import { type Life, NEVER_DOWN } from './life.ts';

/** What an endpoint does that crashes, or starts again. */
export type FaultKind = 'crash' | 'restart';

/** How one endpoint crashes and starts again, as it declares. */
export class Crashes {
  readonly #options: CrashOptions<Machine> | null;
  /** The inputs with which it may start first. */
  readonly #inputs: readonly unknown[];
  readonly #who: string;
  readonly #runs: MachineRuns;
  readonly #shared: SharedData;

  constructor(
    { crashes }: Endpoint<Machine>,
    inputs: readonly unknown[],
    who: string,
    runs: MachineRuns,
    shared: SharedData,
  ) {
    this.#options = crashes;
    this.#inputs = inputs;
    this.#who = who;
    this.#runs = runs;
    this.#shared = shared;
  }

  /**
   * The life of an endpoint that starts with this input.
   *
   * @throws ModelError for an input that is not plain data, where it is needed again
   */
  begun(input: unknown): Life {
    if (this.#options === null || this.#inputs.length === 1) return NEVER_DOWN;
    return { ...NEVER_DOWN, given: { input: this.#kept(input, 'input', 'an input that is left open') } };
  }

  /** What may happen to the endpoint now, which is up or down. */
  possible({ crashes, down }: Life, { status }: Snapshot): readonly FaultKind[] {
    const options = this.#options;
    if (options === null) return [];
    if (down !== null) return options.restarts === false ? [] : ['restart'];
    // What has ended is no process any more.
    return crashes < options.most && status === 'active' ? ['crash'] : [];
  }

  /** The life of an endpoint that crashes with this context. */
  crashed({ crashes, given }: Life, { context }: Snapshot): Life {
    const options = this.#options;
    const durable =
      options?.durable === undefined
        ? undefined
        : this.#kept(
            pureCall(`${this.#who}: crashes.durable`, () => options.durable?.(context as never)),
            'crashes.durable',
            'what survives',
          );
    return { crashes: crashes + 1, down: { durable }, given };
  }

  /** The start of the machine with what survived. */
  restarted({ down, given }: Life): Reacted {
    const options = this.#options;
    const first = given === null ? this.#inputs[0] : given.input;
    if (options?.restart === undefined) return this.#runs.start(first);
    const input = pureCall(`${this.#who}: crashes.restart`, () =>
      options.restart?.(down?.durable as never, first as never),
    );
    return this.#runs.start(input === undefined ? first : input);
  }

  #kept(data: unknown, where: string, what: string): unknown {
    try {
      canonicalText(data, where === 'input' ? where : 'durable');
      return this.#shared.of(data);
    } catch (error) {
      if (!(error instanceof PlainDataError)) throw error;
      throw new ModelError(`${this.#who}: ${where}: ${error.message}; ${what} must be plain data`);
    }
  }
}
