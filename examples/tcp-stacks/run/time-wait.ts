import { type Habits, restartsTimeWait } from '../../../machines/tcp/habits.ts';
import type { Segment, SegmentKind } from '../../../machines/tcp/segment.ts';
import { place } from '../driver/fixtures.ts';
import { RESET, SOCKETS } from '../driver/hosts.ts';
import { decodePacket, type Flag } from '../link/packet.ts';
import type { Stack } from '../link/stack.ts';
import { arrive } from './arrive.ts';

/** What may restart TIME-WAIT: a segment that arrives some time after it began. */
export interface Cause {
  readonly name: string;
  /** In the numbers of the model, where the peer's SYN has 0, its FIN 1, and RCV.NXT is 2; null for none. */
  readonly segment: Segment | null;
}

const segment = (kind: SegmentKind, seq: number, ack: number | null): Segment => ({
  type: 'SEGMENT',
  kind,
  seq,
  ack,
  ts: null,
});

export const CAUSES: readonly Cause[] = [
  { name: 'nothing', segment: null },
  { name: 'the FIN again', segment: segment('FIN', 1, 2) },
  { name: 'another FIN', segment: segment('FIN', 0, 2) },
  { name: 'old text', segment: segment('DATA', 1, 2) },
  { name: 'a bare ACK at RCV.NXT', segment: segment('ACK', 2, 2) },
  { name: 'a bare ACK before RCV.NXT', segment: segment('ACK', 1, 2) },
  { name: 'a RST in the window, not exact', segment: segment('RST', 3, null) },
  { name: 'an old SYN', segment: segment('SYN', 7, null) },
];

/** How TIME-WAIT went. */
export interface Waited {
  readonly cause: string;
  /** Control bits of what was answered; null for silence. */
  readonly answer: string | null;
  /** Milliseconds from its beginning to its end. */
  readonly lasted: number;
  /** The same from the segment that may have restarted it. */
  readonly lastedSince: number;
  /** Whether the variant of the model restarts it. */
  readonly restarts: boolean;
}

const IRS = 100_000;
/** By how much the clock is moved at a time, while one waits for the end. */
const STEP = 500;
const MOST_STEPS = 1000;

/**
 * Brings a stack, as the server that closes first, into TIME-WAIT, and gives it a segment after some time.
 *
 * @param after milliseconds
 */
export async function waited(
  stack: Stack,
  habits: Habits,
  { name, segment: given }: Cause,
  after: number,
): Promise<Waited> {
  await stack.command(RESET.server);
  await stack.command(`listen ${SOCKETS.server.port}`);
  const iss = (await answerTo(stack, ['S'], 0, 0))?.sequence ?? 0;
  await answerTo(stack, ['A'], 1, iss + 1);
  await stack.command('close');
  await answerTo(stack, ['F', 'A'], 1, iss + 2);
  const began = await stack.command('advance 0');
  if (began.state !== 'TIME-WAIT') throw new Error(`${stack.name} is in ${began.state}, not in TIME-WAIT`);
  const { now: met } = await stack.command(`advance ${after}`);
  const answer = given === null ? null : await arriveAs(stack, given, iss);
  const { now: ended } = await untilItEnds(stack);
  const context = place('TIME-WAIT', { una: 2, nxt: 2, rcv: 2, finSent: true }).context;
  return {
    cause: name,
    answer,
    lasted: ended - began.now,
    lastedSince: ended - met,
    restarts: given !== null && restartsTimeWait(habits, context, given),
  };
}

async function arriveAs(stack: Stack, { kind, seq, ack }: Segment, iss: number): Promise<string | null> {
  const flags = { SYN: 'S', SYN_ACK: 'SA', ACK: 'A', DATA: 'A', FIN: 'FA', RST: 'R' } as const;
  // Numbers from the middle of the model's space on lie before the initial one.
  const number = seq >= 4 ? seq - 8 : seq;
  const acknowledgment = ack === null ? 0 : iss + ack;
  const answer = await answerTo(
    stack,
    [...flags[kind]] as Flag[],
    number,
    acknowledgment,
    kind === 'DATA' ? 1 : 0,
  );
  return answer === null ? null : [...answer.flags].join('');
}

async function answerTo(
  stack: Stack,
  flags: readonly Flag[],
  number: number,
  acknowledgment: number,
  text = 0,
) {
  const { sent } = await arrive(stack, 'server', { flags, sequence: IRS + number, acknowledgment, text });
  const [answer] = sent.map(decodePacket);
  return answer ?? null;
}

async function untilItEnds(stack: Stack) {
  for (let i = 0; i < MOST_STEPS; i++) {
    const answer = await stack.command(`advance ${STEP}`);
    if (answer.state !== 'TIME-WAIT') return answer;
  }
  throw new Error(`the TIME-WAIT of ${stack.name} does not end`);
}
