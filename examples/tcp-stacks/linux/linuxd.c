// The kernel's TCP behind the line protocol of ../PROTOCOL.md: one host in network and user namespaces of its own, whose
// wire is a TUN device. All of it ends with this process. Time is real here. Build: cc -O1 linuxd.c -o linuxd
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <net/if.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 1 << 14, PACKET = 2048, LONGEST_WAIT = 70 * 1000, SERVER_PORT = 80, CLIENT_PORT = 4000 };

static int wire, diag, listener = -1, user = -1, told_fin, told_connected;
// The user reads nothing, and closes for good: with text that it has not read, that is a RST [RFC 9293, 3.6.1; RFC 2525, 2.17].
static int reads_nothing;
static struct sockaddr_in own, peer;
static long started, left_alone;
static const char *problem;

static long clock_ms(void)
{
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

static void die(const char *what)
{
  fprintf(stderr, "linuxd: %s: %s\n", what, strerror(errno));
  exit(2);
}

static int put(const char *file, const char *text)
{
  int fd = open(file, O_WRONLY);
  if (fd < 0) return -1;
  int written = write(fd, text, strlen(text));
  close(fd);
  return written < 0 ? -1 : 0;
}

// What the model does not have is switched off; what a kernel does not know of it is none the worse.
static void settle_sysctls(void)
{
  static const char *const settings[][2] = {
      {"ipv4/tcp_invalid_ratelimit", "0"}, // challenge ACKs, and answers to what is out of window, are not left out
      {"ipv4/tcp_early_retrans", "0"},     // no tail loss probe before the retransmission timer
      {"ipv4/tcp_recovery", "0"},
      {"ipv4/tcp_syncookies", "0"},
      {"ipv4/tcp_fastopen", "0"},
      {"ipv6/conf/all/disable_ipv6", "1"},
  };
  char file[128];
  for (unsigned i = 0; i < sizeof settings / sizeof *settings; i++) {
    snprintf(file, sizeof file, "/proc/sys/net/%s", settings[i][0]);
    put(file, settings[i][1]);
  }
}

static void enter_namespaces(void)
{
  char map[64];
  int uid = getuid(), gid = getgid();
  if (unshare(CLONE_NEWNET) == 0) return;
  if (unshare(CLONE_NEWUSER | CLONE_NEWNET) < 0) die("no network namespace of its own");
  put("/proc/self/setgroups", "deny");
  snprintf(map, sizeof map, "0 %d 1", uid);
  put("/proc/self/uid_map", map);
  snprintf(map, sizeof map, "0 %d 1", gid);
  put("/proc/self/gid_map", map);
}

static void open_wire(void)
{
  struct ifreq request = {.ifr_name = "wire", .ifr_flags = IFF_TUN | IFF_NO_PI};
  wire = open("/dev/net/tun", O_RDWR | O_NONBLOCK);
  if (wire < 0 || ioctl(wire, TUNSETIFF, &request) < 0) die("no TUN device");
}

static void set_address(int last_byte)
{
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  struct ifreq request = {.ifr_name = "wire"};
  struct sockaddr_in *address = (struct sockaddr_in *)&request.ifr_addr;
  int is_server = last_byte == 1;
  own = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(is_server ? SERVER_PORT : CLIENT_PORT)};
  peer = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(is_server ? CLIENT_PORT : SERVER_PORT)};
  own.sin_addr.s_addr = htonl(0x0a090000 + last_byte);
  peer.sin_addr.s_addr = htonl(0x0a090000 + 3 - last_byte);
  *address = own;
  address->sin_port = 0;
  if (ioctl(fd, SIOCSIFADDR, &request) < 0) die("no address");
  address->sin_addr.s_addr = htonl(0xffffff00);
  if (ioctl(fd, SIOCSIFNETMASK, &request) < 0) die("no netmask");
  request.ifr_flags = IFF_UP | IFF_RUNNING;
  if (ioctl(fd, SIOCSIFFLAGS, &request) < 0) die("the device does not come up");
  close(fd);
}

// Asks for the connection, or ends it, by its pair of sockets: in TIME-WAIT and SYN-RECEIVED no descriptor is left or
// there yet. Returns the kernel's number of the state, 0 if there is no connection and no listener.
static int ask_kernel(int type)
{
  struct {
    struct nlmsghdr header;
    struct inet_diag_req_v2 request;
  } message = {
      .header = {.nlmsg_len = sizeof message, .nlmsg_type = type, .nlmsg_flags = NLM_F_REQUEST | (type == SOCK_DESTROY ? NLM_F_ACK : 0)},
      .request = {.sdiag_family = AF_INET, .sdiag_protocol = IPPROTO_TCP, .idiag_states = -1},
  };
  struct inet_diag_sockid *id = &message.request.id;
  id->idiag_sport = own.sin_port;
  id->idiag_dport = peer.sin_port;
  id->idiag_src[0] = own.sin_addr.s_addr;
  id->idiag_dst[0] = peer.sin_addr.s_addr;
  id->idiag_cookie[0] = id->idiag_cookie[1] = INET_DIAG_NOCOOKIE;
  if (send(diag, &message, sizeof message, 0) < 0) die("the kernel is not asked");
  char answer[8192];
  if (recv(diag, answer, sizeof answer, 0) < 0) die("the kernel does not answer");
  const struct nlmsghdr *header = (const struct nlmsghdr *)answer;
  if (header->nlmsg_type != SOCK_DIAG_BY_FAMILY) return 0;
  return ((const struct inet_diag_msg *)NLMSG_DATA(header))->idiag_state;
}

static const char *state(void)
{
  static const char *const names[] = {"CLOSED",    "ESTABLISHED", "SYN-SENT", "SYN-RECEIVED", "FIN-WAIT-1", "FIN-WAIT-2",  "TIME-WAIT",
                                      "CLOSED",    "CLOSE-WAIT",  "LAST-ACK", "LISTEN",       "CLOSING",    "SYN-RECEIVED"};
  int number = ask_kernel(SOCK_DIAG_BY_FAMILY);
  return number < (int)(sizeof names / sizeof *names) ? names[number] : "UNKNOWN";
}

static int is(const char *wanted) { return strcmp(state(), wanted) == 0; }

static int tell_packets(void)
{
  unsigned char packet[PACKET];
  int told = 0;
  for (ssize_t length; (length = read(wire, packet, sizeof packet)) > 0;) {
    if (packet[0] >> 4 != 4 || packet[9] != IPPROTO_TCP) continue;
    printf("sent ");
    for (ssize_t i = 0; i < length; i++) printf("%02x", packet[i]);
    printf("\n");
    told++;
  }
  return told;
}

static void attend(int fd)
{
  static const int yes = 1;
  if (user >= 0) close(user);
  user = fd;
  told_fin = told_connected = 0;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

// The ACK of a FIN is sent only after the user has read so far, and quick ACKs end by themselves: they are asked for
// before and after reading.
static void acknowledge_at_once(void)
{
  static const int yes = 1;
  setsockopt(user, IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof yes);
}

static void forget(int *fd)
{
  if (*fd >= 0) close(*fd);
  *fd = -1;
}

static void read_all(void)
{
  char text[4096];
  for (;;) {
    ssize_t length = recv(user, text, sizeof text, MSG_DONTWAIT);
    if (length > 0) printf("event data %zd\n", length);
    if (length > 0) continue;
    if (length == 0 && !told_fin && told_connected) told_fin = printf("event fin\n");
    // After a FIN has been read, recv tells of no error.
    int error = length < 0 ? errno : 0;
    socklen_t size = sizeof error;
    if (length == 0) getsockopt(user, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error == 0 || error == EAGAIN || error == ENOTCONN) return;
    printf(error == ETIMEDOUT ? "event timed-out\n" : "event reset\n");
    forget(&user);
    return;
  }
}

static void attend_user(void)
{
  int fd = listener < 0 ? -1 : accept4(listener, NULL, NULL, SOCK_NONBLOCK);
  if (fd >= 0) {
    printf("event accepted\n");
    attend(fd);
  }
  if (user < 0) return;
  struct tcp_info info;
  socklen_t size = sizeof info;
  if (getsockopt(user, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 && info.tcpi_state != TCP_SYN_SENT && info.tcpi_state != TCP_CLOSE)
    told_connected = 1;
  acknowledge_at_once();
  if (!reads_nothing) read_all();
  acknowledge_at_once();
}

static void abort_connection(void)
{
  static const struct linger at_once = {1, 0};
  if (user < 0) {
    problem = "no connection";
    return;
  }
  setsockopt(user, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  forget(&user);
}

static void reset(const char *line)
{
  const char *given = strstr(line, "ip=");
  forget(&listener);
  if (user >= 0) abort_connection();
  if (own.sin_port) ask_kernel(SOCK_DESTROY);
  set_address(given ? atoi(given + 3) : 1);
  char packet[PACKET];
  while (read(wire, packet, sizeof packet) > 0);
  problem = NULL;
  reads_nothing = strstr(line, "lazy=1") != NULL;
  started = clock_ms();
}

static int bound(int port)
{
  static const int yes = 1;
  struct sockaddr_in at = own;
  at.sin_port = htons(port);
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(fd, (struct sockaddr *)&at, sizeof at) < 0) problem = "cannot be bound";
  return fd;
}

static void listen_at(int port)
{
  listener = bound(port);
  if (listen(listener, 4) < 0) problem = "cannot listen";
}

static void open_actively(int port)
{
  int fd = bound(port);
  attend(fd);
  if (connect(fd, (struct sockaddr *)&peer, sizeof peer) < 0 && errno != EINPROGRESS) problem = "cannot connect";
}

static void send_text(int count)
{
  static const char text[1024];
  if (send(user, text, count, MSG_DONTWAIT | MSG_NOSIGNAL) != count) problem = "not sent";
}

static void arrive(const char *hex)
{
  unsigned char packet[PACKET];
  unsigned byte;
  int length = 0;
  for (; length < PACKET && sscanf(hex, "%2x", &byte) == 1; hex += 2) packet[length++] = byte;
  if (write(wire, packet, length) != length) problem = "not taken by the device";
}

// A TIME-WAIT of 60 s is not waited for; it ends as if it were over.
static void until_something_happens(void)
{
  if (is("TIME-WAIT")) {
    ask_kernel(SOCK_DESTROY);
    return;
  }
  char before[16];
  snprintf(before, sizeof before, "%s", state());
  struct pollfd readable = {.fd = wire, .events = POLLIN};
  for (long end = clock_ms() + LONGEST_WAIT; clock_ms() < end;) {
    if (poll(&readable, 1, 20) > 0 && tell_packets() > 0) return;
    if (!is(before)) return;
  }
  printf("event no-timer\n");
}

static void perform(const char *line)
{
  int number;
  if (!strncmp(line, "reset", 5)) reset(line);
  else if (sscanf(line, "listen %d", &number) == 1) listen_at(number);
  else if (!strncmp(line, "unlisten", 8)) forget(&listener);
  else if (sscanf(line, "open %d", &number) == 1) open_actively(number);
  else if (sscanf(line, "send %d", &number) == 1) send_text(number);
  // A connection that is only called for is given up as a whole: then nobody is told of an error [RFC 9293, 3.10.4].
  else if (!strncmp(line, "close", 5) && (reads_nothing || is("SYN-SENT"))) forget(&user);
  else if (!strncmp(line, "close", 5)) problem = shutdown(user, SHUT_WR) < 0 ? "not closed" : NULL;
  else if (!strncmp(line, "abort", 5)) abort_connection();
  else if (!strncmp(line, "in ", 3)) arrive(line + 3);
  else if (sscanf(line, "advance %d", &number) == 1) usleep(number * 1000);
  else if (!strncmp(line, "next", 4)) until_something_happens();
  else problem = "no such command";
}

int main(void)
{
  static char line[LINE];
  enter_namespaces();
  settle_sysctls();
  open_wire();
  diag = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  if (diag < 0) die("no socket diagnostics");
  reset("");
  while (fgets(line, sizeof line, stdin)) {
    char *command;
    long number = strtol(line, &command, 10);
    problem = NULL;
    perform(command + (*command == ' '));
    tell_packets();
    attend_user();
    tell_packets();
    if (problem) printf("error %s\n", problem);
    // How long timers had to run by themselves, since they were last waited for: if that is long, one may have fired.
    if (!strncmp(command, " next", 5) || !strncmp(command, " reset", 6)) left_alone = clock_ms();
    printf("done %ld %s %ld late=%ld\n", number, state(), clock_ms() - started, clock_ms() - left_alone);
    fflush(stdout);
  }
  return 0;
}
