import type { ClosedDeed, ClosedSystem } from '../closed-system.ts';
import { NONE } from '../closed-system.ts';
import { safe } from '../comments.ts';
import { deliveriesOf } from '../derived.ts';
import type { CCode } from './c-code.ts';
import { addWays } from './ways.ts';

/** Adds what machines do, and what packets are, as arrays. */
export function addTables(code: CCode, system: ClosedSystem): void {
  const { endpoints, packets, steps, remarks } = system;
  const perPacket = Math.max(1, packets.length);
  endpoints.forEach(({ name, values, contexts }, i) => {
    code.add(`/* The value and the context of ${safe(name)}, by local state. */`);
    code.array(`VALUE_${i}`, values);
    code.array(`CONTEXT_${i}`, contexts);
  });
  code.add('/* By packet. */');
  const byPacket = {
    WAY: packets.map(({ way }) => way),
    TO: packets.map(({ to }) => to),
    AGE: packets.map(({ age }) => age),
    OWED: packets.map(({ owed }) => Number(owed)),
    SETTLED: packets.map(({ settled }) => settled),
    OLDER: packets.map(({ older }) => older),
    LOST: packets.map((_, packet) => system.losses.get(packet) ?? NONE),
  };
  for (const [name, values] of Object.entries(byPacket)) code.array(name, values);
  code.add('/* By trigger and packet: the packet with its new mark. */');
  code.array('REMARKS', [
    ...packets.map(() => 0),
    ...remarks.flatMap((row) => packets.map((_, i) => row[i] ?? NONE)),
  ]);
  code.add(`\\#define REMARK(trigger, packet) REMARKS[(trigger) * ${perPacket} + (packet)]`);
  addWays(code, system);
  addSendings(code, system.sendings);
  code.add(
    '/* By local step: its action, who acts, the next local state, ids of what is observed and sent, whether it throws. */',
  );
  const byStep = {
    STEP_ACTION: steps.map(({ action }) => action),
    STEP_ENDPOINT: steps.map(({ endpoint }) => endpoint),
    STEP_NEXT: steps.map(({ next }) => next),
    STEP_OBSERVED: steps.map(({ observations }) => observations),
    STEP_SENT: steps.map(({ sends }) => sends),
    STEP_THROWS: steps.map(({ thrown }) => Number(thrown !== null)),
    STEP_FAULT: steps.map(({ isFault }) => Number(isFault)),
  };
  for (const [name, values] of Object.entries(byStep)) code.array(name, values);
  addDeliveries(code, system);
  endpoints.forEach(({ name, afterTick }, i) => {
    code.add(`/* Where ${safe(name)} is after a tick, by local state. */`);
    code.array(`AFTER_TICK_${i}`, afterTick);
  });
  const cases = endpoints.map((_, i) => `case ${i}: return AFTER_TICK_${i}[at];`).join(' ');
  code.add(`static int after_tick(int e, int at)\n{ switch (e) { ${cases} }\n  return -1; }`);
}

/** The ways of delivering packets, and what the receiver does by its local state. */
function addDeliveries(code: CCode, system: ClosedSystem): void {
  const deliveries = deliveriesOf(system);
  const width = Math.max(1, ...system.endpoints.map(({ states }) => states.length));
  code.add(
    '/* By delivery: the packet, whether a copy stays, the action; and by local state of the receiver, what it does: -2 for nothing now. */',
  );
  code.array(
    'DELIVERED',
    deliveries.map(({ packet }) => packet),
  );
  code.array(
    'STAYS',
    deliveries.map(({ copyStays }) => Number(copyStays)),
  );
  code.array(
    'DELIVERY',
    deliveries.map(({ action }) => action),
  );
  code.array(
    'TAKES',
    deliveries.flatMap(({ byLocal }) => Array.from({ length: width }, (_, local) => byLocal[local] ?? NONE)),
  );
  code.add(`static int takes(int d, int at)\n{ return TAKES[d * ${width} + at]; }`);
}

/** What is done to links, by number. */
const CHANGES = ['send', 'ask', 'close', 'abort', 'crash', 'break', 'open', 'down', 'up'] as const;

/** What lists of messages, and of what is done to links, become: deeds, each list with a -1 at its end, and where they begin. */
function addSendings(code: CCode, sendings: ClosedSystem['sendings']): void {
  const deeds: ClosedDeed[] = [];
  const all: number[] = [];
  const places = new Map<number, number>();
  for (const [id, list] of sendings) {
    places.set(id, all.length);
    all.push(...list.map((deed) => deeds.push(deed) - 1), NONE);
  }
  const largest = Math.max(0, ...sendings.keys());
  code.add(`/* What is handed to the network: what it is, the link and its end, and two packets. */
enum { ${CHANGES.map((change) => `DO_${change.toUpperCase()}`).join(', ')} };`);
  const byDeed = {
    DEED: deeds.map(({ change }) => CHANGES.indexOf(change?.kind ?? 'send')),
    DEED_LINK: deeds.map(({ change }) => change?.link ?? NONE),
    DEED_END: deeds.map(({ change }) => (change !== null && 'end' in change ? change.end : NONE)),
    DEED_PACKETS: deeds.flatMap(({ packets: [one = NONE, other = NONE] }) => [one, other]),
  };
  for (const [name, values] of Object.entries(byDeed)) code.array(name, values);
  code.add('/* Lists of that, each with a -1 at its end, and where they begin. */');
  code.array('SENDINGS', all);
  code.array(
    'SENDING',
    Array.from({ length: largest + 1 }, (_, id) => places.get(id) ?? 0),
  );
}
