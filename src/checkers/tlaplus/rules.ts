import type { NetworkRules } from '../../language/network/resolved.ts';

/** What is in flight, as a set, a bag, or, in FIFO order, a sequence: way by way, in the order of sending. */
type Form = 'set' | 'bag' | 'fifo';

export function formOf({ duplication, order }: NetworkRules): Form {
  if (order === 'fifo') return 'fifo';
  return duplication ? 'set' : 'bag';
}

const SET = `
(* What is in flight is a set of packets. *)
InFlight(f) == f
Size(f) == Cardinality(f)
With(f, p) == f \\cup {p}
Without(f, p) == f \\ {p}
Changed(Op(_), f) == {Op(p) : p \\in f}
Only(f, keep) == f \\cap keep
MayGo(f, p) == p \\in f
MayTake(f, p) == FALSE
MayKeep(f, p) == TRUE
IsThere(f, p) == p \\in f
`;

const BAG = `
(* What is in flight is a bag of packets: how many of each. *)
InFlight(f) == BagToSet(f)
Size(f) == BagCardinality(f)
With(f, p) == f (+) SetToBag({p})
Without(f, p) == f (-) SetToBag({p})
Changed(Op(_), f) == BagOfAll(Op, f)
Only(f, keep) == [p \\in DOMAIN f \\cap keep |-> f[p]]
MayGo(f, p) == BagIn(p, f)
MayTake(f, p) == TRUE
MayKeep(f, p) == FALSE
IsThere(f, p) == FALSE
`;

const FIFO = `
(* What is in flight is a sequence of packets: way by way, in the order of sending. *)
InFlight(f) == {f[i] : i \\in DOMAIN f}
Size(f) == Len(f)
With(f, p) ==
  LET Before(q) == At(Way, q) <= At(Way, p)
      Behind(q) == At(Way, q) > At(Way, p)
  IN SelectSeq(f, Before) \\o <<p>> \\o SelectSeq(f, Behind)
WithoutPlace(f, i) == SubSeq(f, 1, i - 1) \\o SubSeq(f, i + 1, Len(f))
First(f, p) == CHOOSE i \\in DOMAIN f : f[i] = p /\\ \\A k \\in 1..(i - 1) : f[k] /= p
Without(f, p) == WithoutPlace(f, First(f, p))
Changed(Op(_), f) == [i \\in DOMAIN f |-> Op(f[i])]
Only(f, keep) == LET Kept(p) == p \\in keep IN SelectSeq(f, Kept)
(* The first on its way. *)
MayGo(f, p) ==
  p \\in InFlight(f) /\\ \\A k \\in 1..(First(f, p) - 1) : At(Way, f[k]) /= At(Way, p)
MayTake(f, p) == TRUE
MayKeep(f, p) == Duplication
IsThere(f, p) == FALSE
`;

const FORMS: Readonly<Record<Form, string>> = { set: SET, bag: BAG, fifo: FIFO };

const RULES = `
(* A state is a record: where the endpoints are, the history, what is in flight. *)
Here == [at |-> at, history |-> history, flight |-> flight]

Nothing(kind) == [kind |-> kind, step |-> 0, then |-> Here]

(* Messages are sent one after another: what finds no room is lost, or, if it must not be, cuts the step off. *)
RECURSIVE Sent(_, _)
Sent(r, list) ==
  IF list = <<>> \\/ r.cut THEN r
  ELSE LET p == Head(list) IN
    Sent(IF IsThere(r.flight, p) THEN r
         ELSE IF Size(r.flight) < Capacity THEN [r EXCEPT !.flight = With(r.flight, p)]
         ELSE [r EXCEPT !.cut = ~(Loss /\\ ~At(Owed, p))], Tail(list))

(* The rest of a step, once a packet was taken, or time has passed: the endpoint moves, marks change, messages are sent, the
   history is written. What neither changes nor shows anything is idle, and no step. *)
Finish(k, moved, f) ==
  IF At(StepThrows, k) THEN Nothing("throws") ELSE
  LET e == At(StepEndpoint, k)
      places == IF e < 0 THEN moved ELSE [moved EXCEPT ![e + 1] = At(StepNext, k)]
      s == Here
      t == [at |-> places, history |-> history, flight |-> flight]
      g == Trigger(s, t, At(StepAction, k), At(StepObserved, k), At(StepSent, k))
      Marked(p) == At(Remark[g], p)
      r == Sent([flight |-> IF g = 0 THEN f ELSE Changed(Marked, f), cut |-> FALSE], At(Sendings, At(StepSent, k)))
      u == Update(s, [t EXCEPT !.flight = r.flight], At(StepAction, k), At(StepObserved, k), At(StepSent, k))
      then == [at |-> places, history |-> u, flight |-> r.flight]
      kind == IF r.cut THEN "cut"
              ELSE IF At(StepObserved, k) = 0 /\\ At(StepSent, k) = 0 /\\ then = s THEN "idle"
              ELSE IF Confined /\\ Beyond(then, then, 0, 0, 0) = 1 THEN "beyond"
              ELSE "step"
  IN [kind |-> kind, step |-> k, then |-> then]

RefusedHere(action) == Refused(Here, Here, action, 0, 0) = 1

(* What waits, or would change nothing and stays, is not delivered now. *)
Deliver(d) ==
  LET p == Delivered[d]
      copyStays == Stays[d]
      k == At(Takes[d], at[At(To, p) + 1])
      f == IF ~copyStays THEN Without(flight, p)
           ELSE IF At(Owed, p) THEN With(Without(flight, p), At(Settled, p))
           ELSE flight
  IN IF ~MayGo(flight, p) \\/ At(Age, p) < MinimumDelay \\/ ~(IF copyStays THEN MayKeep(flight, p) ELSE MayTake(flight, p))
     THEN Nothing("no")
     ELSE IF k = -2 \\/ RefusedHere(Delivery[d]) THEN Nothing("no")
     ELSE Finish(k, at, f)

Local(table, o) ==
  LET k == At(table[o][2], at[table[o][1] + 1]) IN
  IF k < 0 THEN Nothing("no")
  ELSE IF RefusesAll /\\ RefusedHere(At(StepAction, k)) THEN Nothing("no")
  ELSE Finish(k, at, flight)

Lose(p) ==
  IF ~MayLose(p) THEN Nothing("no")
  ELSE IF RefusesAll /\\ RefusedHere(At(StepAction, At(Lost, PacketAt(p)))) THEN Nothing("no")
  ELSE Finish(At(Lost, PacketAt(p)), at, WithoutLost(p))

(* Time passes unless a timer is due, or a packet that was promised would be gone. *)
Tick ==
  LET later == [i \\in DOMAIN at |-> At(AfterTick[i], at[i])]
      alive == {p \\in InFlight(flight) : At(Age, p) < Lifetime}
      Grown(p) == At(Older, p)
  IN IF (\\E i \\in DOMAIN later : later[i] < 0) \\/ (\\E p \\in InFlight(flight) \\ alive : At(Owed, p))
     THEN Nothing("no")
     ELSE IF RefusesAll /\\ RefusedHere(At(StepAction, TickStep)) THEN Nothing("no")
     ELSE Finish(TickStep, later, Changed(Grown, Only(flight, alive)))

Outcome(o) ==
  CASE o[1] = "deliver" -> Deliver(o[2])
    [] o[1] = "event" -> Local(Events, o[2])
    [] o[1] = "expire" -> Local(Expiries, o[2])
    [] o[1] = "lose" -> Lose(o[2])
    [] o[1] = "tick" -> Tick

Next ==
  \\E o \\in Options :
    LET r == Outcome(o) IN
      /\\ r.kind \\in {"step", "beyond"}
      /\\ Assert(~DecidedAtStep(Here, r.then, At(StepAction, r.step), At(StepObserved, r.step), At(StepSent, r.step)), <<"decided by", o>>)
      /\\ r.kind = "step"
      /\\ at' = r.then.at
      /\\ history' = r.then.history
      /\\ flight' = r.then.flight

Spec == Init /\\ [][Next]_<<at, history, flight>>

(* Nothing can happen but faults, not even what is cut off. *)
IsDeadEnd == \\A o \\in Options : LET r == Outcome(o) IN
  r.kind \\in {"no", "idle"} \\/ (r.kind \\in {"step", "beyond"} /\\ At(StepFault, r.step))
Throws == \\E o \\in Options : Outcome(o).kind = "throws"
`;

const LOSSES_OF_PLACES = `
MayLose(i) == Loss /\\ i \\in DOMAIN flight /\\ ~At(Owed, flight[i]) /\\ (i = 1 \\/ flight[i - 1] /= flight[i])
PacketAt(i) == flight[i]
WithoutLost(i) == WithoutPlace(flight, i)
`;

const LOSSES = `
MayLose(p) == Loss /\\ p \\in InFlight(flight) /\\ ~At(Owed, p)
PacketAt(p) == p
WithoutLost(p) == Without(flight, p)
`;

/**
 * What network and time do, in TLA+. It says anew what src/network and src/composition say, and shares nothing with them.
 */
export function rulesOf(rules: NetworkRules): readonly [network: string, rest: string] {
  const form = formOf(rules);
  const losses = form === 'fifo' ? LOSSES_OF_PLACES : LOSSES;
  return [`${FORMS[form].trim()}`, `${losses.trim()}\n\n${RULES.trim()}`];
}
