/** What a step does to a link: a session breaks, is opened, or is asked for; a partition comes about, and ends. */
export interface LinkChange {
  readonly link: number;
  readonly kind: 'break' | 'open' | 'ask' | 'down' | 'up';
}

/** What happens to a link by itself. */
export interface OwnChange extends LinkChange {
  readonly kind: Exclude<LinkChange['kind'], 'ask'>;
}
