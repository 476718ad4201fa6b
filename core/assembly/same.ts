import { isSameUnder } from './asked';
import { allocate } from './memory';

/* Whether steps make the same move under the history before an arrival: what was asked is remembered. */

/** Answers; and that nobody is here who could give one. */
export const OTHER: u32 = 0;
export const SAME: u32 = 1;
export const VAGUE: u32 = 2;

/** Answers that are remembered, a power of two: arrival and label, then the answer in the lowest bit. 0 stands where there is none. */
const ANSWERS: u32 = 1024;

export let answers: u32 = 0;

export function beginSame(): void {
  answers = allocate(ANSWERS * 8);
}

export function setAnswers(at: u32): void {
  answers = at;
}

/** More is known: the answers may be others. */
export function forgetSame(): void {
  memory.fill(answers, 0, ANSWERS * 8);
}

/** Each entry is written and read as a whole, so that threads may do so at once. */
export function isSame(arrival: u32, label: u32): u32 {
  const question = (u64(arrival) << 32) | (u64(label) << 1);
  const entry = answers + ((arrival * 31 + label) & (ANSWERS - 1)) * 8;
  const known = atomic.load<u64>(entry);
  if ((known & ~u64(1)) === question) return u32(known & 1);
  const answer = isSameUnder(arrival, label);
  if (answer !== VAGUE) atomic.store<u64>(entry, question | u64(answer));
  return answer;
}
