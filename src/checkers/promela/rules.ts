/** A state, as C knows it. */
export const STATE = `
/* A state: where the endpoints are, the history, how the links are, and the packets in flight, way by way: in the order of
 * sending where that is kept, else by number. */
struct state { short at[ENDPOINTS]; short history; short link[LINKS + 1]; short count; short packet[MOST + 1]; };

static struct state here; /* the state at hand */
static struct state then; /* the state after the step that is tried */
static int v[VECTOR];     /* what the functions of the model read of a step */
`.trim();

/**
 * What network and time do, in C: the same text for every model. It says anew what src/network and src/composition say, and
 * shares nothing with them.
 */
export const RULES = `
enum { NO, IDLE, CUT, THROWS, BEYOND, STEP };

static int fault; /* whether the step that was tried last is a fault, for which nobody may wait */

static void look(const struct state *s, int side) /* a state, as the functions read it */
{ int i;
  for (i = 0; i < ENDPOINTS; i++) v[side + i] = s->at[i];
  v[side + NETWORK] = READS_NETWORK ? contents(s) : 0;
  v[side + HISTORY] = s->history; }

/* What is left of a step: the endpoint moves, marks change, messages are sent, the history is written. */
static int finish(int k)
{ int i, observed = STEP_OBSERVED[k], sent = STEP_SENT[k], refusal; const int *d;
  fault = STEP_FAULT[k];
  if (STEP_THROWS[k]) return THROWS;
  if (STEP_ENDPOINT[k] >= 0) then.at[STEP_ENDPOINT[k]] = STEP_NEXT[k];
  look(&here, 0);
  for (i = 0; i < ENDPOINTS; i++) v[WIDTH + i] = then.at[i]; /* network and history are not known yet */
  v[ACTION] = STEP_ACTION[k]; v[OBSERVED] = observed; v[SENT] = sent;
  k = trigger(v);
  if (k > 0)
  { for (i = 0; i < then.count; i++)
      if ((then.packet[i] = REMARK(k, then.packet[i])) < 0) outside("a mark that never changed");
    tidy(&then); }
  for (d = SENDINGS + SENDING[sent]; *d >= 0; d++) if ((refusal = hand_over(*d)) != DONE) return refusal == WAIT ? NO : CUT;
  if (READS_NETWORK) v[WIDTH + NETWORK] = contents(&then);
  then.history = update(v);
  if (observed == 0 && sent == 0 && memcmp(&here, &then, sizeof here) == 0) return IDLE;
  if (!CONFINED) return STEP;
  look(&then, 0);
  return is_beyond(v) ? BEYOND : STEP; }

static int is_refused(int action) /* whether an assumption refuses it in the state at hand */
{ look(&here, 0);
  v[ACTION] = action;
  return refused(v); }

static int deliver(int d)
{ short p = DELIVERED[d]; int i = find(p), copy_stays = STAYS[d], k;
  if (i < 0 || AGE[p] < MINIMUM_DELAY[WAY[p]] || !passes(&here, p)) return NO;
  if (FIFO[WAY[p]] && i > 0 && WAY[here.packet[i - 1]] == WAY[p]) return NO;
  k = takes(d, here.at[TO[p]]);
  if (k == -2) return NO; /* it waits, or would change nothing */
  if (REFUSES && is_refused(DELIVERY[d])) return NO;
  if (k < 0) outside("a delivery that never happened");
  then = here;
  if (!copy_stays) { drop(&then, i); settle(p); }
  else if (OWED[p]) { then.packet[i] = SETTLED[p]; tidy(&then); }
  return finish(k); }

static int lose(int i)
{ short p;
  if (i < 0 || i >= here.count) return NO;
  p = here.packet[i];
  if (!LOSS[WAY[p]] || OWED[p] || (i > 0 && here.packet[i - 1] == p)) return NO;
  if (LOST[p] < 0) outside("a loss that never happened");
  if (REFUSES_ALL && is_refused(STEP_ACTION[LOST[p]])) return NO;
  then = here;
  drop(&then, i);
  return finish(LOST[p]); }

static int tick(void)
{ int i, k; short p;
  then = here;
  for (i = 0; i < ENDPOINTS; i++) if ((then.at[i] = after_tick(i, here.at[i])) < 0) return NO;
  for (i = 0; i < MOST; i++) then.packet[i] = 0;
  for (i = k = 0; i < here.count; i++)
  { p = here.packet[i];
    if (AGE[p] < LIFETIME[WAY[p]]) then.packet[k++] = OLDER[p];
    else if (OWED[p] || HOLDS[WAY[p]]) return NO; }
  if (REFUSES_ALL && is_refused(STEP_ACTION[TICK])) return NO;
  then.count = k;
  tidy(&then);
  return finish(TICK); }

static int local(int k) /* an event from outside, a crash, a timer, or what happens to a link */
{ if (k < 0 || (REFUSES_ALL && is_refused(STEP_ACTION[k]))) return NO;
  then = here;
  return finish(k); }

static int change(int which) /* what happens to a link by itself */
{ int k = CHANGE_STEP[which];
  if (!may_change(CHANGE_LINK[which], CHANGE_BREAKS[which])) return NO;
  return local(k); }

enum { DELIVER, EVENT, EXPIRE, LOSE, LINK, TIME };

static int happens(int kind, int which)
{ switch (kind)
  { case DELIVER: return deliver(which);
    case EVENT: return local(event(which));
    case EXPIRE: return local(expiry(which));
    case LOSE: return lose(BY_PLACE ? which : find(which));
    case LINK: return change(which);
    default: return tick(); } }

/* Whether nothing can happen in the state at hand but faults, not even what is cut off. */
static int is_dead_end(void)
{ int i, k;
  for (i = 0; i < OPTIONS; i++)
  { k = happens(OPTION[2 * i], OPTION[2 * i + 1]);
    if (k == THROWS) found[0] = 1;
    if (k >= BEYOND && fault) continue;
    if (k > IDLE && !CAN_THROW) return 0;
    if (k > IDLE) { for (i++; i < OPTIONS; i++) if (happens(OPTION[2 * i], OPTION[2 * i + 1]) == THROWS) found[0] = 1;
      return 0; } }
  return 1; }

/* Judges the state at hand. */
static void judge(void)
{ look(&here, 0);
  judge_state(v);
  if (is_dead_end()) { look(&here, 0); if (!is_final(v)) dead_end(); } }

static void report(void)
{ int i;
  for (i = 0; i < PROPERTIES; i++) printf("property: %s: %s\\n", PROPERTY_NAME[i], found[i] ? "found" : "not found"); }

extern void (*uerror)(char *); /* of Spin */

static void stop(void)
{
\\#ifdef PROPERTY
  if (found[PROPERTY]) uerror("the property is decided");
\\#endif
}

static void begin(void) /* once, with the initial state at hand; where there are several, start() does it */
{ static int begun = 0;
  if (begun || SEVERAL) return;
  begun = 1;
  fill();
  atexit(report);
  judge(); }

/* A step leads beyond: it is judged, and so is that state, and that is all. */
static void judge_beyond(void)
{ look(&here, 0); look(&then, WIDTH);
  judge_step(v);
  look(&then, 0);
  judge_state(v); }

/* Whether a step is possible. What is idle, cut off, throws or leads beyond is none. */
static int may(int kind, int which)
{ int k;
  load(); begin(); k = happens(kind, which);
  if (k == BEYOND) judge_beyond();
  return k == STEP; }

static void take(int kind, int which)
{ struct state before;
  load();
  happens(kind, which);
  look(&here, 0); look(&then, WIDTH);
  judge_step(v);
  before = here;
  here = then;
  store();
  judge();
  here = before;
  stop(); }
`.trim();
