/*
 * Two-phase commit with N managers: machines/toys/two-phase-commit, step for step and state for state.
 *
 * Every step of the model is one d_step. What is in flight is one bit per manager (PREPARED) and the decision, since nothing
 * ever leaves the network. What a manager does is its place in the program: working, ready (prepared), or ended;
 * whether anyone has committed or aborted follows from that, and is kept for the assertion only.
 *
 * With -DREDUCED the same system is told so that partial-order reduction has something to work with:
 * - the decision goes over a channel to each manager, which it alone reads (xr) and the coordinator alone writes (xs). It is
 *   polled and stays there, as a message does in a network that duplicates for ever;
 * - `local` promises that a step which touches nothing else commutes with the steps of other processes. That is so: bits are
 *   only ever set, each by one process, and PREPARED takes no step away from the coordinator. An assertion fails whichever of two
 *   managers comes first, so it is enough to see one order.
 * Without reduction both forms have the same states and transitions. -DLTL adds claims about the long run, to the plain form.
 */
#ifndef N
#define N 3
#endif
#define BIT(i) (1 << (i))
#define ALL (BIT(N) - 1)
#define ABORT 0
#define COMMIT 1

#ifdef REDUCED
#define PRIVATE local
#define LINK(i) chan decision##i = [1] of { bit };
#define READS(i) xr decision##i;
#define TOLD(i, what) decision##i?<what>
#else
#define PRIVATE
#define LINK(i)
#define READS(i)
#define TOLD(i, what) decision == 1 + what
unsigned decision : 2; /* 0: none yet */
#endif

PRIVATE unsigned prepared : N; /* PREPARED is in flight */
PRIVATE unsigned known : N; /* the coordinator knows */
PRIVATE bit someCommitted, someAborted;

#define MANAGER(i) LINK(i) \
active proctype manager##i() { \
  READS(i) \
  if \
  :: d_step { prepared = prepared | BIT(i) }; goto ready \
  :: d_step { someAborted = 1; assert(!someCommitted) } \
  :: d_step { TOLD(i, ABORT) -> someAborted = 1; assert(!someCommitted) } \
  fi; \
  goto end; \
ready: \
  if \
  :: d_step { TOLD(i, COMMIT) -> someCommitted = 1; assert(!someAborted) } \
  :: d_step { TOLD(i, ABORT) -> someAborted = 1; assert(!someCommitted) } \
  fi; \
end: \
  false \
}

MANAGER(0)
#if N > 1
MANAGER(1)
#endif
#if N > 2
MANAGER(2)
#endif
#if N > 3
MANAGER(3)
#endif
#if N > 4
MANAGER(4)
#endif
#if N > 5
MANAGER(5)
#endif
#if N > 6
MANAGER(6)
#endif
#if N > 7
MANAGER(7)
#endif
#if N > 8
MANAGER(8)
#endif
#if N > 9
MANAGER(9)
#endif
#if N > 10
MANAGER(10)
#endif
#if N > 11
MANAGER(11)
#endif

#define HEAR(i) :: d_step { (prepared & BIT(i)) && !(known & BIT(i)) -> known = known | BIT(i) }

active proctype coordinator() {
#ifdef REDUCED
  xs decision0;
#if N > 1
  xs decision1;
#endif
#if N > 2
  xs decision2;
#endif
#if N > 3
  xs decision3;
#endif
#if N > 4
  xs decision4;
#endif
#if N > 5
  xs decision5;
#endif
#if N > 6
  xs decision6;
#endif
#if N > 7
  xs decision7;
#endif
#if N > 8
  xs decision8;
#endif
#if N > 9
  xs decision9;
#endif
#if N > 10
  xs decision10;
#endif
#if N > 11
  xs decision11;
#endif
#endif
  do
  HEAR(0)
#if N > 1
  HEAR(1)
#endif
#if N > 2
  HEAR(2)
#endif
#if N > 3
  HEAR(3)
#endif
#if N > 4
  HEAR(4)
#endif
#if N > 5
  HEAR(5)
#endif
#if N > 6
  HEAR(6)
#endif
#if N > 7
  HEAR(7)
#endif
#if N > 8
  HEAR(8)
#endif
#if N > 9
  HEAR(9)
#endif
#if N > 10
  HEAR(10)
#endif
#if N > 11
  HEAR(11)
#endif
  :: d_step {
#ifdef HASTY
       known != 0;
#else
       known == ALL;
#endif
#ifdef REDUCED
       decision0!COMMIT;
#if N > 1
       decision1!COMMIT;
#endif
#if N > 2
       decision2!COMMIT;
#endif
#if N > 3
       decision3!COMMIT;
#endif
#if N > 4
       decision4!COMMIT;
#endif
#if N > 5
       decision5!COMMIT;
#endif
#if N > 6
       decision6!COMMIT;
#endif
#if N > 7
       decision7!COMMIT;
#endif
#if N > 8
       decision8!COMMIT;
#endif
#if N > 9
       decision9!COMMIT;
#endif
#if N > 10
       decision10!COMMIT;
#endif
#if N > 11
       decision11!COMMIT;
#endif
#else
       decision = 1 + COMMIT;
#endif
     }; break
  :: d_step {
#ifdef REDUCED
       decision0!ABORT;
#if N > 1
       decision1!ABORT;
#endif
#if N > 2
       decision2!ABORT;
#endif
#if N > 3
       decision3!ABORT;
#endif
#if N > 4
       decision4!ABORT;
#endif
#if N > 5
       decision5!ABORT;
#endif
#if N > 6
       decision6!ABORT;
#endif
#if N > 7
       decision7!ABORT;
#endif
#if N > 8
       decision8!ABORT;
#endif
#if N > 9
       decision9!ABORT;
#endif
#if N > 10
       decision10!ABORT;
#endif
#if N > 11
       decision11!ABORT;
#endif
#else
       decision = 1 + ABORT;
#endif
     }; break
  od;
end:
  false
}

#ifdef LTL
/*
 * Claims about the long run: test/bench/models/two-phase-commit.ts, where each has a name and a sentence. To be searched
 * for with `-a -f`, fair to each process.
 */
#define ENDED(i) manager##i@end
#define ALL_ENDED (ENDED(0) AND_1 AND_2 AND_3 AND_4 AND_5 AND_6 AND_7 AND_8 AND_9 AND_10 AND_11)
#if N > 1
#define AND_1 && ENDED(1)
#else
#define AND_1
#endif
#if N > 2
#define AND_2 && ENDED(2)
#else
#define AND_2
#endif
#if N > 3
#define AND_3 && ENDED(3)
#else
#define AND_3
#endif
#if N > 4
#define AND_4 && ENDED(4)
#else
#define AND_4
#endif
#if N > 5
#define AND_5 && ENDED(5)
#else
#define AND_5
#endif
#if N > 6
#define AND_6 && ENDED(6)
#else
#define AND_6
#endif
#if N > 7
#define AND_7 && ENDED(7)
#else
#define AND_7
#endif
#if N > 8
#define AND_8 && ENDED(8)
#else
#define AND_8
#endif
#if N > 9
#define AND_9 && ENDED(9)
#else
#define AND_9
#endif
#if N > 10
#define AND_10 && ENDED(10)
#else
#define AND_10
#endif
#if N > 11
#define AND_11 && ENDED(11)
#else
#define AND_11
#endif

ltl decided { <> (decision != 0) }
ltl followed { [] (decision == 1 + COMMIT -> <> (ALL_ENDED && !someAborted)) }
ltl committed { <> someCommitted }
ltl settled { <> [] ALL_ENDED }
ltl open { [] <> (decision == 0) }
#endif
