import { type Json, taggedJson } from './tagged-json.ts';
import type { TraceStart } from './trace.ts';

/** At which initial state a trace begins, and what was chosen there, as tagged JSON. */
export function startObject({ number, of, inputs, history }: TraceStart): object {
  const shown = Object.entries(inputs).map(([name, input]) => [name, taggedOrText(input)]);
  return {
    number,
    of,
    inputs: Object.fromEntries(shown),
    ...(history === undefined ? {} : { history: taggedJson(history.value) }),
  };
}

/** An input need not be plain data; one that is not is told as a text. */
function taggedOrText(input: unknown): Json {
  try {
    return taggedJson(input);
  } catch {
    return String(input);
  }
}
