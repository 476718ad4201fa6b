import type { EventObject } from 'xstate';

type Told = 'delivered' | 'peerClosed' | 'reset';

/** What the user was told, in the words of the model. */
export function toldBy(events: readonly string[]): readonly Told[] {
  return events.flatMap((event): readonly Told[] => {
    if (event === 'fin') return ['peerClosed'];
    if (event === 'reset') return ['reset'];
    const octets = /^data (\d+)$/.exec(event)?.[1];
    return octets === undefined ? [] : Array.from({ length: Number(octets) }, () => 'delivered');
  });
}

/**
 * What is to be compared with what the model shows: of that, what cannot be seen of the stack is taken for granted. What
 * can be seen must have been, in the same order.
 */
export function observedOf(
  expected: readonly EventObject[],
  told: readonly Told[],
  tells: readonly Told[],
): readonly EventObject[] {
  const seen = told.filter((each) => tells.includes(each));
  const merged = expected.map((effect) => {
    if (isOptional(effect)) {
      if (seen[0] === effect.type) seen.shift();
      return effect;
    }
    if (!isSeen(effect.type, tells)) return effect;
    const next = seen.shift();
    return next === effect.type ? effect : { type: next ?? 'nothing' };
  });
  return [...merged, ...seen.map((type) => ({ type }))];
}

const isSeen = (type: string, tells: readonly string[]) => tells.includes(type);

/** A reset of which, by the RFC, the user need not be told. */
const isOptional = (effect: EventObject) => 'reported' in effect && effect.reported === false;
