import type { Frame } from './frame.ts';

/** Octets before the header of the network layer, and where the type of that layer stands, by type of link. */
const LINKS: ReadonlyMap<number, { readonly header: number; readonly type: number | null }> = new Map([
  [0, { header: 4, type: null }], // BSD loopback
  [1, { header: 14, type: 12 }], // Ethernet
  [12, { header: 0, type: null }], // raw IP, on some systems
  [14, { header: 0, type: null }], // raw IP, on others
  [101, { header: 0, type: null }], // raw IP
  [108, { header: 4, type: null }], // OpenBSD loopback
  [113, { header: 16, type: 14 }], // Linux cooked
  [228, { header: 0, type: null }], // IPv4
  [229, { header: 0, type: null }], // IPv6
  [276, { header: 20, type: 0 }], // Linux cooked, v2
]);

const IP_TYPES: readonly number[] = [0x0800, 0x86dd];
const VLAN = 0x8100;

/** What a frame carries from the network layer's header on; null if that is not IP; a text if the link is not known. */
export function networkLayer({ linkType, bytes }: Frame): Uint8Array | null | string {
  const link = LINKS.get(linkType);
  if (link === undefined) return `packets of link type ${linkType} cannot be read`;
  const tagged = link.type !== null && typeAt(bytes, link.type) === VLAN ? 4 : 0;
  const isIp = link.type === null || IP_TYPES.includes(typeAt(bytes, link.type + tagged));
  return isIp && bytes.length > link.header + tagged ? bytes.subarray(link.header + tagged) : null;
}

const typeAt = (bytes: Uint8Array, offset: number) => ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
