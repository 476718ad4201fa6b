import { eventText, IN_TEXT } from '../../trace/event-text.ts';
import type { NumberedPacket, Sent } from '../../trace/trace.ts';

type Labelled = Pick<NumberedPacket, 'event' | 'mark' | 'number'>;

/** What else is to be said of a message than itself. */
export interface Remarks {
  /** The mark of messages to which nothing has happened; null if there are no marks. */
  readonly initialMark: string | null;
  readonly duplicate?: boolean;
  readonly ignored?: boolean;
}

/** Labels of a message in flight, from long to short. Its mark is said loudly and never left out. */
export function labelsOf(message: Labelled, remarks: Remarks): readonly string[] {
  const { initialMark, duplicate = false, ignored = false } = remarks;
  const head = [
    `#${message.number}`,
    ...markWords(message.mark, initialMark),
    ...(duplicate ? ['duplicate'] : []),
  ].join(' ');
  const tail = ignored ? ' (ignored)' : '';
  const whole = `${head} ${eventText(message.event, IN_TEXT, ['to'])}`;
  const short = `${head} ${message.event.type}`;
  return [`${whole}${tail}`, `${short}${tail}`, short];
}

/** The mark of a message, unless nothing has happened to it. */
export function markWords(mark: string, initialMark: string | null): readonly string[] {
  return initialMark === null || mark === initialMark ? [] : [`*${mark}*`];
}

/** What is said of a message where it is sent, or of several that differ in their receivers only. */
export function sentLabel(sent: readonly Sent[], showReceivers: boolean): string {
  const [first] = sent;
  if (first === undefined) return '';
  const numbers = sent.map(({ number }) => `#${number}`).join(' ');
  const receivers = showReceivers ? ` to ${sent.map(({ message }) => message.to).join(' ')}` : '';
  const label = `${numbers} ${eventText(first.message.event, IN_TEXT, ['to'])}${receivers}`;
  switch (first.fate) {
    case 'in flight':
      return label;
    case 'merged':
      return `${label} again`;
    case 'no room':
      return `${label} no room`;
    case 'no way':
      return `${label} no way`;
  }
}

/** Messages sent in one step, those together that differ in their receivers only. */
export function grouped(sent: readonly Sent[]): readonly (readonly Sent[])[] {
  const groups = new Map<string, Sent[]>();
  for (const each of sent) {
    const key = `${each.fate} ${eventText(each.message.event, IN_TEXT, ['to'])}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()];
}
