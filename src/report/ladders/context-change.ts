import { plainText } from '../../trace/event-text.ts';
import { cut } from '../text.ts';

const LONGEST_VALUE = 24;

/** What is new in an endpoint's context: `retries=2 acked=true`. */
export function contextChange(before: unknown, after: unknown): string {
  if (!isRecord(before) || !isRecord(after)) return '';
  return Object.entries(after)
    .map(([name, value]) => ({ name, text: plainText(value), old: plainText(before[name]) }))
    .filter(({ text, old }) => text !== old)
    .map(({ name, text }) => `${name}=${cut(text, LONGEST_VALUE)}`)
    .join(' ');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
