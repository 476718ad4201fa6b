import type { FromClient, FromServer } from '../../machines/http-keep-alive/messages.ts';
import type { Written } from './socket.ts';

/** What is in flight: what an end wrote, or the answer of a host that knows nothing of the connection. */
export type Wire = { readonly connection: number } & (Written | { readonly kind: 'RST' });

/** What a message on the wire is in the model. */
export function decode(wire: Wire): FromClient | FromServer {
  const { connection } = wire;
  if (wire.kind !== 'bytes') return { type: wire.kind, connection };
  const request = /^[A-Z]+ \/(\d+) HTTP\/1\.1\r\n/.exec(wire.text);
  if (request !== null) return { type: 'REQUEST', connection, id: Number(request[1]) };
  const response = /^HTTP\/1\.1 200 OK\r\n(?:.+\r\n)*\r\n(\d+)$/.exec(wire.text);
  if (response === null) throw new Error(`neither a request nor a response of this test: ${wire.text}`);
  return {
    type: 'RESPONSE',
    connection,
    id: Number(response[1]),
    close: /^connection: close\r$/im.test(wire.text),
  };
}

/** A message of the model's client on the wire, where the client is no part of what is tested. */
export function encode(event: FromClient): Wire {
  const { connection } = event;
  if (event.type === 'FIN') return { kind: 'FIN', connection };
  return {
    kind: 'bytes',
    connection,
    text: `POST /${event.id} HTTP/1.1\r\nHost: server\r\nContent-Length: 0\r\n\r\n`,
  };
}
