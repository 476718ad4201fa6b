/**
 * What a step does to a link: a session breaks, is opened, is asked for, or is closed or aborted by an end, or breaks since an end
 * crashes; a partition comes about, and ends.
 */
export type LinkChange = OwnChange | EndChange;

/** What an end of a session does to it. */
export interface EndChange {
  readonly link: number;
  readonly kind: 'ask' | 'close' | 'abort' | 'crash';
  /** Which of the two. */
  readonly end: number;
}

/** What happens to a link by itself. */
export interface OwnChange {
  readonly link: number;
  readonly kind: 'break' | 'open' | 'down' | 'up';
}
