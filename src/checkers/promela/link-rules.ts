/**
 * What is in flight, and how links are, in C: the same text for every model. It says anew what src/network says, and shares nothing
 * with it.
 */
export const LINK_RULES = `
static void outside(const char *what)
{ printf("outside the tables: %s\\n", what); exit(3); }

static int goes_behind(short a, short b) /* whether a stands behind b */
{ if (WAY[a] != WAY[b]) return WAY[a] > WAY[b];
  return !FIFO[WAY[a]] && a > b; }

static short where(int endpoint)
{ return here.at[endpoint]; }

static void drop(struct state *s, int i)
{ for (s->count--; i < s->count; i++) s->packet[i] = s->packet[i + 1];
  s->packet[s->count] = 0; }

static void tidy(struct state *s) /* in order; on a way that is a set, equal packets are one */
{ int i, k; short p;
  for (i = 1; i < s->count; i++)
    for (k = i; k > 0 && goes_behind(s->packet[k - 1], s->packet[k]); k--)
    { p = s->packet[k]; s->packet[k] = s->packet[k - 1]; s->packet[k - 1] = p; }
  for (i = s->count - 1; i > 0; i--)
    if (SET[WAY[s->packet[i]]] && s->packet[i] == s->packet[i - 1]) drop(s, i); }

static int find(short p)
{ int i; for (i = 0; i < here.count; i++) if (here.packet[i] == p) return i;
  return -1; }

static void put(short p)
{ if (then.count >= MOST) outside("more is in flight than ever before");
  then.packet[then.count++] = p;
  tidy(&then); }

/* How a link is: whether it is up, which ends have asked for it, which have closed it, and how often it went down. */
\\#define UP(s, l) ((s)->link[l] & 1)
\\#define ASKED(s, l) ((s)->link[l] >> 1 & 3)
\\#define CLOSED(s, l) ((s)->link[l] >> 3 & 3)
\\#define DOWNS(s, l) ((s)->link[l] >> 5)
static int link_of(int up, int asked, int closed, int downs)
{ return up | asked << 1 | closed << 3 | downs << 5; }

static int end_of(int session, int endpoint) /* which of its ends an endpoint is */
{ return LINK_ENDS[2 * session] == endpoint ? 0 : 1; }

/* Whether an end of a session, or any for -1, is still to be told of it: news, or that the other end has closed. */
static int is_still_told(const struct state *s, int session, int endpoint, int what)
{ int i, w;
  for (i = 0; i < s->count; i++)
  { w = WAY[s->packet[i]];
    if (TELLS[w] == what && SESSION[w] == session && (endpoint < 0 || TO[s->packet[i]] == endpoint)) return 1; }
  return 0; }

static int is_in(const struct state *s, int session, int endpoint) /* it is open, and the endpoint knows all that became of it */
{ return UP(s, session) && !is_still_told(s, session, endpoint, NEWS); }

static int is_over(const struct state *s, int session, int endpoint) /* both have closed it, and this one knows */
{ return CLOSED(s, session) == 3 && !is_still_told(s, session, endpoint, CLOSING); }

static int has_more(const struct state *s, int session, int endpoint) /* whether messages of this end are in flight */
{ int i, w;
  for (i = 0; i < s->count; i++)
  { w = WAY[s->packet[i]];
    if (TELLS[w] == MESSAGE && SESSION[w] == session && FROM[w] == endpoint) return 1; }
  return 0; }

static int is_parted(const struct state *s, int links, int losing) /* whether one of these is down; of those only that lose, if it is asked */
{ int l;
  for (l = 0; l < LINKS; l++) if ((links >> l & 1) && !UP(s, l) && (!losing || LINK_LOSES[l])) return 1;
  return 0; }

static int passes(const struct state *s, short p) /* whether it may arrive */
{ int w = WAY[p];
  if (is_parted(s, CROSSES[w], 0)) return 0;
  if (TELLS[w] == NEWS || SESSION[w] < 0) return 1;
  if (!is_in(s, SESSION[w], TO[p])) return 0;
  return TELLS[w] == CLOSING ? !has_more(s, SESSION[w], FROM[w]) : is_in(s, SESSION[w], FROM[w]); }

static int admits(const struct state *s, short p) /* whether it comes into flight when it is sent */
{ int w = WAY[p], session = SESSION[w];
  if (is_parted(s, CROSSES[w], 1)) return 0;
  if (session < 0 || LINK_WAITS[session]) return 1;
  return is_in(s, session, FROM[w]) && !(CLOSED(s, session) >> end_of(session, FROM[w]) & 1); }

static int is_lost_with(const struct state *s, int l, short p) /* whether it is lost when a link goes down */
{ int w = WAY[p];
  if (SESSION[w] == l) return TELLS[w] == CLOSING || (TELLS[w] == MESSAGE && is_in(s, l, FROM[w]));
  return TELLS[w] == MESSAGE && LINK_LOSES[l] && (CROSSES[w] >> l & 1); }

static int loses_owed(const struct state *s, int l)
{ int i;
  for (i = 0; i < s->count; i++) if (OWED[s->packet[i]] && is_lost_with(s, l, s->packet[i])) return 1;
  return 0; }

static void purge(int l) /* takes away what is lost with a link */
{ int i, lost[MOST + 1];
  for (i = 0; i < then.count; i++) lost[i] = is_lost_with(&then, l, then.packet[i]);
  for (i = then.count - 1; i >= 0; i--) if (lost[i]) drop(&then, i); }

static void settle(short p) /* it was delivered: a session may be over now */
{ int l = SESSION[WAY[p]];
  if (TELLS[WAY[p]] != CLOSING || CLOSED(&then, l) != 3 || is_still_told(&then, l, -1, CLOSING)) return;
  then.link[l] = link_of(0, ASKED(&then, l), 0, DOWNS(&then, l)); }

enum { DONE, WAIT, REFUSED };

static int send(short p)
{ int i, w = WAY[p], all = 0, alike = 0;
  if (SET[w]) for (i = 0; i < then.count; i++) if (then.packet[i] == p) return DONE;
  if (!admits(&then, p)) return OWED[p] ? REFUSED : DONE;
  for (i = 0; i < then.count; i++)
  { if (TELLS[WAY[then.packet[i]]] == MESSAGE) all++;
    if (WAY[then.packet[i]] == w) alike++; }
  if (all < CAPACITY && alike < ROOM[w]) { put(p); return DONE; }
  if (FULL[w] == FULL_BLOCKS) return WAIT;
  return FULL[w] == FULL_CUT || OWED[p] ? REFUSED : DONE; }

/* Whether it may happen to a link by itself that it breaks, or goes down, or that it is opened, or comes up. */
static int may_change(int l, int breaks)
{ int e;
  if (breaks) return UP(&here, l) && DOWNS(&here, l) < LINK_MOST[l] && !loses_owed(&here, l);
  if (UP(&here, l)) return 0;
  if (!LINK_IS_SESSION[l]) return 1;
  if (LINK_IS_ASKED[l] && !ASKED(&here, l)) return 0;
  for (e = 0; LINK_BREAKS_ON_CRASH[l] && e < 2; e++)
    if (is_down(LINK_ENDS[2 * l + e], where(LINK_ENDS[2 * l + e]))) return 0;
  return !is_parted(&here, LINK_BETWEEN[l], 0); }

/* Whether an end does to a session what it wants. */
static int applies(int what, int l, int end)
{ int endpoint = LINK_ENDS[2 * l + end];
  if (what == DO_CLOSE) return is_in(&then, l, endpoint) && !(CLOSED(&then, l) >> end & 1);
  return what != DO_ABORT || (is_in(&then, l, endpoint) && !is_over(&then, l, endpoint)); }

/* Whether an end is told: not where the session is over for it. */
static int is_told(int what, int l, short p)
{ if (what == DO_CRASH && !UP(&then, l)) return 0;
  if (what != DO_BREAK && what != DO_ABORT && what != DO_CRASH) return 1;
  return !is_over(&then, l, TO[p]); }

static void forget(int l, int endpoint) /* who crashes is not told any more */
{ int i, w;
  for (i = then.count - 1; i >= 0; i--)
  { w = WAY[then.packet[i]];
    if (TELLS[w] == NEWS && SESSION[w] == l && TO[then.packet[i]] == endpoint) drop(&then, i); } }

/* How a link is, once this was done to it. */
static int changed(int what, int l, int end)
{ int up = UP(&then, l), asked = ASKED(&then, l), closed = CLOSED(&then, l), downs = DOWNS(&then, l);
  switch (what)
  { case DO_BREAK: case DO_DOWN: return link_of(0, asked, 0, downs + 1);
    case DO_ABORT: return link_of(0, asked, 0, downs);
    case DO_CRASH: return link_of(0, asked & ~(1 << end), 0, downs);
    case DO_OPEN: case DO_UP: return link_of(1, 0, closed, downs);
    case DO_CLOSE: return link_of(up, asked, closed | 1 << end, downs);
    default: return link_of(up, up && !closed ? asked : asked | 1 << end, closed, downs); } }

static int hand_over(int d) /* a message, or what is done to a link */
{ int what = DEED[d], l = DEED_LINK[d], end = DEED_END[d], i, told[2]; const int *p = DEED_PACKETS + 2 * d;
  if (what == DO_SEND) return send(*p);
  if (!applies(what, l, end)) return DONE;
  if ((what == DO_ABORT || what == DO_CRASH) && loses_owed(&then, l)) return REFUSED;
  for (i = 0; i < 2; i++) told[i] = p[i] >= 0 && is_told(what, l, p[i]);
  if (what == DO_BREAK || what == DO_DOWN || what == DO_ABORT || what == DO_CRASH) purge(l);
  if (what == DO_CRASH) forget(l, LINK_ENDS[2 * l + end]);
  then.link[l] = changed(what, l, end);
  for (i = 0; i < 2; i++) if (told[i]) put(p[i]);
  return DONE; }
`.trim();
