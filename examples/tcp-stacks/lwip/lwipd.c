// lwIP behind the line protocol of ../PROTOCOL.md, in virtual time: one host that drives the raw API and the two
// timers of TCP by itself. Build: cc -O1 lwipd.c -o lwipd $(pkg-config --cflags --libs lwip)
#include <lwip/init.h>
#include <lwip/ip4.h>
#include <lwip/netif.h>
#include <lwip/priv/tcp_priv.h>
#include <lwip/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TICK = TCP_TMR_INTERVAL, LONGEST_WAIT = 600 * 1000, FIRST_TICK = 1000, LINE = 1 << 14 };

static struct netif interface;
static struct tcp_pcb *listener;
static long now, ticks;
static int happened;
static u32_t iss;

// The library asks for initial sequence numbers through its symbol table, so that this one is taken.
u32_t tcp_next_iss(struct tcp_pcb *pcb)
{
  (void)pcb;
  return iss += 64000;
}

// No pointer to a connection is kept: lwIP frees it whenever it ends.
static struct tcp_pcb *connection(void) { return tcp_active_pcbs ? tcp_active_pcbs : tcp_tw_pcbs; }

static const char *state(void)
{
  static const char *const names[] = {"CLOSED",     "LISTEN",     "SYN-SENT",   "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1",
                                      "FIN-WAIT-2", "CLOSE-WAIT", "CLOSING",    "LAST-ACK",     "TIME-WAIT"};
  const struct tcp_pcb *pcb = connection();
  return pcb ? names[pcb->state] : listener ? "LISTEN" : "CLOSED";
}

static err_t output(struct netif *netif, struct pbuf *packet, const ip4_addr_t *to)
{
  (void)netif, (void)to;
  printf("sent ");
  for (u16_t i = 0; i < packet->tot_len; i++) printf("%02x", pbuf_get_at(packet, i));
  printf("\n");
  happened = 1;
  return ERR_OK;
}

static err_t set_up(struct netif *netif)
{
  netif->output = output;
  netif->mtu = 1500;
  return ERR_OK;
}

static err_t on_receive(void *arg, struct tcp_pcb *pcb, struct pbuf *text, err_t error)
{
  (void)arg, (void)error;
  if (text == NULL) {
    printf("event fin\n");
    return ERR_OK;
  }
  printf("event data %d\n", text->tot_len);
  tcp_recved(pcb, text->tot_len);
  pbuf_free(text);
  return ERR_OK;
}

static void on_error(void *arg, err_t error)
{
  (void)arg;
  printf(error == ERR_RST ? "event reset\n" : "event aborted\n");
  happened = 1;
}

static err_t on_connected(void *arg, struct tcp_pcb *pcb, err_t error)
{
  (void)arg, (void)pcb, (void)error;
  printf("event connected\n");
  return ERR_OK;
}

static void attend(struct tcp_pcb *pcb)
{
  tcp_recv(pcb, on_receive);
  tcp_err(pcb, on_error);
  tcp_nagle_disable(pcb);
}

static err_t on_accept(void *arg, struct tcp_pcb *pcb, err_t error)
{
  (void)arg, (void)error;
  if (pcb == NULL) return ERR_VAL;
  printf("event accepted\n");
  attend(pcb);
  return ERR_OK;
}

static void tick(void)
{
  const char *before = state();
  ticks++;
  tcp_tmr();
  now += TICK;
  if (state() != before) happened = 1;
}

static void unlisten(void)
{
  if (listener) tcp_close(listener);
  listener = NULL;
}

static long setting(const char *line, const char *name, long otherwise)
{
  const char *at = strstr(line, name);
  return at ? atol(at + strlen(name)) : otherwise;
}

static void reset(const char *line)
{
  while (tcp_active_pcbs) {
    // Nobody is told of what is forgotten.
    tcp_err(tcp_active_pcbs, NULL);
    tcp_abandon(tcp_active_pcbs, 0);
  }
  while (tcp_tw_pcbs) tcp_abandon(tcp_tw_pcbs, 0);
  unlisten();
  netif_remove(&interface);
  // Every second tick is one of the slow timer: a new host begins with the same one.
  if (ticks % 2) tick();
  // And with the same clock, which is not 0: to lwIP, a round trip that begins at 0 is one that is not measured.
  tcp_ticks = FIRST_TICK;
  ip4_addr_t address, mask, gateway;
  IP4_ADDR(&address, 10, 9, 0, setting(line, " ip=", 1));
  IP4_ADDR(&mask, 255, 255, 255, 0);
  IP4_ADDR(&gateway, 10, 9, 0, 254);
  netif_add(&interface, &address, &mask, &gateway, NULL, set_up, ip_input);
  netif_set_default(&interface);
  netif_set_link_up(&interface);
  netif_set_up(&interface);
  iss = strtoul(strstr(line, " iss=") ? strstr(line, " iss=") + 5 : "6510", NULL, 10);
  now = 0;
}

static struct tcp_pcb *bound(int port, err_t *error)
{
  struct tcp_pcb *pcb = tcp_new();
  ip_set_option(pcb, SOF_REUSEADDR);
  *error = tcp_bind(pcb, IP_ADDR_ANY, port);
  return pcb;
}

static err_t open_actively(int port, const char *to, int remote_port)
{
  err_t error;
  ip_addr_t address;
  if (!ipaddr_aton(to, &address)) return ERR_ARG;
  struct tcp_pcb *pcb = bound(port, &error);
  if (error != ERR_OK) return error;
  attend(pcb);
  return tcp_connect(pcb, &address, remote_port, on_connected);
}

static err_t listen_at(int port)
{
  err_t error;
  struct tcp_pcb *pcb = bound(port, &error);
  if (error != ERR_OK) return error;
  listener = tcp_listen(pcb);
  tcp_accept(listener, on_accept);
  return ERR_OK;
}

static err_t send_text(int count)
{
  static const char text[1024];
  struct tcp_pcb *pcb = connection();
  if (pcb == NULL || count > (int)sizeof text) return ERR_CONN;
  err_t error = tcp_write(pcb, text, count, TCP_WRITE_FLAG_COPY);
  return error == ERR_OK ? tcp_output(pcb) : error;
}

// In SYN-SENT there is nothing to shut down: the whole connection is closed.
static err_t close_connection(void)
{
  struct tcp_pcb *pcb = connection();
  if (pcb == NULL) return ERR_CONN;
  return pcb->state == SYN_SENT ? tcp_close(pcb) : tcp_shutdown(pcb, 0, 1);
}

static err_t abort_connection(void)
{
  struct tcp_pcb *pcb = connection();
  if (pcb == NULL) return ERR_CONN;
  tcp_err(pcb, NULL);
  tcp_abort(pcb);
  return ERR_OK;
}

static err_t arrive(const char *hex)
{
  unsigned byte;
  u16_t length = 0;
  static unsigned char bytes[LINE / 2];
  for (; sscanf(hex, "%2x", &byte) == 1; hex += 2) bytes[length++] = byte;
  struct pbuf *packet = pbuf_alloc(PBUF_RAW, length, PBUF_RAM);
  if (packet == NULL) return ERR_MEM;
  pbuf_take(packet, bytes, length);
  return ip4_input(packet, &interface);
}

static void until_something_happens(void)
{
  happened = 0;
  for (long waited = 0; !happened && waited < LONGEST_WAIT; waited += TICK) tick();
  if (!happened) printf("event no-timer\n");
}

static err_t perform(char *line)
{
  int port, remote_port, count;
  char address[64];
  if (!strncmp(line, "reset", 5)) return reset(line), ERR_OK;
  if (sscanf(line, "listen %d", &port) == 1) return listen_at(port);
  if (!strncmp(line, "unlisten", 8)) return unlisten(), ERR_OK;
  if (sscanf(line, "open %d %63s %d", &port, address, &remote_port) == 3) return open_actively(port, address, remote_port);
  if (sscanf(line, "send %d", &count) == 1) return send_text(count);
  if (!strncmp(line, "close", 5)) return close_connection();
  if (!strncmp(line, "abort", 5)) return abort_connection();
  if (!strncmp(line, "in ", 3)) return arrive(line + 3);
  if (sscanf(line, "advance %d", &count) == 1) {
    for (long end = now + count; now < end;) tick();
    return ERR_OK;
  }
  if (!strncmp(line, "next", 4)) return until_something_happens(), ERR_OK;
  return ERR_ARG;
}

int main(void)
{
  static char line[LINE];
  lwip_init();
  while (fgets(line, sizeof line, stdin)) {
    char *command;
    long number = strtol(line, &command, 10);
    err_t error = perform(command + (*command == ' '));
    // Delayed ACKs are sent at once, without time passing.
    tcp_fasttmr();
    if (error != ERR_OK) printf("error %d\n", error);
    printf("done %ld %s %ld\n", number, state(), now);
    fflush(stdout);
  }
  return 0;
}
