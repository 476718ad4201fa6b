import type { Json } from '../tables/kinds/tagged-json.ts';
import type { Name } from './names.ts';

/** What an atom is: a local state of an endpoint, by its number; something in flight, or how a link is; a history. */
export type AtomKind = number | 'packet' | 'history';

/**
 * One of the values that states are composed of. Its name is that of its text; so it is the same, whoever met it first.
 *
 * A local state cannot be made from its text alone: XState makes it. So it comes with a way to it, `by` something that happened in
 * another one, `from`, which may be known by name only. There may be other ways; all lead to the same.
 */
export interface Atom {
  readonly kind: AtomKind;
  readonly name: Name;
  /** All that the value is, in canonical form. */
  readonly text: string;
  /** Of a local state. */
  readonly way?: LocalWay;
}

/** How a local state is reached: the endpoint starts in it, or something happens in another one. */
export type LocalWay =
  /** With which of the endpoint's inputs, from 0, if there are several. */
  | { readonly kind: 'start'; readonly input?: number }
  | { readonly kind: 'tick' | 'crash' | 'restart'; readonly from: Name }
  /** The event, the answer (as tagged JSON), or the place of a timer in the list of timers. */
  | { readonly kind: 'event' | 'answer' | 'timer'; readonly from: Name; readonly by: Json };

/** The texts that are named: of different kinds, different ones. */
export function namedText(kind: AtomKind, text: string): string {
  return `${kind}:${text}`;
}
