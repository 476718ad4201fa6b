------------------------------ MODULE AntiReplay ------------------------------
(* The anti-replay window with N datagrams and W numbers:                     *)
(* machines/toys/anti-replay, step for step and state for state. `marked` are *)
(* those in flight that were accepted, `window` the accepted numbers in it.   *)
EXTENDS Naturals

CONSTANTS N, W

VARIABLES sent, inFlight, marked, highest, window

vars == <<sent, inFlight, marked, highest, window>>
receiver == <<highest, window>>

Init ==
  /\ sent = 0
  /\ inFlight = {}
  /\ marked = {}
  /\ highest = 0
  /\ window = {}

Send ==
  /\ sent < N
  /\ sent' = sent + 1
  /\ inFlight' = inFlight \cup {sent + 1}
  /\ UNCHANGED <<marked, receiver>>

Lose(i) ==
  /\ i \in inFlight
  /\ inFlight' = inFlight \ {i}
  /\ marked' = marked \ {i}
  /\ UNCHANGED <<sent, receiver>>

Acceptable(i) == IF i > highest THEN TRUE ELSE highest - i < W /\ i \notin window
Highest(i) == IF i > highest THEN i ELSE highest

Accept(i) ==
  /\ i \in inFlight
  /\ Acceptable(i)
  /\ highest' = Highest(i)
  /\ window' = {j \in window \cup {i} : j + W > Highest(i)}
  /\ marked' = marked \cup {i}
  /\ UNCHANGED <<sent, inFlight>>

Network == \E i \in 1..N : Lose(i) \/ Accept(i)
Next == Send \/ Network

Spec == Init /\ [][Next]_vars
Fair == Spec /\ WF_vars(Send) /\ WF_vars(Network)

(* Who is acceptable was not accepted before. *)
Consistency == \A i \in inFlight : Acceptable(i) => i \notin marked

(* Claims about the long run: test/bench/models/anti-replay.ts. *)
sent_all == <>(sent = N)
emptied == <>[](inFlight = {})
accepted_some == <>(highest > 0)
first_leaves == (sent = 1) ~> (1 \notin inFlight)
refilled == []<>(inFlight /= {})
===============================================================================
