import type { Packet } from 'mqtt-packet';
import type { AnyEventObject } from 'xstate';
import type { FromReceiver } from '../../machines/mqtt-qos2/packets.ts';

/** What a packet is in the model. */
export function decode(packet: Packet): AnyEventObject {
  const { messageId: id = 0 } = packet;
  switch (packet.cmd) {
    case 'connect':
      return { type: 'CONNECT', clean: packet.clean };
    case 'connack':
      return { type: 'CONNACK', sessionPresent: packet.sessionPresent };
    case 'publish':
      return { type: 'PUBLISH', id, number: Number(packet.payload), dup: packet.dup };
    default:
      return { type: packet.cmd.toUpperCase(), id };
  }
}

/** The packet that stands for what the model's receiver says. */
export function encode(event: FromReceiver): Packet {
  switch (event.type) {
    case 'CONNACK':
      return { cmd: 'connack', sessionPresent: event.sessionPresent, returnCode: 0, reasonCode: 0 };
    case 'PUBREC':
      return { cmd: 'pubrec', messageId: event.id };
    case 'PUBCOMP':
      return { cmd: 'pubcomp', messageId: event.id };
  }
}
