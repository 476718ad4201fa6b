import type { Asked, QuestionKind, Questions, SearchProgress, Told } from '../protocol/messages.ts';

/** A question that waits for its answer. */
interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
  readonly onProgress: ((progress: SearchProgress) => void) | undefined;
}

/** The checker said no: what was asked makes no sense. */
class Refusal extends Error {
  override name = 'Refusal';
}

/** The worker was ended before it answered. */
export class Ended extends Error {
  override name = 'Ended';
}

/** The checker, which runs in a worker of this page with the model in it: nothing of it runs in the page itself. */
export class Checker {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #onBroken: (text: string) => void;
  #lastId = 0;

  /**
   * @param code a classic script: no other worker starts from a disk
   * @param onBroken is told if the model's file could not be loaded
   */
  constructor(code: string, onBroken: (text: string) => void) {
    this.#onBroken = onBroken;
    const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    this.#worker = new Worker(url);
    this.#worker.onmessage = ({ data }: MessageEvent<Told>) => this.#take(data);
    this.#worker.onerror = (event) => onBroken(event.message);
  }

  ask<K extends QuestionKind>(
    kind: K,
    ask: Questions[K]['ask'],
    onProgress?: (progress: SearchProgress) => void,
  ): Promise<Questions[K]['answer']> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, {
        resolve: (value) => resolve(value as Questions[K]['answer']),
        reject,
        onProgress,
      });
      this.#worker.postMessage({ id, kind, ...ask } as unknown as Asked);
    });
  }

  /** Ends the worker, whatever it does: also a machine that never comes to rest. */
  end(): void {
    this.#worker.terminate();
    for (const { reject } of this.#pending.values()) reject(new Ended('the checker was ended'));
    this.#pending.clear();
  }

  #take(told: Told): void {
    if ('ready' in told) return;
    if ('broken' in told) {
      this.#onBroken(told.broken);
      return;
    }
    const pending = this.#pending.get(told.id);
    if (pending === undefined) return;
    if ('progress' in told) {
      pending.onProgress?.(told.progress);
      return;
    }
    this.#pending.delete(told.id);
    if ('refusal' in told) pending.reject(new Refusal(told.refusal));
    else pending.resolve(told.value);
  }
}
