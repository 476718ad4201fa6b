/**
 * What network and time do, in TLA+. It says anew what src/network and src/composition say, and shares nothing with them.
 */
export const RULES = `
(* A state is a record: where the endpoints are, the history, what is in flight, how the links are. *)
Here == [at |-> at, history |-> history, flight |-> flight, links |-> links]

Nothing(kind) == [kind |-> kind, step |-> 0, then |-> Here]

(* What a step hands to the network, one after another: where something may not be, the step is cut off, or waits. *)
RECURSIVE Handed(_, _)
Handed(w, list) == IF list = <<>> \\/ w.is /= "done" THEN w ELSE Handed(HandedOver(w, Head(list)), Tail(list))

(* The rest of a step, once a packet was taken, or time has passed: the endpoint moves, marks change, messages are sent, the
   history is written. What neither changes nor shows anything is idle, and no step. *)
Finish(k, moved, f, l) ==
  IF At(StepThrows, k) THEN Nothing("throws") ELSE
  LET e == At(StepEndpoint, k)
      places == IF e < 0 THEN moved ELSE [moved EXCEPT ![e + 1] = At(StepNext, k)]
      s == Here
      t == [at |-> places, history |-> history, flight |-> flight, links |-> links]
      g == Trigger(s, t, At(StepAction, k), At(StepObserved, k), At(StepSent, k))
      Marked(p) == At(Remark[g], p)
      w == Handed([flight |-> IF g = 0 THEN f ELSE Changed(Marked, f), links |-> l, is |-> "done"], At(Sendings, At(StepSent, k)))
      u == Update(s, [t EXCEPT !.flight = w.flight, !.links = w.links], At(StepAction, k), At(StepObserved, k), At(StepSent, k))
      then == [at |-> places, history |-> u, flight |-> w.flight, links |-> w.links]
      kind == IF w.is = "waits" THEN "no"
              ELSE IF w.is = "refused" THEN "cut"
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
           ELSE IF At(Owed, p) THEN Replaced(flight, p, At(Settled, p))
           ELSE flight
  IN IF ~MayGo(flight, p) \\/ At(Age, p) < At(MinimumDelay, At(Way, p)) \\/ ~(IF copyStays THEN MayKeep(p) ELSE MayTake(p))
     THEN Nothing("no")
     ELSE IF ~Passes(Here, p) \\/ k = -2 \\/ RefusedHere(Delivery[d]) THEN Nothing("no")
     ELSE Finish(k, at, f, IF copyStays THEN links ELSE LinksWithout(f, p))

Local(table, o) ==
  LET k == At(table[o][2], at[table[o][1] + 1]) IN
  IF k < 0 THEN Nothing("no")
  ELSE IF RefusesAll /\\ RefusedHere(At(StepAction, k)) THEN Nothing("no")
  ELSE Finish(k, at, flight, links)

Lose(p) ==
  IF ~MayLose(p) THEN Nothing("no")
  ELSE IF RefusesAll /\\ RefusedHere(At(StepAction, At(Lost, PacketAt(p)))) THEN Nothing("no")
  ELSE Finish(At(Lost, PacketAt(p)), at, WithoutLost(p), links)

(* What happens to a link by itself. *)
Change(c) ==
  LET k == Changes[c][1] IN
  IF ~MayChange(Here, Changes[c][2], Changes[c][3]) THEN Nothing("no")
  ELSE IF RefusesAll /\\ RefusedHere(At(StepAction, k)) THEN Nothing("no")
  ELSE Finish(k, at, flight, links)

(* Time passes unless a timer is due, or a packet that was promised, or that holds time, would be gone. *)
Tick ==
  LET later == [i \\in DOMAIN at |-> At(AfterTick[i], at[i])]
      Lives(p) == At(Age, p) < At(Lifetime, At(Way, p))
      Grown(p) == At(Older, p)
  IN IF (\\E i \\in DOMAIN later : later[i] < 0)
        \\/ (\\E p \\in InFlight(flight) : ~Lives(p) /\\ (At(Owed, p) \\/ At(Holds, At(Way, p))))
     THEN Nothing("no")
     ELSE IF RefusesAll /\\ RefusedHere(At(StepAction, TickStep)) THEN Nothing("no")
     ELSE Finish(TickStep, later, Changed(Grown, Only(flight, Lives)), links)

Outcome(o) ==
  CASE o[1] = "deliver" -> Deliver(o[2])
    [] o[1] = "event" -> Local(Events, o[2])
    [] o[1] = "expire" -> Local(Expiries, o[2])
    [] o[1] = "lose" -> Lose(o[2])
    [] o[1] = "link" -> Change(o[2])
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
      /\\ links' = r.then.links

Spec == Init /\\ [][Next]_<<at, history, flight, links>>

(* Nothing can happen but faults, not even what is cut off. *)
IsDeadEnd == \\A o \\in Options : LET r == Outcome(o) IN
  r.kind \\in {"no", "idle"} \\/ (r.kind \\in {"step", "beyond"} /\\ At(StepFault, r.step))
Throws == \\E o \\in Options : Outcome(o).kind = "throws"
`.trim();
