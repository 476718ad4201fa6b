import type { Parameters } from './parameters.ts';

/** A stack that the world runs, as a choice of the model's parameters. */
export type StackName = 'lwip' | 'smoltcp' | 'linux' | 'netstack';

/**
 * What stacks do otherwise than RFC 9293 has it, as far as paths of this model show it: lwIP 2.1.3, smoltcp 0.14.0, Linux 6.18 with
 * its defaults, gVisor's netstack of 2026-09-05. Each line was found by a difference between stack and model; examples/tcp-stacks
 * holds them to it.
 */
export const stacks = {
  lwip: {
    // tcp_process: SYN_RCVD sends the SYN,ACK again; SYN_SENT knows no SYN without ACK, and sends its own again after a RST.
    repeatsSynAck: true,
    opensSimultaneously: false,
    resendsSyn: true,
    // tcp_receive looks at the ACK before the sequence number, goes on with the text whatever it says, and keeps what is early.
    unacceptableAck: 'taken',
    refusesAnyWrongAck: true,
    unsentAck: 'answered',
    keepsEarly: true,
    // tcp_rexmit_rto puts all segments back into the queue.
    retransmits: 'all',
    // tcp_timewait_input: no RST is looked at, any FIN restarts, and only what has a length is answered.
    ignoreRstInTimeWait: true,
    timeWaitAnswers: 'with length',
    timeWaitRestartedBy: 'any FIN',
    sendsInListen: false,
    callsInSynReceived: false,
  },
  smoltcp: {
    // Socket::process rejects unacceptable acknowledgements first; a RST in the window is believed.
    looksAtAckFirst: true,
    inexactRst: 'believed',
    // The match on states and control bits has no arm for a FIN once the peer has closed.
    secondFin: 'dropped',
    retransmits: 'all',
    // What is out of the window restarts TIME-WAIT, whether or not it is answered; a RST ends it.
    ignoreRstInTimeWait: false,
    timeWaitRestartedBy: 'unacceptable',
    sendsInListen: false,
    // A CLOSE in SYN-RECEIVED is not done as it should be (docs/stacks.md), so that no path can go on after it.
    callsInSynReceived: false,
  },
  linux: {
    repeatsSynAck: true,
    // tcp_sequence: what ends right at RCV.NXT is not yet out of the window, so that its ACK counts; tcp_check_req looks at
    // the ACK first in SYN-RECEIVED.
    unacceptableAck: 'edge',
    refusesAnyWrongAck: true,
    keepsEarly: true,
    retransmits: 'all',
    // tcp_timewait_state_process: an exact RST ends it (tcp_rfc1337 = 0), any other is dropped; whatever bears an ACK restarts it.
    ignoreRstInTimeWait: false,
    challengesRstInTimeWait: false,
    timeWaitRestartedBy: 'ACK',
    sendsInListen: false,
    callsInSynReceived: false,
    callsInTimeWait: false,
  },
  netstack: {
    // handshake.synRcvdState: a RST in the window is believed, and an ACK looked at before the number.
    inexactRst: 'handshake',
    refusesAnyWrongAck: true,
    // receiver.handleRcvdSegment: the ACK is compared with SND.NXT in closing states only.
    unsentAck: 'ignored',
    // receiver.consumeSegment changes the state by the ACK of what it takes now, and takes any FIN that is next.
    ackOfFin: 'in order',
    secondFin: 'taken',
    // receiver.handleRcvdSegmentClosing. An early FIN is put aside there, too, but passed over when its turn comes.
    dropsBeyondFin: true,
    // sender.retransmitTimerExpired begins anew with a congestion window of one segment.
    retransmits: 'in turn',
    // receiver.handleTimeWaitSegment: no RST is looked at, and nothing without ACK; only the FIN restarts.
    ignoreRstInTimeWait: true,
    timeWaitAnswers: 'elsewhere',
    sendsInListen: false,
    callsInSynReceived: false,
    callsInTimeWait: false,
  },
} as const satisfies Record<StackName, Partial<Parameters>>;
