/** A term: its round, and the server that leads it, which breaks ties between equal rounds. */
export interface Ballot {
  readonly round: number;
  readonly leader: string;
}

/** A value that a client asked for. */
export interface Proposal {
  readonly request: number;
  readonly client: string;
  readonly value: string;
}

/** A proposal with the ballot in which it was accepted. */
export interface Accepted {
  readonly ballot: Ballot;
  readonly proposal: Proposal;
}

/** What clients and servers say to each other. */
export type Request =
  | { readonly type: 'PUT'; readonly request: number; readonly value: string }
  | { readonly type: 'GET'; readonly request: number };
export type Reply =
  | { readonly type: 'PUT_OK'; readonly request: number }
  | { readonly type: 'GET_OK'; readonly request: number; readonly value: string };

/** What servers say to each other. */
export type Internal =
  | { readonly type: 'PREPARE'; readonly ballot: Ballot }
  | { readonly type: 'PREPARED'; readonly ballot: Ballot; readonly accepted: Accepted | null }
  | ({ readonly type: 'ACCEPT' } & Accepted)
  | { readonly type: 'ACCEPTED'; readonly ballot: Ballot }
  | ({ readonly type: 'DECIDED' } & Accepted);

/** As it arrives: the network says who sent it. */
export type From<M> = M & { readonly from: string };

/** As it is sent. */
export type To<M> = M & { readonly to: string | readonly string[] };

/** Whether one ballot is less than another. */
export function isLess(a: Ballot, b: Ballot): boolean {
  return a.round < b.round || (a.round === b.round && a.leader < b.leader);
}

export function isSame(a: Ballot, b: Ballot): boolean {
  return a.round === b.round && a.leader === b.leader;
}
