import type { AnyAction, AnyPacket } from '../../language/forgotten.ts';
import type { Sighting } from '../../language/log.ts';
import type { NetworkRules } from '../../language/network-options.ts';
import { fits } from './signs.ts';

/**
 * Whether a delivery that was seen is of a message that may arrive and that its receiver ignores: such a duplicate leaves
 * everything as it is, and so is no step. A delivery that an assumption refuses is taken for one, too.
 */
export function ignoredDelivery(
  sighting: Sighting,
  packets: readonly AnyPacket[],
  enabled: readonly AnyAction[],
  { duplication, order, minimumDelay }: NetworkRules,
): boolean {
  if (sighting.kind !== 'delivered' || !duplication || order === 'fifo') return false;
  return packets.some((packet) => {
    const { to, event, age, owed } = packet;
    if (owed || age < minimumDelay) return false;
    if (!fits(sighting, { kind: 'delivered', endpoint: to, event, after: null, text: '' })) return false;
    return !enabled.some(
      (action) => action.kind === 'deliver' && action.endpoint === to && action.message.event === event,
    );
  });
}
