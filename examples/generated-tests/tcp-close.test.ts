// 13 test paths (162 steps) of tcp-close, for transitions: 36 of 60 goals.
// Made from the model; do not change it, make it again.
// npm run -s allways -- paths machines/tcp-close/model.ts --cover transitions -o examples/generated-tests/tcp-close.test.ts

import { instantiate, parsePath, replay } from 'allways';
import { actorDriver, assertTrace } from 'allways/testing';
import { describe, it } from 'vitest';
import model from '../../machines/tcp-close/model.js';

const options = {};
const instance = instantiate(model, options);

/** What is tested: the model's own machines. Any other driver may stand here. */
const driver = actorDriver(model, options);

async function follow(path: string): Promise<void> {
  await assertTrace(driver, replay(instance.model, parsePath(path)));
}

describe('tcp-close: transitions', () => {
  // transitions: client CLOSED, OPEN → SYN_SENT
  // transitions: server CLOSED, LISTEN → LISTEN
  // transitions: server LISTEN, SYN → SYN_RCVD
  // transitions: client SYN_SENT, SYN_ACK → ESTABLISHED
  // transitions: server SYN_RCVD, ACK [acknowledgesSyn] → ESTABLISHED
  // transitions: server ESTABLISHED, SEND [hasSentNothing] → ESTABLISHED
  // transitions: server ESTABLISHED, after RTO → ESTABLISHED
  it('path 1: server ESTABLISHED, SEND [hasSentNothing] → ESTABLISHED; server ESTABLISHED, after RTO → ESTABLISHED; and 5 more', () =>
    follow('0/0/0/0/0/2/2'));

  // transitions: client ESTABLISHED, CLOSE → FIN_WAIT_1
  // transitions: server ESTABLISHED, FIN [isNext] → CLOSE_WAIT
  // transitions: client FIN_WAIT_1, ACK [acknowledgesFin] → FIN_WAIT_2
  // transitions: client FIN_WAIT_2, DATA → FIN_WAIT_2
  // transitions: server CLOSE_WAIT, FIN → CLOSE_WAIT
  // transitions: server CLOSE_WAIT, after RTO → CLOSE_WAIT
  it('path 2: server CLOSE_WAIT, FIN → CLOSE_WAIT; server CLOSE_WAIT, after RTO → CLOSE_WAIT; and 4 more', () =>
    follow('0/0/0/0/0/2/6/6/0/0/1/1/0/3'));

  // transitions: server CLOSE_WAIT, SEND [hasSentNothing] → CLOSE_WAIT
  it('path 3: server CLOSE_WAIT, SEND [hasSentNothing] → CLOSE_WAIT', () =>
    follow('0/0/0/0/0/3/1/0/2'));

  // transitions: server CLOSE_WAIT, CLOSE → LAST_ACK
  // transitions: client FIN_WAIT_1, FIN [isNext] → TIME_WAIT
  // transitions: client TIME_WAIT, after TIME_WAIT → CLOSED
  it('path 4: client FIN_WAIT_1, FIN [isNext] → TIME_WAIT; client TIME_WAIT, after TIME_WAIT → CLOSED; and 1 more', () =>
    follow('0/0/0/0/0/3/1/0/5/2/0/5/5/1/0'));

  // transitions: server LAST_ACK, ACK [acknowledgesFin] → CLOSED
  // transitions: server CLOSED, ACK → CLOSED
  // transitions: client TIME_WAIT, FIN [restartsTimeWait] → TIME_WAIT
  it('path 5: server CLOSED, ACK → CLOSED; client TIME_WAIT, FIN [restartsTimeWait] → TIME_WAIT; and 1 more', () =>
    follow('0/0/0/0/0/3/1/0/5/2/4/0/0/0/1'));

  // transitions: server LISTEN, ACK → LISTEN
  it('path 6: server LISTEN, ACK → LISTEN', () =>
    follow('0/0/0/0/0/3/1/0/5/2/4/0/0/2/0'));

  // transitions: server CLOSED, FIN → CLOSED
  it('path 7: server CLOSED, FIN → CLOSED', () =>
    follow('0/0/0/0/0/3/1/0/6/3/7/1/1/0'));

  // transitions: server LISTEN, FIN → LISTEN
  it('path 8: server LISTEN, FIN → LISTEN', () =>
    follow('0/0/0/0/0/3/1/0/6/3/7/1/1/3/0'));

  // transitions: client ESTABLISHED, DATA → ESTABLISHED
  // transitions: server ESTABLISHED, ACK [acknowledgesData] → ESTABLISHED
  // transitions: client ESTABLISHED, SYN_ACK → ESTABLISHED
  // transitions: client FIN_WAIT_1, SYN_ACK → FIN_WAIT_1
  it('path 9: client ESTABLISHED, SYN_ACK → ESTABLISHED; client FIN_WAIT_1, SYN_ACK → FIN_WAIT_1; and 2 more', () =>
    follow('0/0/0/0/0/3/2/4/0/0/1/2/1'));

  // transitions: client FIN_WAIT_2, FIN [isNext] → TIME_WAIT
  // transitions: server LAST_ACK, after RTO [retransmitsFin] → LAST_ACK
  it('path 10: client FIN_WAIT_2, FIN [isNext] → TIME_WAIT; server LAST_ACK, after RTO [retransmitsFin] → LAST_ACK', () =>
    follow('0/0/0/0/0/6/6/0/0/1/2/1/2'));

  // transitions: client FIN_WAIT_1, DATA → FIN_WAIT_1
  // transitions: server CLOSE_WAIT, ACK [acknowledgesData] → CLOSE_WAIT
  it('path 11: client FIN_WAIT_1, DATA → FIN_WAIT_1; server CLOSE_WAIT, ACK [acknowledgesData] → CLOSE_WAIT', () =>
    follow('0/0/0/0/0/6/6/0/1/1/0/1'));

  // transitions: server LAST_ACK, ACK [acknowledgesData] → LAST_ACK
  // transitions: server LAST_ACK, FIN → LAST_ACK
  // transitions: client FIN_WAIT_1, after RTO [retransmitsFin] → FIN_WAIT_1
  it('path 12: server LAST_ACK, FIN → LAST_ACK; client FIN_WAIT_1, after RTO [retransmitsFin] → FIN_WAIT_1; and 1 more', () =>
    follow('0/0/0/0/0/6/6/0/1/1/0/3/1/0/2'));

  // transitions: server SYN_RCVD, after RTO → SYN_RCVD
  // transitions: client SYN_SENT, after RTO → SYN_SENT
  it('path 13: server SYN_RCVD, after RTO → SYN_RCVD; client SYN_SENT, after RTO → SYN_SENT', () =>
    follow('0/0/0/2/1'));
});
