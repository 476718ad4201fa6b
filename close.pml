/*
 * tcp-close, variant no-time-wait: msl=1 timeWait=0 incarnations=2 capacity=2 clientData=false serverData=true retransmitsFin=true restartsTimeWait=true finWaitsForData=true obeysResetInTimeWait=false quietTime=0 lastAckArrives=true oldSynOpensNothing=true everyLastAckArrives=false lossIsFair=true serverCloses=true
 *
 * network: carries SYN, SYN_ACK, ACK, DATA, FIN, RST; loss true, duplication true, order none,
 *   lifetime 1, minimum delay 0, capacity 2
 * time: discrete; equal delays in-order; elastic: RTO
 * assumed: lastAckArrives: Of the ACKs that the client sends from TIME_WAIT, at least one reaches the server.
 * assumed: oldSynOpensNothing: No SYN reaches a listening server while the client is in TIME_WAIT.
 *
 * Allways finds 3236 states and 17082 transitions. Spin counts one transition more, the
 * beginning. To search all of it, without reduction, and see what is found of each property:
 *
 *   spin -a FILE
 *   cc -O2 -DSAFETY -DNOREDUCE -o pan pan.c
 *   ./pan -m1000000
 *
 * With -DPROPERTY=N, Spin stops where the property with this number is decided:
 *   0  machines do not throw
 *   1  no stale data
 *   2  no stale FIN
 *   3  no stale segment
 *   4  data delivered
 *   5  data once
 *   6  half-close
 *   7  in step
 *   8  no reset
 *   9  no deadlock
 *   10  both close
 *   11  reconnect
 */

c_decl {
\#include <stdlib.h>
\#include <string.h>
\#define ENDPOINTS 2
\#define WIDTH 4
\#define NETWORK 2
\#define HISTORY 3
\#define VECTOR 12
\#define ACTION 8
\#define OBSERVED 9
\#define SENT 10
\#define MOST 2
\#define FIFO 0
\#define SET 1
\#define LOSS 1
\#define LIFETIME 1
\#define MINIMUM_DELAY 0
\#define CAPACITY 2
\#define TICK 0
\#define REFUSES 1
\#define READS_NETWORK 0
\#define CAN_THROW 0
\#define OPTIONS 89
\#define PROPERTIES 12
\#define may_keep_0 may(KEEP, 0)
\#define may_keep_1 may(KEEP, 1)
\#define may_keep_3 may(KEEP, 3)
\#define may_keep_2 may(KEEP, 2)
\#define may_keep_5 may(KEEP, 5)
\#define may_keep_6 may(KEEP, 6)
\#define may_keep_4 may(KEEP, 4)
\#define may_keep_7 may(KEEP, 7)
\#define may_keep_8 may(KEEP, 8)
\#define may_keep_9 may(KEEP, 9)
\#define may_keep_10 may(KEEP, 10)
\#define may_keep_13 may(KEEP, 13)
\#define may_keep_11 may(KEEP, 11)
\#define may_keep_12 may(KEEP, 12)
\#define may_keep_14 may(KEEP, 14)
\#define may_keep_16 may(KEEP, 16)
\#define may_keep_17 may(KEEP, 17)
\#define may_keep_19 may(KEEP, 19)
\#define may_keep_15 may(KEEP, 15)
\#define may_keep_18 may(KEEP, 18)
\#define may_keep_20 may(KEEP, 20)
\#define may_keep_21 may(KEEP, 21)
\#define may_keep_24 may(KEEP, 24)
\#define may_keep_27 may(KEEP, 27)
\#define may_keep_22 may(KEEP, 22)
\#define may_keep_28 may(KEEP, 28)
\#define may_keep_32 may(KEEP, 32)
\#define may_keep_33 may(KEEP, 33)
\#define may_keep_34 may(KEEP, 34)
\#define may_keep_26 may(KEEP, 26)
\#define may_keep_30 may(KEEP, 30)
\#define may_keep_37 may(KEEP, 37)
\#define may_keep_31 may(KEEP, 31)
\#define may_keep_35 may(KEEP, 35)
\#define may_keep_38 may(KEEP, 38)
\#define may_keep_39 may(KEEP, 39)
\#define may_keep_36 may(KEEP, 36)
\#define may_keep_40 may(KEEP, 40)
\#define may_keep_41 may(KEEP, 41)
\#define may_event_0 may(EVENT, 0)
\#define may_event_1 may(EVENT, 1)
\#define may_event_2 may(EVENT, 2)
\#define may_event_3 may(EVENT, 3)
\#define may_event_4 may(EVENT, 4)
\#define may_expire_0 may(EXPIRE, 0)
\#define may_expire_1 may(EXPIRE, 1)
\#define may_lose_0 may(LOSE, 0)
\#define may_lose_1 may(LOSE, 1)
\#define may_lose_3 may(LOSE, 3)
\#define may_lose_2 may(LOSE, 2)
\#define may_lose_5 may(LOSE, 5)
\#define may_lose_6 may(LOSE, 6)
\#define may_lose_4 may(LOSE, 4)
\#define may_lose_7 may(LOSE, 7)
\#define may_lose_8 may(LOSE, 8)
\#define may_lose_9 may(LOSE, 9)
\#define may_lose_10 may(LOSE, 10)
\#define may_lose_13 may(LOSE, 13)
\#define may_lose_11 may(LOSE, 11)
\#define may_lose_12 may(LOSE, 12)
\#define may_lose_14 may(LOSE, 14)
\#define may_lose_16 may(LOSE, 16)
\#define may_lose_17 may(LOSE, 17)
\#define may_lose_19 may(LOSE, 19)
\#define may_lose_15 may(LOSE, 15)
\#define may_lose_18 may(LOSE, 18)
\#define may_lose_20 may(LOSE, 20)
\#define may_lose_21 may(LOSE, 21)
\#define may_lose_22 may(LOSE, 22)
\#define may_lose_23 may(LOSE, 23)
\#define may_lose_24 may(LOSE, 24)
\#define may_lose_25 may(LOSE, 25)
\#define may_lose_26 may(LOSE, 26)
\#define may_lose_27 may(LOSE, 27)
\#define may_lose_29 may(LOSE, 29)
\#define may_lose_30 may(LOSE, 30)
\#define may_lose_31 may(LOSE, 31)
\#define may_lose_28 may(LOSE, 28)
\#define may_lose_32 may(LOSE, 32)
\#define may_lose_33 may(LOSE, 33)
\#define may_lose_34 may(LOSE, 34)
\#define may_lose_35 may(LOSE, 35)
\#define may_lose_36 may(LOSE, 36)
\#define may_lose_37 may(LOSE, 37)
\#define may_lose_38 may(LOSE, 38)
\#define may_lose_39 may(LOSE, 39)
\#define may_lose_40 may(LOSE, 40)
\#define may_lose_41 may(LOSE, 41)
\#define may_time_0 may(TIME, 0)
}

short at0 = 0; /* client: CLOSED {"sent":"nothing","received":false,"connection":0,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} */
short at1 = 0; /* server: CLOSED {"sent":"nothing","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} */
short history = 0;
/* the packets in flight, two in each, plus one */
int flight0 = 0;

/*
 * Local states of client:
 * 0  CLOSED {"sent":"nothing","received":false,"connection":0,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}}
 * 1  SYN_SENT {"sent":"nothing","received":false,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
 * 2  ESTABLISHED {"sent":"nothing","received":false,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
 * 3  FIN_WAIT_1 {"sent":"nothing","received":false,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
 * 4  ESTABLISHED {"sent":"nothing","received":true,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
 * 5  FIN_WAIT_1 {"sent":"nothing","received":true,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
 * 6  FIN_WAIT_2 {"sent":"nothing","received":false,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}}
 * 7  TIME_WAIT {"sent":"nothing","received":false,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer TIME_WAIT in 1
 * 8  TIME_WAIT {"sent":"nothing","received":false,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer TIME_WAIT in 0
 * 9  CLOSED {"sent":"nothing","received":false,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}}
 * 10  FIN_WAIT_2 {"sent":"nothing","received":true,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}}
 * 11  SYN_SENT {"sent":"nothing","received":false,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
 * 12  ESTABLISHED {"sent":"nothing","received":false,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
 * 13  FIN_WAIT_1 {"sent":"nothing","received":false,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
 * 14  TIME_WAIT {"sent":"nothing","received":false,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer TIME_WAIT in 1
 * 15  TIME_WAIT {"sent":"nothing","received":false,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer TIME_WAIT in 0
 * 16  CLOSED {"sent":"nothing","received":false,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}}
 * 17  ESTABLISHED {"sent":"nothing","received":true,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
 * 18  FIN_WAIT_1 {"sent":"nothing","received":true,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
 * 19  FIN_WAIT_2 {"sent":"nothing","received":false,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}}
 * 20  FIN_WAIT_2 {"sent":"nothing","received":true,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}}
 */

/*
 * Local states of server:
 * 0  CLOSED {"sent":"nothing","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}}
 * 1  LISTEN {"sent":"nothing","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}}
 * 2  SYN_RCVD {"sent":"nothing","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
 * 3  ESTABLISHED {"sent":"nothing","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
 * 4  ESTABLISHED {"sent":"unacknowledged","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
 * 5  CLOSE_WAIT {"sent":"nothing","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
 * 6  CLOSE_WAIT {"sent":"unacknowledged","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
 * 7  LAST_ACK {"sent":"nothing","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
 * 8  LAST_ACK {"sent":"unacknowledged","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
 * 9  ESTABLISHED {"sent":"acknowledged","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
 * 10  CLOSE_WAIT {"sent":"acknowledged","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
 * 11  LAST_ACK {"sent":"acknowledged","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
 */

/*
 * Packets:
 * 0  client to server: {"type":"SYN"}, fresh
 * 1  client to server: {"type":"SYN"}, fresh, age 1
 * 2  server to client: {"type":"SYN_ACK"}, fresh
 * 3  client to server: {"type":"SYN"}, stale
 * 4  client to server: {"type":"ACK","of":"SYN"}, fresh
 * 5  client to server: {"type":"SYN"}, stale, age 1
 * 6  server to client: {"type":"SYN_ACK"}, fresh, age 1
 * 7  client to server: {"type":"FIN","afterData":false}, fresh
 * 8  client to server: {"type":"ACK","of":"SYN"}, fresh, age 1
 * 9  client to server: {"type":"FIN","afterData":false}, fresh, age 1
 * 10  server to client: {"type":"DATA"}, fresh
 * 11  server to client: {"type":"ACK","of":"FIN"}, fresh
 * 12  client to server: {"type":"ACK","of":"DATA"}, fresh
 * 13  server to client: {"type":"DATA"}, fresh, age 1
 * 14  server to client: {"type":"FIN","afterData":false}, fresh
 * 15  server to client: {"type":"FIN","afterData":true}, fresh
 * 16  server to client: {"type":"ACK","of":"FIN"}, fresh, age 1
 * 17  client to server: {"type":"ACK","of":"DATA"}, fresh, age 1
 * 18  client to server: {"type":"ACK","of":"FIN"}, fresh
 * 19  server to client: {"type":"FIN","afterData":false}, fresh, age 1
 * 20  server to client: {"type":"FIN","afterData":true}, fresh, age 1
 * 21  client to server: {"type":"ACK","of":"FIN"}, fresh, age 1
 * 22  server to client: {"type":"FIN","afterData":false}, stale, age 1
 * 23  server to client: {"type":"SYN_ACK"}, stale, age 1
 * 24  server to client: {"type":"RST"}, fresh
 * 25  server to client: {"type":"ACK","of":"FIN"}, stale, age 1
 * 26  server to client: {"type":"FIN","afterData":false}, stale
 * 27  server to client: {"type":"RST"}, fresh, age 1
 * 28  client to server: {"type":"RST"}, fresh
 * 29  server to client: {"type":"ACK","of":"FIN"}, stale
 * 30  server to client: {"type":"FIN","afterData":true}, stale, age 1
 * 31  server to client: {"type":"DATA"}, stale, age 1
 * 32  client to server: {"type":"RST"}, fresh, age 1
 * 33  server to client: {"type":"RST"}, stale, age 1
 * 34  server to client: {"type":"RST"}, stale
 * 35  server to client: {"type":"DATA"}, stale
 * 36  server to client: {"type":"FIN","afterData":true}, stale
 * 37  client to server: {"type":"ACK","of":"FIN"}, stale, age 1
 * 38  client to server: {"type":"RST"}, stale
 * 39  client to server: {"type":"RST"}, stale, age 1
 * 40  client to server: {"type":"FIN","afterData":false}, stale
 * 41  client to server: {"type":"FIN","afterData":false}, stale, age 1
 * 42  server to client: {"type":"SYN_ACK"}, stale
 * 43  client to server: {"type":"ACK","of":"FIN"}, stale
 */

/*
 * Histories:
 * 0  {"client":0,"server":0}
 * 1  {"client":1,"server":0}
 */

/*
 * Local steps:
 * 0  tick
 * 1  client event: 0 to 1
 * 2  client event: 0 to 0
 * 3  server event: 0 to 1
 * 4  server event: 0 to 0
 * 5  server event: 0 to 0
 * 6  server deliver: 0 to 0
 * 7  client event: 1 to 1
 * 8  client event: 1 to 1
 * 9  client expire: 1 to 1
 * 10  drop
 * 11  server event: 1 to 1
 * 12  server event: 1 to 1
 * 13  server event: 1 to 1
 * 14  server deliver: 1 to 2
 * 15  server deliver: 0 to 0
 * 16  drop
 * 17  server deliver: 2 to 2
 * 18  client deliver: 1 to 2
 * 19  server event: 2 to 2
 * 20  server event: 2 to 2
 * 21  server event: 2 to 2
 * 22  server expire: 2 to 2
 * 23  drop
 * 24  drop
 * 25  server deliver: 1 to 2
 * 26  client deliver: 2 to 2
 * 27  client event: 2 to 2
 * 28  client event: 2 to 3
 * 29  client expire: 2 to 2
 * 30  server deliver: 2 to 2
 * 31  client deliver: 1 to 2
 * 32  drop
 * 33  drop
 * 34  client deliver: 3 to 3
 * 35  client event: 3 to 3
 * 36  client event: 3 to 3
 * 37  client expire: 3 to 3
 * 38  client deliver: 2 to 2
 * 39  server deliver: 2 to 3
 * 40  drop
 * 41  server deliver: 2 to 2
 * 42  client deliver: 3 to 3
 * 43  server deliver: 2 to 2
 * 44  drop
 * 45  server deliver: 3 to 3
 * 46  server event: 3 to 3
 * 47  server event: 3 to 4
 * 48  server event: 3 to 3
 * 49  server expire: 3 to 3
 * 50  server deliver: 2 to 3
 * 51  drop
 * 52  server deliver: 2 to 2
 * 53  server deliver: 2 to 2
 * 54  drop
 * 55  server deliver: 4 to 4
 * 56  server event: 4 to 4
 * 57  server event: 4 to 4
 * 58  server event: 4 to 4
 * 59  server expire: 4 to 4
 * 60  server deliver: 3 to 3
 * 61  server deliver: 4 to 4
 * 62  server deliver: 3 to 5
 * 63  client deliver: 2 to 4
 * 64  drop
 * 65  client deliver: 3 to 5
 * 66  server deliver: 4 to 6
 * 67  server deliver: 5 to 5
 * 68  server event: 5 to 5
 * 69  server event: 5 to 6
 * 70  server event: 5 to 7
 * 71  server expire: 5 to 5
 * 72  server deliver: 3 to 5
 * 73  client deliver: 4 to 4
 * 74  client deliver: 4 to 4
 * 75  client event: 4 to 4
 * 76  client event: 4 to 5
 * 77  client expire: 4 to 4
 * 78  client deliver: 2 to 4
 * 79  drop
 * 80  server deliver: 5 to 5
 * 81  client deliver: 5 to 5
 * 82  client deliver: 5 to 5
 * 83  client event: 5 to 5
 * 84  client event: 5 to 5
 * 85  client expire: 5 to 5
 * 86  client deliver: 3 to 5
 * 87  server deliver: 6 to 6
 * 88  server event: 6 to 6
 * 89  server event: 6 to 6
 * 90  server event: 6 to 8
 * 91  server expire: 6 to 6
 * 92  server deliver: 4 to 6
 * 93  server deliver: 6 to 6
 * 94  server deliver: 7 to 7
 * 95  server event: 7 to 7
 * 96  server event: 7 to 7
 * 97  server event: 7 to 7
 * 98  server expire: 7 to 7
 * 99  server deliver: 5 to 5
 * 100  client deliver: 3 to 6
 * 101  drop
 * 102  client deliver: 4 to 4
 * 103  client deliver: 4 to 4
 * 104  server deliver: 4 to 9
 * 105  drop
 * 106  server deliver: 7 to 7
 * 107  server deliver: 5 to 5
 * 108  client deliver: 5 to 5
 * 109  client deliver: 5 to 5
 * 110  server deliver: 8 to 8
 * 111  server event: 8 to 8
 * 112  server event: 8 to 8
 * 113  server event: 8 to 8
 * 114  server expire: 8 to 8
 * 115  server deliver: 6 to 6
 * 116  server deliver: 8 to 8
 * 117  server deliver: 6 to 6
 * 118  server deliver: 7 to 7
 * 119  client deliver: 3 to 7
 * 120  drop
 * 121  client deliver: 6 to 6
 * 122  client event: 6 to 6
 * 123  client event: 6 to 6
 * 124  client deliver: 3 to 6
 * 125  drop
 * 126  server deliver: 9 to 9
 * 127  server event: 9 to 9
 * 128  server event: 9 to 9
 * 129  server event: 9 to 9
 * 130  server expire: 9 to 9
 * 131  server deliver: 4 to 9
 * 132  drop
 * 133  server deliver: 7 to 7
 * 134  server deliver: 8 to 8
 * 135  server deliver: 8 to 8
 * 136  client deliver: 7 to 7
 * 137  client deliver: 7 to 7
 * 138  client event: 7 to 7
 * 139  client event: 7 to 7
 * 140  client deliver: 3 to 7
 * 141  drop
 * 142  client deliver: 6 to 6
 * 143  server deliver: 9 to 9
 * 144  client deliver: 3 to 3
 * 145  drop
 * 146  server deliver: 6 to 10
 * 147  client deliver: 8 to 7
 * 148  client deliver: 8 to 8
 * 149  client event: 8 to 8
 * 150  client event: 8 to 8
 * 151  client expire: 8 to 9
 * 152  server deliver: 7 to 0
 * 153  drop
 * 154  client deliver: 7 to 7
 * 155  client deliver: 7 to 7
 * 156  client deliver: 6 to 10
 * 157  client deliver: 6 to 7
 * 158  client deliver: 5 to 10
 * 159  client deliver: 7 to 7
 * 160  server deliver: 9 to 10
 * 161  server deliver: 8 to 11
 * 162  client deliver: 5 to 7
 * 163  client deliver: 3 to 3
 * 164  drop
 * 165  server deliver: 10 to 10
 * 166  server event: 10 to 10
 * 167  server event: 10 to 10
 * 168  server event: 10 to 11
 * 169  server expire: 10 to 10
 * 170  server deliver: 6 to 10
 * 171  client event: 9 to 11
 * 172  client event: 9 to 9
 * 173  server deliver: 0 to 0
 * 174  server deliver: 7 to 0
 * 175  drop
 * 176  client deliver: 10 to 10
 * 177  client deliver: 10 to 10
 * 178  client event: 10 to 10
 * 179  client event: 10 to 10
 * 180  client deliver: 6 to 10
 * 181  client deliver: 6 to 7
 * 182  client deliver: 5 to 10
 * 183  client deliver: 8 to 8
 * 184  client deliver: 7 to 7
 * 185  server deliver: 10 to 10
 * 186  server deliver: 9 to 10
 * 187  server deliver: 11 to 11
 * 188  server event: 11 to 11
 * 189  server event: 11 to 11
 * 190  server event: 11 to 11
 * 191  server expire: 11 to 11
 * 192  server deliver: 8 to 11
 * 193  client deliver: 7 to 7
 * 194  client deliver: 7 to 7
 * 195  client deliver: 5 to 7
 * 196  client deliver: 6 to 6
 * 197  server deliver: 10 to 10
 * 198  client deliver: 8 to 7
 * 199  client event: 11 to 11
 * 200  client expire: 11 to 11
 * 201  drop
 * 202  drop
 * 203  server deliver: 1 to 1
 * 204  server deliver: 0 to 0
 * 205  client deliver: 8 to 8
 * 206  client deliver: 10 to 10
 * 207  client deliver: 10 to 10
 * 208  server deliver: 11 to 11
 * 209  server deliver: 10 to 10
 * 210  server deliver: 11 to 11
 * 211  client deliver: 8 to 7
 * 212  client deliver: 8 to 8
 * 213  server deliver: 8 to 0
 * 214  client deliver: 7 to 7
 * 215  client deliver: 7 to 7
 * 216  client deliver: 10 to 7
 * 217  client deliver: 6 to 6
 * 218  server deliver: 1 to 1
 * 219  client deliver: 7 to 7
 * 220  drop
 * 221  client deliver: 9 to 9
 * 222  drop
 * 223  server deliver: 11 to 11
 * 224  server deliver: 8 to 0
 * 225  client deliver: 10 to 7
 * 226  drop
 * 227  client deliver: 8 to 8
 * 228  drop
 * 229  client deliver: 8 to 8
 * 230  client deliver: 11 to 11
 * 231  drop
 * 232  client deliver: 8 to 8
 * 233  drop
 * 234  drop
 * 235  client deliver: 8 to 7
 * 236  server deliver: 11 to 0
 * 237  server deliver: 0 to 0
 * 238  drop
 * 239  client deliver: 9 to 9
 * 240  client deliver: 9 to 9
 * 241  client deliver: 9 to 9
 * 242  client deliver: 9 to 9
 * 243  server deliver: 11 to 0
 * 244  server deliver: 1 to 1
 * 245  server deliver: 0 to 0
 * 246  drop
 * 247  client deliver: 11 to 11
 * 248  drop
 * 249  client deliver: 11 to 11
 * 250  drop
 * 251  client deliver: 11 to 11
 * 252  client deliver: 11 to 11
 * 253  client deliver: 11 to 11
 * 254  drop
 * 255  drop
 * 256  client deliver: 11 to 11
 * 257  server deliver: 1 to 1
 * 258  server deliver: 2 to 2
 * 259  drop
 * 260  client deliver: 11 to 12
 * 261  client deliver: 11 to 11
 * 262  client deliver: 11 to 11
 * 263  client deliver: 9 to 9
 * 264  client deliver: 9 to 9
 * 265  client deliver: 12 to 12
 * 266  client event: 12 to 13
 * 267  client expire: 12 to 12
 * 268  client deliver: 11 to 12
 * 269  client deliver: 11 to 11
 * 270  client deliver: 11 to 11
 * 271  client deliver: 11 to 11
 * 272  server deliver: 2 to 1
 * 273  drop
 * 274  server deliver: 2 to 1
 * 275  drop
 * 276  server deliver: 2 to 1
 * 277  client deliver: 13 to 13
 * 278  client event: 13 to 13
 * 279  client expire: 13 to 13
 * 280  client deliver: 12 to 12
 * 281  client deliver: 11 to 11
 * 282  client deliver: 9 to 9
 * 283  server deliver: 1 to 1
 * 284  server deliver: 1 to 2
 * 285  server deliver: 1 to 1
 * 286  server deliver: 2 to 1
 * 287  client deliver: 12 to 12
 * 288  client deliver: 13 to 13
 * 289  client deliver: 11 to 11
 * 290  client deliver: 11 to 11
 * 291  server deliver: 1 to 2
 * 292  client deliver: 13 to 14
 * 293  client deliver: 11 to 11
 * 294  client deliver: 14 to 14
 * 295  client deliver: 14 to 14
 * 296  client event: 14 to 14
 * 297  client deliver: 12 to 16
 * 298  client deliver: 12 to 16
 * 299  client deliver: 12 to 17
 * 300  client deliver: 12 to 12
 * 301  client deliver: 12 to 12
 * 302  client deliver: 15 to 15
 * 303  client event: 15 to 15
 * 304  client expire: 15 to 16
 * 305  server deliver: 2 to 2
 * 306  client deliver: 16 to 16
 * 307  client deliver: 16 to 16
 * 308  client event: 16 to 16
 * 309  client deliver: 13 to 16
 * 310  client deliver: 16 to 16
 * 311  client deliver: 13 to 16
 * 312  client deliver: 12 to 16
 * 313  client deliver: 12 to 16
 * 314  client deliver: 13 to 18
 * 315  client deliver: 17 to 17
 * 316  client deliver: 17 to 17
 * 317  client event: 17 to 18
 * 318  client expire: 17 to 17
 * 319  client deliver: 12 to 17
 * 320  client deliver: 13 to 14
 * 321  client deliver: 12 to 12
 * 322  client deliver: 12 to 12
 * 323  client deliver: 13 to 13
 * 324  server deliver: 1 to 1
 * 325  client deliver: 16 to 16
 * 326  client deliver: 15 to 15
 * 327  server deliver: 2 to 2
 * 328  client deliver: 17 to 17
 * 329  client deliver: 16 to 16
 * 330  client deliver: 13 to 16
 * 331  client deliver: 16 to 16
 * 332  client deliver: 13 to 16
 * 333  client deliver: 18 to 18
 * 334  client deliver: 18 to 18
 * 335  client event: 18 to 18
 * 336  client expire: 18 to 18
 * 337  client deliver: 13 to 18
 * 338  client deliver: 13 to 19
 * 339  client deliver: 17 to 17
 * 340  client deliver: 14 to 14
 * 341  client deliver: 13 to 14
 * 342  client deliver: 13 to 14
 * 343  client deliver: 12 to 17
 * 344  client deliver: 12 to 17
 * 345  server deliver: 1 to 1
 * 346  server deliver: 1 to 1
 * 347  client deliver: 18 to 18
 * 348  client deliver: 18 to 18
 * 349  client deliver: 19 to 19
 * 350  client event: 19 to 19
 * 351  client deliver: 13 to 19
 * 352  client deliver: 15 to 14
 * 353  client deliver: 14 to 14
 * 354  client deliver: 14 to 14
 * 355  client deliver: 14 to 14
 * 356  client deliver: 17 to 17
 * 357  client deliver: 13 to 18
 * 358  client deliver: 17 to 17
 * 359  client deliver: 13 to 18
 * 360  server deliver: 1 to 1
 * 361  client deliver: 19 to 19
 * 362  client deliver: 16 to 16
 * 363  client deliver: 15 to 14
 * 364  client deliver: 18 to 18
 * 365  server deliver: 2 to 2
 * 366  client deliver: 18 to 18
 * 367  client deliver: 12 to 12
 * 368  client deliver: 13 to 13
 * 369  client deliver: 19 to 20
 * 370  client deliver: 19 to 14
 * 371  client deliver: 18 to 20
 * 372  client deliver: 14 to 14
 * 373  client deliver: 16 to 16
 * 374  server deliver: 2 to 2
 * 375  client deliver: 13 to 13
 * 376  client deliver: 12 to 12
 * 377  client deliver: 12 to 12
 * 378  server deliver: 2 to 2
 * 379  drop
 * 380  client deliver: 18 to 20
 * 381  client deliver: 14 to 14
 * 382  client deliver: 18 to 14
 * 383  client deliver: 13 to 13
 * 384  client deliver: 20 to 20
 * 385  client deliver: 20 to 20
 * 386  client event: 20 to 20
 * 387  client deliver: 19 to 20
 * 388  client deliver: 19 to 14
 * 389  client deliver: 15 to 15
 * 390  server deliver: 2 to 2
 * 391  drop
 * 392  client deliver: 15 to 14
 * 393  client deliver: 20 to 20
 * 394  client deliver: 14 to 14
 * 395  client deliver: 14 to 14
 * 396  client deliver: 18 to 14
 * 397  client deliver: 19 to 19
 * 398  client deliver: 15 to 15
 * 399  client deliver: 20 to 20
 * 400  client deliver: 15 to 14
 * 401  client deliver: 15 to 15
 * 402  client deliver: 14 to 14
 * 403  client deliver: 14 to 14
 * 404  client deliver: 20 to 14
 * 405  client deliver: 19 to 19
 * 406  client deliver: 14 to 14
 * 407  client deliver: 15 to 15
 * 408  client deliver: 20 to 14
 * 409  client deliver: 15 to 15
 * 410  client deliver: 16 to 16
 * 411  client deliver: 15 to 15
 * 412  client deliver: 15 to 14
 * 413  client deliver: 16 to 16
 * 414  client deliver: 18 to 14
 * 415  client deliver: 18 to 14
 * 416  client deliver: 16 to 16
 * 417  client deliver: 16 to 16
 * 418  client deliver: 20 to 14
 * 419  client deliver: 20 to 14
 * 420  client deliver: 16 to 16
 */

c_code {
/* A state: where the endpoints are, the history, and the packets in flight: by number; in FIFO order, way by
 * way in the order of sending. */
struct state { short at[ENDPOINTS]; short history; short count; short packet[MOST + 1]; };

static struct state here; /* the state at hand */
static struct state then; /* the state after the step that is tried */
static int v[VECTOR];     /* what the functions of the model read of a step */

static void outside(const char *what);
static short where(int endpoint);

/* The value and the context of client, by local state. */

static const int VALUE_0[] = {
  0, 1, 2, 3, 2, 3, 4, 5, 5, 0, 4, 1, 2, 3, 5, 5, 0, 2, 3, 4, 4
};

static const int CONTEXT_0[] = {
  0, 1, 1, 1, 2, 2, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3, 4, 4, 3, 4
};

/* The value and the context of server, by local state. */

static const int VALUE_1[] = {
  0, 1, 2, 3, 3, 4, 4, 5, 5, 3, 4, 5
};

static const int CONTEXT_1[] = {
  0, 0, 0, 0, 1, 0, 1, 0, 1, 2, 2, 2
};

/* By packet. */

static const int WAY[] = {
  1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 2, 2, 1, 2, 2, 2, 2, 1, 1, 2, 2, 1, 2, 2,
  2, 2, 2, 2, 1, 2, 2, 2, 1, 2, 2, 2, 2, 1, 1, 1, 1, 1, 2, 1
};

static const int TO[] = {
  1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0,
  0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 1
};

static const int AGE[] = {
  0, 1, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1,
  0, 1, 0, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0
};

static const int OWED[] = {
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
};

static const int SETTLED[] = {
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
  24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43
};

static const int OLDER[] = {
  1, -1, 6, 5, 8, -1, -1, 9, -1, -1, 13, 16, 17, -1, 19, 20, -1, -1, 21, -1, -1, -1, -1, -1,
  27, -1, 22, -1, 32, 25, -1, -1, -1, -1, 33, 31, 30, -1, 39, -1, 41, -1, -1, -1
};

static const int LOST[] = {
  10, 16, 24, 23, 40, 32, 33, 44, 51, 54, 64, 101, 105, 79, 120, 145, 125, 132, 153, 141, 164, 175, 201, 202,
  220, 222, 226, 228, 238, 231, 233, 234, 246, 248, 250, 254, 255, 259, 273, 275, 379, 391, -1, -1
};

static const int DELIVERY[] = {
  -1, 6, -1, 9, -1, 12, -1, 11, -1, 20, -1, 16, -1, 17, -1, 22, -1, 24, -1, 26, -1, 28, -1, 32,
  -1, 34, -1, 30, -1, 36, -1, 44, -1, 38, -1, 40, -1, 47, -1, 42, -1, 49, -1, 51, -1, 53, -1, 54,
  -1, 57, -1, 59, -1, 61, -1, 63, -1, 71, -1, 65, -1, 67, -1, 68, -1, 73, -1, 75, -1, 77, -1, 79,
  -1, 81, -1, 83, -1, 85, -1, 87, -1, 89, -1, 91, -1, -1, -1, -1
};

/* By trigger and packet: the packet with its new mark. */

static const int REMARKS[] = {
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 42, -1,
  4, -1, 23, 7, 8, 9, 35, 29, 12, 31, 26, 36, 25, 17, 18, 22, 30, 21, -1, -1, 34, -1, -1, 33,
  28, -1, -1, -1, 32, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 3, 5, 2, 3, -1, 5, 6, 40,
  -1, 41, 10, -1, -1, 13, 14, 15, -1, -1, 43, 19, 20, 37, 22, -1, 24, -1, 26, 27, 38, -1, 30, 31,
  39, 33, 34, 35, 36, -1, 38, 39, -1, -1, -1, -1
};

\#define REMARK(trigger, packet) REMARKS[(trigger) * 44 + (packet)]

/* What lists of messages become, each with a -1 at its end, and where they begin. */

static const int SENDINGS[] = {
  -1, 0, -1, 2, -1, 4, -1, 7, -1, 10, -1, 11, -1, 12, -1, 11, 10, -1, 14, -1, 10, 15, -1, 18,
  -1, 15, -1, 24, -1, 28, -1
};

static const int SENDING[] = {
  0, 1, 3, 5, 7, 9, 11, 13, 15, 18, 20, 23, 25, 27, 29
};

/* By local step: its action, who acts, the next local state, ids of what is observed and sent, whether it throws. */

static const int STEP_ACTION[] = {
  0, 1, 2, 3, 4, 5, 6, 1, 2, 7, 8, 3, 4, 5, 6, 9, 10, 11, 12, 3, 4, 5, 13, 14,
  15, 9, 12, 1, 2, 7, 16, 17, 18, 19, 12, 1, 2, 7, 17, 20, 21, 6, 17, 22, 23, 20, 3, 4,
  5, 13, 24, 25, 9, 26, 27, 20, 3, 4, 5, 13, 24, 24, 22, 28, 29, 28, 22, 22, 3, 4, 5, 13,
  26, 28, 12, 1, 2, 7, 30, 31, 20, 28, 12, 1, 2, 7, 30, 22, 3, 4, 5, 13, 26, 20, 22, 3,
  4, 5, 13, 26, 32, 33, 30, 17, 34, 35, 20, 24, 30, 17, 22, 3, 4, 5, 13, 26, 20, 24, 26, 36,
  37, 32, 1, 2, 38, 39, 34, 3, 4, 5, 13, 40, 41, 24, 26, 24, 36, 12, 1, 2, 42, 43, 38, 40,
  44, 45, 34, 42, 17, 1, 2, 46, 47, 48, 42, 17, 28, 36, 32, 32, 22, 34, 44, 49, 50, 34, 3, 4,
  5, 13, 40, 1, 2, 47, 51, 52, 32, 28, 1, 2, 30, 42, 38, 38, 38, 22, 26, 34, 3, 4, 5, 13,
  40, 44, 28, 49, 44, 40, 36, 2, 7, 55, 56, 47, 51, 32, 38, 30, 22, 26, 40, 49, 30, 47, 49, 30,
  44, 49, 51, 57, 58, 42, 60, 26, 51, 49, 62, 63, 64, 57, 53, 66, 28, 69, 70, 44, 47, 71, 72, 63,
  57, 36, 49, 51, 71, 73, 74, 75, 76, 77, 78, 57, 61, 36, 80, 82, 67, 73, 83, 84, 12, 63, 42, 30,
  28, 12, 2, 7, 17, 68, 79, 28, 85, 86, 87, 88, 71, 12, 2, 7, 17, 30, 44, 85, 11, 87, 73, 53,
  17, 81, 44, 16, 53, 49, 53, 12, 2, 75, 77, 28, 61, 67, 17, 2, 46, 47, 75, 12, 2, 75, 77, 77,
  57, 63, 28, 28, 12, 2, 7, 30, 61, 36, 42, 67, 20, 17, 12, 51, 17, 57, 57, 63, 63, 28, 12, 2,
  7, 30, 32, 30, 61, 36, 42, 68, 79, 22, 24, 17, 30, 32, 2, 38, 53, 17, 36, 42, 68, 68, 79, 79,
  26, 38, 53, 42, 68, 34, 79, 81, 44, 28, 36, 32, 32, 42, 40, 81, 44, 49, 89, 90, 38, 38, 44, 49,
  32, 28, 2, 30, 42, 38, 91, 92, 36, 38, 44, 28, 49, 44, 32, 30, 49, 30, 49, 30, 44, 49, 57, 57,
  49, 63, 36, 28, 44, 49, 36, 42, 30, 28, 36, 42, 44
};

static const int STEP_ENDPOINT[] = {
  -1, 0, 0, 1, 1, 1, 1, 0, 0, 0, -1, 1, 1, 1, 1, 1, -1, 1, 0, 1, 1, 1, 1, -1,
  -1, 1, 0, 0, 0, 0, 1, 0, -1, -1, 0, 0, 0, 0, 0, 1, -1, 1, 0, 1, -1, 1, 1, 1,
  1, 1, 1, -1, 1, 1, -1, 1, 1, 1, 1, 1, 1, 1, 1, 0, -1, 0, 1, 1, 1, 1, 1, 1,
  1, 0, 0, 0, 0, 0, 0, -1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1,
  1, 1, 1, 1, 0, -1, 0, 0, 1, -1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0,
  -1, 0, 0, 0, 0, -1, 1, 1, 1, 1, 1, 1, -1, 1, 1, 1, 0, 0, 0, 0, 0, -1, 0, 1,
  0, -1, 1, 0, 0, 0, 0, 0, 1, -1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, -1, 1, 1, 1,
  1, 1, 1, 0, 0, 1, 1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1,
  1, 0, 0, 0, 0, 1, 0, 0, 0, -1, -1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0,
  0, 0, 1, 0, -1, 0, -1, 1, 1, 0, -1, 0, -1, 0, 0, -1, 0, -1, -1, 0, 1, 1, -1, 0,
  0, 0, 0, 1, 1, 1, -1, 0, -1, 0, -1, 0, 0, 0, -1, -1, 0, 1, 1, -1, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 1, -1, 1, -1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0,
  0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, -1, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
};

static const int STEP_NEXT[] = {
  0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 2, 0, 0, 2, 2, 2, 2, 2, 2, 0,
  0, 2, 2, 2, 3, 2, 2, 2, 0, 0, 3, 3, 3, 3, 2, 3, 0, 2, 3, 2, 0, 3, 3, 4,
  3, 3, 3, 0, 2, 2, 0, 4, 4, 4, 4, 4, 3, 4, 5, 4, 0, 5, 6, 5, 5, 6, 7, 5,
  5, 4, 4, 4, 5, 4, 4, 0, 5, 5, 5, 5, 5, 5, 5, 6, 6, 6, 8, 6, 6, 6, 7, 7,
  7, 7, 7, 5, 6, 0, 4, 4, 9, 0, 7, 5, 5, 5, 8, 8, 8, 8, 8, 6, 8, 6, 7, 7,
  0, 6, 6, 6, 6, 0, 9, 9, 9, 9, 9, 9, 0, 7, 8, 8, 7, 7, 7, 7, 7, 0, 6, 9,
  3, 0, 10, 7, 8, 8, 8, 9, 0, 0, 7, 7, 10, 7, 10, 7, 10, 11, 7, 3, 0, 10, 10, 10,
  11, 10, 10, 11, 9, 0, 0, 0, 10, 10, 10, 10, 10, 7, 10, 8, 7, 10, 10, 11, 11, 11, 11, 11,
  11, 7, 7, 7, 6, 10, 7, 11, 11, 0, 0, 1, 0, 8, 10, 10, 11, 10, 11, 7, 8, 0, 7, 7,
  7, 6, 1, 7, 0, 9, 0, 11, 0, 7, 0, 8, 0, 8, 11, 0, 8, 0, 0, 7, 0, 0, 0, 9,
  9, 9, 9, 0, 1, 0, 0, 11, 0, 11, 0, 11, 11, 11, 0, 0, 11, 1, 2, 0, 12, 11, 11, 9,
  9, 12, 13, 12, 12, 11, 11, 11, 1, 0, 1, 0, 1, 13, 13, 13, 12, 11, 9, 1, 2, 1, 1, 12,
  13, 11, 11, 2, 14, 11, 14, 14, 14, 16, 16, 17, 12, 12, 15, 15, 16, 2, 16, 16, 16, 16, 16, 16,
  16, 16, 18, 17, 17, 18, 17, 17, 14, 12, 12, 13, 1, 16, 15, 2, 17, 16, 16, 16, 16, 18, 18, 18,
  18, 18, 19, 17, 14, 14, 14, 17, 17, 1, 1, 18, 18, 19, 19, 19, 14, 14, 14, 14, 17, 18, 17, 18,
  1, 19, 16, 14, 18, 2, 18, 12, 13, 20, 14, 20, 14, 16, 2, 13, 12, 12, 2, 0, 20, 14, 14, 13,
  20, 20, 20, 20, 14, 15, 2, 0, 14, 20, 14, 14, 14, 19, 15, 20, 14, 15, 14, 14, 14, 19, 14, 15,
  14, 15, 16, 15, 14, 16, 14, 14, 16, 16, 14, 14, 16
};

static const int STEP_OBSERVED[] = {
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 4, 0, 4, 3, 0, 0, 0, 0, 0,
  3, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 3, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 6, 7, 0, 0, 0, 4, 5, 0, 0, 3, 0, 5, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 4, 5, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0,
  0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0,
  5, 0, 0, 0, 0, 0, 0, 0, 7, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0,
  0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0,
  0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 5, 0, 0, 0, 0, 8, 8, 4, 0, 0, 0, 0, 6, 0, 0, 0, 0, 8, 0, 8,
  8, 8, 4, 0, 0, 0, 0, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 8, 0, 0, 0,
  0, 4, 0, 0, 0, 5, 5, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 4,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0,
  0, 0, 0, 4, 5, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0,
  5, 0, 0, 0, 0, 0, 5, 5, 0, 0, 5, 5, 0
};

static const int STEP_SENT[] = {
  0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 2, 0,
  0, 2, 3, 0, 4, 0, 0, 3, 0, 0, 3, 0, 0, 4, 3, 0, 0, 0, 3, 0, 0, 0, 0, 5,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 6, 7, 0, 7, 8, 6, 0, 5, 9, 0,
  6, 7, 3, 0, 4, 0, 7, 0, 0, 7, 3, 0, 0, 4, 7, 6, 0, 0, 10, 5, 8, 0, 6, 0,
  0, 0, 9, 6, 0, 0, 7, 3, 0, 0, 0, 0, 7, 3, 6, 0, 0, 0, 10, 6, 0, 0, 6, 11,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 11, 0, 0, 0, 11, 0, 0, 0,
  0, 0, 0, 11, 0, 0, 0, 0, 0, 0, 11, 0, 7, 11, 0, 0, 6, 0, 11, 0, 0, 0, 0, 0,
  12, 0, 0, 1, 0, 13, 0, 0, 0, 7, 0, 0, 7, 11, 0, 0, 0, 6, 6, 0, 0, 0, 0, 12,
  0, 11, 0, 11, 0, 0, 11, 0, 1, 0, 0, 13, 13, 0, 0, 7, 6, 6, 0, 11, 0, 0, 11, 0,
  11, 0, 13, 0, 0, 14, 0, 6, 0, 11, 0, 0, 0, 0, 14, 0, 0, 0, 0, 11, 0, 0, 0, 0,
  0, 14, 14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 14, 14, 0, 0, 14, 0, 0, 0, 3, 0, 14, 14,
  14, 3, 4, 0, 3, 14, 14, 14, 0, 0, 0, 0, 0, 3, 0, 4, 3, 14, 14, 0, 2, 0, 0, 0,
  3, 14, 14, 2, 11, 14, 11, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 14, 0, 0, 0, 0,
  0, 0, 7, 7, 3, 4, 0, 7, 11, 0, 0, 0, 13, 14, 0, 0, 3, 0, 0, 0, 0, 7, 3, 0,
  4, 7, 0, 7, 11, 11, 11, 7, 7, 13, 13, 3, 7, 0, 0, 0, 11, 0, 11, 11, 7, 7, 7, 7,
  13, 0, 14, 11, 7, 0, 7, 0, 0, 7, 11, 0, 0, 14, 0, 0, 0, 0, 0, 0, 0, 0, 11, 0,
  0, 7, 0, 7, 11, 0, 0, 0, 11, 0, 11, 0, 11, 0, 0, 7, 11, 0, 11, 0, 11, 0, 0, 0,
  11, 0, 14, 0, 11, 14, 11, 11, 14, 14, 11, 11, 14
};

static const int STEP_THROWS[] = {
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
};

/* What client does with a packet (twice its number, plus one if a copy stays), by local state; where it is after a tick. */

static const int TAKES_0[] = {
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 18, -1, -1,
  -1, -1, -1, -1, -1, 31, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 26, -1, -1, -1, -1, -1, -1, -1, 38, -1, -1,
  -1, -1, -1, -1, -1, 63, -1, -1, -1, -1, -1, 78, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, 34, -1, -1, -1, -1, -1, -1, -1, 42, -1, -1, -1, -1, -1, -1, -1, 65, -1, 100,
  -1, -1, -1, 86, -1, 119, -1, 144, -1, 124, -1, -1, -1, -1, -1, 140, -1, 163, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 74, -1, -1,
  -1, -1, -1, -1, -1, 103, -1, -1, -1, -1, -1, -1, -1, 73, -1, -1, -1, -1, -1, 102, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 82, -1, -1, -1, -1, -1, -1, -1, 109, -1, -1,
  -1, -1, -1, -1, -1, 81, -1, 158, -1, -1, -1, 108, -1, -1, -1, 162, -1, 182, -1, -1, -1, -1, -1, -1,
  -1, 195, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 156, -1, 121,
  -1, -1, -1, 180, -1, 157, -1, 196, -1, 142, -1, -1, -1, -1, -1, 181, -1, 217, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 137, -1, -1,
  -1, -1, -1, -1, -1, 155, -1, -1, -1, -1, -1, -1, -1, 194, -1, 159, -1, -1, -1, 215, -1, 136, -1, 193,
  -1, 184, -1, -1, -1, -1, -1, 154, -1, 214, -1, -1, -1, -1, -1, -1, -1, 219, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 148, -1, -1,
  -1, -1, -1, -1, -1, 232, -1, 205, -1, -1, -1, 212, -1, 198, -1, 235, -1, 183, -1, -1, -1, -1, -1, 147,
  -1, 211, -1, -1, -1, -1, -1, -1, -1, 229, -1, -1, -1, -1, -1, 227, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 264, -1, -1,
  -1, -1, -1, 263, -1, 241, -1, 282, -1, -1, -1, -1, -1, -1, -1, 221, -1, 242, -1, -1, -1, -1, -1, -1,
  -1, 240, -1, -1, -1, -1, -1, 239, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 177, -1, 176, -1, -1, -1, 207, -1, -1, -1, 216,
  -1, 206, -1, -1, -1, -1, -1, -1, -1, 225, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 260, -1, -1, -1, -1, -1, -1, -1, 268, -1, -1,
  -1, -1, -1, -1, -1, 271, -1, -1, -1, -1, -1, 281, -1, 253, -1, 290, -1, -1, -1, -1, -1, -1, -1, 262,
  -1, 293, -1, -1, -1, 230, -1, -1, -1, 251, -1, -1, -1, 252, -1, 261, -1, -1, -1, -1, -1, 256, -1, 269,
  -1, -1, -1, 247, -1, 249, -1, 270, -1, 289, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, 265, -1, -1, -1, -1, -1, -1, -1, 280, -1, -1, -1, -1, -1, -1, -1, 299, -1, -1,
  -1, -1, -1, 319, -1, 321, -1, 376, -1, -1, -1, -1, -1, -1, -1, 322, -1, 377, -1, -1, -1, 287, -1, -1,
  -1, 312, -1, -1, -1, 300, -1, 313, -1, -1, -1, -1, -1, 301, -1, 343, -1, -1, -1, 297, -1, 298, -1, 344,
  -1, 367, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 277, -1, -1,
  -1, -1, -1, -1, -1, 288, -1, -1, -1, -1, -1, -1, -1, 314, -1, 338, -1, -1, -1, 337, -1, 341, -1, 368,
  -1, 351, -1, -1, -1, -1, -1, 342, -1, 383, -1, -1, -1, 292, -1, -1, -1, 330, -1, -1, -1, 320, -1, 332,
  -1, -1, -1, -1, -1, 323, -1, 357, -1, -1, -1, 309, -1, 311, -1, 359, -1, 375, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 295, -1, -1, -1, -1, -1, -1, -1, 353, -1, -1,
  -1, -1, -1, -1, -1, 395, -1, 372, -1, -1, -1, 403, -1, 354, -1, 394, -1, 381, -1, -1, -1, -1, -1, 355,
  -1, 402, -1, -1, -1, 294, -1, -1, -1, 406, -1, -1, -1, 340, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, 326, -1, -1, -1, -1, -1, -1, -1, 302, -1, -1, -1, -1, -1, -1, -1, 411, -1, 398,
  -1, -1, -1, 401, -1, 392, -1, 412, -1, 389, -1, -1, -1, -1, -1, 363, -1, 400, -1, -1, -1, 352, -1, -1,
  -1, 407, -1, -1, -1, -1, -1, 409, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 307, -1, -1,
  -1, -1, -1, -1, -1, 325, -1, -1, -1, -1, -1, -1, -1, 417, -1, -1, -1, -1, -1, 416, -1, 410, -1, 420,
  -1, -1, -1, -1, -1, -1, -1, 373, -1, 413, -1, -1, -1, 362, -1, -1, -1, 329, -1, -1, -1, -1, -1, 331,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 306, -1, 310, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 316, -1, -1, -1, -1, -1, -1, -1, 328, -1, -1,
  -1, -1, -1, -1, -1, 315, -1, -1, -1, -1, -1, 339, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 356,
  -1, -1, -1, -1, -1, -1, -1, 358, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, 334, -1, -1, -1, -1, -1, -1, -1, 347, -1, -1, -1, -1, -1, -1, -1, 333, -1, 371,
  -1, -1, -1, 348, -1, 414, -1, 382, -1, 380, -1, -1, -1, -1, -1, 415, -1, 396, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 364, -1, -1, -1, -1, -1, -1, -1, 366,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 369, -1, 349, -1, -1, -1, 387, -1, 370, -1, 397,
  -1, 361, -1, -1, -1, -1, -1, 388, -1, 405, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, 385, -1, 384, -1, -1, -1, 399, -1, 418, -1, 404, -1, 393, -1, -1, -1, -1, -1, 419,
  -1, 408, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1
};

static const int AFTER_TICK_0[] = {
  0, 1, 2, 3, 4, 5, 6, 8, -1, 9, 10, 11, 12, 13, 15, -1, 16, 17, 18, 19, 20
};

/* What server does with a packet (twice its number, plus one if a copy stays), by local state; where it is after a tick. */
}

c_code {
static const int TAKES_1[] = {
  -1, 6, -1, 15, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 173, -1, -1, -1, -1, -1, 204, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, 237, -1, -1, -1, -1, -1, -1, -1, 245, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 14, -1, 25, -1, -1, -1, 284,
  -1, 324, -1, 291, -1, -1, -1, 345, -1, 346, -1, 360, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, 203, -1, -1, -1, -1, -1, 218, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, 244, -1, -1, -1, -1, -1, -1, -1, 257, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 283, -1, 285,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, 41, -1, 52, -1, -1, -1, 17, -1, 39, -1, 30, -1, -1, -1, 43,
  -1, 50, -1, 53, -1, -1, -1, -1, -1, 365, -1, -1, -1, -1, -1, -1, -1, -1, -1, 374, -1, 305, -1, -1,
  -1, -1, -1, 327, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 276, -1, -1, -1, -1, -1, -1,
  -1, 286, -1, -1, -1, -1, -1, -1, -1, -1, -1, 258, -1, 272, -1, 274, -1, 378, -1, 390, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, 45, -1, -1, -1, -1, -1, 62, -1, 60, -1, 72, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, 55, -1, -1, -1, -1, -1, 66, -1, 61, -1, 92, -1, -1, -1, -1, -1, 104, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, 131, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 80, -1, -1, -1, -1, -1, 67,
  -1, 107, -1, 99, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, 93, -1, -1, -1, -1, -1, 87, -1, 117, -1, 115, -1, -1, -1, -1,
  -1, 146, -1, -1, -1, -1, -1, -1, -1, -1, -1, 170, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, 106, -1, -1, -1, -1, -1, 94, -1, 133, -1, 118, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, 152, -1, -1, -1, -1, -1, 174, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 116, -1, -1, -1, -1, -1, 110,
  -1, 135, -1, 134, -1, -1, -1, -1, -1, 161, -1, -1, -1, -1, -1, -1, -1, -1, -1, 192, -1, 213, -1, -1,
  -1, -1, -1, 224, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 160, -1, -1, -1, 186, -1, -1, -1, -1,
  -1, 126, -1, -1, -1, -1, -1, -1, -1, -1, -1, 143, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, 185, -1, -1, -1, 209, -1, -1, -1, -1, -1, 165, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, 197, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 208,
  -1, -1, -1, 223, -1, -1, -1, -1, -1, 187, -1, -1, -1, -1, -1, -1, -1, -1, -1, 210, -1, 236, -1, -1,
  -1, -1, -1, 243, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1
};

static const int AFTER_TICK_1[] = {
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
};

static int takes(int e, int at, int packet)
{ switch (e) { case 0: return TAKES_0[at * 88 + packet]; case 1: return TAKES_1[at * 88 + packet]; }
  return -1; }

static int after_tick(int e, int at)
{ switch (e) { case 0: return AFTER_TICK_0[at]; case 1: return AFTER_TICK_1[at]; }
  return -1; }

static int found[PROPERTIES];
static const char *const PROPERTY_NAME[] = {
  "machines do not throw",
  "no stale data",
  "no stale FIN",
  "no stale segment",
  "data delivered",
  "data once",
  "half-close",
  "in step",
  "no reset",
  "no deadlock",
  "both close",
  "reconnect"
};

/* What may be in flight all at once, for those who read that: id, place among the packets below, how many. */

static const int CONTENTS[] = {
  0
};

static const int CONTENTS_PACKETS[] = {
  0
};

static int contents(int count, const short *packet)
{ short in_order[MOST + 1], p; int i, k;
  memcpy(in_order, packet, sizeof in_order);
  for (i = 1; i < count; i++)
    for (k = i; k > 0 && in_order[k - 1] > in_order[k]; k--)
    { p = in_order[k]; in_order[k] = in_order[k - 1]; in_order[k - 1] = p; }
  for (i = 0; i < 0; i += 3)
  { if (CONTENTS[i + 2] != count) continue;
    for (k = 0; k < count && CONTENTS_PACKETS[CONTENTS[i + 1] + k] == in_order[k]; k++);
    if (k == count) return CONTENTS[i]; }
  outside("what was never in flight all at once");
  return 0; }

/* The history after a step. */

static int update(const int *v)
{
  switch (v[3]) /* before.history */ {
  case 0:
    switch (v[9]) /* observations */ {
    case 0:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 1:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 0: case 1: case 2: case 5:
          return 0;
          break;
        }
        break;
      case 0:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 0: case 1: case 5: case 2:
          return 0;
          break;
        }
        break;
      case 2:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 2: case 3: case 1:
          return 0;
          break;
        }
        break;
      case 3:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 2: case 3: case 4: case 5: case 1:
          return 0;
          break;
        }
        break;
      case 4:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 4: case 5:
          return 0;
          break;
        }
        break;
      case 5:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 5: case 0: case 1: case 2:
          return 0;
          break;
        }
        break;
      }
      break;
    case 1:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 2:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 2: case 1:
          return 0;
          break;
        }
        break;
      }
      break;
    case 2:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 2: case 3:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 3:
          return 0;
          break;
        }
        break;
      }
      break;
    case 3:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 3:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 4:
          return 0;
          break;
        }
        break;
      }
      break;
    case 4:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 2:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 3: case 2:
          return 1;
          break;
        }
        break;
      case 3:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 3: case 4: case 5: case 2:
          return 1;
          break;
        }
        break;
      case 4:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 4: case 5:
          return 1;
          break;
        }
        break;
      }
      break;
    case 5:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 5:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 5: case 2:
          return 0;
          break;
        }
        break;
      }
      break;
    case 6:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 0:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 5: case 0: case 1: case 2:
          return 0;
          break;
        }
        break;
      }
      break;
    case 7:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 5: case 0: case 1:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 0:
          return 0;
          break;
        }
        break;
      }
      break;
    case 8:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 0:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 2: case 1:
          return 0;
          break;
        }
        break;
      }
      break;
    }
    break;
  case 1:
    switch (v[9]) /* observations */ {
    case 0:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 2:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 3: case 2:
          return 1;
          break;
        }
        break;
      case 3:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 3: case 4: case 5: case 2:
          return 1;
          break;
        }
        break;
      case 4:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 4: case 5:
          return 1;
          break;
        }
        break;
      }
      break;
    case 3:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 3:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 4:
          return 1;
          break;
        }
        break;
      }
      break;
    case 5:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 5:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 5:
          return 0;
          break;
        }
        break;
      }
      break;
    case 2:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 2: case 3:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 3:
          return 1;
          break;
        }
        break;
      }
      break;
    }
    break;
  }
  outside("update"); return 0; }

/* The trigger by which a step changes marks; 0 for none. */

static int trigger(const int *v)
{
  switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
  case 0:
    switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
    case 1:
      return 1;
      break;
    case 0:
      switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
      case 0: case 5: case 2:
        return 0;
        break;
      case 1:
        switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
        case 1:
          return 0;
          break;
        }
        break;
      }
      break;
    }
    break;
  case 1:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 0: case 2: case 5:
      return 0;
      break;
    case 1:
      switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
      case 2:
        return 2;
        break;
      case 1:
        return 0;
        break;
      }
      break;
    }
    break;
  case 2:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 2: case 3:
      return 0;
      break;
    case 1:
      switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
      case 1:
        return 0;
        break;
      case 2:
        return 2;
        break;
      }
      break;
    }
    break;
  case 3:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 2: case 3: case 4: case 5:
      return 0;
      break;
    case 1:
      switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
      case 1:
        return 0;
        break;
      case 2:
        return 2;
        break;
      }
      break;
    }
    break;
  case 4:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 4: case 5:
      return 0;
      break;
    }
    break;
  case 5:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 5: case 0: case 2:
      return 0;
      break;
    case 1:
      switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
      case 1:
        return 0;
        break;
      }
      break;
    }
    break;
  }
  outside("trigger"); return 0; }

/* Whether an assumption refuses a delivery. */

static int part_0(const int *v)
{
  switch (v[8]) /* action */ {
  case 6: case 9:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 0: case 2:
      return 0;
      break;
    case 1:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 1: case 2: case 3:
        return 0;
        break;
      }
      break;
    case 5:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 1:
        return 1;
        break;
      }
      break;
    }
    break;
  case 11: case 16:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 2:
      return 0;
      break;
    case 1:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 1:
        return 0;
        break;
      }
      break;
    }
    break;
  case 12: case 20:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 2: case 3: case 4: case 1:
      return 0;
      break;
    case 5:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 3: case 5:
        return 0;
        break;
      }
      break;
    }
    break;
  case 17:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 2: case 3: case 4: case 1:
      return 0;
      break;
    case 5:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 3: case 5:
        return 0;
        break;
      case 0:
        return 1;
        break;
      }
      break;
    }
    break;
  case 22:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 2: case 3: case 4: case 1:
      return 0;
      break;
    case 5:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 3: case 5: case 4:
        return 0;
        break;
      }
      break;
    }
    break;
  case 24:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 2: case 3: case 4: case 1:
      return 0;
      break;
    case 5:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 3: case 5:
        return 0;
        break;
      case 0: case 1:
        return 1;
        break;
      }
      break;
    }
    break;
  case 26:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 2: case 3: case 4: case 1:
      return 0;
      break;
    case 5:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 3: case 5: case 4:
        return 0;
        break;
      case 0: case 1:
        return 1;
        break;
      }
      break;
    }
    break;
  case 28: case 30:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 3: case 4: case 0: case 1: case 2:
      return 0;
      break;
    case 5:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 3: case 4: case 5:
        return 0;
        break;
      case 0: case 1:
        return 1;
        break;
      }
      break;
    }
    break;
  case 32: case 38:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 4:
      return 0;
      break;
    case 5:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 3: case 4: case 5:
        return 0;
        break;
      case 0:
        return 1;
        break;
      }
      break;
    }
    break;
  case 34:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 3: case 4: case 2:
      return 0;
      break;
    case 5:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 3: case 4: case 5:
        return 0;
        break;
      }
      break;
    }
    break;
  case 36: case 42: case 44: case 49:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 5:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 3: case 5: case 4:
        return 0;
        break;
      case 0: case 1:
        return 1;
        break;
      }
      break;
    case 0: case 1: case 2:
      return 0;
      break;
    }
    break;
  case 40:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 3: case 4: case 2:
      return 0;
      break;
    case 5:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 3: case 4: case 5:
        return 0;
        break;
      case 0: case 1:
        return 1;
        break;
      }
      break;
    }
    break;
  case 47:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 5:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 5:
        return 0;
        break;
      }
      break;
    case 0: case 1: case 2:
      return 0;
      break;
    }
    break;
  case 51:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 5:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 5: case 0: case 1:
        return 0;
        break;
      }
      break;
    case 0: case 1: case 2:
      return 0;
      break;
    }
    break;
  case 53: case 61: case 67: case 68: case 79: case 81:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 5:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 1:
        return 1;
        break;
      }
      break;
    case 0: case 1: case 2:
      return 0;
      break;
    }
    break;
  case 54: case 59: case 65:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 5:
      switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
      case 1:
        return 1;
        break;
      }
      break;
    }
    break;
  case 57: case 63: case 71: case 73: case 75: case 77:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 0: case 1: case 2:
      return 0;
      break;
    }
    break;
  case 83: case 89: case 91:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 2:
      return 0;
      break;
    }
    break;
  case 85: case 87:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 2: case 1:
      return 0;
      break;
    }
    break;
  }
  outside("part_0"); return 0; }

static int refused(const int *v)
{
  return part_0(v);
  outside("refused"); return 0; }

/* Whether nothing more needs to happen. */

static int is_final(const int *v)
{
  switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
  case 0:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 1:
      return 1;
      break;
    }
    break;
  }
  outside("is_final"); return 0; }

/* no stale data */
}

c_code {
static int part_1(const int *v)
{
  switch (v[8]) /* action */ {
  case 1: case 3: case 7: case 8: case 0: case 6: case 10: case 12: case 13: case 14: case 15: case 9: case 2: case 17: case 18: case 19: case 20: case 21: case 23: case 4: case 24: case 25: case 27: case 22: case 28: case 29: case 5: case 26: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 40: case 41: case 42: case 43: case 45: case 46: case 47: case 48: case 44: case 50: case 51: case 52: case 49: case 55: case 56: case 58: case 60: case 62: case 64: case 66: case 69: case 70: case 72: case 74: case 76: case 78: case 80: case 82: case 84: case 86: case 88: case 71: case 73: case 57: case 63: case 90: case 92:
    return 0;
    break;
  case 53:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 1:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 1:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    case 3:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 5:
        return 0;
        break;
      }
      break;
    case 5:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 5:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    case 0:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 0:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    }
    break;
  case 61:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 1:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 1:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    case 3:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 5:
        return 0;
        break;
      }
      break;
    case 5:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 5:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    }
    break;
  case 67: case 81:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 1:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 1:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    }
    break;
  case 68: case 79:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 1:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 1:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    case 2:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 2:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 4:
            return 1;
            break;
          }
          break;
        case 4:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 4:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    case 3:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 3:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 4:
            return 1;
            break;
          }
          break;
        case 4:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 4:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    }
    break;
  case 85: case 87:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 2:
      switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
      case 1:
        return 0;
        break;
      }
      break;
    }
    break;
  case 11: case 16:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 1:
      switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
      case 2:
        return 0;
        break;
      }
      break;
    }
    break;
  case 75: case 77:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 2: case 3:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 0:
        return 0;
        break;
      }
      break;
    }
    break;
  }
  outside("part_1"); return 0; }

static int property_1(const int *v)
{
  return part_1(v);
  outside("property_1"); return 0; }

/* no stale FIN */

static int property_2(const int *v)
{
  switch (v[8]) /* action */ {
  case 1: case 3: case 7: case 8: case 0: case 6: case 10: case 12: case 13: case 14: case 15: case 9: case 2: case 17: case 18: case 19: case 20: case 21: case 23: case 4: case 24: case 25: case 27: case 22: case 28: case 29: case 5: case 26: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 40: case 41: case 42: case 43: case 45: case 46: case 47: case 48: case 44: case 50: case 51: case 52: case 49: case 55: case 56: case 58: case 60: case 62: case 64: case 66: case 69: case 70: case 72: case 74: case 76: case 78: case 80: case 82: case 84: case 86: case 88: case 71: case 73: case 57: case 63: case 90: case 92:
    return 0;
    break;
  case 53:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 1:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 1:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    case 3:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 5:
        return 1;
        break;
      }
      break;
    case 5:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 5:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    case 0:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 0:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    }
    break;
  case 61:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 1:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 1:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    case 3:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 5:
        return 1;
        break;
      }
      break;
    case 5:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 5:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    }
    break;
  case 67: case 81:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 1:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 1:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    }
    break;
  case 68: case 79:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 1:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 1:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    case 2:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 2:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3: case 4:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 4:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    case 3:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 3:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3: case 4:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 4:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    }
    break;
  case 85: case 87:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 2:
      switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
      case 1:
        return 0;
        break;
      }
      break;
    }
    break;
  case 11: case 16:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 1:
      switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
      case 2:
        return 0;
        break;
      }
      break;
    }
    break;
  case 75: case 77:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 2: case 3:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 0:
        return 0;
        break;
      }
      break;
    }
    break;
  }
  outside("property_2"); return 0; }

/* no stale segment */

static int part_2(const int *v)
{
  switch (v[8]) /* action */ {
  case 1: case 3: case 7: case 8: case 0: case 6: case 10: case 12: case 13: case 14: case 15: case 9: case 2: case 17: case 18: case 19: case 20: case 21: case 23: case 4: case 24: case 25: case 27: case 22: case 28: case 29: case 5: case 26: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 40: case 41: case 42: case 43: case 45: case 46: case 47: case 48: case 44: case 50: case 51: case 52: case 49: case 55: case 56: case 58: case 60: case 62: case 64: case 66: case 69: case 70: case 72: case 74: case 76: case 78: case 80: case 82: case 84: case 86: case 88: case 71: case 73: case 57: case 63: case 90: case 92:
    return 0;
    break;
  case 53:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 1:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 1:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    case 3:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 5:
        return 1;
        break;
      }
      break;
    case 5:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 5:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    case 0:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 0:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    }
    break;
  case 61:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 1:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 1:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    case 3:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 5:
        return 1;
        break;
      }
      break;
    case 5:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 5:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    }
    break;
  case 67: case 81:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 1:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 1:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    }
    break;
  case 68: case 79:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 1:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 1:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 3:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    case 2:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 2:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 4:
            return 1;
            break;
          }
          break;
        case 4:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 4:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    case 3:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 3:
        switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
        case 3:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 4:
            return 1;
            break;
          }
          break;
        case 4:
          switch (CONTEXT_0[v[4]]) /* after.endpoints.client.context */ {
          case 4:
            return 0;
            break;
          }
          break;
        }
        break;
      }
      break;
    }
    break;
  case 85: case 87:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 2:
      switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
      case 1:
        return 1;
        break;
      }
      break;
    }
    break;
  case 11: case 16:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 1:
      switch (VALUE_1[v[5]]) /* after.endpoints.server.value */ {
      case 2:
        return 1;
        break;
      }
      break;
    }
    break;
  case 75: case 77:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 2: case 3:
      switch (VALUE_0[v[4]]) /* after.endpoints.client.value */ {
      case 0:
        return 1;
        break;
      }
      break;
    }
    break;
  }
  outside("part_2"); return 0; }

static int property_3(const int *v)
{
  return part_2(v);
  outside("property_3"); return 0; }

/* data delivered */

static int property_4(const int *v)
{
  switch (v[9]) /* observations */ {
  case 0: case 2:
    switch (v[3]) /* before.history */ {
    case 0: case 1:
      return 0;
      break;
    }
    break;
  case 1: case 4: case 6: case 7: case 8:
    switch (v[3]) /* before.history */ {
    case 0:
      return 0;
      break;
    }
    break;
  case 3:
    switch (v[3]) /* before.history */ {
    case 0:
      switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
      case 1: case 3:
        return 0;
        break;
      }
      break;
    case 1:
      switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
      case 2: case 4:
        return 0;
        break;
      }
      break;
    }
    break;
  case 5:
    switch (v[3]) /* before.history */ {
    case 0:
      switch (CONTEXT_1[v[1]]) /* before.endpoints.server.context */ {
      case 0:
        return 0;
        break;
      }
      break;
    case 1:
      switch (CONTEXT_1[v[1]]) /* before.endpoints.server.context */ {
      case 1: case 2: case 0:
        return 0;
        break;
      }
      break;
    }
    break;
  }
  outside("property_4"); return 0; }

/* data once */

static int property_5(const int *v)
{
  switch (v[3]) /* before.history */ {
  case 0: case 1:
    return 0;
    break;
  }
  outside("property_5"); return 0; }

/* half-close */

static int property_6(const int *v)
{
  switch (v[9]) /* observations */ {
  case 0:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 0: case 1: case 2: case 3: case 5:
      return 0;
      break;
    case 4:
      switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
      case 4: case 5:
        return 0;
        break;
      }
      break;
    }
    break;
  case 1:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 1:
      return 0;
      break;
    }
    break;
  case 2: case 8:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 2: case 3:
      return 0;
      break;
    }
    break;
  case 3:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 3:
      return 0;
      break;
    }
    break;
  case 4:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 2: case 3:
      return 0;
      break;
    case 4:
      switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
      case 4:
        return 1;
        break;
      case 5:
        return 0;
        break;
      }
      break;
    }
    break;
  case 5:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 3:
      return 0;
      break;
    case 4:
      switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
      case 5:
        return 0;
        break;
      }
      break;
    }
    break;
  case 6:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 5:
      return 0;
      break;
    }
    break;
  case 7:
    switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
    case 5: case 0: case 1:
      return 0;
      break;
    }
    break;
  }
  outside("property_6"); return 0; }

/* in step */

static int property_7(const int *v)
{
  switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
  case 0:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 0: case 1: case 5:
      return 0;
      break;
    case 2:
      return 1;
      break;
    }
    break;
  case 1:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 0: case 1: case 2: case 5:
      return 0;
      break;
    }
    break;
  case 2:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 2: case 3:
      return 0;
      break;
    case 1:
      return 1;
      break;
    }
    break;
  case 3:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 2: case 3: case 4: case 5:
      return 0;
      break;
    case 1:
      return 1;
      break;
    }
    break;
  case 4:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 4: case 5:
      return 0;
      break;
    }
    break;
  case 5:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 5: case 0: case 1:
      return 0;
      break;
    case 2:
      return 1;
      break;
    }
    break;
  }
  outside("property_7"); return 0; }

/* no reset */

static int property_8(const int *v)
{
  switch (v[9]) /* observations */ {
  case 0: case 1: case 2: case 3: case 4: case 5: case 6: case 7:
    return 0;
    break;
  case 8:
    return 1;
    break;
  }
  outside("property_8"); return 0; }

/* both close */

static int property_10(const int *v)
{
  switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
  case 0:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 0:
      switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
      case 0: case 1:
        return 0;
        break;
      case 3:
        return 1;
        break;
      }
      break;
    case 1: case 5: case 2:
      return 0;
      break;
    }
    break;
  case 1: case 2: case 3: case 4: case 5:
    return 0;
    break;
  }
  outside("property_10"); return 0; }

/* reconnect */

static int property_11(const int *v)
{
  switch (VALUE_0[v[0]]) /* before.endpoints.client.value */ {
  case 0: case 1: case 3: case 4: case 5:
    return 0;
    break;
  case 2:
    switch (VALUE_1[v[1]]) /* before.endpoints.server.value */ {
    case 2: case 1:
      return 0;
      break;
    case 3:
      switch (CONTEXT_0[v[0]]) /* before.endpoints.client.context */ {
      case 1: case 2:
        return 0;
        break;
      case 3: case 4:
        return 1;
        break;
      }
      break;
    }
    break;
  }
  outside("property_11"); return 0; }
}

c_code {
static void judge_state(const int *v)
{
  if (!found[5] && property_5(v)) found[5] = 1;
  if (!found[7] && property_7(v)) found[7] = 1;
  if (!found[10] && property_10(v)) found[10] = 1;
  if (!found[11] && property_11(v)) found[11] = 1;
}

static void judge_step(const int *v)
{
  if (!found[1] && property_1(v)) found[1] = 1;
  if (!found[2] && property_2(v)) found[2] = 1;
  if (!found[3] && property_3(v)) found[3] = 1;
  if (!found[4] && property_4(v)) found[4] = 1;
  if (!found[6] && property_6(v)) found[6] = 1;
  if (!found[8] && property_8(v)) found[8] = 1;
}

static void dead_end(void)
{ found[9] = 1; }

static const int EVENT_STEP[] = {
  1, 7, 27, 35, 75, 83, 122, 138, 149, 171, 178, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 2, 8, 28,
  36, 76, 84, 123, 139, 150, 172, 179, 199, 266, 278, 296, 303, 308, 317, 335, 350, 386, 3, 11, 19, 46, 56, 68,
  88, 95, 111, 127, 166, 188, -1, -1, -1, -1, -1, -1, -1, -1, -1, 4, 12, 20, 47, 57, 69, 89, 96, 112,
  128, 167, 189, -1, -1, -1, -1, -1, -1, -1, -1, -1, 5, 13, 21, 48, 58, 70, 90, 97, 113, 129, 168, 190,
  -1, -1, -1, -1, -1, -1, -1, -1, -1
};

static const int EVENT_OF[] = {
  0, 0, 1, 1, 1
};

static int event(int which)
{ return EVENT_STEP[which * 21 + where(EVENT_OF[which])]; }

static const int EXPIRE_STEP[] = {
  -1, 9, 29, 37, 77, 85, -1, -1, 151, -1, -1, 200, 267, 279, -1, 304, -1, 318, 336, -1, -1, -1, -1, 22,
  49, 59, 71, 91, 98, 114, 130, 169, 191, -1, -1, -1, -1, -1, -1, -1, -1, -1
};

static const int EXPIRE_OF[] = {
  0, 1
};

static int expiry(int which)
{ return EXPIRE_STEP[which * 21 + where(EXPIRE_OF[which])]; }

/* All that may ever happen: its kind, and which. */

static const int OPTION[] = {
  1, 0, 1, 1, 1, 3, 1, 2, 1, 5, 1, 6, 1, 4, 1, 7, 1, 8, 1, 9, 1, 10, 1, 13,
  1, 11, 1, 12, 1, 14, 1, 16, 1, 17, 1, 19, 1, 15, 1, 18, 1, 20, 1, 21, 1, 24, 1, 27,
  1, 22, 1, 28, 1, 32, 1, 33, 1, 34, 1, 26, 1, 30, 1, 37, 1, 31, 1, 35, 1, 38, 1, 39,
  1, 36, 1, 40, 1, 41, 2, 0, 2, 1, 2, 2, 2, 3, 2, 4, 3, 0, 3, 1, 4, 0, 4, 1,
  4, 3, 4, 2, 4, 5, 4, 6, 4, 4, 4, 7, 4, 8, 4, 9, 4, 10, 4, 13, 4, 11, 4, 12,
  4, 14, 4, 16, 4, 17, 4, 19, 4, 15, 4, 18, 4, 20, 4, 21, 4, 22, 4, 23, 4, 24, 4, 25,
  4, 26, 4, 27, 4, 29, 4, 30, 4, 31, 4, 28, 4, 32, 4, 33, 4, 34, 4, 35, 4, 36, 4, 37,
  4, 38, 4, 39, 4, 40, 4, 41, 5, 0
};

static void unpack(unsigned word)
{ int i;
  for (i = 0; i < 2; i++, word >>= 16)
    if (word & 0xffff) here.packet[here.count++] = (word & 0xffff) - 1; }

static unsigned packed(int i)
{ return i < here.count ? here.packet[i] + 1u : 0u; }

static void load(void)
{ memset(&here, 0, sizeof here);
  here.at[0] = now.at0;
  here.at[1] = now.at1;
  here.history = now.history;
  unpack(now.flight0); }

static void store(void)
{
  now.at0 = here.at[0];
  now.at1 = here.at[1];
  now.history = here.history;
  now.flight0 = packed(0) | packed(1) << 16; }

static void fill(void)
{  }

static void outside(const char *what)
{ printf("outside the tables: %s\n", what); exit(3); }

static int goes_behind(short a, short b) /* whether a stands behind b */
{ return FIFO ? WAY[a] > WAY[b] : a > b; }

static short where(int endpoint)
{ return here.at[endpoint]; }

static void drop(struct state *s, int i)
{ for (s->count--; i < s->count; i++) s->packet[i] = s->packet[i + 1];
  s->packet[s->count] = 0; }

static void tidy(struct state *s) /* in order; in a set, equal packets are one */
{ int i, k; short p;
  for (i = 1; i < s->count; i++)
    for (k = i; k > 0 && goes_behind(s->packet[k - 1], s->packet[k]); k--)
    { p = s->packet[k]; s->packet[k] = s->packet[k - 1]; s->packet[k - 1] = p; }
  if (SET) for (i = s->count - 1; i > 0; i--) if (s->packet[i] == s->packet[i - 1]) drop(s, i); }

static int find(short p)
{ int i; for (i = 0; i < here.count; i++) if (here.packet[i] == p) return i;
  return -1; }

static int send(short p) /* 0 if it finds no room, and must not be lost */
{ int i;
  if (SET) for (i = 0; i < then.count; i++) if (then.packet[i] == p) return 1;
  if (then.count >= CAPACITY) return LOSS && !OWED[p];
  if (then.count >= MOST) outside("more is in flight than ever before");
  then.packet[then.count++] = p;
  tidy(&then);
  return 1; }

enum { NO, IDLE, CUT, THROWS, STEP };

static void look(const struct state *s, int side) /* a state, as the functions read it */
{ int i;
  for (i = 0; i < ENDPOINTS; i++) v[side + i] = s->at[i];
  v[side + NETWORK] = READS_NETWORK ? contents(s->count, s->packet) : 0;
  v[side + HISTORY] = s->history; }

/* What is left of a step: the endpoint moves, the history is written, marks change, messages are sent. */
static int finish(int k)
{ int i, observed = STEP_OBSERVED[k], sent = STEP_SENT[k]; const int *p;
  if (STEP_THROWS[k]) return THROWS;
  if (STEP_ENDPOINT[k] >= 0) then.at[STEP_ENDPOINT[k]] = STEP_NEXT[k];
  look(&here, 0);
  look(&then, WIDTH); /* network and history are not known yet, and nobody asks */
  v[ACTION] = STEP_ACTION[k]; v[OBSERVED] = observed; v[SENT] = sent;
  then.history = update(v);
  k = trigger(v);
  if (k > 0)
  { for (i = 0; i < then.count; i++)
      if ((then.packet[i] = REMARK(k, then.packet[i])) < 0) outside("a mark that never changed");
    tidy(&then); }
  for (p = SENDINGS + SENDING[sent]; *p >= 0; p++) if (!send(*p)) return CUT;
  if (observed == 0 && sent == 0 && memcmp(&here, &then, sizeof here) == 0) return IDLE;
  return STEP; }

static int deliver(short p, int copy_stays)
{ int i = find(p), k; short e = TO[p];
  if (i < 0 || AGE[p] < MINIMUM_DELAY) return NO;
  if (FIFO && i > 0 && WAY[here.packet[i - 1]] == WAY[p]) return NO;
  k = takes(e, here.at[e], 2 * p + copy_stays);
  look(&here, 0);
  v[ACTION] = DELIVERY[2 * p + copy_stays];
  if (REFUSES && refused(v)) return NO;
  if (k < 0) outside("a delivery that never happened");
  then = here;
  if (!copy_stays) drop(&then, i);
  else if (OWED[p]) { then.packet[i] = SETTLED[p]; tidy(&then); }
  return finish(k); }

static int lose(int i)
{ short p;
  if (i < 0 || i >= here.count || !LOSS) return NO;
  p = here.packet[i];
  if (OWED[p] || (i > 0 && here.packet[i - 1] == p)) return NO;
  if (LOST[p] < 0) outside("a loss that never happened");
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
    if (AGE[p] < LIFETIME) then.packet[k++] = OLDER[p];
    else if (OWED[p]) return NO; }
  then.count = k;
  tidy(&then);
  return finish(TICK); }

static int local(int k) /* an event from outside, or a timer */
{ if (k < 0) return NO;
  then = here;
  return finish(k); }

enum { DELIVER, KEEP, EVENT, EXPIRE, LOSE, TIME };

static int happens(int kind, int which)
{ switch (kind)
  { case DELIVER: return deliver(which, 0);
    case KEEP: return deliver(which, 1);
    case EVENT: return local(event(which));
    case EXPIRE: return local(expiry(which));
    case LOSE: return lose(FIFO ? which : find(which));
    default: return tick(); } }

/* Whether anything can happen in the state at hand, be it cut off. */
static int is_dead_end(void)
{ int i, k;
  for (i = 0; i < OPTIONS; i++)
  { k = happens(OPTION[2 * i], OPTION[2 * i + 1]);
    if (k == THROWS) found[0] = 1;
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
  for (i = 0; i < PROPERTIES; i++) printf("property: %s: %s\n", PROPERTY_NAME[i], found[i] ? "found" : "not found"); }

extern void (*uerror)(char *); /* of Spin */

static void stop(void)
{
\#ifdef PROPERTY
  if (found[PROPERTY]) uerror("the property is decided");
\#endif
}

static void begin(void) /* once, with the initial state at hand */
{ static int begun = 0;
  if (begun) return;
  begun = 1;
  fill();
  atexit(report);
  judge(); }

/* Whether a step is possible. What is idle, cut off or throws is none. */
static int may(int kind, int which)
{ load(); begin(); return happens(kind, which) == STEP; }

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
}

active proctype system() {
end:
  do
  :: d_step { c_expr { may_keep_0 } -> c_code { take(KEEP, 0); } } /* deliver {"type":"SYN"}, fresh, a copy stays */
  :: d_step { c_expr { may_keep_1 } -> c_code { take(KEEP, 1); } } /* deliver {"type":"SYN"}, fresh, age 1, a copy stays */
  :: d_step { c_expr { may_keep_3 } -> c_code { take(KEEP, 3); } } /* deliver {"type":"SYN"}, stale, a copy stays */
  :: d_step { c_expr { may_keep_2 } -> c_code { take(KEEP, 2); } } /* deliver {"type":"SYN_ACK"}, fresh, a copy stays */
  :: d_step { c_expr { may_keep_5 } -> c_code { take(KEEP, 5); } } /* deliver {"type":"SYN"}, stale, age 1, a copy stays */
  :: d_step { c_expr { may_keep_6 } -> c_code { take(KEEP, 6); } } /* deliver {"type":"SYN_ACK"}, fresh, age 1, a copy stays */
  :: d_step { c_expr { may_keep_4 } -> c_code { take(KEEP, 4); } } /* deliver {"type":"ACK","of":"SYN"}, fresh, a copy stays */
  :: d_step { c_expr { may_keep_7 } -> c_code { take(KEEP, 7); } } /* deliver {"type":"FIN","afterData":false}, fresh, a copy stays */
  :: d_step { c_expr { may_keep_8 } -> c_code { take(KEEP, 8); } } /* deliver {"type":"ACK","of":"SYN"}, fresh, age 1, a copy stays */
  :: d_step { c_expr { may_keep_9 } -> c_code { take(KEEP, 9); } } /* deliver {"type":"FIN","afterData":false}, fresh, age 1, a copy stays */
  :: d_step { c_expr { may_keep_10 } -> c_code { take(KEEP, 10); } } /* deliver {"type":"DATA"}, fresh, a copy stays */
  :: d_step { c_expr { may_keep_13 } -> c_code { take(KEEP, 13); } } /* deliver {"type":"DATA"}, fresh, age 1, a copy stays */
  :: d_step { c_expr { may_keep_11 } -> c_code { take(KEEP, 11); } } /* deliver {"type":"ACK","of":"FIN"}, fresh, a copy stays */
  :: d_step { c_expr { may_keep_12 } -> c_code { take(KEEP, 12); } } /* deliver {"type":"ACK","of":"DATA"}, fresh, a copy stays */
  :: d_step { c_expr { may_keep_14 } -> c_code { take(KEEP, 14); } } /* deliver {"type":"FIN","afterData":false}, fresh, a copy stays */
  :: d_step { c_expr { may_keep_16 } -> c_code { take(KEEP, 16); } } /* deliver {"type":"ACK","of":"FIN"}, fresh, age 1, a copy stays */
  :: d_step { c_expr { may_keep_17 } -> c_code { take(KEEP, 17); } } /* deliver {"type":"ACK","of":"DATA"}, fresh, age 1, a copy stays */
  :: d_step { c_expr { may_keep_19 } -> c_code { take(KEEP, 19); } } /* deliver {"type":"FIN","afterData":false}, fresh, age 1, a copy stays */
  :: d_step { c_expr { may_keep_15 } -> c_code { take(KEEP, 15); } } /* deliver {"type":"FIN","afterData":true}, fresh, a copy stays */
  :: d_step { c_expr { may_keep_18 } -> c_code { take(KEEP, 18); } } /* deliver {"type":"ACK","of":"FIN"}, fresh, a copy stays */
  :: d_step { c_expr { may_keep_20 } -> c_code { take(KEEP, 20); } } /* deliver {"type":"FIN","afterData":true}, fresh, age 1, a copy stays */
  :: d_step { c_expr { may_keep_21 } -> c_code { take(KEEP, 21); } } /* deliver {"type":"ACK","of":"FIN"}, fresh, age 1, a copy stays */
  :: d_step { c_expr { may_keep_24 } -> c_code { take(KEEP, 24); } } /* deliver {"type":"RST"}, fresh, a copy stays */
  :: d_step { c_expr { may_keep_27 } -> c_code { take(KEEP, 27); } } /* deliver {"type":"RST"}, fresh, age 1, a copy stays */
  :: d_step { c_expr { may_keep_22 } -> c_code { take(KEEP, 22); } } /* deliver {"type":"FIN","afterData":false}, stale, age 1, a copy stays */
  :: d_step { c_expr { may_keep_28 } -> c_code { take(KEEP, 28); } } /* deliver {"type":"RST"}, fresh, a copy stays */
  :: d_step { c_expr { may_keep_32 } -> c_code { take(KEEP, 32); } } /* deliver {"type":"RST"}, fresh, age 1, a copy stays */
  :: d_step { c_expr { may_keep_33 } -> c_code { take(KEEP, 33); } } /* deliver {"type":"RST"}, stale, age 1, a copy stays */
  :: d_step { c_expr { may_keep_34 } -> c_code { take(KEEP, 34); } } /* deliver {"type":"RST"}, stale, a copy stays */
  :: d_step { c_expr { may_keep_26 } -> c_code { take(KEEP, 26); } } /* deliver {"type":"FIN","afterData":false}, stale, a copy stays */
  :: d_step { c_expr { may_keep_30 } -> c_code { take(KEEP, 30); } } /* deliver {"type":"FIN","afterData":true}, stale, age 1, a copy stays */
  :: d_step { c_expr { may_keep_37 } -> c_code { take(KEEP, 37); } } /* deliver {"type":"ACK","of":"FIN"}, stale, age 1, a copy stays */
  :: d_step { c_expr { may_keep_31 } -> c_code { take(KEEP, 31); } } /* deliver {"type":"DATA"}, stale, age 1, a copy stays */
  :: d_step { c_expr { may_keep_35 } -> c_code { take(KEEP, 35); } } /* deliver {"type":"DATA"}, stale, a copy stays */
  :: d_step { c_expr { may_keep_38 } -> c_code { take(KEEP, 38); } } /* deliver {"type":"RST"}, stale, a copy stays */
  :: d_step { c_expr { may_keep_39 } -> c_code { take(KEEP, 39); } } /* deliver {"type":"RST"}, stale, age 1, a copy stays */
  :: d_step { c_expr { may_keep_36 } -> c_code { take(KEEP, 36); } } /* deliver {"type":"FIN","afterData":true}, stale, a copy stays */
  :: d_step { c_expr { may_keep_40 } -> c_code { take(KEEP, 40); } } /* deliver {"type":"FIN","afterData":false}, stale, a copy stays */
  :: d_step { c_expr { may_keep_41 } -> c_code { take(KEEP, 41); } } /* deliver {"type":"FIN","afterData":false}, stale, age 1, a copy stays */
  :: d_step { c_expr { may_event_0 } -> c_code { take(EVENT, 0); } } /* client: {"type":"OPEN"} */
  :: d_step { c_expr { may_event_1 } -> c_code { take(EVENT, 1); } } /* client: {"type":"CLOSE"} */
  :: d_step { c_expr { may_event_2 } -> c_code { take(EVENT, 2); } } /* server: {"type":"LISTEN"} */
  :: d_step { c_expr { may_event_3 } -> c_code { take(EVENT, 3); } } /* server: {"type":"SEND"} */
  :: d_step { c_expr { may_event_4 } -> c_code { take(EVENT, 4); } } /* server: {"type":"CLOSE"} */
  :: d_step { c_expr { may_expire_0 } -> c_code { take(EXPIRE, 0); } } /* client: due timer 0 */
  :: d_step { c_expr { may_expire_1 } -> c_code { take(EXPIRE, 1); } } /* server: due timer 0 */
  :: d_step { c_expr { may_lose_0 } -> c_code { take(LOSE, 0); } } /* lose {"type":"SYN"}, fresh */
  :: d_step { c_expr { may_lose_1 } -> c_code { take(LOSE, 1); } } /* lose {"type":"SYN"}, fresh, age 1 */
  :: d_step { c_expr { may_lose_3 } -> c_code { take(LOSE, 3); } } /* lose {"type":"SYN"}, stale */
  :: d_step { c_expr { may_lose_2 } -> c_code { take(LOSE, 2); } } /* lose {"type":"SYN_ACK"}, fresh */
  :: d_step { c_expr { may_lose_5 } -> c_code { take(LOSE, 5); } } /* lose {"type":"SYN"}, stale, age 1 */
  :: d_step { c_expr { may_lose_6 } -> c_code { take(LOSE, 6); } } /* lose {"type":"SYN_ACK"}, fresh, age 1 */
  :: d_step { c_expr { may_lose_4 } -> c_code { take(LOSE, 4); } } /* lose {"type":"ACK","of":"SYN"}, fresh */
  :: d_step { c_expr { may_lose_7 } -> c_code { take(LOSE, 7); } } /* lose {"type":"FIN","afterData":false}, fresh */
  :: d_step { c_expr { may_lose_8 } -> c_code { take(LOSE, 8); } } /* lose {"type":"ACK","of":"SYN"}, fresh, age 1 */
  :: d_step { c_expr { may_lose_9 } -> c_code { take(LOSE, 9); } } /* lose {"type":"FIN","afterData":false}, fresh, age 1 */
  :: d_step { c_expr { may_lose_10 } -> c_code { take(LOSE, 10); } } /* lose {"type":"DATA"}, fresh */
  :: d_step { c_expr { may_lose_13 } -> c_code { take(LOSE, 13); } } /* lose {"type":"DATA"}, fresh, age 1 */
  :: d_step { c_expr { may_lose_11 } -> c_code { take(LOSE, 11); } } /* lose {"type":"ACK","of":"FIN"}, fresh */
  :: d_step { c_expr { may_lose_12 } -> c_code { take(LOSE, 12); } } /* lose {"type":"ACK","of":"DATA"}, fresh */
  :: d_step { c_expr { may_lose_14 } -> c_code { take(LOSE, 14); } } /* lose {"type":"FIN","afterData":false}, fresh */
  :: d_step { c_expr { may_lose_16 } -> c_code { take(LOSE, 16); } } /* lose {"type":"ACK","of":"FIN"}, fresh, age 1 */
  :: d_step { c_expr { may_lose_17 } -> c_code { take(LOSE, 17); } } /* lose {"type":"ACK","of":"DATA"}, fresh, age 1 */
  :: d_step { c_expr { may_lose_19 } -> c_code { take(LOSE, 19); } } /* lose {"type":"FIN","afterData":false}, fresh, age 1 */
  :: d_step { c_expr { may_lose_15 } -> c_code { take(LOSE, 15); } } /* lose {"type":"FIN","afterData":true}, fresh */
  :: d_step { c_expr { may_lose_18 } -> c_code { take(LOSE, 18); } } /* lose {"type":"ACK","of":"FIN"}, fresh */
  :: d_step { c_expr { may_lose_20 } -> c_code { take(LOSE, 20); } } /* lose {"type":"FIN","afterData":true}, fresh, age 1 */
  :: d_step { c_expr { may_lose_21 } -> c_code { take(LOSE, 21); } } /* lose {"type":"ACK","of":"FIN"}, fresh, age 1 */
  :: d_step { c_expr { may_lose_22 } -> c_code { take(LOSE, 22); } } /* lose {"type":"FIN","afterData":false}, stale, age 1 */
  :: d_step { c_expr { may_lose_23 } -> c_code { take(LOSE, 23); } } /* lose {"type":"SYN_ACK"}, stale, age 1 */
  :: d_step { c_expr { may_lose_24 } -> c_code { take(LOSE, 24); } } /* lose {"type":"RST"}, fresh */
  :: d_step { c_expr { may_lose_25 } -> c_code { take(LOSE, 25); } } /* lose {"type":"ACK","of":"FIN"}, stale, age 1 */
  :: d_step { c_expr { may_lose_26 } -> c_code { take(LOSE, 26); } } /* lose {"type":"FIN","afterData":false}, stale */
  :: d_step { c_expr { may_lose_27 } -> c_code { take(LOSE, 27); } } /* lose {"type":"RST"}, fresh, age 1 */
  :: d_step { c_expr { may_lose_29 } -> c_code { take(LOSE, 29); } } /* lose {"type":"ACK","of":"FIN"}, stale */
  :: d_step { c_expr { may_lose_30 } -> c_code { take(LOSE, 30); } } /* lose {"type":"FIN","afterData":true}, stale, age 1 */
  :: d_step { c_expr { may_lose_31 } -> c_code { take(LOSE, 31); } } /* lose {"type":"DATA"}, stale, age 1 */
  :: d_step { c_expr { may_lose_28 } -> c_code { take(LOSE, 28); } } /* lose {"type":"RST"}, fresh */
  :: d_step { c_expr { may_lose_32 } -> c_code { take(LOSE, 32); } } /* lose {"type":"RST"}, fresh, age 1 */
  :: d_step { c_expr { may_lose_33 } -> c_code { take(LOSE, 33); } } /* lose {"type":"RST"}, stale, age 1 */
  :: d_step { c_expr { may_lose_34 } -> c_code { take(LOSE, 34); } } /* lose {"type":"RST"}, stale */
  :: d_step { c_expr { may_lose_35 } -> c_code { take(LOSE, 35); } } /* lose {"type":"DATA"}, stale */
  :: d_step { c_expr { may_lose_36 } -> c_code { take(LOSE, 36); } } /* lose {"type":"FIN","afterData":true}, stale */
  :: d_step { c_expr { may_lose_37 } -> c_code { take(LOSE, 37); } } /* lose {"type":"ACK","of":"FIN"}, stale, age 1 */
  :: d_step { c_expr { may_lose_38 } -> c_code { take(LOSE, 38); } } /* lose {"type":"RST"}, stale */
  :: d_step { c_expr { may_lose_39 } -> c_code { take(LOSE, 39); } } /* lose {"type":"RST"}, stale, age 1 */
  :: d_step { c_expr { may_lose_40 } -> c_code { take(LOSE, 40); } } /* lose {"type":"FIN","afterData":false}, stale */
  :: d_step { c_expr { may_lose_41 } -> c_code { take(LOSE, 41); } } /* lose {"type":"FIN","afterData":false}, stale, age 1 */
  :: d_step { c_expr { may_time_0 } -> c_code { take(TIME, 0); } } /* a tick */
  od
}
