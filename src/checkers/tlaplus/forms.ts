import type { ClosedSystem } from '../closed-system.ts';
import { inOrder, keepsOrder } from '../derived.ts';

/**
 * What is in flight: a set, a bag, or, where the order of sending is kept, or ways are of different kinds, a sequence: way by way.
 */
type Form = 'set' | 'bag' | 'sequence';

export function formOf(system: Pick<ClosedSystem, 'ways' | 'links'>): Form {
  if (keepsOrder(system) || system.links.length > 0) return 'sequence';
  const [first, ...rest] = system.ways.map(({ isSet }) => isSet);
  if (rest.some((isSet) => isSet !== first)) return 'sequence';
  return first === true ? 'set' : 'bag';
}

const SET = `
(* What is in flight is a set of packets. *)
InFlight(f) == f
Count(f, Counts(_)) == Cardinality({p \\in f : Counts(p)})
With(f, p) == f \\cup {p}
Without(f, p) == f \\ {p}
Changed(Op(_), f) == {Op(p) : p \\in f}
Only(f, Keeps(_)) == {p \\in f : Keeps(p)}
Replaced(f, p, q) == With(Without(f, p), q)
MayGo(f, p) == p \\in f
MayTake(p) == FALSE
MayKeep(p) == TRUE
IsThere(f, p) == p \\in f
`;

const BAG = `
(* What is in flight is a bag of packets: how many of each. *)
InFlight(f) == BagToSet(f)
Count(f, Counts(_)) == BagCardinality([p \\in {q \\in DOMAIN f : Counts(q)} |-> f[p]])
With(f, p) == f (+) SetToBag({p})
Without(f, p) == f (-) SetToBag({p})
Changed(Op(_), f) == BagOfAll(Op, f)
Only(f, Keeps(_)) == [p \\in {q \\in DOMAIN f : Keeps(q)} |-> f[p]]
Replaced(f, p, q) == With(Without(f, p), q)
MayGo(f, p) == BagIn(p, f)
MayTake(p) == TRUE
MayKeep(p) == FALSE
IsThere(f, p) == FALSE
`;

const SEQUENCE = `
(* What is in flight is a sequence of packets: way by way, in the order of sending where that is kept, else by number. *)
Merges(p) == At(IsSet, At(Way, p))
InOrder(p) == At(Fifo, At(Way, p))
InFlight(f) == {f[i] : i \\in DOMAIN f}
Count(f, Counts(_)) == Cardinality({i \\in DOMAIN f : Counts(f[i])})
IsThere(f, p) == Merges(p) /\\ p \\in InFlight(f)
With(f, p) ==
  LET Before(q) == At(Way, q) < At(Way, p) \\/ (At(Way, q) = At(Way, p) /\\ (InOrder(p) \\/ q <= p))
      Behind(q) == ~Before(q)
  IN IF IsThere(f, p) THEN f ELSE SelectSeq(f, Before) \\o <<p>> \\o SelectSeq(f, Behind)
RECURSIVE WithAll(_, _)
WithAll(f, list) == IF list = <<>> THEN f ELSE WithAll(With(f, Head(list)), Tail(list))
WithoutPlace(f, i) == SubSeq(f, 1, i - 1) \\o SubSeq(f, i + 1, Len(f))
First(f, p) == CHOOSE i \\in DOMAIN f : f[i] = p /\\ \\A k \\in 1..(i - 1) : f[k] /= p
Without(f, p) == WithoutPlace(f, First(f, p))
Changed(Op(_), f) == WithAll(<<>>, [i \\in DOMAIN f |-> Op(f[i])])
Only(f, Keeps(_)) == SelectSeq(f, Keeps)
Replaced(f, p, q) == WithAll(<<>>, [f EXCEPT ![First(f, p)] = q])
(* Where the order is kept, the first on its way. *)
MayGo(f, p) ==
  p \\in InFlight(f) /\\ (InOrder(p) => \\A k \\in 1..(First(f, p) - 1) : At(Way, f[k]) /= At(Way, p))
MayTake(p) == ~Merges(p)
MayKeep(p) == At(Duplication, At(Way, p))
`;

const LOSSES_OF_PLACES = `
MayLose(i) ==
  i \\in DOMAIN flight /\\ At(Loss, At(Way, flight[i])) /\\ ~At(Owed, flight[i]) /\\ (i = 1 \\/ flight[i - 1] /= flight[i])
PacketAt(i) == flight[i]
WithoutLost(i) == WithoutPlace(flight, i)
`;

const LOSSES = `
MayLose(p) == p \\in InFlight(flight) /\\ At(Loss, At(Way, p)) /\\ ~At(Owed, p)
PacketAt(p) == p
WithoutLost(p) == Without(flight, p)
`;

const FORMS: Readonly<Record<Form, string>> = { set: SET, bag: BAG, sequence: SEQUENCE };

/** What can be done with what is in flight, as operators. */
export function formRules(form: Form): string {
  return FORMS[form].trim();
}

/** The losses, as operators: of what stands at a place, or of a packet. */
export function lossRules(form: Form): string {
  return (form === 'sequence' ? LOSSES_OF_PLACES : LOSSES).trim();
}

/** Packets in flight, in the form that they have. */
export function flightText(list: readonly number[], system: ClosedSystem): string {
  switch (formOf(system)) {
    case 'set':
      return `{${list.join(', ')}}`;
    case 'sequence':
      return `<<${inOrder(list, system).join(', ')}>>`;
    case 'bag': {
      const counts = new Map<number, number>();
      for (const packet of list) counts.set(packet, (counts.get(packet) ?? 0) + 1);
      const cells = [...counts].map(([packet, count]) => `${packet} :> ${count}`);
      return cells.length === 0 ? 'EmptyBag' : `(${cells.join(' @@ ')})`;
    }
  }
}
