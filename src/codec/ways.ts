import type { RawAction } from '../composition/actions.ts';
import type { ValueTables } from '../composition/table-reader.ts';
import type { LocalStates, OriginKind } from '../endpoint/local-states.ts';
import { type Json, taggedJson } from '../tables/kinds/tagged-json.ts';

/** What happened to an endpoint, as `LocalStates.reach` takes it. */
type Way = readonly [kind: Exclude<OriginKind, 'start' | 'made'>, by: Json | undefined];

/** How a step of this action leads an endpoint from one local state to another one. */
export function wayBetween(
  { locals, actions, network }: ValueTables,
  endpoint: number,
  from: number,
  to: number,
  action: number,
): Way {
  const states = locals[endpoint];
  if (states === undefined) throw new RangeError(`no endpoint has the number ${endpoint}`);
  const raw = actions.action(action);
  switch (raw.kind) {
    case 'tick':
      return ['tick', undefined];
    case 'crash':
    case 'restart':
      return [raw.kind, undefined];
    case 'event':
      return ['event', taggedJson(states.eventOf(raw.event))];
    case 'answer':
      return ['answer', taggedJson(states.answerOf(raw.answer))];
    case 'deliver': {
      const { event } = network.packet(raw.packet).message;
      return ['event', taggedJson(raw.as === null ? event : states.eventOf(raw.as))];
    }
    case 'expire':
      return ['timer', placeOf(states, from, to, raw.timer)];
    default:
      return unmoved(raw);
  }
}

/** The place of the timer of this name that leads from one local state to the other. */
function placeOf(states: LocalStates, from: number, to: number, name: string): number {
  const expiry = states
    .expiries(from)
    .find(({ timer, outcome }) => timer.name === name && outcome.next === to);
  return expiry === undefined ? -1 : states.content(from).timers.indexOf(expiry.timer);
}

function unmoved({ kind }: RawAction): never {
  throw new Error(`no endpoint changes by the action ${kind}`);
}
