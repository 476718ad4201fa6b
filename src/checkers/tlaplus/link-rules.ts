/** How links are, and what is handed to the network, in TLA+. It says anew what src/network says, and shares nothing with it. */
export const LINK_RULES = `
(* How a link is: whether it is up, how often it went down, which ends have asked for it, which have closed it. *)
IsUp(s, l) == At(s.links, l).up
EndOf(l, e) == IF At(LinkEnds, l)[1] = e THEN 1 ELSE 2
Tells(p) == At(WayTells, At(Way, p))
Session(p) == At(WaySession, At(Way, p))
Crosses(p) == At(WayCrosses, At(Way, p))
Sender(p) == At(From, At(Way, p))

(* An end is still to be told of a session: news, or that the other end has closed. *)
IsStillTold(s, l, ends, what) == \\E p \\in InFlight(s.flight) : Tells(p) = what /\\ Session(p) = l /\\ At(To, p) \\in ends
(* It is open, and the end knows all that became of it. *)
IsIn(s, l, e) == IsUp(s, l) /\\ ~IsStillTold(s, l, {e}, "news")
(* Both have closed it, and this end knows. *)
IsOver(s, l, e) == At(s.links, l).closed = {1, 2} /\\ ~IsStillTold(s, l, {e}, "close")
HasMore(s, l, e) == \\E p \\in InFlight(s.flight) : Tells(p) = "no" /\\ Session(p) = l /\\ Sender(p) = e

Passes(s, p) ==
  /\\ \\A l \\in Crosses(p) : IsUp(s, l)
  /\\ Tells(p) = "news" \\/ Session(p) < 0 \\/
     (IsIn(s, Session(p), At(To, p)) /\\
      IF Tells(p) = "close" THEN ~HasMore(s, Session(p), Sender(p)) ELSE IsIn(s, Session(p), Sender(p)))

Admits(s, p) ==
  /\\ \\A l \\in Crosses(p) : At(LinkLoses, l) => IsUp(s, l)
  /\\ LET l == Session(p) IN
     l < 0 \\/ At(LinkWaits, l) \\/ (IsIn(s, l, Sender(p)) /\\ EndOf(l, Sender(p)) \\notin At(s.links, l).closed)

IsLostWith(s, l, p) ==
  IF Session(p) = l THEN Tells(p) = "close" \\/ (Tells(p) = "no" /\\ IsIn(s, l, Sender(p)))
  ELSE Tells(p) = "no" /\\ l \\in Crosses(p) /\\ At(LinkLoses, l)
LosesOwed(s, l) == \\E p \\in InFlight(s.flight) : At(Owed, p) /\\ IsLostWith(s, l, p)

(* A session is over once the last word of its ends was delivered. *)
LinksWithout(f, p) ==
  LET l == Session(p)
      isOver == At(links, l).closed = {1, 2} /\\ ~IsStillTold([flight |-> f], l, 0..(Len(at) - 1), "close")
  IN IF Tells(p) = "close" /\\ isOver THEN [links EXCEPT ![l + 1].up = FALSE, ![l + 1].closed = {}] ELSE links

(* What happens to a link by itself: it breaks, or goes down; or it is opened, or comes up. *)
MayChange(s, l, breaks) ==
  LET c == At(s.links, l) IN
  IF breaks THEN c.up /\\ c.downs < At(LinkMost, l) /\\ ~LosesOwed(s, l)
  ELSE /\\ ~c.up
       /\\ At(LinkIsAsked, l) => c.asked /= {}
       /\\ At(LinkBreaksOnCrash, l) => \\A i \\in 1..2 : LET e == At(LinkEnds, l)[i] IN ~At(At(IsDown, e), At(s.at, e))
       /\\ \\A b \\in At(LinkBetween, l) : IsUp(s, b)

HasRoom(w, p) ==
  LET IsMessage(q) == Tells(q) = "no"
      GoesTheSameWay(q) == At(Way, q) = At(Way, p)
  IN Count(w.flight, IsMessage) < Capacity /\\ Count(w.flight, GoesTheSameWay) < At(Room, At(Way, p))

Sent(w, p) ==
  IF IsThere(w.flight, p) THEN w
  ELSE IF ~Admits(w, p) THEN [w EXCEPT !.is = IF At(Owed, p) THEN "refused" ELSE "done"]
  ELSE IF HasRoom(w, p) THEN [w EXCEPT !.flight = With(w.flight, p)]
  ELSE [w EXCEPT !.is = IF At(Full, At(Way, p)) = "blocks" THEN "waits"
                        ELSE IF At(Full, At(Way, p)) = "cut" \\/ At(Owed, p) THEN "refused" ELSE "done"]

(* An end closes, and aborts, only a session in which it is. *)
Applies(w, d) ==
  LET e == At(LinkEnds, d.link)[d.end] IN
  CASE d.what = "close" -> IsIn(w, d.link, e) /\\ d.end \\notin At(w.links, d.link).closed
    [] d.what = "abort" -> IsIn(w, d.link, e) /\\ ~IsOver(w, d.link, e)
    [] OTHER -> TRUE

IsTold(w, d, p) ==
  IF d.what = "crash" /\\ ~IsUp(w, d.link) THEN FALSE
  ELSE d.what \\notin {"break", "abort", "crash"} \\/ ~IsOver(w, d.link, At(To, p))

ChangedLink(c, d) ==
  CASE d.what \\in {"break", "down"} -> [c EXCEPT !.up = FALSE, !.downs = @ + 1, !.closed = {}]
    [] d.what = "abort" -> [c EXCEPT !.up = FALSE, !.closed = {}]
    [] d.what = "crash" -> [c EXCEPT !.up = FALSE, !.closed = {}, !.asked = @ \\ {d.end}]
    [] d.what \\in {"open", "up"} -> [c EXCEPT !.up = TRUE, !.asked = {}]
    [] d.what = "ask" -> IF c.up /\\ c.closed = {} THEN c ELSE [c EXCEPT !.asked = @ \\cup {d.end}]
    [] d.what = "close" -> [c EXCEPT !.closed = @ \\cup {d.end}]

(* Who crashes is not told any more. *)
IsForgotten(d, p) ==
  d.what = "crash" /\\ Tells(p) = "news" /\\ Session(p) = d.link /\\ At(To, p) = At(LinkEnds, d.link)[d.end]

RECURSIVE Told(_, _, _, _)
Told(f, w, d, list) ==
  IF list = <<>> THEN f
  ELSE Told(IF IsTold(w, d, Head(list)) THEN With(f, Head(list)) ELSE f, w, d, Tail(list))

Done(w, d) ==
  LET IsLeft(p) == ~(d.what \\in {"break", "down", "abort", "crash"} /\\ IsLostWith(w, d.link, p)) /\\ ~IsForgotten(d, p)
  IN IF ~Applies(w, d) THEN w
     ELSE IF d.what \\in {"abort", "crash"} /\\ LosesOwed(w, d.link) THEN [w EXCEPT !.is = "refused"]
     ELSE [w EXCEPT !.flight = Told(Only(w.flight, IsLeft), w, d, d.packets), !.links[d.link + 1] = ChangedLink(@, d)]

(* A message, or what is done to a link. *)
HandedOver(w, d) == IF d.what = "send" THEN Sent(w, d.packets[1]) ELSE Done(w, d)
`.trim();
