import { namingOf as shownBy } from '../../trace/naming.ts';

const LONGEST = 44;

/** What a message or event is called in pictures. */
export type Naming = (event: { readonly type: string }) => string;

/** How the messages of one trace are called: by what they are shown as, on one line: `DATA of=1`. */
export function namingOf(events: readonly object[]): Naming {
  const shown = shownBy(events);
  return (event) => {
    const { type, ...fields } = shown(event);
    return withFields(type, fields);
  };
}

/** An event or effect on one line. */
export function effectText(effect: { readonly type: string; readonly params?: unknown }): string {
  const { type, params, ...rest } = fieldsOf(effect);
  const fields = typeof params === 'object' && params !== null && !Array.isArray(params) ? params : {};
  return withFields(String(type), { ...fields, ...rest });
}

function withFields(name: string, fields: Readonly<Record<string, unknown>>): string {
  const shown = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  const text = shown.map(([key, value]) => `${key}=${plain(value)}`).join(' ');
  const whole = text === '' ? name : `${name} ${text}`;
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST - 1)}…` : whole;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value)?.replaceAll('"', '') ?? String(value));
}

function fieldsOf(event: object): Readonly<Record<string, unknown>> {
  return event as Readonly<Record<string, unknown>>;
}
