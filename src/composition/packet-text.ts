import type { EventObject } from '../language/machine.ts';
import type { Message, Messages } from '../network/messages.ts';
import type { Condition, Packet } from '../network/packets.ts';
import { fromTaggedJson, type Json, taggedJson } from '../tables/kinds/tagged-json.ts';

/** A message, as JSON. */
export type MessageEntry = readonly [from: number, to: number, event: Json];

type PacketEntry = readonly [message: MessageEntry, mark: string, age: number, owed: boolean];
type ConditionEntry = readonly [link: number, up: boolean, downs: number, asked: number, closed: number];

export function messageEntry({ from, to, event }: Message): MessageEntry {
  return [from, to, taggedJson(event)];
}

/** Id of a message. */
export function messageOf(messages: Messages, [from, to, event]: MessageEntry): number {
  return messages.internMessage(from, to, fromTaggedJson(event) as EventObject);
}

/** What stands in the contents of a network, as a text that holds all of it: equal texts are equal packets, and the other way round. */
export function packetText(packet: Packet | Condition): string {
  const entry: PacketEntry | ConditionEntry =
    'link' in packet
      ? [packet.link, packet.up, packet.downs, packet.asked, packet.closed]
      : [messageEntry(packet.message), packet.mark, packet.age, packet.owed];
  return JSON.stringify(entry);
}

/** What such a text stands for. */
export function packetOfText(text: string, messages: Messages): Packet | Condition {
  const entry = JSON.parse(text) as PacketEntry | ConditionEntry;
  if (typeof entry[0] === 'number') {
    const [link, up, downs, asked, closed] = entry as ConditionEntry;
    return { link, up, downs, asked, closed };
  }
  const [message, mark, age, owed] = entry as PacketEntry;
  return { message: messages.message(messageOf(messages, message)), mark, age, owed };
}
