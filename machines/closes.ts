import { tables as httpKeepAlive } from './http-keep-alive/thresholds.ts';
import { tables as lease } from './lease/thresholds.ts';
import { tables as mqttQos2 } from './mqtt-qos2/thresholds.ts';
import { tables as quicClose } from './quic-close/thresholds.ts';
import { tables as sctpShutdown } from './sctp-shutdown/thresholds.ts';
import { tables as tlsClose } from './tls-close/thresholds.ts';
import { tables as websocketClose } from './websocket-close/thresholds.ts';

/** The tables in the READMEs of models of how connections are closed, by folder: how long who must wait. */
export const thresholds: Readonly<Record<string, () => readonly string[]>> = {
  'http-keep-alive': httpKeepAlive,
  'quic-close': quicClose,
  'tls-close': tlsClose,
  'websocket-close': websocketClose,
  'mqtt-qos2': mqttQos2,
  lease,
  'sctp-shutdown': sctpShutdown,
};
