import { oneOf, type ParameterValues } from 'allways';

/** Names, defaults and meaning of what can be varied. Sections are RFC 9293's unless another RFC is named. */
export const parameters = {
  /** Maximum segment lifetime, in ticks [3.4.2]. */
  msl: 1,
  /** How long TIME-WAIT lasts, in ticks; RFC 9293 says 2·MSL [3.6.1]. */
  timeWait: 2,
  /** Active OPENs by the client (and by the server, with simultaneousOpen). */
  incarnations: 2,
  /** Most segments in flight. */
  capacity: 3,
  /** Size of the sequence space [3.4]. */
  sequenceSpace: 8,
  /** Receive window of both sides, in segments [3.8.6]. */
  window: 2,
  /** Text segments that the client may send in each connection. */
  clientData: 0,
  /** Text segments that the server may send in each connection. */
  serverData: 1,
  /** How an initial sequence number follows from the last connection [3.4.1]. */
  isn: oneOf('fixed', 'monotone', 'increment', 'arbitrary'),
  /** Segments may be lost. */
  loss: true,
  /** Segments may be duplicated: a copy may arrive at any time within MSL. */
  duplication: true,
  /** Ticks that a segment travels at least. */
  minimumDelay: 0,
  /** Retransmissions of one segment before the connection is given up [3.8.3]; 0: never. */
  retransmissions: 0,
  /** A FIN is retransmitted like any other segment. */
  finRetransmission: true,
  /** A retransmitted FIN restarts TIME-WAIT [3.10.7.4]. */
  restartTimeWait: true,
  /** A new SYN may reopen a connection in TIME-WAIT [3.6.1, MAY-2]. */
  reopenFromTimeWait: false,
  /** TIME-WAIT answers a FIN and nothing else: not in the RFC. */
  answersOnlyFinInTimeWait: false,
  /** Whatever TIME-WAIT answers restarts it, not a FIN only: not in the RFC. */
  restartOnAnyAnswer: false,
  /** Who may close first. */
  closes: oneOf('client', 'server', 'either'),
  /** The user may abort: RST instead of FIN [3.10.5], as with SO_LINGER 0. */
  abort: false,
  /** The user closes as soon as the peer has, so that FIN and ACK are one segment: three segments do. */
  combineFinWithAck: false,
  /** Timestamps with PAWS [RFC 7323]. */
  timestamps: false,
  /** The server listens from the start, and again as soon as a connection has ended; if not, it may be found closed. */
  listens: true,
  /** The server may open actively, too [3.5]. */
  simultaneousOpen: false,
  /** The same SYN once more is answered with the SYN,ACK once more, not with an ACK [3.10.7.4, first check]. */
  repeatsSynAck: false,
  /** A SYN in SYN-SENT opens simultaneously [3.5, MUST-10]; else it is ignored. */
  opensSimultaneously: true,
  /** A wrong ACK in SYN-SENT, or a right one without SYN, is refused, and the SYN sent again at once [3.10.7.3]. */
  resendsSyn: false,
  /** What a RST in the window, but not at RCV.NXT, is [RFC 5961, 3.2: challenged; RFC 793: believed]; handshake: believed in SYN-RECEIVED only. */
  inexactRst: oneOf('challenged', 'believed', 'handshake'),
  /** The ACK is looked at before the sequence number; old ones are dropped without an answer [3.10.7.4: fifth check]. */
  looksAtAckFirst: false,
  /** What becomes of an unacceptable segment's ACK [3.10.7.4, first check: dropped]; edge: taken if it ends right before RCV.NXT. */
  unacceptableAck: oneOf('dropped', 'taken', 'edge'),
  /** SYN-RECEIVED refuses a wrong ACK whatever the sequence number [3.10.7.4: the number is checked first]. */
  refusesAnyWrongAck: false,
  /** What is done with an ACK of the unsent: answered and dropped [3.10.7.4, fifth check]; answered, and its text taken; ignored in ESTABLISHED, and its text taken. */
  unsentAck: oneOf('dropped', 'answered', 'ignored'),
  /** Which ACK of our FIN counts: any that is acceptable [3.10.7.4, fifth check]; in order: of a segment at RCV.NXT that bears it itself. */
  ackOfFin: oneOf('any', 'in order'),
  /** Text or FIN that comes too early is kept until the gap is filled [3.8, SHLD-31]. */
  keepsEarly: false,
  /** What another FIN after the peer's FIN is: ignored but for its ACK; dropped with its ACK; taken, so that RCV.NXT advances [3.10.7.4, eighth check]. */
  secondFin: oneOf('ignored', 'dropped', 'taken'),
  /** After the peer's FIN, what lies beyond RCV.NXT is dropped, and its ACK does not count [3.10.7.4, fifth check: it does]. */
  dropsBeyondFin: false,
  /** What the retransmission timer sends again: the front of the queue [3.10.8]; all of it; or the front, and the rest when that is acknowledged. */
  retransmits: oneOf('front', 'all', 'in turn'),
  /** TIME-WAIT challenges a RST in the window that is not exact [RFC 5961, 3.2]; else it is silent. */
  challengesRstInTimeWait: true,
  /** What TIME-WAIT answers: the unacceptable [3.10.7.4, first check]; of that, what has a length; elsewhere: all with an ACK but what is bare and at RCV.NXT. */
  timeWaitAnswers: oneOf('unacceptable', 'with length', 'elsewhere'),
  /** What restarts TIME-WAIT, besides the peer's FIN: any FIN, all that is unacceptable, or all that bears an ACK. */
  timeWaitRestartedBy: oneOf('FIN', 'any FIN', 'unacceptable', 'ACK'),
  /** With calls=any, a user may SEND in LISTEN, which opens actively [3.10.2]: sockets have no such call. */
  sendsInListen: true,
  /** With calls=any, a user may CLOSE and ABORT before the handshake is over [3.10.4]; else it has no handle yet. */
  callsInSynReceived: true,
  /** With calls=any, a user may ABORT in TIME-WAIT [3.10.5]; else it has no handle any more. */
  callsInTimeWait: true,
  /** Whose habits the server has: those that the parameters say, or another stack's. */
  serverStack: oneOf('same', 'lwip', 'smoltcp', 'linux', 'netstack'),
  /** The users make the calls that a connection needs, or any call that a state admits [3.10.1 to 3.10.5]. */
  calls: oneOf('needed', 'any'),
  /** Assumption A1: the ACKs sent from TIME-WAIT arrive. */
  lastAckArrives: true,
  /** Assumption A2, by RFC 1337's fix F1: a RST is ignored in TIME-WAIT. */
  ignoreRstInTimeWait: true,
  /** Assumption A3: the listener is given a SYN only while the other side is in SYN-SENT. */
  oldSynOpensNothing: true,
} as const;

export type Parameters = ParameterValues<typeof parameters>;

/**
 * Refuses what makes no sense.
 *
 * @throws Error with a sentence
 */
export function requireSense(p: Parameters): void {
  const problem = problemWith(p);
  if (problem !== null) throw new Error(problem);
}

function problemWith(p: Parameters): string | null {
  const counts = [
    'timeWait',
    'incarnations',
    'sequenceSpace',
    'window',
    'clientData',
    'serverData',
    'retransmissions',
  ] as const;
  for (const name of counts) {
    if (!Number.isInteger(p[name]) || p[name] < 0)
      return `${name} is ${p[name]}; it must be a whole number, 0 or more`;
  }
  if (p.incarnations === 0)
    return 'incarnations is 0, so that nothing would ever happen; it must be at least 1';
  if (p.window === 0)
    return 'window is 0, so that no text and no FIN could ever be taken; it must be at least 1';
  const needed = 2 * (Math.max(p.clientData, p.serverData) + p.window + 1);
  if (p.sequenceSpace < needed) {
    return `sequenceSpace is ${p.sequenceSpace}, but with this window and this much data at least ${needed} numbers are needed to tell old from new`;
  }
  return contradictionIn(p);
}

function contradictionIn(p: Parameters): string | null {
  if (p.reopenFromTimeWait && p.isn === 'arbitrary') {
    return 'reopenFromTimeWait chooses the ISS itself, which isn=arbitrary leaves to chance; choose one';
  }
  if (p.restartOnAnyAnswer && !p.restartTimeWait) {
    return 'restartOnAnyAnswer restarts TIME-WAIT on any answer, but restartTimeWait=false forbids it even for a FIN; choose one';
  }
  if (p.restartOnAnyAnswer && p.answersOnlyFinInTimeWait) {
    return 'restartOnAnyAnswer and answersOnlyFinInTimeWait exclude each other: what is not answered restarts nothing; choose one';
  }
  if (p.keepsEarly && p.window > 2) {
    return `keepsEarly keeps one segment, but a window of ${p.window} has room for more that are early; window must be 2 at most`;
  }
  if (p.timeWaitRestartedBy !== 'FIN' && (!p.restartTimeWait || p.answersOnlyFinInTimeWait)) {
    return `timeWaitRestartedBy=${p.timeWaitRestartedBy} needs restartTimeWait, and answersOnlyFinInTimeWait excludes it; choose one`;
  }
  if (p.ackOfFin === 'in order' && p.unacceptableAck !== 'dropped') {
    return `ackOfFin=in order takes the ACK of a FIN at RCV.NXT only, but unacceptableAck=${p.unacceptableAck} takes it also before; choose one`;
  }
  if (!p.finRetransmission && p.retransmissions > 0) {
    return 'retransmissions counts retransmissions, but finRetransmission=false takes those of the FIN away; choose one';
  }
  return null;
}
