import type { AnyAction } from '../language/forgotten.ts';
import { linkText } from '../language/state-text.ts';
import { answerText, eventText } from '../trace/event-text.ts';

/** An action as an imperative, as a button would say it: `deliver SYN to server, a copy stays`. */
export function actionText(action: AnyAction): string {
  switch (action.kind) {
    case 'deliver': {
      const { message, endpoint, copyStays, as } = action;
      const taken = as === undefined ? '' : `, as ${eventText(as)}`;
      return `deliver ${messageText(message.event)} to ${endpoint}${taken}${copyStays ? ', a copy stays' : ''}`;
    }
    case 'drop':
      return `lose ${messageText(action.message.event)} to ${action.message.to}`;
    case 'event':
      return `call ${messageText(action.event)} at ${action.endpoint}`;
    case 'answer':
      return `${answerText(action)} at ${action.endpoint}`;
    case 'expire':
      return `expire the timer ${action.timer} of ${action.endpoint}`;
    case 'crash':
      return `crash ${action.endpoint}`;
    case 'restart':
      return `start ${action.endpoint} again`;
    case 'break':
    case 'open':
    case 'down':
    case 'up':
      return linkText(action);
    case 'tick':
      return 'let a tick pass';
  }
}

/** A message without its receiver, which is told beside it; its kind stands for its type where many kinds share one. */
function messageText(event: { readonly type: string }): string {
  const {
    kind,
    to: _to,
    ...rest
  } = event as { readonly type: string; readonly kind?: unknown; readonly to?: unknown };
  return eventText(
    typeof kind === 'string' ? { ...rest, type: kind } : { ...rest, ...(kind === undefined ? {} : { kind }) },
  );
}
