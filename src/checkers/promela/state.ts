import type { ClosedSystem } from '../closed-system.ts';
import { NONE } from '../closed-system.ts';
import { safe } from '../comments.ts';
import { firstInFlight } from '../derived.ts';

/** Packets in an `int` of the state: one in 16 bits. */
const PER_WORD = 2;

/** The state, in Promela: local states, the history, and what is in flight. */
export function variables(system: ClosedSystem): string {
  const { endpoints } = system;
  const first = firstInFlight(system);
  const words = Array.from({ length: wordsOf(system) }, (_, word) => {
    const value = Array.from({ length: PER_WORD }, (_, i) => (first[word * PER_WORD + i] ?? NONE) + 1);
    return `int flight${word} = ${value.reduce((sum, each, i) => sum + each * 2 ** (16 * i), 0)};`;
  });
  return [
    ...endpoints.map(
      ({ name, initial, states }, i) =>
        `short at${i} = ${initial}; /* ${safe(name)}: ${safe(states[initial] ?? '')} */`,
    ),
    'short history = 0;',
    '/* the packets in flight, two in each, plus one */',
    ...words,
  ].join('\n');
}

type Room = Pick<ClosedSystem, 'rules' | 'mostInFlight' | 'sendings'>;

/** Packets that there must be room for: more than ever were in flight while a step sends that is cut off in the end. */
export function roomOf({ rules, mostInFlight, sendings }: Room): number {
  const longest = Math.max(0, ...[...sendings.values()].map(({ length }) => length));
  return Math.max(1, Math.min(rules.capacity, mostInFlight + longest));
}

function wordsOf(room: Room): number {
  return Math.ceil(roomOf(room) / PER_WORD);
}

/** Between the variables of Promela and the state in C. */
export function stateCode(system: ClosedSystem): string {
  const { endpoints } = system;
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
${words.map((word) => `  unpack(now.flight${word});`).join('\n')} }

static void store(void)
{
${endpoints.map((_, i) => `  now.at${i} = here.at[${i}];`).join('\n')}
  now.history = here.history;
${words.map((word) => `  now.flight${word} = packed(${word * 2}) | packed(${word * 2 + 1}) << 16;`).join('\n')} }`;
}
