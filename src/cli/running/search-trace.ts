import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { ModelError, messageOf } from '../../language/errors.ts';
import { childrenData } from '../../language/state-text.ts';
import type { Instance } from '../../model/instance.ts';
import type { LoggedState, SearchLog } from '../../search/log.ts';
import { fullActionLabel } from '../../survey/action-label.ts';
import { taggedJson } from '../../trace/tagged-json.ts';

/** Characters that are gathered before they are written. */
const CHUNK = 1 << 16;

/** Numbers of states, both included. */
type Range = readonly [from: number, to: number];

/**
 * The trace of searches that `ALLWAYS_TRACE=FILE` asks for, for those who look for a fault in the checker: a line of JSON
 * for each search, and one for each state that it expands. `ALLWAYS_TRACE_STATES=17` or `=10-20` writes these only.
 */
export class SearchTrace implements SearchLog {
  readonly #file: number;
  readonly #range: Range;
  #lines = '';

  private constructor(file: number, range: Range) {
    this.#file = file;
    this.#range = range;
  }

  /**
   * The trace that the environment asks for; null if it asks for none.
   *
   * @throws ModelError for a file that cannot be written, or a range that is none
   */
  static asked(environment: NodeJS.ProcessEnv = process.env): SearchTrace | null {
    const { ALLWAYS_TRACE: file, ALLWAYS_TRACE_STATES: states } = environment;
    if (file === undefined || file === '') return null;
    return new SearchTrace(opened(resolve(environment.INIT_CWD ?? '.', file)), rangeOf(states));
  }

  /** The search of this instance begins. */
  begin({ name, variant, parameters }: Instance): void {
    this.#write({ model: name, variant, parameters });
  }

  expanded({ number, steps, endpoints, network, history, ...rest }: LoggedState): void {
    const [from, to] = this.#range;
    if (number < from || number > to) return;
    this.#write({
      state: number,
      endpoints: Object.fromEntries(
        Object.entries(endpoints).map(([name, local]) => [name, localObject(local)]),
      ),
      network: taggedJson(network),
      history: taggedJson(history),
      ...rest,
      steps: steps.map(({ action, ...rest }) => ({
        action: action === null ? null : fullActionLabel(action),
        ...rest,
      })),
    });
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #write(line: object): void {
    this.#lines += `${JSON.stringify(line)}\n`;
    if (this.#lines.length >= CHUNK) this.#flush();
  }

  #flush(): void {
    writeSync(this.#file, this.#lines);
    this.#lines = '';
  }
}

/** What is no data in the view of an endpoint, JSON leaves out. */
function localObject({
  context,
  output,
  actors,
  children,
  ...rest
}: LoggedState['endpoints'][string]): object {
  const running = actors.length === 0 ? {} : { actors: taggedJson(actors) };
  return {
    ...rest,
    ...running,
    ...(Object.keys(children).length > 0 && { children: taggedJson(childrenData(children)) }),
    context: taggedJson(context),
    ...(output !== undefined && { output: taggedJson(output) }),
  };
}

/** Several searches of one command write to one file. */
function opened(path: string): number {
  try {
    return openSync(path, 'a');
  } catch (error) {
    throw new ModelError(`ALLWAYS_TRACE: ${path} cannot be written: ${messageOf(error)}`);
  }
}

function rangeOf(text: string | undefined): Range {
  if (text === undefined || text === '') return [0, Number.POSITIVE_INFINITY];
  const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  if (first !== undefined) return [Number(first), Number(last ?? first)];
  throw new ModelError(
    `ALLWAYS_TRACE_STATES=${text}: it takes the number of a state, or a range, as in 10-20`,
  );
}
