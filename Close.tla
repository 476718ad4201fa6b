--------------------------- MODULE Close ---------------------------

(*
  tcp-close, variant no-time-wait: msl=1 timeWait=0 incarnations=2 capacity=2 clientData=false serverData=true retransmitsFin=true restartsTimeWait=true finWaitsForData=true obeysResetInTimeWait=false quietTime=0 lastAckArrives=true oldSynOpensNothing=true everyLastAckArrives=false lossIsFair=true serverCloses=true

  network: carries SYN, SYN_ACK, ACK, DATA, FIN, RST; loss true, duplication true, order none,
    lifetime 1, minimum delay 0, capacity 2
  time: discrete; equal delays in-order; elastic: RTO
  assumed: lastAckArrives: Of the ACKs that the client sends from TIME_WAIT, at least one reaches the server.
  assumed: oldSynOpensNothing: No SYN reaches a listening server while the client is in TIME_WAIT.

  Allways finds 3236 states and 17082 transitions. TLC generates one state more than
  there are transitions, the initial one. With Check = N, TLC stops where a property is decided:
    1  machines do not throw
    2  no stale data
    3  no stale FIN
    4  no stale segment
    5  data delivered
    6  data once
    7  half-close
    8  in step
    9  no reset
    10  no deadlock
    11  both close
    12  reconnect

  Local states of client:
    0  CLOSED {"sent":"nothing","received":false,"connection":0,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}}
    1  SYN_SENT {"sent":"nothing","received":false,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
    2  ESTABLISHED {"sent":"nothing","received":false,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
    3  FIN_WAIT_1 {"sent":"nothing","received":false,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
    4  ESTABLISHED {"sent":"nothing","received":true,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
    5  FIN_WAIT_1 {"sent":"nothing","received":true,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
    6  FIN_WAIT_2 {"sent":"nothing","received":false,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}}
    7  TIME_WAIT {"sent":"nothing","received":false,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer TIME_WAIT in 1
    8  TIME_WAIT {"sent":"nothing","received":false,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer TIME_WAIT in 0
    9  CLOSED {"sent":"nothing","received":false,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}}
    10  FIN_WAIT_2 {"sent":"nothing","received":true,"connection":1,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}}
    11  SYN_SENT {"sent":"nothing","received":false,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
    12  ESTABLISHED {"sent":"nothing","received":false,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
    13  FIN_WAIT_1 {"sent":"nothing","received":false,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
    14  TIME_WAIT {"sent":"nothing","received":false,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer TIME_WAIT in 1
    15  TIME_WAIT {"sent":"nothing","received":false,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer TIME_WAIT in 0
    16  CLOSED {"sent":"nothing","received":false,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}}
    17  ESTABLISHED {"sent":"nothing","received":true,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
    18  FIN_WAIT_1 {"sent":"nothing","received":true,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}} timer RTO
    19  FIN_WAIT_2 {"sent":"nothing","received":false,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}}
    20  FIN_WAIT_2 {"sent":"nothing","received":true,"connection":2,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"timeWait":0,"restartsTimeWait":true,"obeysResetInTimeWait":false}}
  Local states of server:
    0  CLOSED {"sent":"nothing","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}}
    1  LISTEN {"sent":"nothing","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}}
    2  SYN_RCVD {"sent":"nothing","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
    3  ESTABLISHED {"sent":"nothing","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
    4  ESTABLISHED {"sent":"unacknowledged","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
    5  CLOSE_WAIT {"sent":"nothing","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
    6  CLOSE_WAIT {"sent":"unacknowledged","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
    7  LAST_ACK {"sent":"nothing","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
    8  LAST_ACK {"sent":"unacknowledged","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
    9  ESTABLISHED {"sent":"acknowledged","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
    10  CLOSE_WAIT {"sent":"acknowledged","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
    11  LAST_ACK {"sent":"acknowledged","received":false,"settings":{"rto":1000,"retransmitsFin":true,"finWaitsForData":true,"quietTime":0}} timer RTO
  Packets:
    0  client to server: {"type":"SYN"}, fresh
    1  client to server: {"type":"SYN"}, fresh, age 1
    2  server to client: {"type":"SYN_ACK"}, fresh
    3  client to server: {"type":"SYN"}, stale
    4  client to server: {"type":"ACK","of":"SYN"}, fresh
    5  client to server: {"type":"SYN"}, stale, age 1
    6  server to client: {"type":"SYN_ACK"}, fresh, age 1
    7  client to server: {"type":"FIN","afterData":false}, fresh
    8  client to server: {"type":"ACK","of":"SYN"}, fresh, age 1
    9  client to server: {"type":"FIN","afterData":false}, fresh, age 1
    10  server to client: {"type":"DATA"}, fresh
    11  server to client: {"type":"ACK","of":"FIN"}, fresh
    12  client to server: {"type":"ACK","of":"DATA"}, fresh
    13  server to client: {"type":"DATA"}, fresh, age 1
    14  server to client: {"type":"FIN","afterData":false}, fresh
    15  server to client: {"type":"FIN","afterData":true}, fresh
    16  server to client: {"type":"ACK","of":"FIN"}, fresh, age 1
    17  client to server: {"type":"ACK","of":"DATA"}, fresh, age 1
    18  client to server: {"type":"ACK","of":"FIN"}, fresh
    19  server to client: {"type":"FIN","afterData":false}, fresh, age 1
    20  server to client: {"type":"FIN","afterData":true}, fresh, age 1
    21  client to server: {"type":"ACK","of":"FIN"}, fresh, age 1
    22  server to client: {"type":"FIN","afterData":false}, stale, age 1
    23  server to client: {"type":"SYN_ACK"}, stale, age 1
    24  server to client: {"type":"RST"}, fresh
    25  server to client: {"type":"ACK","of":"FIN"}, stale, age 1
    26  server to client: {"type":"FIN","afterData":false}, stale
    27  server to client: {"type":"RST"}, fresh, age 1
    28  client to server: {"type":"RST"}, fresh
    29  server to client: {"type":"ACK","of":"FIN"}, stale
    30  server to client: {"type":"FIN","afterData":true}, stale, age 1
    31  server to client: {"type":"DATA"}, stale, age 1
    32  client to server: {"type":"RST"}, fresh, age 1
    33  server to client: {"type":"RST"}, stale, age 1
    34  server to client: {"type":"RST"}, stale
    35  server to client: {"type":"DATA"}, stale
    36  server to client: {"type":"FIN","afterData":true}, stale
    37  client to server: {"type":"ACK","of":"FIN"}, stale, age 1
    38  client to server: {"type":"RST"}, stale
    39  client to server: {"type":"RST"}, stale, age 1
    40  client to server: {"type":"FIN","afterData":false}, stale
    41  client to server: {"type":"FIN","afterData":false}, stale, age 1
    42  server to client: {"type":"SYN_ACK"}, stale
    43  client to server: {"type":"ACK","of":"FIN"}, stale
  Histories:
    0  {"client":0,"server":0}
    1  {"client":1,"server":0}
*)

EXTENDS Integers, Sequences, FiniteSets, Bags, TLC

(* The number of the property that is looked for; 0 for none. *)
CONSTANT Check
VARIABLES at, history, flight

(* Tables begin with 0. *)
At(table, i) == table[i + 1]

Loss == TRUE
Duplication == TRUE
Lifetime == 1
MinimumDelay == 0
Capacity == 2
TickStep == 0

(* By packet. *)
Way == <<1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 2, 2, 1, 2, 2, 2, 2, 1, 1, 2, 2, 1, 2, 2,
  2, 2, 2, 2, 1, 2, 2, 2, 1, 2, 2, 2, 2, 1, 1, 1, 1, 1, 2, 1>>
To == <<1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0,
  0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 1>>
Age == <<0, 1, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1,
  0, 1, 0, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0>>
Owed == <<FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE>>
Settled == <<0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
  24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43>>
Older == <<1, -1, 6, 5, 8, -1, -1, 9, -1, -1, 13, 16, 17, -1, 19, 20, -1, -1, 21, -1, -1, -1, -1, -1,
  27, -1, 22, -1, 32, 25, -1, -1, -1, -1, 33, 31, 30, -1, 39, -1, 41, -1, -1, -1>>
Lost == <<10, 16, 24, 23, 40, 32, 33, 44, 51, 54, 64, 101, 105, 79, 120, 145, 125, 132, 153, 141, 164, 175, 201, 202,
  220, 222, 226, 228, 238, 231, 233, 234, 246, 248, 250, 254, 255, 259, 273, 275, 379, 391, -1, -1>>
Delivery == <<-1, 6, -1, 9, -1, 12, -1, 11, -1, 20, -1, 16, -1, 17, -1, 22, -1, 24, -1, 26, -1, 28, -1, 32,
  -1, 34, -1, 30, -1, 36, -1, 44, -1, 38, -1, 40, -1, 47, -1, 42, -1, 49, -1, 51, -1, 53, -1, 54,
  -1, 57, -1, 59, -1, 61, -1, 63, -1, 71, -1, 65, -1, 67, -1, 68, -1, 73, -1, 75, -1, 77, -1, 79,
  -1, 81, -1, 83, -1, 85, -1, 87, -1, 89, -1, 91, -1, -1, -1, -1>>
(* By trigger and packet: the packet with its new mark. *)
Remark == <<<<-1, -1, 42, -1, 4, -1, 23, 7, 8, 9, 35, 29, 12, 31, 26, 36, 25, 17, 18, 22, 30, 21, -1, -1,
  34, -1, -1, 33, 28, -1, -1, -1, 32, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<3, 5, 2, 3, -1, 5, 6, 40, -1, 41, 10, -1, -1, 13, 14, 15, -1, -1, 43, 19, 20, 37, 22, -1,
  24, -1, 26, 27, 38, -1, 30, 31, 39, 33, 34, 35, 36, -1, 38, 39, -1, -1, -1, -1>>>>
(* What lists of messages become. *)
Sendings == <<<<>>, <<0>>, <<2>>, <<4>>, <<7>>, <<10>>, <<11>>, <<12>>, <<11, 10>>, <<14>>, <<10, 15>>, <<18>>, <<15>>, <<24>>, <<28>>>>
(* By local step. *)
StepAction == <<0, 1, 2, 3, 4, 5, 6, 1, 2, 7, 8, 3, 4, 5, 6, 9, 10, 11, 12, 3, 4, 5, 13, 14,
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
  49, 63, 36, 28, 44, 49, 36, 42, 30, 28, 36, 42, 44>>
StepEndpoint == <<-1, 0, 0, 1, 1, 1, 1, 0, 0, 0, -1, 1, 1, 1, 1, 1, -1, 1, 0, 1, 1, 1, 1, -1,
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
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0>>
StepNext == <<0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 2, 0, 0, 2, 2, 2, 2, 2, 2, 0,
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
  14, 15, 16, 15, 14, 16, 14, 14, 16, 16, 14, 14, 16>>
StepObserved == <<0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0,
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
  5, 0, 0, 0, 0, 0, 5, 5, 0, 0, 5, 5, 0>>
StepSent == <<0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 2, 0,
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
  11, 0, 14, 0, 11, 14, 11, 11, 14, 14, 11, 11, 14>>
StepThrows == <<FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
  FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE>>
(* By endpoint, local state and packet (twice its number, plus one if a copy stays): the delivery, as a local step. *)
Takes == <<<<<<-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, 18, -1, -1, -1, -1, -1, -1, -1, 31, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, 26, -1, -1, -1, -1, -1, -1, -1, 38, -1, -1, -1, -1, -1, -1, -1, 63, -1, -1,
  -1, -1, -1, 78, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, 34, -1, -1, -1, -1, -1, -1, -1, 42, -1, -1, -1, -1, -1, -1, -1, 65, -1, 100,
  -1, -1, -1, 86, -1, 119, -1, 144, -1, 124, -1, -1, -1, -1, -1, 140, -1, 163, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, 74, -1, -1, -1, -1, -1, -1, -1, 103, -1, -1, -1, -1, -1, -1, -1, 73, -1, -1,
  -1, -1, -1, 102, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, 82, -1, -1, -1, -1, -1, -1, -1, 109, -1, -1, -1, -1, -1, -1, -1, 81, -1, 158,
  -1, -1, -1, 108, -1, -1, -1, 162, -1, 182, -1, -1, -1, -1, -1, -1, -1, 195, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 156, -1, 121,
  -1, -1, -1, 180, -1, 157, -1, 196, -1, 142, -1, -1, -1, -1, -1, 181, -1, 217, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, 137, -1, -1, -1, -1, -1, -1, -1, 155, -1, -1, -1, -1, -1, -1, -1, 194, -1, 159,
  -1, -1, -1, 215, -1, 136, -1, 193, -1, 184, -1, -1, -1, -1, -1, 154, -1, 214, -1, -1, -1, -1, -1, -1,
  -1, 219, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 148, -1, -1, -1, -1, -1, -1, -1, 232, -1, 205,
  -1, -1, -1, 212, -1, 198, -1, 235, -1, 183, -1, -1, -1, -1, -1, 147, -1, 211, -1, -1, -1, -1, -1, -1,
  -1, 229, -1, -1, -1, -1, -1, 227, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 264, -1, -1,
  -1, -1, -1, 263, -1, 241, -1, 282, -1, -1, -1, -1, -1, -1, -1, 221, -1, 242, -1, -1, -1, -1, -1, -1,
  -1, 240, -1, -1, -1, -1, -1, 239, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 177, -1, 176,
  -1, -1, -1, 207, -1, -1, -1, 216, -1, 206, -1, -1, -1, -1, -1, -1, -1, 225, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, 260, -1, -1, -1, -1, -1, -1, -1, 268, -1, -1, -1, -1, -1, -1, -1, 271, -1, -1,
  -1, -1, -1, 281, -1, 253, -1, 290, -1, -1, -1, -1, -1, -1, -1, 262, -1, 293, -1, -1, -1, 230, -1, -1,
  -1, 251, -1, -1, -1, 252, -1, 261, -1, -1, -1, -1, -1, 256, -1, 269, -1, -1, -1, 247, -1, 249, -1, 270,
  -1, 289, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, 265, -1, -1, -1, -1, -1, -1, -1, 280, -1, -1, -1, -1, -1, -1, -1, 299, -1, -1,
  -1, -1, -1, 319, -1, 321, -1, 376, -1, -1, -1, -1, -1, -1, -1, 322, -1, 377, -1, -1, -1, 287, -1, -1,
  -1, 312, -1, -1, -1, 300, -1, 313, -1, -1, -1, -1, -1, 301, -1, 343, -1, -1, -1, 297, -1, 298, -1, 344,
  -1, 367, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, 277, -1, -1, -1, -1, -1, -1, -1, 288, -1, -1, -1, -1, -1, -1, -1, 314, -1, 338,
  -1, -1, -1, 337, -1, 341, -1, 368, -1, 351, -1, -1, -1, -1, -1, 342, -1, 383, -1, -1, -1, 292, -1, -1,
  -1, 330, -1, -1, -1, 320, -1, 332, -1, -1, -1, -1, -1, 323, -1, 357, -1, -1, -1, 309, -1, 311, -1, 359,
  -1, 375, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, 295, -1, -1, -1, -1, -1, -1, -1, 353, -1, -1, -1, -1, -1, -1, -1, 395, -1, 372,
  -1, -1, -1, 403, -1, 354, -1, 394, -1, 381, -1, -1, -1, -1, -1, 355, -1, 402, -1, -1, -1, 294, -1, -1,
  -1, 406, -1, -1, -1, 340, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, 326, -1, -1, -1, -1, -1, -1, -1, 302, -1, -1, -1, -1, -1, -1, -1, 411, -1, 398,
  -1, -1, -1, 401, -1, 392, -1, 412, -1, 389, -1, -1, -1, -1, -1, 363, -1, 400, -1, -1, -1, 352, -1, -1,
  -1, 407, -1, -1, -1, -1, -1, 409, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, 307, -1, -1, -1, -1, -1, -1, -1, 325, -1, -1, -1, -1, -1, -1, -1, 417, -1, -1,
  -1, -1, -1, 416, -1, 410, -1, 420, -1, -1, -1, -1, -1, -1, -1, 373, -1, 413, -1, -1, -1, 362, -1, -1,
  -1, 329, -1, -1, -1, -1, -1, 331, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 306, -1, 310, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, 316, -1, -1, -1, -1, -1, -1, -1, 328, -1, -1, -1, -1, -1, -1, -1, 315, -1, -1,
  -1, -1, -1, 339, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 356, -1, -1, -1, -1, -1, -1, -1, 358,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, 334, -1, -1, -1, -1, -1, -1, -1, 347, -1, -1, -1, -1, -1, -1, -1, 333, -1, 371,
  -1, -1, -1, 348, -1, 414, -1, 382, -1, 380, -1, -1, -1, -1, -1, 415, -1, 396, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 364, -1, -1, -1, -1, -1, -1, -1, 366,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 369, -1, 349,
  -1, -1, -1, 387, -1, 370, -1, 397, -1, 361, -1, -1, -1, -1, -1, 388, -1, 405, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 385, -1, 384,
  -1, -1, -1, 399, -1, 418, -1, 404, -1, 393, -1, -1, -1, -1, -1, 419, -1, 408, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>>>, <<<<-1, 6, -1, 15, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 173, -1, -1, -1, -1, -1, 204, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, 237, -1, -1, -1, -1, -1, -1, -1, 245, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, 14, -1, 25, -1, -1, -1, 284, -1, 324, -1, 291, -1, -1, -1, 345, -1, 346, -1, 360, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 203, -1, -1, -1, -1, -1, 218, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, 244, -1, -1, -1, -1, -1, -1, -1, 257, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, 283, -1, 285, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, 41, -1, 52, -1, -1, -1, 17, -1, 39, -1, 30, -1, -1, -1, 43, -1, 50, -1, 53, -1, -1, -1, -1,
  -1, 365, -1, -1, -1, -1, -1, -1, -1, -1, -1, 374, -1, 305, -1, -1, -1, -1, -1, 327, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, 276, -1, -1, -1, -1, -1, -1, -1, 286, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, 258, -1, 272, -1, 274, -1, 378, -1, 390, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, -1, -1, -1, -1, 45, -1, -1, -1, -1, -1, 62, -1, 60, -1, 72, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, -1, -1, -1, -1, 55, -1, -1, -1, -1, -1, 66, -1, 61, -1, 92, -1, -1, -1, -1,
  -1, 104, -1, -1, -1, -1, -1, -1, -1, -1, -1, 131, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, -1, -1, -1, -1, 80, -1, -1, -1, -1, -1, 67, -1, 107, -1, 99, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, -1, -1, -1, -1, 93, -1, -1, -1, -1, -1, 87, -1, 117, -1, 115, -1, -1, -1, -1,
  -1, 146, -1, -1, -1, -1, -1, -1, -1, -1, -1, 170, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, -1, -1, -1, -1, 106, -1, -1, -1, -1, -1, 94, -1, 133, -1, 118, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 152, -1, -1, -1, -1, -1, 174, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, -1, -1, -1, -1, 116, -1, -1, -1, -1, -1, 110, -1, 135, -1, 134, -1, -1, -1, -1,
  -1, 161, -1, -1, -1, -1, -1, -1, -1, -1, -1, 192, -1, 213, -1, -1, -1, -1, -1, 224, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 160, -1, -1, -1, 186, -1, -1, -1, -1,
  -1, 126, -1, -1, -1, -1, -1, -1, -1, -1, -1, 143, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 185, -1, -1, -1, 209, -1, -1, -1, -1,
  -1, 165, -1, -1, -1, -1, -1, -1, -1, -1, -1, 197, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>, <<-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 208, -1, -1, -1, 223, -1, -1, -1, -1,
  -1, 187, -1, -1, -1, -1, -1, -1, -1, -1, -1, 210, -1, 236, -1, -1, -1, -1, -1, 243, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>>>>>
(* By endpoint and local state. *)
AfterTick == <<<<0, 1, 2, 3, 4, 5, 6, 8, -1, 9, 10, 11, 12, 13, 15, -1, 16, 17, 18, 19, 20>>, <<0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11>>>>
Value_0 == <<0, 1, 2, 3, 2, 3, 4, 5, 5, 0, 4, 1, 2, 3, 5, 5, 0, 2, 3, 4, 4>>
Context_0 == <<0, 1, 1, 1, 2, 2, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3, 4, 4, 3, 4>>
Value_1 == <<0, 1, 2, 3, 3, 4, 4, 5, 5, 3, 4, 5>>
Context_1 == <<0, 0, 0, 0, 1, 0, 1, 0, 1, 2, 2, 2>>
(* External events, and due timers: an endpoint, and by its local state the local step. *)
Events == <<<<0, <<1, 7, 27, 35, 75, 83, 122, 138, 149, 171, 178, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1>>>>, <<0, <<2, 8, 28, 36, 76, 84, 123, 139, 150, 172, 179, 199, 266, 278, 296, 303, 308, 317, 335, 350, 386>>>>, <<1, <<3, 11, 19, 46, 56, 68, 88, 95, 111, 127, 166, 188>>>>, <<1, <<4, 12, 20, 47, 57, 69, 89, 96, 112, 128, 167, 189>>>>, <<1, <<5, 13, 21, 48, 58, 70, 90, 97, 113, 129, 168, 190>>>>>>
Expiries == <<<<0, <<-1, 9, 29, 37, 77, 85, -1, -1, 151, -1, -1, 200, 267, 279, -1, 304, -1, 318, 336, -1, -1>>>>, <<1, <<-1, -1, 22, 49, 59, 71, 91, 98, 114, 130, 169, 191>>>>>>

(* What is in flight is a set of packets. *)
InFlight(f) == f
Size(f) == Cardinality(f)
With(f, p) == f \cup {p}
Without(f, p) == f \ {p}
Changed(Op(_), f) == {Op(p) : p \in f}
Only(f, keep) == f \cap keep
MayGo(f, p) == p \in f
MayTake(f, p) == FALSE
MayKeep(f, p) == TRUE
IsThere(f, p) == p \in f

(* What is in flight all at once, by a number, for those who read that. *)

Contents == {}

ContentsOf(f) == (CHOOSE each \in Contents : each[1] = f)[2]

(* The history after a step. *)

Update(s, t, action, observed, sent) ==
  (LET x2 == s.history IN \* before.history
   CASE x2 \in {0} ->
      (LET x6 == observed IN \* observations
       CASE x6 \in {0} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {1} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {0, 1, 2, 5} ->
                  0)
           [] x10 \in {0} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {0, 1, 5, 2} ->
                  0)
           [] x10 \in {2} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {2, 3, 1} ->
                  0)
           [] x10 \in {3} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {2, 3, 4, 5, 1} ->
                  0)
           [] x10 \in {4} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {4, 5} ->
                  0)
           [] x10 \in {5} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {5, 0, 1, 2} ->
                  0))
       [] x6 \in {1} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {2} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {2, 1} ->
                  0))
       [] x6 \in {2} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {2, 3} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {3} ->
                  0))
       [] x6 \in {3} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {3} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {4} ->
                  0))
       [] x6 \in {4} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {2} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {3, 2} ->
                  1)
           [] x10 \in {3} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {3, 4, 5, 2} ->
                  1)
           [] x10 \in {4} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {4, 5} ->
                  1))
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {5} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {5, 2} ->
                  0))
       [] x6 \in {6} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {0} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {5, 0, 1, 2} ->
                  0))
       [] x6 \in {7} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {5, 0, 1} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {0} ->
                  0))
       [] x6 \in {8} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {0} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {2, 1} ->
                  0)))
   [] x2 \in {1} ->
      (LET x6 == observed IN \* observations
       CASE x6 \in {0} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {2} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {3, 2} ->
                  1)
           [] x10 \in {3} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {3, 4, 5, 2} ->
                  1)
           [] x10 \in {4} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {4, 5} ->
                  1))
       [] x6 \in {3} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {3} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {4} ->
                  1))
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {5} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {5} ->
                  0))
       [] x6 \in {2} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {2, 3} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {3} ->
                  1))))

(* The trigger by which a step changes marks; 0 for none. *)

Trigger(s, t, action, observed, sent) ==
  (LET x2 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
   CASE x2 \in {0} ->
      (LET x6 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
       CASE x6 \in {1} ->
          1
       [] x6 \in {0} ->
          (LET x10 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
           CASE x10 \in {0, 5, 2} ->
              0
           [] x10 \in {1} ->
              (LET x14 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
               CASE x14 \in {1} ->
                  0)))
   [] x2 \in {1} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {0, 2, 5} ->
          0
       [] x6 \in {1} ->
          (LET x10 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
           CASE x10 \in {2} ->
              2
           [] x10 \in {1} ->
              0))
   [] x2 \in {2} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {2, 3} ->
          0
       [] x6 \in {1} ->
          (LET x10 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
           CASE x10 \in {1} ->
              0
           [] x10 \in {2} ->
              2))
   [] x2 \in {3} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {2, 3, 4, 5} ->
          0
       [] x6 \in {1} ->
          (LET x10 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
           CASE x10 \in {1} ->
              0
           [] x10 \in {2} ->
              2))
   [] x2 \in {4} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {4, 5} ->
          0)
   [] x2 \in {5} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {5, 0, 2} ->
          0
       [] x6 \in {1} ->
          (LET x10 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
           CASE x10 \in {1} ->
              0)))

(* Whether an assumption refuses a delivery. *)

Refused(s, t, action, observed, sent) ==
  (LET x2 == action IN \* action
   CASE x2 \in {6, 9} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {0, 2} ->
          0
       [] x6 \in {1} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {1, 2, 3} ->
              0)
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {1} ->
              1))
   [] x2 \in {11, 16} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {2} ->
          0
       [] x6 \in {1} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {1} ->
              0))
   [] x2 \in {12, 20} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {2, 3, 4, 1} ->
          0
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {3, 5} ->
              0))
   [] x2 \in {17} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {2, 3, 4, 1} ->
          0
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {3, 5} ->
              0
           [] x10 \in {0} ->
              1))
   [] x2 \in {22} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {2, 3, 4, 1} ->
          0
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {3, 5, 4} ->
              0))
   [] x2 \in {24} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {2, 3, 4, 1} ->
          0
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {3, 5} ->
              0
           [] x10 \in {0, 1} ->
              1))
   [] x2 \in {26} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {2, 3, 4, 1} ->
          0
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {3, 5, 4} ->
              0
           [] x10 \in {0, 1} ->
              1))
   [] x2 \in {28, 30} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {3, 4, 0, 1, 2} ->
          0
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {3, 4, 5} ->
              0
           [] x10 \in {0, 1} ->
              1))
   [] x2 \in {32, 38} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {4} ->
          0
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {3, 4, 5} ->
              0
           [] x10 \in {0} ->
              1))
   [] x2 \in {34} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {3, 4, 2} ->
          0
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {3, 4, 5} ->
              0))
   [] x2 \in {36, 42, 44, 49} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {5} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {3, 5, 4} ->
              0
           [] x10 \in {0, 1} ->
              1)
       [] x6 \in {0, 1, 2} ->
          0)
   [] x2 \in {40} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {3, 4, 2} ->
          0
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {3, 4, 5} ->
              0
           [] x10 \in {0, 1} ->
              1))
   [] x2 \in {47} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {5} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {5} ->
              0)
       [] x6 \in {0, 1, 2} ->
          0)
   [] x2 \in {51} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {5} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {5, 0, 1} ->
              0)
       [] x6 \in {0, 1, 2} ->
          0)
   [] x2 \in {53, 61, 67, 68, 79, 81} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {5} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {1} ->
              1)
       [] x6 \in {0, 1, 2} ->
          0)
   [] x2 \in {54, 59, 65} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {5} ->
          (LET x10 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
           CASE x10 \in {1} ->
              1))
   [] x2 \in {57, 63, 71, 73, 75, 77} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {0, 1, 2} ->
          0)
   [] x2 \in {83, 89, 91} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {2} ->
          0)
   [] x2 \in {85, 87} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {2, 1} ->
          0))

(* Whether nothing more needs to happen. *)

Final(s, t, action, observed, sent) ==
  (LET x2 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
   CASE x2 \in {0} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {1} ->
          1))

(* no stale data *)

Property_2(s, t, action, observed, sent) ==
  (LET x2 == action IN \* action
   CASE x2 \in {1, 3, 7, 8, 0, 6, 10, 12, 13, 14, 15, 9, 2, 17, 18, 19, 20, 21, 23, 4, 24, 25, 27, 22, 28, 29, 5, 26, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 45, 46, 47, 48, 44, 50, 51, 52, 49, 55, 56, 58, 60, 62, 64, 66, 69, 70, 72, 74, 76, 78, 80, 82, 84, 86, 88, 71, 73, 57, 63, 90, 92} ->
      0
   [] x2 \in {53} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {1} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {1} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0)))
       [] x6 \in {3} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {5} ->
              0)
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {5} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0)))
       [] x6 \in {0} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {0} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0))))
   [] x2 \in {61} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {1} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {1} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0)))
       [] x6 \in {3} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {5} ->
              0)
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {5} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0))))
   [] x2 \in {67, 81} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {1} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {1} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0))))
   [] x2 \in {68, 79} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {1} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {1} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0)))
       [] x6 \in {2} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {2} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {4} ->
                      1)
               [] x14 \in {4} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {4} ->
                      0)))
       [] x6 \in {3} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {3} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {4} ->
                      1)
               [] x14 \in {4} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {4} ->
                      0))))
   [] x2 \in {85, 87} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {2} ->
          (LET x10 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
           CASE x10 \in {1} ->
              0))
   [] x2 \in {11, 16} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {1} ->
          (LET x10 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
           CASE x10 \in {2} ->
              0))
   [] x2 \in {75, 77} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {2, 3} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {0} ->
              0)))

(* no stale FIN *)

Property_3(s, t, action, observed, sent) ==
  (LET x2 == action IN \* action
   CASE x2 \in {1, 3, 7, 8, 0, 6, 10, 12, 13, 14, 15, 9, 2, 17, 18, 19, 20, 21, 23, 4, 24, 25, 27, 22, 28, 29, 5, 26, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 45, 46, 47, 48, 44, 50, 51, 52, 49, 55, 56, 58, 60, 62, 64, 66, 69, 70, 72, 74, 76, 78, 80, 82, 84, 86, 88, 71, 73, 57, 63, 90, 92} ->
      0
   [] x2 \in {53} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {1} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {1} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0)))
       [] x6 \in {3} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {5} ->
              1)
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {5} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0)))
       [] x6 \in {0} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {0} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0))))
   [] x2 \in {61} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {1} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {1} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0)))
       [] x6 \in {3} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {5} ->
              1)
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {5} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0))))
   [] x2 \in {67, 81} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {1} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {1} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0))))
   [] x2 \in {68, 79} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {1} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {1} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0)))
       [] x6 \in {2} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {2} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3, 4} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {4} ->
                      0)))
       [] x6 \in {3} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {3} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3, 4} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {4} ->
                      0))))
   [] x2 \in {85, 87} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {2} ->
          (LET x10 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
           CASE x10 \in {1} ->
              0))
   [] x2 \in {11, 16} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {1} ->
          (LET x10 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
           CASE x10 \in {2} ->
              0))
   [] x2 \in {75, 77} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {2, 3} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {0} ->
              0)))

(* no stale segment *)

Property_4(s, t, action, observed, sent) ==
  (LET x2 == action IN \* action
   CASE x2 \in {1, 3, 7, 8, 0, 6, 10, 12, 13, 14, 15, 9, 2, 17, 18, 19, 20, 21, 23, 4, 24, 25, 27, 22, 28, 29, 5, 26, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 45, 46, 47, 48, 44, 50, 51, 52, 49, 55, 56, 58, 60, 62, 64, 66, 69, 70, 72, 74, 76, 78, 80, 82, 84, 86, 88, 71, 73, 57, 63, 90, 92} ->
      0
   [] x2 \in {53} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {1} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {1} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0)))
       [] x6 \in {3} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {5} ->
              1)
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {5} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0)))
       [] x6 \in {0} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {0} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0))))
   [] x2 \in {61} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {1} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {1} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0)))
       [] x6 \in {3} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {5} ->
              1)
       [] x6 \in {5} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {5} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0))))
   [] x2 \in {67, 81} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {1} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {1} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0))))
   [] x2 \in {68, 79} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {1} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {1} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {3} ->
                      0)))
       [] x6 \in {2} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {2} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {4} ->
                      1)
               [] x14 \in {4} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {4} ->
                      0)))
       [] x6 \in {3} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {3} ->
              (LET x14 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
               CASE x14 \in {3} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {4} ->
                      1)
               [] x14 \in {4} ->
                  (LET x18 == At(Context_0, t.at[1]) IN \* after.endpoints.client.context
                   CASE x18 \in {4} ->
                      0))))
   [] x2 \in {85, 87} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {2} ->
          (LET x10 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
           CASE x10 \in {1} ->
              1))
   [] x2 \in {11, 16} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {1} ->
          (LET x10 == At(Value_1, t.at[2]) IN \* after.endpoints.server.value
           CASE x10 \in {2} ->
              1))
   [] x2 \in {75, 77} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {2, 3} ->
          (LET x10 == At(Value_0, t.at[1]) IN \* after.endpoints.client.value
           CASE x10 \in {0} ->
              1)))

(* data delivered *)

Property_5(s, t, action, observed, sent) ==
  (LET x2 == observed IN \* observations
   CASE x2 \in {0, 2} ->
      (LET x6 == s.history IN \* before.history
       CASE x6 \in {0, 1} ->
          0)
   [] x2 \in {1, 4, 6, 7, 8} ->
      (LET x6 == s.history IN \* before.history
       CASE x6 \in {0} ->
          0)
   [] x2 \in {3} ->
      (LET x6 == s.history IN \* before.history
       CASE x6 \in {0} ->
          (LET x10 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
           CASE x10 \in {1, 3} ->
              0)
       [] x6 \in {1} ->
          (LET x10 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
           CASE x10 \in {2, 4} ->
              0))
   [] x2 \in {5} ->
      (LET x6 == s.history IN \* before.history
       CASE x6 \in {0} ->
          (LET x10 == At(Context_1, s.at[2]) IN \* before.endpoints.server.context
           CASE x10 \in {0} ->
              0)
       [] x6 \in {1} ->
          (LET x10 == At(Context_1, s.at[2]) IN \* before.endpoints.server.context
           CASE x10 \in {1, 2, 0} ->
              0)))

(* data once *)

Property_6(s, t, action, observed, sent) ==
  (LET x2 == s.history IN \* before.history
   CASE x2 \in {0, 1} ->
      0)

(* half-close *)

Property_7(s, t, action, observed, sent) ==
  (LET x2 == observed IN \* observations
   CASE x2 \in {0} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {0, 1, 2, 3, 5} ->
          0
       [] x6 \in {4} ->
          (LET x10 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
           CASE x10 \in {4, 5} ->
              0))
   [] x2 \in {1} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {1} ->
          0)
   [] x2 \in {2, 8} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {2, 3} ->
          0)
   [] x2 \in {3} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {3} ->
          0)
   [] x2 \in {4} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {2, 3} ->
          0
       [] x6 \in {4} ->
          (LET x10 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
           CASE x10 \in {4} ->
              1
           [] x10 \in {5} ->
              0))
   [] x2 \in {5} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {3} ->
          0
       [] x6 \in {4} ->
          (LET x10 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
           CASE x10 \in {5} ->
              0))
   [] x2 \in {6} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {5} ->
          0)
   [] x2 \in {7} ->
      (LET x6 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
       CASE x6 \in {5, 0, 1} ->
          0))

(* in step *)

Property_8(s, t, action, observed, sent) ==
  (LET x2 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
   CASE x2 \in {0} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {0, 1, 5} ->
          0
       [] x6 \in {2} ->
          1)
   [] x2 \in {1} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {0, 1, 2, 5} ->
          0)
   [] x2 \in {2} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {2, 3} ->
          0
       [] x6 \in {1} ->
          1)
   [] x2 \in {3} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {2, 3, 4, 5} ->
          0
       [] x6 \in {1} ->
          1)
   [] x2 \in {4} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {4, 5} ->
          0)
   [] x2 \in {5} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {5, 0, 1} ->
          0
       [] x6 \in {2} ->
          1))

(* no reset *)

Property_9(s, t, action, observed, sent) ==
  At(<<0, 0, 0, 0, 0, 0, 0, 0, 1>>, observed) \* observations

(* both close *)

Property_11(s, t, action, observed, sent) ==
  (LET x2 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
   CASE x2 \in {0} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {0} ->
          (LET x10 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
           CASE x10 \in {0, 1} ->
              0
           [] x10 \in {3} ->
              1)
       [] x6 \in {1, 5, 2} ->
          0)
   [] x2 \in {1, 2, 3, 4, 5} ->
      0)

(* reconnect *)

Property_12(s, t, action, observed, sent) ==
  (LET x2 == At(Value_0, s.at[1]) IN \* before.endpoints.client.value
   CASE x2 \in {0, 1, 3, 4, 5} ->
      0
   [] x2 \in {2} ->
      (LET x6 == At(Value_1, s.at[2]) IN \* before.endpoints.server.value
       CASE x6 \in {2, 1} ->
          0
       [] x6 \in {3} ->
          (LET x10 == At(Context_0, s.at[1]) IN \* before.endpoints.client.context
           CASE x10 \in {1, 2} ->
              0
           [] x10 \in {3, 4} ->
              1)))

DecidedAtStep(s, t, action, observed, sent) ==
  (Check = 2 /\ Property_2(s, t, action, observed, sent) = 1) \/ (Check = 3 /\ Property_3(s, t, action, observed, sent) = 1) \/ (Check = 4 /\ Property_4(s, t, action, observed, sent) = 1) \/ (Check = 5 /\ Property_5(s, t, action, observed, sent) = 1) \/ (Check = 7 /\ Property_7(s, t, action, observed, sent) = 1) \/ (Check = 9 /\ Property_9(s, t, action, observed, sent) = 1)

(* All that may ever happen. *)

Options ==
  {<<"deliver", i>> : i \in {}} \cup
  {<<"keep", i>> : i \in {0, 1, 3, 2, 5, 6, 4, 7, 8, 9, 10, 13, 11, 12, 14, 16, 17, 19, 15, 18, 20, 21, 24, 27, 22, 28, 32, 33, 34, 26, 30, 37, 31, 35, 38, 39, 36, 40, 41}} \cup
  {<<"event", i>> : i \in {1, 2, 3, 4, 5}} \cup
  {<<"expire", i>> : i \in {1, 2}} \cup
  {<<"lose", i>> : i \in {0, 1, 3, 2, 5, 6, 4, 7, 8, 9, 10, 13, 11, 12, 14, 16, 17, 19, 15, 18, 20, 21, 22, 23, 24, 25, 26, 27, 29, 30, 31, 28, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41}} \cup
  {<<"tick", 0>>}

Init ==
  /\ at = <<0, 0>>
  /\ history = 0
  /\ flight = {}

MayLose(p) == Loss /\ p \in InFlight(flight) /\ ~At(Owed, p)
PacketAt(p) == p
WithoutLost(p) == Without(flight, p)

(* A state is a record: where the endpoints are, the history, what is in flight. *)
Here == [at |-> at, history |-> history, flight |-> flight]

Nothing(kind) == [kind |-> kind, step |-> 0, then |-> Here]

(* Messages are sent one after another: what finds no room is lost, or, if it must not be, cuts the step off. *)
RECURSIVE Sent(_, _)
Sent(r, list) ==
  IF list = <<>> \/ r.cut THEN r
  ELSE LET p == Head(list) IN
    Sent(IF IsThere(r.flight, p) THEN r
         ELSE IF Size(r.flight) < Capacity THEN [r EXCEPT !.flight = With(r.flight, p)]
         ELSE [r EXCEPT !.cut = ~(Loss /\ ~At(Owed, p))], Tail(list))

(* The rest of a step, once a packet was taken, or time has passed: the endpoint moves, the history is written, marks
   change, messages are sent. What neither changes nor shows anything is idle, and no step. *)
Finish(k, moved, f) ==
  IF At(StepThrows, k) THEN Nothing("throws") ELSE
  LET e == At(StepEndpoint, k)
      places == IF e < 0 THEN moved ELSE [moved EXCEPT ![e + 1] = At(StepNext, k)]
      s == Here
      t == [at |-> places, history |-> history, flight |-> flight]
      u == Update(s, t, At(StepAction, k), At(StepObserved, k), At(StepSent, k))
      g == Trigger(s, t, At(StepAction, k), At(StepObserved, k), At(StepSent, k))
      Marked(p) == At(Remark[g], p)
      r == Sent([flight |-> IF g = 0 THEN f ELSE Changed(Marked, f), cut |-> FALSE], At(Sendings, At(StepSent, k)))
      then == [at |-> places, history |-> u, flight |-> r.flight]
      kind == IF r.cut THEN "cut"
              ELSE IF At(StepObserved, k) = 0 /\ At(StepSent, k) = 0 /\ then = s THEN "idle"
              ELSE "step"
  IN [kind |-> kind, step |-> k, then |-> then]

Deliver(p, copyStays) ==
  LET i == 2 * p + (IF copyStays THEN 1 ELSE 0)
      e == At(To, p)
      action == At(Delivery, i)
      f == IF ~copyStays THEN Without(flight, p)
           ELSE IF At(Owed, p) THEN With(Without(flight, p), At(Settled, p))
           ELSE flight
  IN IF ~MayGo(flight, p) \/ At(Age, p) < MinimumDelay \/ ~(IF copyStays THEN MayKeep(flight, p) ELSE MayTake(flight, p))
     THEN Nothing("no")
     ELSE IF Refused(Here, Here, action, 0, 0) = 1 THEN Nothing("no")
     ELSE Finish(At(At(Takes[e + 1], at[e + 1]), i), at, f)

Local(table, o) ==
  LET k == At(table[o][2], at[table[o][1] + 1]) IN IF k < 0 THEN Nothing("no") ELSE Finish(k, at, flight)

Lose(p) == IF ~MayLose(p) THEN Nothing("no") ELSE Finish(At(Lost, PacketAt(p)), at, WithoutLost(p))

(* Time passes unless a timer is due, or a packet that was promised would be gone. *)
Tick ==
  LET later == [i \in DOMAIN at |-> At(AfterTick[i], at[i])]
      alive == {p \in InFlight(flight) : At(Age, p) < Lifetime}
      Grown(p) == At(Older, p)
  IN IF (\E i \in DOMAIN later : later[i] < 0) \/ (\E p \in InFlight(flight) \ alive : At(Owed, p))
     THEN Nothing("no")
     ELSE Finish(TickStep, later, Changed(Grown, Only(flight, alive)))

Outcome(o) ==
  CASE o[1] = "deliver" -> Deliver(o[2], FALSE)
    [] o[1] = "keep" -> Deliver(o[2], TRUE)
    [] o[1] = "event" -> Local(Events, o[2])
    [] o[1] = "expire" -> Local(Expiries, o[2])
    [] o[1] = "lose" -> Lose(o[2])
    [] o[1] = "tick" -> Tick

Next ==
  \E o \in Options :
    LET r == Outcome(o) IN
      /\ r.kind = "step"
      /\ Assert(~DecidedAtStep(Here, r.then, At(StepAction, r.step), At(StepObserved, r.step), At(StepSent, r.step)), <<"decided by", o>>)
      /\ at' = r.then.at
      /\ history' = r.then.history
      /\ flight' = r.then.flight

Spec == Init /\ [][Next]_<<at, history, flight>>

(* Nothing can happen, not even what is cut off. *)
IsDeadEnd == \A o \in Options : Outcome(o).kind \in {"no", "idle"}
Throws == \E o \in Options : Outcome(o).kind = "throws"

Undecided ==
  LET s == Here t == Here action == 0 observed == 0 sent == 0 IN
  /\ ~(Check = 1 /\ Throws)
  /\ ~(Check = 10 /\ IsDeadEnd /\ Final(s, t, action, observed, sent) = 0)
  /\ ~((Check = 6 /\ Property_6(s, t, action, observed, sent) = 1) \/ (Check = 8 /\ Property_8(s, t, action, observed, sent) = 1) \/ (Check = 11 /\ Property_11(s, t, action, observed, sent) = 1) \/ (Check = 12 /\ Property_12(s, t, action, observed, sent) = 1))

=============================================================================
