import type { ClosedCondition, ClosedContents, ClosedSystem } from '../closed-system.ts';
import { NONE } from '../closed-system.ts';
import { safe } from '../comments.ts';
import { inOrder } from '../derived.ts';

/** Packets in an `int` of the state: one in 16 bits. */
const PER_WORD = 2;

const NOTHING: ClosedContents = { packets: [], conditions: [] };

/** The state, in Promela, as it is in the first initial state: local states, the history, and what is in flight. */
export function variables(system: ClosedSystem): string {
  const { endpoints, links, initials } = system;
  const { at = [], history = 0, contents = NOTHING } = initials[0] ?? {};
  const first = inOrder(contents.packets, system);
  const words = Array.from({ length: wordsOf(system) }, (_, word) => {
    const value = Array.from({ length: PER_WORD }, (_, i) => (first[word * PER_WORD + i] ?? NONE) + 1);
    return `int flight${word} = ${value.reduce((sum, each, i) => sum + each * 2 ** (16 * i), 0)};`;
  });
  return [
    ...endpoints.map(
      ({ name, states }, i) =>
        `short at${i} = ${at[i] ?? 0}; /* ${safe(name)}: ${safe(states[at[i] ?? 0] ?? '')} */`,
    ),
    `short history = ${history};`,
    ...contents.conditions.map(
      (condition, i) => `short link${i} = ${conditionOf(condition)}; /* ${safe(links[i]?.name ?? '')} */`,
    ),
    '/* the packets in flight, two in each, plus one */',
    ...words,
  ].join('\n');
}

/** How a link is, as one number: see the macros beside the rules. */
export function conditionOf({ up, downs, asked, closed }: ClosedCondition): number {
  return Number(up) + asked * 2 + closed * 8 + downs * 32;
}

type Room = Pick<ClosedSystem, 'rules' | 'mostInFlight' | 'sendings'>;

/** Packets that there must be room for: more than ever were in flight while a step sends that is cut off in the end. */
export function roomOf({ rules, mostInFlight, sendings }: Room): number {
  const sent = [...sendings.values()].map((deeds) =>
    deeds.reduce((sum, { packets }) => sum + packets.length, 0),
  );
  const most = mostInFlight + Math.max(0, ...sent);
  // What the ends of sessions are told always finds room.
  return Math.max(1, rules.links.length > 0 ? most : Math.min(rules.capacity, most));
}

function wordsOf(room: Room): number {
  return Math.ceil(roomOf(room) / PER_WORD);
}

/** Between the variables of Promela and the state in C. */
export function stateCode(system: ClosedSystem): string {
  const { endpoints, links } = system;
  const words = Array.from({ length: wordsOf(system) }, (_, word) => word);
  return `static void unpack(unsigned word)
{ int i;
  for (i = 0; i < 2; i++, word >>= 16)
    if (word & 0xffff) here.packet[here.count++] = (word & 0xffff) - 1; }

static unsigned packed(int i)
{ return i < here.count ? here.packet[i] + 1u : 0u; }

static void load(void)
{ memset(&here, 0, sizeof here);
${endpoints.map((_, i) => `  here.at[${i}] = now.at${i};`).join('\n')}
  here.history = now.history;
${links.map((_, i) => `  here.link[${i}] = now.link${i};`).join('\n')}
${words.map((word) => `  unpack(now.flight${word});`).join('\n')} }

static void store(void)
{
${endpoints.map((_, i) => `  now.at${i} = here.at[${i}];`).join('\n')}
  now.history = here.history;
${links.map((_, i) => `  now.link${i} = here.link[${i}];`).join('\n')}
${words.map((word) => `  now.flight${word} = packed(${word * 2}) | packed(${word * 2 + 1}) << 16;`).join('\n')} }`;
}
