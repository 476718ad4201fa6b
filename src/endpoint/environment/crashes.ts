import type { CrashOptions, Endpoint, Machine } from '../../language/endpoint.ts';
import { ModelError } from '../../language/errors.ts';
import type { Snapshot } from '../../language/machine.ts';
import { pureCall } from '../../language/pure.ts';
import { canonicalText, PlainDataError } from '../../tables/plain-data.ts';
import type { SharedData } from '../../tables/shared-data.ts';
import type { MachineRuns, Reacted } from '../machine-runs.ts';
import type { Life } from './life.ts';

/** What an endpoint does that crashes, or starts again. */
export type FaultKind = 'crash' | 'restart';

/** How one endpoint crashes and starts again, as it declares. */
export class Crashes {
  readonly #options: CrashOptions<Machine> | null;
  readonly #input: unknown;
  readonly #who: string;
  readonly #runs: MachineRuns;
  readonly #shared: SharedData;

  constructor({ crashes, input }: Endpoint<Machine>, who: string, runs: MachineRuns, shared: SharedData) {
    this.#options = crashes;
    this.#input = input;
    this.#who = who;
    this.#runs = runs;
    this.#shared = shared;
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
  crashed({ crashes }: Life, { context }: Snapshot): Life {
    const options = this.#options;
    const durable =
      options?.durable === undefined
        ? undefined
        : this.#kept(pureCall(`${this.#who}: crashes.durable`, () => options.durable?.(context as never)));
    return { crashes: crashes + 1, down: { durable } };
  }

  /** The start of the machine with what survived. */
  restarted({ down }: Life): Reacted {
    const options = this.#options;
    if (options?.restart === undefined) return this.#runs.start();
    const input = pureCall(`${this.#who}: crashes.restart`, () =>
      options.restart?.(down?.durable as never, this.#input as never),
    );
    return this.#runs.start(input);
  }

  #kept(durable: unknown): unknown {
    try {
      canonicalText(durable, 'durable');
      return this.#shared.of(durable);
    } catch (error) {
      if (!(error instanceof PlainDataError)) throw error;
      throw new ModelError(
        `${this.#who}: crashes.durable: ${error.message}; what survives must be plain data`,
      );
    }
  }
}
