import { canonicalText } from '../../tables/plain-data.ts';

/** How often an endpoint has crashed, and what it has kept while it is down. */
export interface Life {
  readonly crashes: number;
  /** Null while the endpoint is up. */
  readonly down: Down | null;
}

/** What is left of an endpoint that has crashed. */
export interface Down {
  /** What survives: the context, as the endpoint declares; undefined for nothing. */
  readonly durable: unknown;
}

/** An endpoint that was never down. */
export const NEVER_DOWN: Life = { crashes: 0, down: null };

/** The canonical text of all that differs from an endpoint that was never down. */
export function lifeText({ crashes, down }: Life): string {
  if (crashes === 0) return '';
  const kept = down === null ? '' : ` down ${down.durable === undefined ? '' : canonicalText(down.durable)}`;
  return `|${crashes}${kept}`;
}
