import { plainText } from './event-text.ts';
import type { TraceStart } from './trace.ts';

/** At which initial state a trace begins, and what was chosen there, in one line. */
export function startText({ number, of, inputs, history }: TraceStart): string {
  const chosen = [
    ...Object.entries(inputs).map(([name, input]) => `${name} starts with ${plainText(input)}`),
    ...(history === undefined ? [] : [`the history is ${plainText(history.value)}`]),
  ];
  const what = chosen.length === 0 ? '' : `: ${chosen.join(', ')}`;
  return `It begins in initial state ${number} (of 0 to ${of - 1})${what}.`;
}
