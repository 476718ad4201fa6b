import type { CapturedSegment } from './captured-segment.ts';

/** What a segment occupies of the sequence space. */
const lengthOf = ({ text, flags }: CapturedSegment) =>
  text + (flags.includes('S') ? 1 : 0) + (flags.includes('F') ? 1 : 0);

/** The numbers of one direction of a connection, as the model counts them: from 0, its SYN, one for each segment. */
export class Units {
  readonly #iss: number;
  /** Distances from the initial number at which something begins, ends or is acknowledged. */
  readonly #cuts: readonly number[];
  /** Numbers that were sent, the SYN's and the FIN's included. */
  readonly #last: number;
  /** Segments of text. */
  readonly text: number;
  /** Most numbers that were sent and not yet acknowledged, as far as the capture shows it. */
  readonly outstanding: number;

  /**
   * @param sent what this side has sent, in the order of the capture
   * @param answers what the other side has
   */
  constructor(sent: readonly CapturedSegment[], answers: readonly CapturedSegment[]) {
    this.#iss = sent.find(({ flags }) => flags.includes('S'))?.sequence ?? (sent[0]?.sequence ?? 1) - 1;
    const own = sent.filter(({ flags }) => !flags.includes('R'));
    const ends = own.map((segment) => this.#distance(segment.sequence) + lengthOf(segment));
    const last = Math.max(1, ...ends);
    const acknowledged = answers
      .filter(({ flags }) => flags.includes('A') && !flags.includes('R'))
      .map(({ acknowledgment }) => this.#distance(acknowledgment));
    const begins = own.flatMap(({ sequence, text }) => [
      this.#distance(sequence),
      this.#distance(sequence) + text,
    ]);
    const cuts = new Set(
      [0, 1, ...begins, ...ends, ...acknowledged].filter((cut) => cut >= 0 && cut <= last),
    );
    this.#cuts = [...cuts].sort((a, b) => a - b);
    this.#last = last;
    const hasFin = sent.some(({ flags }) => flags.includes('F'));
    this.text = this.#cuts.length - 2 - (hasFin ? 1 : 0);
    this.outstanding = this.#mostOutstanding(own, answers);
  }

  /** The model's number for one on the wire; those before the first, or after the last, lie as far outside as one can tell. */
  unitOf(number: number): number {
    const distance = this.#distance(number);
    if (distance < 0) return -1;
    if (distance > this.#last) return this.#cuts.length;
    return this.#cuts.findLastIndex((cut) => cut <= distance);
  }

  #distance(number: number): number {
    return (number - this.#iss) | 0;
  }

  #mostOutstanding(sent: readonly CapturedSegment[], answers: readonly CapturedSegment[]): number {
    let [most, next, una] = [0, 0, 0];
    const all = [...sent, ...answers].sort((a, b) => a.number - b.number);
    for (const segment of all) {
      if (answers.includes(segment)) {
        if (segment.flags.includes('A'))
          una = Math.max(una, Math.min(next, this.unitOf(segment.acknowledgment)));
      } else next = Math.max(next, this.unitOf(segment.sequence + lengthOf(segment)));
      most = Math.max(most, next - una);
    }
    return most;
  }
}
