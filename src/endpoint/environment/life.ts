import { canonicalText } from '../../tables/plain-data.ts';

/** How often an endpoint has crashed, and what it has kept while it is down. */
export interface Life {
  readonly crashes: number;
  /** Null while the endpoint is up. */
  readonly down: Down | null;
  /** The input with which it started, where that is left open and it may have to start again. */
  readonly given: { readonly input: unknown } | null;
}

/** What is left of an endpoint that has crashed. */
export interface Down {
  /** What survives: the context, as the endpoint declares; undefined for nothing. */
  readonly durable: unknown;
}

/** An endpoint that was never down. */
export const NEVER_DOWN: Life = { crashes: 0, down: null, given: null };

/** The canonical text of all that differs from an endpoint that was never down. */
export function lifeText({ crashes, down, given }: Life): string {
  const started = given === null ? '' : `|given ${canonicalText(given.input)}`;
  if (crashes === 0) return started;
  const kept = down === null ? '' : ` down ${down.durable === undefined ? '' : canonicalText(down.durable)}`;
  return `${started}|${crashes}${kept}`;
}
