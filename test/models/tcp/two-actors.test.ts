import { describe, expect, it } from 'vitest';
import { createActor, SimulatedClock } from 'xstate';
import { tcpEndpoint } from '../../../machines/tcp/endpoint.ts';
import type { Segment } from '../../../machines/tcp/segment.ts';
import type { Settings } from '../../../machines/tcp/tcb.ts';

const MSL = 30_000;

const settings: Settings = {
  size: 2 ** 32,
  window: 65_536,
  isn: 'monotone',
  data: 3,
  timeWait: 2 * MSL,
  retransmissionTimeout: 1_000,
  retransmissions: 0,
  finRetransmission: true,
  restartTimeWait: true,
  restartOnAnyAnswer: false,
  answersOnlyFinInTimeWait: false,
  ignoreRstInTimeWait: true,
  reopenFromTimeWait: false,
  combineFinWithAck: false,
  listens: false,
  timestamps: false,
};

/** Two sockets with a pipe between them, which loses what it is told to; a segment is under way until `deliver`. */
function connect() {
  const clock = new SimulatedClock();
  const told: string[] = [];
  const pipe: (() => void)[] = [];
  const losses: ((segment: Segment) => boolean)[] = [];
  const socket = (name: string, listens: boolean) => {
    const actor = createActor(tcpEndpoint, { clock, input: { ...settings, listens } });
    actor.on('*', (event) => {
      if (event.type !== 'SEGMENT') told.push(`${name} ${event.type}`);
    });
    return actor;
  };
  const client = socket('client', false);
  const server = socket('server', true);
  const join = (from: typeof client, to: typeof client) =>
    from.on('SEGMENT', (segment) => {
      const loss = losses.findIndex((loses) => loses(segment));
      if (loss >= 0) losses.splice(loss, 1);
      else pipe.push(() => to.send(segment));
    });
  join(client, server);
  join(server, client);
  server.start();
  client.start();
  const deliver = () => {
    for (let next = pipe.shift(); next !== undefined; next = pipe.shift()) next();
  };
  const states = () => [client.getSnapshot().value, server.getSnapshot().value];
  return { clock, client, server, told, losses, deliver, states };
}

describe('two actors of the endpoint machine over a pipe', () => {
  it('open, send, close and wait for 2·MSL', () => {
    const { clock, client, server, told, deliver, states } = connect();
    expect(states()).toEqual(['CLOSED', 'LISTEN']);
    client.send({ type: 'ACTIVE_OPEN' });
    deliver();
    expect(states()).toEqual(['ESTABLISHED', 'ESTABLISHED']);
    client.send({ type: 'SEND' });
    deliver();
    client.send({ type: 'CLOSE' });
    deliver();
    expect(states()).toEqual(['FIN-WAIT-2', 'CLOSE-WAIT']);
    server.send({ type: 'SEND' });
    deliver();
    server.send({ type: 'CLOSE' });
    deliver();
    expect(states()).toEqual(['TIME-WAIT', 'LISTEN']);
    clock.increment(2 * MSL - 1);
    expect(states()).toEqual(['TIME-WAIT', 'LISTEN']);
    clock.increment(1);
    expect(states()).toEqual(['CLOSED', 'LISTEN']);
    expect(told.filter((line) => !line.endsWith('acknowledged'))).toEqual([
      'server synchronized',
      'client synchronized',
      'server delivered',
      'server peerClosed',
      'client delivered',
      'client peerClosed',
    ]);
  });

  it('send again what the pipe loses, once the retransmission timer fires', () => {
    const { clock, client, told, losses, deliver, states } = connect();
    client.send({ type: 'ACTIVE_OPEN' });
    deliver();
    losses.push(({ kind }) => kind === 'DATA');
    client.send({ type: 'SEND' });
    deliver();
    expect(told).not.toContain('server delivered');
    clock.increment(1_000);
    deliver();
    expect(told.filter((line) => line === 'server delivered')).toHaveLength(1);
    expect(states()).toEqual(['ESTABLISHED', 'ESTABLISHED']);
  });

  it('restart TIME-WAIT when the last ACK was lost and the FIN comes again', () => {
    const { clock, client, server, losses, deliver, states } = connect();
    client.send({ type: 'ACTIVE_OPEN' });
    deliver();
    client.send({ type: 'CLOSE' });
    deliver();
    server.send({ type: 'CLOSE' });
    losses.push(({ kind }) => kind === 'ACK');
    deliver();
    expect(states()).toEqual(['TIME-WAIT', 'LAST-ACK']);
    clock.increment(1_000);
    deliver();
    expect(states()).toEqual(['TIME-WAIT', 'LISTEN']);
    clock.increment(2 * MSL - 1);
    expect(states()).toEqual(['TIME-WAIT', 'LISTEN']);
    clock.increment(1);
    expect(states()).toEqual(['CLOSED', 'LISTEN']);
  });

  it('connect again, above every number used before', () => {
    const { clock, client, server, deliver, states } = connect();
    client.send({ type: 'ACTIVE_OPEN' });
    deliver();
    client.send({ type: 'CLOSE' });
    deliver();
    server.send({ type: 'CLOSE' });
    deliver();
    clock.increment(2 * MSL);
    client.send({ type: 'ACTIVE_OPEN' });
    deliver();
    expect(states()).toEqual(['ESTABLISHED', 'ESTABLISHED']);
    expect(client.getSnapshot().context).toMatchObject({ iss: 2, nxt: 3, rcv: 3 });
  });

  it('refuse a call when nobody listens', () => {
    const told: string[] = [];
    const alone = createActor(tcpEndpoint, { input: settings });
    alone.on('SEGMENT', ({ kind, seq, ack }) => told.push(`${kind} ${seq} ${ack}`));
    alone.start();
    alone.send({ type: 'SEGMENT', kind: 'SYN', seq: 41, ack: null, ts: null });
    alone.send({ type: 'SEGMENT', kind: 'ACK', seq: 41, ack: 7, ts: null });
    expect(told).toEqual(['RST 0 42', 'RST 7 null']);
  });
});
