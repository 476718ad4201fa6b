---------------------------- MODULE TwoPhaseCommit ----------------------------
(* Two-phase commit with N managers: machines/toys/two-phase-commit, step for *)
(* step and state for state. Nothing ever leaves the network: PREPARED is in  *)
(* flight from those in `sent`, and the decision follows from `coordinator`.  *)
EXTENDS Naturals

CONSTANT N

VARIABLES manager, sent, coordinator, known

vars == <<manager, sent, coordinator, known>>
Managers == 1..N

Init ==
  /\ manager = [i \in Managers |-> "working"]
  /\ sent = {}
  /\ coordinator = "deciding"
  /\ known = {}

Becomes(i, value) == manager' = [manager EXCEPT ![i] = value]

Prepare(i) ==
  /\ manager[i] = "working"
  /\ Becomes(i, "prepared")
  /\ sent' = sent \cup {i}
  /\ UNCHANGED <<coordinator, known>>

GiveUp(i) ==
  /\ manager[i] = "working"
  /\ Becomes(i, "aborted")
  /\ UNCHANGED <<sent, coordinator, known>>

TakeCommit(i) ==
  /\ coordinator = "committed" /\ manager[i] = "prepared"
  /\ Becomes(i, "committed")
  /\ UNCHANGED <<sent, coordinator, known>>

TakeAbort(i) ==
  /\ coordinator = "aborted" /\ manager[i] \in {"working", "prepared"}
  /\ Becomes(i, "aborted")
  /\ UNCHANGED <<sent, coordinator, known>>

Hear(i) ==
  /\ coordinator = "deciding" /\ i \in sent \ known
  /\ known' = known \cup {i}
  /\ UNCHANGED <<manager, sent, coordinator>>

Decide(value) ==
  /\ coordinator = "deciding"
  /\ value = "committed" => known = Managers
  /\ coordinator' = value
  /\ UNCHANGED <<manager, sent, known>>

Manager(i) == Prepare(i) \/ GiveUp(i) \/ TakeCommit(i) \/ TakeAbort(i)
Coordinator == (\E i \in Managers : Hear(i)) \/ Decide("committed") \/ Decide("aborted")
Next == (\E i \in Managers : Manager(i)) \/ Coordinator

Spec == Init /\ [][Next]_vars
Fair == Spec /\ WF_vars(Coordinator) /\ \A i \in Managers : WF_vars(Manager(i))

Consistency == \A i, j \in Managers : ~(manager[i] = "committed" /\ manager[j] = "aborted")

(* Claims about the long run: test/bench/models/two-phase-commit.ts. *)
All(value) == \A i \in Managers : manager[i] = value
Ended == \A i \in Managers : manager[i] \in {"committed", "aborted"}
decided == <>(coordinator /= "deciding")
followed == (coordinator = "committed") ~> All("committed")
committed == <>(\E i \in Managers : manager[i] = "committed")
settled == <>[]Ended
open == []<>(coordinator = "deciding")
===============================================================================
