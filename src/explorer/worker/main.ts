import { type AnyModel, isModel } from '../../language/definition.ts';
import { ModelError, messageOf } from '../../language/errors.ts';
import type { Asked, Told } from '../protocol/messages.ts';
import type { NecessityJob } from './necessity-job.ts';
import type { PathsJob } from './paths-job.ts';
import { SearchJob } from './search-job.ts';
import { Session } from './session.ts';

/** As much of a worker's global object as is needed. */
interface Scope {
  postMessage(told: Told): void;
  onmessage: ((event: { readonly data: Asked }) => void) | null;
}

/** Milliseconds between two reports of progress. */
const BETWEEN_REPORTS = 100;

/**
 * Answers the questions of the page, in its worker.
 *
 * @param load gives the exports of the model's file
 */
export async function serve(
  load: () => Promise<{ readonly default?: unknown }>,
  scope: Scope = globalThis as unknown as Scope,
): Promise<void> {
  const waiting: Asked[] = [];
  scope.onmessage = ({ data }) => waiting.push(data);
  try {
    const desk = new Desk(modelIn(await load()), scope);
    scope.onmessage = ({ data }) => desk.take(data);
    scope.postMessage({ ready: true });
    for (const asked of waiting) desk.take(asked);
  } catch (error) {
    scope.postMessage({ broken: failureText(error) });
  }
}

/** Takes questions, and answers each: at once, or a search once it is over. */
class Desk {
  readonly #model: AnyModel;
  readonly #scope: Scope;
  #session: Session | null = null;
  #job: { readonly id: number; readonly job: SearchJob | NecessityJob | PathsJob } | null = null;
  #reported = 0;

  constructor(model: AnyModel, scope: Scope) {
    this.#model = model;
    this.#scope = scope;
  }

  take(asked: Asked): void {
    try {
      const value = this.#answer(asked);
      if (value !== undefined) this.#scope.postMessage({ id: asked.id, value });
    } catch (error) {
      this.#scope.postMessage({ id: asked.id, refusal: failureText(error) });
    }
  }

  #answer(asked: Asked) {
    switch (asked.kind) {
      case 'open':
        this.#endSearch();
        this.#session = new Session(this.#model, asked.choice);
        return this.#session.opened;
      case 'go':
        return this.#opened.go(asked);
      case 'copy':
        return this.#opened.copy(asked.replay, asked.format);
      case 'compare':
        return this.#opened.compare(asked.a, asked.b);
      case 'search':
        return this.#begin(asked.id, () => this.#opened.search(asked.limits));
      case 'necessity':
        return this.#begin(asked.id, () => this.#opened.necessity(asked.limits));
      case 'paths':
        return this.#begin(asked.id, () => this.#opened.paths(asked.criterion, asked.limits));
      case 'stop':
        this.#endSearch();
        return null;
    }
  }

  /** Goes on in slices, so that other questions are answered in between. */
  #begin(id: number, make: () => SearchJob | NecessityJob | PathsJob): undefined {
    this.#endSearch();
    this.#job = { id, job: make() };
    setTimeout(() => this.#goOn(), 0);
    return undefined;
  }

  get #opened(): Session {
    if (this.#session === null) throw new ModelError('the model is not built yet');
    return this.#session;
  }

  #endSearch(): void {
    if (this.#job === null) return;
    const { id, job } = this.#job;
    this.#job = null;
    job.stop();
    this.#scope.postMessage({ id, value: job.result() });
  }

  #goOn(): void {
    if (this.#job === null) return;
    const { id, job } = this.#job;
    try {
      if (job.advance()) {
        this.#job = null;
        if (job instanceof SearchJob) this.#session?.learn(job);
        this.#scope.postMessage({ id, value: job.result() });
        return;
      }
    } catch (error) {
      this.#job = null;
      this.#scope.postMessage({ id, refusal: failureText(error) });
      return;
    }
    const now = performance.now();
    if (now - this.#reported > BETWEEN_REPORTS) {
      this.#reported = now;
      this.#scope.postMessage({ id, progress: job.progress() });
    }
    setTimeout(() => this.#goOn(), 0);
  }
}

function modelIn({ default: value }: { readonly default?: unknown }): AnyModel {
  if (isModel(value)) return value;
  const inner: unknown = Object(value).default;
  if (isModel(inner)) return inner;
  throw new ModelError('the default export of the file is no model that defineModel has made');
}

function failureText(error: unknown): string {
  if (error instanceof ModelError) return error.message;
  return `${error instanceof Error ? error.name : 'Error'}: ${messageOf(error)}`;
}
