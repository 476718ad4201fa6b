import { BenchError } from '../bench-error.ts';

/** What a verifier of Spin's says of its search. */
export interface PanOutput {
  readonly states: number;
  /** Spin counts the initial state, too. */
  readonly transitions: number;
  readonly errors: number;
  /** All states with their overhead, and the hash table that leads to them. */
  readonly stateBytes: number;
  /** All memory, the stack of the search included. */
  readonly totalBytes: number;
}

const MEGABYTE = 2 ** 20;

/** @throws BenchError if the text is that of a search which a limit has ended, not the end or an error */
export function readPan(output: string): PanOutput {
  const ended = /Search not completed/.test(output) && !/errors: [1-9]/.test(output);
  if (ended || /max search depth too small|out of memory/.test(output)) {
    throw new BenchError(`Spin did not see every state:\n${output.trim()}`);
  }
  const number = (pattern: RegExp): number => {
    const found = pattern.exec(output)?.[1];
    if (found === undefined)
      throw new BenchError(`Spin said nothing of ${pattern.source}:\n${output.trim()}`);
    return Number(found);
  };
  const states = number(/^\s*(\S+) states, stored/m);
  return {
    states,
    // Large numbers are printed with eight digits only, small ones in full.
    transitions: states + number(/^\s*(\S+) states, matched/m),
    errors: number(/errors: (\d+)/),
    stateBytes:
      (number(/^\s*(\S+)\tactual memory usage for states/m) +
        number(/^\s*(\S+)\tmemory used for hash table/m)) *
      MEGABYTE,
    totalBytes: number(/^\s*(\S+)\ttotal actual memory usage/m) * MEGABYTE,
  };
}
