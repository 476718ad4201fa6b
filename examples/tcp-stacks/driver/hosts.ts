import type { Socket } from '../link/packet.ts';

/** The two sides of the model. */
export type Side = 'client' | 'server';

export const SIDES: readonly Side[] = ['client', 'server'];

export const otherOf = { client: 'server', server: 'client' } as const satisfies Record<Side, Side>;

/** The pair of sockets between which all connections are made. */
export const SOCKETS: Readonly<Record<Side, Socket>> = {
  client: { address: '10.9.0.2', port: 4000 },
  server: { address: '10.9.0.1', port: 80 },
};

/** Settings for `reset`: the last octet of the address. */
export const RESET: Readonly<Record<Side, string>> = { client: 'reset ip=2', server: 'reset ip=1' };
