import type { AnyAction } from '../language/forgotten.ts';
import { linkText } from '../language/state-text.ts';
import { canonicalText } from '../tables/plain-data.ts';

/** An action in a few words: `deliver SYN`, `client OPEN`, `tick`. */
export function actionLabel(action: AnyAction): string {
  switch (action.kind) {
    case 'deliver':
      return `deliver ${eventName(action.message.event)}`;
    case 'drop':
      return `lose ${eventName(action.message.event)}`;
    case 'event':
      return `${action.endpoint} ${eventName(action.event)}`;
    case 'answer':
      return `${action.endpoint} ${action.actor} gives ${action.gives}`;
    case 'crash':
    case 'restart':
      return `${action.endpoint} ${action.kind}s`;
    case 'expire':
      return `${action.endpoint} ${action.timer} expires`;
    case 'break':
    case 'open':
    case 'down':
    case 'up':
      return linkText(action);
    case 'tick':
      return 'tick';
  }
}

/** An action in full, so that different ones differ: `deliver client>server {"type":"SYN"} stale 1`. */
export function fullActionLabel(action: AnyAction): string {
  switch (action.kind) {
    case 'deliver':
    case 'drop': {
      const { from, to, event, mark, age } = action.message;
      const kind = action.kind === 'drop' ? 'lose' : action.copyStays ? 'deliver' : 'deliver last';
      const as = action.kind === 'drop' || action.as === undefined ? '' : `as ${canonicalText(action.as)}`;
      return [kind, `${from}>${to}`, canonicalText(event), mark, `age=${age}`, as]
        .filter((part) => part !== '')
        .join(' ');
    }
    case 'event':
      return `${action.endpoint} ${canonicalText(action.event)}`;
    case 'answer':
      return `${actionLabel(action)} ${canonicalText(action.value)}`;
    case 'crash':
    case 'restart':
    case 'break':
    case 'open':
    case 'down':
    case 'up':
    case 'expire':
    case 'tick':
      return actionLabel(action);
  }
}

/** The type of an event, or its kind where many kinds share one type. */
function eventName(event: { readonly type: string; readonly kind?: unknown }): string {
  return typeof event.kind === 'string' ? event.kind : event.type;
}
