import { tables as httpKeepAlive } from './http-keep-alive/thresholds.ts';
<<<<<<< HEAD
import { tables as tlsClose } from './tls-close/thresholds.ts';
=======
>>>>>>> bce9dcd (States have names that mean the same in every process: allways expand expands them for others, and check --on-disk keeps them in a database)
import { tables as websocketClose } from './websocket-close/thresholds.ts';

/** The tables in the READMEs of models of how connections are closed, by folder: how long who must wait. */
export const thresholds: Readonly<Record<string, () => readonly string[]>> = {
  'http-keep-alive': httpKeepAlive,
<<<<<<< HEAD
  'tls-close': tlsClose,
=======
>>>>>>> bce9dcd (States have names that mean the same in every process: allways expand expands them for others, and check --on-disk keeps them in a database)
  'websocket-close': websocketClose,
};
