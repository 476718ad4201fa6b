import type { TcpEvent } from './events.ts';
import type { Parameters } from './parameters.ts';
import type { Tcb } from './tcb.ts';

/** The state of one side, as its user knows it. */
type Side = { readonly value: string; readonly context: Tcb };

/** What the user of the client may do now: open, as often as there are incarnations, and use the connection. */
export function clientCalls(p: Parameters, side: Side): TcpEvent[] {
  const opens = side.value === 'CLOSED' && side.context.opens < p.incarnations;
  return opens ? openings(p, side) : calls(p, side, p.closes !== 'server');
}

/** What the user of the server may do now: listen, open actively if that is allowed, and use the connection. */
export function serverCalls(p: Parameters, side: Side): TcpEvent[] {
  const isIdle = side.value === 'CLOSED' || side.value === 'LISTEN';
  if (!isIdle) return calls(p, side, p.closes !== 'client');
  const listen: TcpEvent[] = side.value === 'CLOSED' ? [{ type: 'PASSIVE_OPEN' }] : nextIss(p);
  const open = p.simultaneousOpen && side.context.opens < p.incarnations ? openings(p, side) : [];
  return [...listen, ...open, ...otherCalls(p, side)];
}

/**
 * Active OPENs, one for each initial sequence number that may be chosen. The first is 0: numbers go round, so that
 * only their differences count.
 */
function openings(p: Parameters, { context }: Side): TcpEvent[] {
  if (p.isn !== 'arbitrary' || context.opens === 0) return [{ type: 'ACTIVE_OPEN' }];
  return numbers(p).map((iss) => ({ type: 'ACTIVE_OPEN', iss }));
}

function nextIss(p: Parameters): TcpEvent[] {
  return p.isn === 'arbitrary' ? numbers(p).map((iss) => ({ type: 'NEXT_ISS', iss })) : [];
}

const numbers = (p: Parameters) => Array.from({ length: p.sequenceSpace }, (_, number) => number);

/** Calls on a connection, whoever opened it. */
function calls(p: Parameters, side: Side, closesFirst: boolean): TcpEvent[] {
  const { value, context } = side;
  const events: TcpEvent[] = [];
  const maySend = value === 'ESTABLISHED' || value === 'CLOSE-WAIT';
  if (maySend && context.dataLeft > 0) events.push({ type: 'SEND' });
  if (value === 'CLOSE-WAIT' || (value === 'ESTABLISHED' && closesFirst)) events.push({ type: 'CLOSE' });
  if (p.abort && abortable.has(value)) events.push({ type: 'ABORT' });
  return [...events, ...otherCalls(p, side)];
}

const abortable: ReadonlySet<string> = new Set(['ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSE-WAIT']);

/** Calls that a state admits, but no connection needs. */
function otherCalls(p: Parameters, { value, context }: Side): TcpEvent[] {
  if (p.calls === 'needed') return [];
  const events: TcpEvent[] = [];
  if (value === 'SYN-RECEIVED' && !p.callsInSynReceived) return events;
  if (value === 'TIME-WAIT' && !p.callsInTimeWait) return events;
  if (closable.has(value)) events.push({ type: 'CLOSE' });
  if (p.sendsInListen && value === 'LISTEN' && context.opens < p.incarnations) events.push({ type: 'SEND' });
  if (value !== 'CLOSED' && !(p.abort && abortable.has(value))) events.push({ type: 'ABORT' });
  return events;
}

const closable: ReadonlySet<string> = new Set(['LISTEN', 'SYN-SENT', 'SYN-RECEIVED']);
