/*
 * The anti-replay window with N datagrams and W numbers: machines/toys/anti-replay, step for step and state for state.
 *
 * Every step of the model is one d_step. What is in flight is one bit per datagram, and another for those that were accepted:
 * their mark. One process has all deliveries and losses, which makes for the smallest vector.
 *
 * With -DREDUCED, `local` promises that SEND commutes with all steps of the network, so that partial-order reduction may
 * always take it first. That is so: nothing else sets its bit, nobody can lose or accept a datagram before it is sent, and
 * it takes no step away. Accepting and losing read and write what is not `local`, and are tried in every order.
 * Without reduction both forms have the same states and transitions.
 */
#ifndef N
#define N 4
#endif
#ifndef W
#define W 2
#endif
#define BIT(i) (1 << ((i) - 1))

#ifdef REDUCED
#define PRIVATE local
#else
#define PRIVATE
#endif

PRIVATE unsigned sent : 5;
PRIVATE unsigned inFlight : N;
unsigned accepted : N; /* among those in flight */
unsigned highest : 5; /* accepted so far; 0: none */
unsigned seen : W; /* whether number highest - b was accepted is bit b */

#ifdef FORGETFUL
#define REMEMBERED(i) false
#else
#define REMEMBERED(i) (seen & (1 << (highest - i)))
#endif
#define ACCEPTABLE(i) (i > highest || (highest - i < W && !REMEMBERED(i)))

#define DATAGRAM(i) \
  :: d_step { inFlight & BIT(i) -> inFlight = inFlight & ~BIT(i); accepted = accepted & ~BIT(i) } \
  :: d_step { (inFlight & BIT(i)) && ACCEPTABLE(i) -> \
       assert(!(accepted & BIT(i))); \
       accepted = accepted | BIT(i); \
       if \
       :: i > highest -> seen = ((seen << (i - highest)) | 1) & ((1 << W) - 1); highest = i \
       :: else -> seen = seen | (1 << (highest - i)) \
       fi }

active proctype sender() {
  do
  :: d_step { sent < N - 1 -> inFlight = inFlight | (1 << sent); sent++ }
  :: d_step { sent == N - 1 -> inFlight = inFlight | (1 << sent); sent++ }; break
  od;
end:
  false
}

active proctype network() {
end:
  do
  DATAGRAM(1)
#if N > 1
  DATAGRAM(2)
#endif
#if N > 2
  DATAGRAM(3)
#endif
#if N > 3
  DATAGRAM(4)
#endif
#if N > 4
  DATAGRAM(5)
#endif
#if N > 5
  DATAGRAM(6)
#endif
#if N > 6
  DATAGRAM(7)
#endif
#if N > 7
  DATAGRAM(8)
#endif
#if N > 8
  DATAGRAM(9)
#endif
#if N > 9
  DATAGRAM(10)
#endif
#if N > 10
  DATAGRAM(11)
#endif
#if N > 11
  DATAGRAM(12)
#endif
#if N > 12
  DATAGRAM(13)
#endif
#if N > 13
  DATAGRAM(14)
#endif
#if N > 14
  DATAGRAM(15)
#endif
#if N > 15
  DATAGRAM(16)
#endif
#if N > 16
  DATAGRAM(17)
#endif
#if N > 17
  DATAGRAM(18)
#endif
  od
}

#ifdef LTL
/*
 * Claims about the long run: test/bench/models/anti-replay.ts, where each has a name and a sentence. To be searched for
 * with `-a -f`, fair to each of the two processes.
 */
ltl sent_all { <> (sent == N) }
ltl emptied { <> [] (inFlight == 0) }
ltl accepted_some { <> (highest > 0) }
ltl first_leaves { [] (sent == 1 -> <> (!(inFlight & 1))) }
ltl refilled { [] <> (inFlight != 0) }
#endif
