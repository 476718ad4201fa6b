import { type ClosedCondition, type ClosedDeed, type ClosedSystem, NONE } from '../closed-system.ts';
import { deliveriesOf, isFifo, linkStepsOf } from '../derived.ts';
import { eventsOf, expiriesOf, type LocalOption } from '../options.ts';
import { bool, bound, sequence, set, text } from './values.ts';

/** What machines do, what packets and links are: as sequences. */
export function tables(system: ClosedSystem): string {
  const { endpoints, packets, ways, steps, remarks, sendings } = system;
  const deliveries = deliveriesOf(system);
  const lists = Array.from({ length: Math.max(0, ...sendings.keys()) + 1 }, (_, id) =>
    sequence((sendings.get(id) ?? []).map(deedText)),
  );
  return [
    '(* By packet. *)',
    `Way == ${sequence(packets.map(({ way }) => way))}`,
    `To == ${sequence(packets.map(({ to }) => to))}`,
    `Age == ${sequence(packets.map(({ age }) => age))}`,
    `Owed == ${sequence(packets.map(({ owed }) => bool(owed)))}`,
    `Settled == ${sequence(packets.map(({ settled }) => settled))}`,
    `Older == ${sequence(packets.map(({ older }) => older))}`,
    `Lost == ${sequence(packets.map((_, packet) => system.losses.get(packet) ?? NONE))}`,
    '(* By way: what may happen to messages there. *)',
    `From == ${sequence(ways.map(({ from }) => from))}`,
    `Fifo == ${sequence(ways.map((way) => bool(isFifo(way))))}`,
    `IsSet == ${sequence(ways.map(({ isSet }) => bool(isSet)))}`,
    `Duplication == ${sequence(ways.map(({ rules }) => bool(rules.duplication)))}`,
    `Loss == ${sequence(ways.map(({ rules }) => bool(rules.loss)))}`,
    `Lifetime == ${sequence(ways.map(({ rules }) => bound(rules.lifetime)))}`,
    `Holds == ${sequence(ways.map(({ rules }) => bool(rules.holdsTime)))}`,
    `MinimumDelay == ${sequence(ways.map(({ rules }) => rules.minimumDelay))}`,
    `Room == ${sequence(ways.map(({ rules }) => bound(rules.capacity)))}`,
    `Full == ${sequence(ways.map(({ rules }) => text(rules.full)))}`,
    `WayTells == ${sequence(ways.map(({ tells }) => text(tells ?? 'no')))}`,
    `WaySession == ${sequence(ways.map(({ session }) => session))}`,
    `WayCrosses == ${sequence(ways.map(({ crosses }) => set(crosses)))}`,
    ...linkTables(system),
    '(* By trigger and packet: the packet with its new mark. *)',
    `Remark == ${sequence(remarks.map((row) => sequence(packets.map((_, i) => row[i] ?? NONE))))}`,
    '(* What lists of messages, and of what is done to links, become. *)',
    `Sendings == ${sequence(lists)}`,
    '(* By local step. *)',
    `StepAction == ${sequence(steps.map(({ action }) => action))}`,
    `StepEndpoint == ${sequence(steps.map(({ endpoint }) => endpoint))}`,
    `StepNext == ${sequence(steps.map(({ next }) => next))}`,
    `StepObserved == ${sequence(steps.map(({ observations }) => observations))}`,
    `StepSent == ${sequence(steps.map(({ sends }) => sends))}`,
    `StepThrows == ${sequence(steps.map(({ thrown }) => bool(thrown !== null)))}`,
    `StepFault == ${sequence(steps.map(({ isFault }) => bool(isFault)))}`,
    '(* By delivery: the packet, whether a copy stays, the action; and by local state of the receiver the local step, -2 for none now. *)',
    `Delivered == ${sequence(deliveries.map(({ packet }) => packet))}`,
    `Stays == ${sequence(deliveries.map(({ copyStays }) => bool(copyStays)))}`,
    `Delivery == ${sequence(deliveries.map(({ action }) => action))}`,
    `Takes == ${sequence(deliveries.map(({ byLocal }) => sequence(byLocal)))}`,
    '(* By endpoint and local state. *)',
    `AfterTick == ${sequence(endpoints.map(({ afterTick }) => sequence(afterTick)))}`,
    ...endpoints.flatMap(({ values, contexts }, i) => [
      `Value_${i} == ${sequence(values)}`,
      `Context_${i} == ${sequence(contexts)}`,
    ]),
    '(* External events, and due timers: an endpoint, and by its local state the local step. *)',
    `Events == ${localOptions(eventsOf(system), system)}`,
    `Expiries == ${localOptions(expiriesOf(system), system)}`,
  ].join('\n');
}

function linkTables(system: ClosedSystem): readonly string[] {
  const { links, steps, endpoints } = system;
  const changes = linkStepsOf(system).map((step) => {
    const { link = NONE, kind } = steps[step] ?? {};
    return `<<${step}, ${link}, ${bool(kind === 'break' || kind === 'down')}>>`;
  });
  return [
    '(* By link: how often it may go down, whether a partition loses, what holds of a session. *)',
    `LinkMost == ${sequence(links.map(({ most }) => most))}`,
    `LinkLoses == ${sequence(links.map(({ loses }) => bool(loses)))}`,
    `LinkIsAsked == ${sequence(links.map(({ isAsked }) => bool(isAsked)))}`,
    `LinkWaits == ${sequence(links.map(({ waits }) => bool(waits)))}`,
    `LinkBreaksOnCrash == ${sequence(links.map(({ breaksOnCrash }) => bool(breaksOnCrash)))}`,
    `LinkEnds == ${sequence(links.map(({ ends }) => sequence(ends)))}`,
    `LinkBetween == ${sequence(links.map(({ between }) => set(between)))}`,
    '(* What happens to links by itself: the local step, the link, and whether it goes down. *)',
    `Changes == ${sequence(changes)}`,
    '(* By endpoint and local state: whether it is down. *)',
    `IsDown == ${sequence(endpoints.map(({ isDown }) => sequence(isDown.map(bool))))}`,
  ];
}

/** Who is an end of a session is 1 or 2. */
function deedText({ change, packets }: ClosedDeed): string {
  const link = change?.link ?? NONE;
  const end = change !== null && 'end' in change ? change.end + 1 : 1;
  return `[what |-> ${text(change?.kind ?? 'send')}, link |-> ${link}, end |-> ${end}, packets |-> ${sequence(packets)}]`;
}

/** How a link is. */
export function conditionText({ up, downs, asked, closed }: ClosedCondition): string {
  return `[up |-> ${bool(up)}, downs |-> ${downs}, asked |-> ${endsText(asked)}, closed |-> ${endsText(closed)}]`;
}

function endsText(bits: number): string {
  return set([1, 2].filter((end) => (bits & end) !== 0));
}

function localOptions(options: readonly LocalOption[], { endpoints }: ClosedSystem): string {
  return sequence(
    options.map(({ endpoint, byLocal }) => {
      const states = endpoints[endpoint]?.states ?? [];
      return `<<${endpoint}, ${sequence(states.map((_, local) => byLocal.get(local) ?? NONE))}>>`;
    }),
  );
}
