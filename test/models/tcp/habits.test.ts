import { describe, expect, it } from 'vitest';
import { createActor, SimulatedClock } from 'xstate';
import { endpointWith } from '../../../machines/tcp/endpoint.ts';
import { asRfc9293, type Habits } from '../../../machines/tcp/habits.ts';
import type { SegmentKind } from '../../../machines/tcp/segment.ts';
import { plainSettings } from '../../../machines/tcp/settings.ts';

type Step = 'CLOSE' | 'SEND' | 'RTO' | readonly [kind: SegmentKind, seq: number, ack: number | null];

const RTO = plainSettings.retransmissionTimeout;
/** The peer's numbers begin with 0, and so do the server's. */
const SYN: Step = ['SYN', 0, null];
const ESTABLISHED: readonly Step[] = [SYN, ['ACK', 1, 1]];
/** The server closes first, and all goes well. */
const TIME_WAIT: readonly Step[] = [...ESTABLISHED, 'CLOSE', ['ACK', 1, 2], ['FIN', 1, 2]];
const CLOSE_WAIT: readonly Step[] = [...ESTABLISHED, ['FIN', 1, 1]];

/** What a server with one habit, and without it, has sent in the last step, and where that has led. */
function compared(habit: Partial<Habits>, steps: readonly Step[]) {
  return [habit, {}].map((own) => {
    const clock = new SimulatedClock();
    const server = createActor(endpointWith({ ...asRfc9293, ...own }), { clock, input: plainSettings });
    let sent: string[] = [];
    server.on('SEGMENT', ({ kind, seq, ack }) => sent.push(`${kind} ${seq} ${ack ?? '-'}`));
    server.on('delivered', () => sent.push('delivered'));
    server.start();
    server.send({ type: 'PASSIVE_OPEN' });
    for (const step of steps) {
      sent = [];
      if (step === 'RTO') clock.increment(RTO);
      else if (typeof step === 'string') server.send({ type: step });
      else server.send({ type: 'SEGMENT', kind: step[0], seq: step[1], ack: step[2], ts: null });
    }
    return [server.getSnapshot().value, ...sent];
  });
}

describe('a habit makes of a segment, instead of what RFC 9293 does:', () => {
  it('an early RST in SYN-RECEIVED that is believed, though not in ESTABLISHED', () => {
    const early: Step = ['RST', 2, null];
    expect(compared({ inexactRst: 'handshake' }, [SYN, early])).toEqual([
      ['LISTEN'],
      ['SYN-RECEIVED', 'ACK 1 1'],
    ]);
    const challenged = ['ESTABLISHED', 'ACK 1 1'];
    expect(compared({ inexactRst: 'handshake' }, [...ESTABLISHED, early])).toEqual([challenged, challenged]);
  });

  it('a wrong ACK out of the window that is refused in SYN-RECEIVED', () => {
    expect(compared({ refusesAnyWrongAck: true }, [SYN, ['ACK', 5, 3]])).toEqual([
      ['SYN-RECEIVED', 'RST 3 -'],
      ['SYN-RECEIVED', 'ACK 1 1'],
    ]);
  });

  it('an ACK of the unsent that is ignored in ESTABLISHED, and text with it that is taken', () => {
    expect(compared({ unsentAck: 'ignored' }, [...ESTABLISHED, ['DATA', 1, 3]])).toEqual([
      ['ESTABLISHED', 'delivered', 'ACK 1 2'],
      ['ESTABLISHED', 'ACK 1 1'],
    ]);
    expect(compared({ unsentAck: 'ignored' }, [...ESTABLISHED, ['ACK', 1, 3]])).toEqual([
      ['ESTABLISHED'],
      ['ESTABLISHED', 'ACK 1 1'],
    ]);
    const answered = ['CLOSE-WAIT', 'ACK 1 2'];
    expect(compared({ unsentAck: 'ignored' }, [...CLOSE_WAIT, ['ACK', 2, 3]])).toEqual([answered, answered]);
  });

  it('an ACK of its FIN that overtakes the FIN of the peer, and is forgotten', () => {
    const overtaken: readonly Step[] = [...ESTABLISHED, 'CLOSE', ['ACK', 2, 2]];
    expect(compared({ ackOfFin: 'in order' }, overtaken)).toEqual([['FIN-WAIT-1'], ['FIN-WAIT-2']]);
    expect(compared({ ackOfFin: 'in order' }, [...overtaken, ['FIN', 1, 1]])).toEqual([
      ['CLOSING', 'ACK 2 2'],
      ['TIME-WAIT', 'ACK 2 2'],
    ]);
    // What is not acknowledged in it is not sent again either.
    expect(compared({ ackOfFin: 'in order' }, [...overtaken, ['FIN', 1, 1], 'RTO'])[0]).toEqual(['CLOSING']);
  });

  it('another FIN behind the first that is taken', () => {
    expect(compared({ secondFin: 'taken' }, [...CLOSE_WAIT, ['FIN', 2, 1]])).toEqual([
      ['CLOSE-WAIT', 'ACK 1 3'],
      ['CLOSE-WAIT'],
    ]);
  });

  it('an ACK of its FIN that lies beyond the FIN of the peer, and is dropped', () => {
    expect(compared({ dropsBeyondFin: true }, [...CLOSE_WAIT, 'CLOSE', ['ACK', 3, 2]])).toEqual([
      ['LAST-ACK'],
      ['CLOSED'],
    ]);
  });

  it('what TIME-WAIT answers: all that has an ACK but a bare one at RCV.NXT', () => {
    const answers = (segment: Step) =>
      compared({ timeWaitAnswers: 'elsewhere' }, [...TIME_WAIT, segment]).map(([, ...sent]) => sent);
    expect(answers(['SYN', 0, null])).toEqual([[], ['ACK 2 2']]);
    expect(answers(['ACK', 2, 3])).toEqual([[], ['ACK 2 2']]);
    expect(answers(['FIN', 3, 2])).toEqual([['ACK 2 2'], []]);
    expect(answers(['DATA', 1, 2])).toEqual([['ACK 2 2'], ['ACK 2 2']]);
  });
});

describe('retransmission in turn', () => {
  const lost: readonly Step[] = [...ESTABLISHED, 'SEND', 'CLOSE', 'RTO'];
  const inTurn = (...steps: readonly Step[]) => compared({ retransmits: 'in turn' }, [...lost, ...steps])[0];

  it('sends the front alone, and the rest when that is acknowledged', () => {
    expect(inTurn()).toEqual(['FIN-WAIT-1', 'DATA 1 1']);
    expect(inTurn(['ACK', 1, 2])).toEqual(['FIN-WAIT-1', 'FIN 2 1']);
  });

  it('sends the rest once, and later as what is the front then', () => {
    expect(inTurn(['ACK', 1, 2], ['ACK', 1, 2])).toEqual(['FIN-WAIT-1']);
    expect(inTurn(['ACK', 1, 2], 'RTO')).toEqual(['FIN-WAIT-1', 'FIN 2 1']);
  });

  it('sends nothing for an ACK that is no news, nor for one of everything', () => {
    expect(inTurn(['ACK', 1, 1])).toEqual(['FIN-WAIT-1']);
    expect(inTurn(['ACK', 1, 3])).toEqual(['FIN-WAIT-2']);
  });

  it('acknowledges text with what it sends again, and a FIN besides', () => {
    expect(inTurn(['DATA', 1, 2])).toEqual(['FIN-WAIT-1', 'delivered', 'FIN 2 2']);
    expect(inTurn(['FIN', 1, 2])).toEqual(['CLOSING', 'ACK 3 2', 'FIN 2 2']);
  });
});
