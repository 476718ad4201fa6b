import type { ClosedSystem } from './closed-system.ts';

/** An event from outside, or the timer at some place of the list of those that are due: by local state, the step. */
export interface LocalOption {
  readonly endpoint: number;
  readonly text: string;
  readonly byLocal: ReadonlyMap<number, number>;
}

/** The external events that may ever happen. */
export function eventsOf({ endpoints, steps }: ClosedSystem): readonly LocalOption[] {
  return endpoints.flatMap(({ events }, endpoint) => {
    const byText = new Map<string, Map<number, number>>();
    events.forEach((list, local) => {
      for (const step of list) {
        const text = steps[step]?.event ?? '';
        const known = byText.get(text) ?? new Map<number, number>();
        byText.set(text, known.set(local, step));
      }
    });
    return [...byText].map(([text, byLocal]) => ({ endpoint, text, byLocal }));
  });
}

/** The places of timers in the lists of those that are due. */
export function expiriesOf({ endpoints }: ClosedSystem): readonly LocalOption[] {
  return endpoints.flatMap(({ expiries }, endpoint) => {
    const most = Math.max(0, ...expiries.map(({ length }) => length));
    return Array.from({ length: most }, (_, place) => ({
      endpoint,
      text: `due timer ${place}`,
      byLocal: new Map(
        expiries.flatMap((list, local) => (list[place] === undefined ? [] : [[local, list[place]] as const])),
      ),
    }));
  });
}
