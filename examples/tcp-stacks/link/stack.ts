/** What a harness has answered to one command (PROTOCOL.md). */
export interface Answer {
  /** IPv4 packets that the stack has sent, in order. */
  readonly sent: readonly Uint8Array[];
  /** What the user was told, in order: `data 1`, `fin`, `reset`, … */
  readonly events: readonly string[];
  /** Why the command was refused; none if it was not. */
  readonly errors: readonly string[];
  /** The state of the connection, by its name in RFC 9293. */
  readonly state: string;
  /** Milliseconds since the reset, by the host's own clock. */
  readonly now: number;
  /** Milliseconds for which timers have run by themselves since they were last waited for; null where time is virtual. */
  readonly late: number | null;
}

/** A host with a TCP stack, behind the line protocol. */
export interface Stack {
  /** `lwIP 2.1.3`, say. */
  readonly name: string;
  /**
   * Performs one command, without its number.
   *
   * @throws Error if the harness has ended, or does not keep to the protocol
   */
  command(text: string): Promise<Answer>;
  /** Ends it, and waits until it has ended. */
  end(): Promise<void>;
}

/**
 * Reads the lines of an answer, the last of which begins with `done`.
 *
 * @throws Error if they are no answer to the command with this number
 */
export function readAnswer(number: number, lines: readonly string[]): Answer {
  const last = lines.at(-1) ?? '';
  const done = /^done (\d+) (\S+) (\d+)(?: late=(\d+))?$/.exec(last);
  if (done === null) throw new Error(`the harness ends its answer with "${last}"`);
  const [, answered, state = '', now, late] = done;
  if (Number(answered) !== number) throw new Error(`the harness answers command ${answered}, not ${number}`);
  const after = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const stranger = lines.slice(0, -1).find((line) => !/^(sent|event|error) /.test(line));
  if (stranger !== undefined)
    throw new Error(`the harness says "${stranger}", which is no part of an answer`);
  const sent = after('sent').map((hex) => Uint8Array.from(Buffer.from(hex, 'hex')));
  const numbers = { now: Number(now), late: late === undefined ? null : Number(late) };
  return { sent, events: after('event'), errors: after('error'), state, ...numbers };
}
