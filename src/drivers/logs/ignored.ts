import type { AnyAction, AnyPacket } from '../../language/forgotten.ts';
import type { Sighting } from '../../language/log.ts';
import type { Ways } from '../../language/network/ways.ts';
import { fits } from './signs.ts';

/**
 * Whether a delivery that was seen is of a message that may arrive and that its receiver ignores: such a duplicate leaves
 * everything as it is, and so is no step. A delivery that an assumption refuses is taken for one, too.
 */
export function ignoredDelivery(
  sighting: Sighting,
  packets: readonly AnyPacket[],
  enabled: readonly AnyAction[],
  endpoints: readonly string[],
  ways: Ways,
): boolean {
  if (sighting.kind !== 'delivered') return false;
  return packets.some((packet) => {
    const { from, to, event, age, owed } = packet;
    const { isSet, rules } = ways.of({ from: endpoints.indexOf(from), to: endpoints.indexOf(to), event });
    if (!isSet || owed || age < rules.minimumDelay) return false;
    if (!fits(sighting, { kind: 'delivered', endpoint: to, event, after: null, text: '' })) return false;
    return !enabled.some(
      (action) => action.kind === 'deliver' && action.endpoint === to && action.message.event === event,
    );
  });
}
