import type { EventObject } from '../language/machine.ts';
import type { LinkRules } from '../language/network/resolved.ts';
import type { LinkChange, OwnChange } from '../network/link-change.ts';
import type { Messages } from '../network/messages.ts';

/** An event that may name the channel that it is about. */
interface ChannelEvent extends EventObject {
  readonly channel?: unknown;
}

/**
 * What an endpoint asks of links when it emits an event: to open the session that the event names as its `channel`, or all those
 * that are asked for so.
 */
export function askedBy(
  links: readonly LinkRules[],
  endpoint: string,
  { type, channel }: ChannelEvent,
): readonly LinkChange[] {
  return links.flatMap((link, i): readonly LinkChange[] => {
    if (link.kind !== 'session' || link.asks !== type || !link.ends.includes(endpoint)) return [];
    return typeof channel !== 'string' || channel === link.name ? [{ link: i, kind: 'ask' }] : [];
  });
}

/** Id of the list of what is handed to the network when something happens to a link: the change, and what the ends are told. */
export function told(links: readonly LinkRules[], messages: Messages, change: OwnChange): number {
  const rules = links[change.link];
  if (rules?.kind !== 'session') return messages.internList([], [change]);
  const type = change.kind === 'break' ? rules.tells.break : rules.tells.open;
  if (type === null) return messages.internList([], [change]);
  const event: ChannelEvent = { type, channel: rules.name };
  const [one = 0, other = 0] = rules.ends.map((end) => messages.names.indexOf(end));
  const notices = [
    { from: other, to: one },
    { from: one, to: other },
  ].map(({ from, to }) => ({ message: messages.internMessage(from, to, event), owed: false }));
  return messages.internList(notices, [change]);
}
