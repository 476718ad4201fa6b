/** What an event is called in a sentence: its type, or its kind where many kinds share one type. */
export function eventTypeText(event: { readonly type: string }): string {
  const { kind } = event as { readonly kind?: unknown };
  return typeof kind === 'string' ? kind : event.type;
}
