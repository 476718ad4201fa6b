import { STEP_EXTRA } from '../model/steps.ts';
import type { ClosedEndpoint, ClosedSystem } from './closed-system.ts';
import { NONE } from './closed-system.ts';
import type { Decision, Read } from './decision.ts';
import { readsOf } from './decision.ts';
import { RULES, STATE } from './promela-rules.ts';

/** Packets in an `int` of the state: one in 16 bits. */
const PER_WORD = 2;

/** The largest number that fits. */
const MOST_PACKETS = 2 ** 15 - 1;

/**
 * A system in Promela, for Spin: tables of what the machines do, and what network and time do in C. Each of its steps is one
 * `d_step`, so that Spin finds the same states, and one transition more: it counts the initial state.
 */
export function promelaOf(system: ClosedSystem): string {
  if (system.packets.length > MOST_PACKETS) {
    throw new RangeError(
      `there are ${system.packets.length} packets; Promela is written for ${MOST_PACKETS} at most`,
    );
  }
  return [
    heading(system),
    `c_decl {\n\\#include <stdlib.h>\n\\#include <string.h>\n${constants(system)}\n${questions(system)}\n}`,
    variables(system),
    `c_code {\n${[STATE, tables(system), functions(system), stateCode(system), RULES].join('\n\n')}\n}`,
    process(system),
  ].join('\n\n');
}

function heading({ instance, distinctStates, transitions, properties }: ClosedSystem): string {
  const { name, variant, parameters } = instance;
  const given = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
  return comment([
    `${name}${variant === null ? '' : `, variant ${variant}`}: ${given.join(' ')}`,
    '',
    `Allways finds ${distinctStates} states and ${transitions} transitions. Spin counts one transition more, the`,
    'beginning. To search all of it, without reduction, and see what is found of each property:',
    '',
    '  spin -a FILE',
    '  cc -O2 -DSAFETY -DNOREDUCE -o pan pan.c',
    '  ./pan -m1000000',
    '',
    'With -DPROPERTY=N, Spin stops where the property with this number is decided:',
    ...['machines do not throw', ...properties.map((property) => property.name)].map(
      (each, i) => `  ${i}  ${each}`,
    ),
  ]);
}

function constants({ endpoints, rules, width, mostInFlight, timed, tick, ...system }: ClosedSystem): string {
  const reads = decisionsOf({ endpoints, rules, width, mostInFlight, timed, tick, ...system }).flatMap(
    readsOf,
  );
  const isSet = rules.duplication && rules.order !== 'fifo';
  return define({
    ENDPOINTS: endpoints.length,
    WIDTH: width,
    NETWORK: width - 2,
    HISTORY: width - 1,
    VECTOR: width * 2 + STEP_EXTRA,
    ACTION: width * 2,
    OBSERVED: width * 2 + 1,
    SENT: width * 2 + 2,
    MOST: Math.max(1, mostInFlight),
    FIFO: Number(rules.order === 'fifo'),
    SET: Number(isSet),
    LOSS: Number(rules.loss),
    LIFETIME: bound(rules.lifetime),
    MINIMUM_DELAY: rules.minimumDelay,
    CAPACITY: bound(rules.capacity),
    TICK: tick,
    REFUSES: Number(system.refused !== null),
    READS_NETWORK: Number(reads.some(isOfNetwork)),
    CAN_THROW: Number(system.steps.some(({ thrown }) => thrown !== null)),
    OPTIONS: optionsOf({ endpoints, rules, width, mostInFlight, timed, tick, ...system }).length,
    PROPERTIES: system.properties.length + 1,
  });
}

/** C has no infinity. */
function bound(value: number): string {
  return value === Number.POSITIVE_INFINITY ? '32767' : String(value);
}

function define(values: Readonly<Record<string, number | string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `\\#define ${name} ${value}`)
    .join('\n');
}

function isOfNetwork({ path }: Read): boolean {
  return path[1] === 'network';
}

function decisionsOf({ history, trigger, refused, final, properties }: ClosedSystem): readonly Decision[] {
  const all = [history, trigger, refused, final, ...properties.map(({ decision }) => decision)];
  return all.filter((each) => each !== null);
}

/** The state, in Promela: local states, the history, and what is in flight. */
function variables({ endpoints, inFlight, mostInFlight, rules, packets }: ClosedSystem): string {
  const order =
    rules.order === 'fifo' ? wayOrder(packets, endpoints.length) : (a: number, b: number) => a - b;
  const first = [...inFlight].sort(order);
  const words = Array.from({ length: wordsOf(mostInFlight) }, (_, word) => {
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

function wordsOf(mostInFlight: number): number {
  return Math.ceil(Math.max(1, mostInFlight) / PER_WORD);
}

function wayOrder(packets: ClosedSystem['packets'], endpoints: number): (a: number, b: number) => number {
  const way = (packet: number) => {
    const { from = 0, to = 0 } = packets[packet] ?? {};
    return from * endpoints + to;
  };
  return (a, b) => way(a) - way(b);
}

/** Between the variables of Promela and the state in C. */
function stateCode({ endpoints, mostInFlight }: ClosedSystem): string {
  const words = Array.from({ length: wordsOf(mostInFlight) }, (_, word) => word);
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

function tables(system: ClosedSystem): string {
  const { endpoints, packets, steps, remarks } = system;
  const ways = packets.map(({ from, to }) => from * endpoints.length + to);
  const lists = [...system.sendings].map(([, list]) => [...list, NONE]);
  const place = new Map<number, number>();
  [...system.sendings.keys()].forEach((id, i) => {
    place.set(
      id,
      lists.slice(0, i).reduce((sum, list) => sum + list.length, 0),
    );
  });
  const largest = Math.max(0, ...system.sendings.keys());
  const parts = endpoints.flatMap(({ name, values, contexts }, i) => [
    `/* What ${safe(name)} is in, by local state: value, and context. */`,
    array(`VALUE_${i}`, values),
    array(`CONTEXT_${i}`, contexts),
  ]);
  return [
    ...endpoints.map(({ name, states }) =>
      comment([`Local states of ${name}:`, ...states.map((text, i) => `${i}  ${text}`)]),
    ),
    comment([
      'Packets:',
      ...packets.map(({ from, to, text, mark, age, owed }, i) => {
        const what = [text, mark, age > 0 ? `age ${age}` : '', owed ? 'promised' : ''].filter(
          (each) => each !== '',
        );
        return `${i}  ${endpoints[from]?.name} to ${endpoints[to]?.name}: ${what.join(', ')}`;
      }),
    ]),
    comment(['Histories:', ...system.histories.map((text, i) => `${i}  ${text}`)]),
    ...parts,
    array('WAY', ways),
    array(
      'TO',
      packets.map(({ to }) => to),
    ),
    array(
      'AGE',
      packets.map(({ age }) => age),
    ),
    array(
      'OWED',
      packets.map(({ owed }) => Number(owed)),
    ),
    array(
      'SETTLED',
      packets.map(({ settled }) => settled),
    ),
    array(
      'OLDER',
      packets.map(({ older }) => older),
    ),
    array(
      'LOST',
      packets.map((_, packet) => system.losses.get(packet) ?? NONE),
    ),
    array('DELIVERY', deliveryActions(system)),
    '/* By trigger and packet: the packet with its new mark. */',
    `static const short REMARK[][${Math.max(1, packets.length)}] = { { 0 }${remarks.map((row) => `,\n  { ${packets.map((_, i) => row[i] ?? NONE).join(', ')} }`).join('')} };`,
    '/* What lists of messages become, each with a -1 at its end, and where they begin. */',
    array('SENDINGS', lists.flat()),
    array(
      'SENDING',
      Array.from({ length: largest + 1 }, (_, id) => place.get(id) ?? 0),
    ),
    '/* What endpoints do: action, endpoint, next local state, ids of what is observed and sent, whether it throws. */',
    'struct step { int action; short endpoint, next; int observed, sent; short throws; };',
    `static const struct step STEPS[] = {\n${steps.map(stepRow(endpoints)).join('\n')}\n};`,
    ...endpoints.map((endpoint, i) => localTables(endpoint, i, system)),
    chosen(
      'takes',
      'short e, short at, int packet',
      endpoints.map((_, i) => `case ${i}: return TAKES_${i}[at][packet];`),
      'e',
    ),
    chosen(
      'after_tick',
      'int e, short at',
      endpoints.map((_, i) => `case ${i}: return AFTER_TICK_${i}[at];`),
      'e',
    ),
  ].join('\n');
}

/** What functions of the model are asked of a delivery that may be refused: by packet, and whether a copy stays. */
function deliveryActions({ packets, steps, instance }: ClosedSystem): readonly number[] {
  const row = Array.from({ length: packets.length * 2 }, () => NONE);
  const { reader } = instance.model;
  void reader;
  for (const { kind, packet, copyStays, action } of steps)
    if (kind === 'deliver') row[packet * 2 + Number(copyStays)] = action;
  return row;
}

function stepRow(endpoints: ClosedSystem['endpoints']) {
  return (
    { action, endpoint, before, next, observations, sends, thrown, kind }: ClosedSystem['steps'][number],
    i: number,
  ): string => {
    const states = endpoints[endpoint]?.states ?? [];
    const what = endpoint === NONE ? kind : `${kind}: ${states[before]} -> ${states[next]}`;
    return `  { ${[action, endpoint, next, observations, sends, Number(thrown !== null)].join(', ')} }, /* ${i} ${safe(what)} */`;
  };
}

function localTables(
  { name, states, afterTick }: ClosedEndpoint,
  i: number,
  { steps, packets }: ClosedSystem,
): string {
  const row = () => Array.from({ length: Math.max(1, packets.length * 2) }, () => NONE);
  const takes = states.map(row);
  steps.forEach(({ kind, endpoint, before, packet, copyStays }, step) => {
    const own = takes[before];
    if (kind === 'deliver' && endpoint === i && own !== undefined) own[packet * 2 + Number(copyStays)] = step;
  });
  return [
    `/* ${safe(name)}, by local state: what it does with a packet (twice its number, plus one if a copy stays); after a tick. */`,
    `static const int TAKES_${i}[][${Math.max(1, packets.length * 2)}] = {\n${takes.map((each) => `  { ${each.join(', ')} }`).join(',\n')}\n};`,
    array(`AFTER_TICK_${i}`, afterTick),
  ].join('\n');
}

function functions(system: ClosedSystem): string {
  const { history, trigger, refused, final, properties, endpoints, contents, width } = system;
  const named = properties.map(({ name, decision, watches }, i) => ({
    number: i + 1,
    name,
    decision,
    watches,
  }));
  const own = named.flatMap(({ number, name, decision }) =>
    decision === null ? [] : [`/* ${safe(name)} */\n${decided(`property${number}`, decision, width)}`],
  );
  const judge = (what: string) =>
    named
      .filter(({ watches }) => watches === what)
      .map(({ number }) => `  if (!found[${number}] && property${number}(v)) found[${number}] = 1;`)
      .join('\n');
  const deadlock = named.find(({ watches }) => watches === 'deadlock');
  return [
    'static void outside(const char *what);',
    `static int found[PROPERTIES];\nstatic const char *const PROPERTY_NAME[] = {\n${['machines do not throw', ...properties.map(({ name }) => name)].map((name) => `  ${JSON.stringify(name)}`).join(',\n')}\n};`,
    contentsCode(contents),
    `/* The history after a step. */\n${decided('update', history ?? { read: { slot: width - 1, path: [] }, next: new Map() }, width, history === null ? `return v[${width - 1}];` : undefined)}`,
    `/* The trigger by which a step changes marks; 0 for none. */\n${decided('trigger', trigger ?? 0, width)}`,
    `/* Whether an assumption refuses a delivery. */\n${decided('refused', refused ?? 0, width)}`,
    `/* Whether nothing more needs to happen. */\n${decided('is_final', final, width)}`,
    ...own,
    `static void judge_state(const int *v)\n{\n${judge('state')}\n}`,
    `static void judge_step(const int *v)\n{\n${judge('step')}\n}`,
    `static void dead_end(void)\n{ ${deadlock === undefined ? '' : `found[${deadlock.number}] = 1;`} }`,
    eventCode('event', 'EVENT', endpoints, eventsOf(system)),
    eventCode('expiry', 'EXPIRE', endpoints, expiriesOf(system)),
    `static const short OPTION[][2] = {\n${optionsOf(system)
      .map(({ kind, which }) => `  { ${KINDS.indexOf(kind)}, ${which} }`)
      .join(',\n')}\n};`,
  ].join('\n\n');
}

const KINDS = ['DELIVER', 'KEEP', 'EVENT', 'EXPIRE', 'LOSE', 'TIME'] as const;

interface Option {
  readonly kind: (typeof KINDS)[number];
  readonly which: number;
  readonly text: string;
}

/** All that may ever happen, each by a number of its own. */
function optionsOf(system: ClosedSystem): readonly Option[] {
  const { rules, packets, steps, endpoints, timed, mostInFlight } = system;
  const textOf = (packet: number) => {
    const { text = '', mark = '', age = 0 } = packets[packet] ?? {};
    return `${text}${mark === '' ? '' : `, ${mark}`}${age === 0 ? '' : `, age ${age}`}`;
  };
  const met = (kind: string, copyStays: boolean) => [
    ...new Set(
      steps.filter((step) => step.kind === kind && step.copyStays === copyStays).map(({ packet }) => packet),
    ),
  ];
  const isFifo = rules.order === 'fifo';
  const losses = isFifo
    ? Array.from({ length: mostInFlight }, (_, which) => ({ which, text: `lose what stands at ${which}` }))
    : met('drop', false).map((which) => ({ which, text: `lose ${textOf(which)}` }));
  return [
    ...met('deliver', false).map((which) => ({
      kind: 'DELIVER' as const,
      which,
      text: `deliver ${textOf(which)}`,
    })),
    ...met('deliver', true).map((which) => ({
      kind: 'KEEP' as const,
      which,
      text: `deliver ${textOf(which)}, a copy stays`,
    })),
    ...eventsOf(system).map(({ endpoint, text }, which) => ({
      kind: 'EVENT' as const,
      which,
      text: `${endpoints[endpoint]?.name}: ${text}`,
    })),
    ...expiriesOf(system).map(({ endpoint, text }, which) => ({
      kind: 'EXPIRE' as const,
      which,
      text: `${endpoints[endpoint]?.name}: ${text}`,
    })),
    ...(rules.loss ? losses.map((loss) => ({ kind: 'LOSE' as const, ...loss })) : []),
    ...(timed ? [{ kind: 'TIME' as const, which: 0, text: 'a tick' }] : []),
  ];
}

/** An event from outside, or the timer at some place of the list of those that are due: by local state, the step. */
interface LocalOption {
  readonly endpoint: number;
  readonly text: string;
  readonly byLocal: ReadonlyMap<number, number>;
}

function eventsOf({ endpoints, steps }: ClosedSystem): readonly LocalOption[] {
  return endpoints.flatMap(({ events }, endpoint) => {
    const byText = new Map<string, Map<number, number>>();
    events.forEach((list, local) => {
      for (const step of list) {
        const text = steps[step]?.event ?? '';
        const known = byText.get(text) ?? new Map<number, number>();
        byText.set(text, known.set(local, step));
      }
    });
    return [...byText].map(([text, byLocal]) => ({ endpoint, text, byLocal }));
  });
}

function expiriesOf({ endpoints }: ClosedSystem): readonly LocalOption[] {
  return endpoints.flatMap(({ expiries }, endpoint) => {
    const most = Math.max(0, ...expiries.map(({ length }) => length));
    return Array.from({ length: most }, (_, place) => ({
      endpoint,
      text: `due timer ${place}`,
      byLocal: new Map(
        expiries.flatMap((list, local) => (list[place] === undefined ? [] : [[local, list[place]] as const])),
      ),
    }));
  });
}

function eventCode(
  name: string,
  table: string,
  endpoints: ClosedSystem['endpoints'],
  options: readonly LocalOption[],
): string {
  const most = Math.max(1, ...endpoints.map(({ states }) => states.length));
  const rows = options.map(({ byLocal, endpoint, text }) => {
    const states = endpoints[endpoint]?.states.length ?? 0;
    const row = Array.from({ length: states }, (_, local) => byLocal.get(local) ?? NONE);
    return `  { ${row.join(', ')} }, /* ${safe(`${endpoints[endpoint]?.name}: ${text}`)} */`;
  });
  return [
    `static const int ${table}_STEP[][${most}] = {\n${rows.length === 0 ? '  { 0 }' : rows.join('\n')}\n};`,
    array(`${table}_OF`, options.length === 0 ? [0] : options.map(({ endpoint }) => endpoint)),
    'static short where(int endpoint);',
    `static int ${name}(int which) { return ${table}_STEP[which][where(${table}_OF[which])]; }`,
  ].join('\n');
}

/** Ids of what is in flight, for functions that read it all. */
function contentsCode(contents: ClosedSystem['contents']): string {
  const rows = [...contents].map(([id, list]) => ({ id, list: [...list].sort((a, b) => a - b) }));
  const most = Math.max(1, ...rows.map(({ list }) => list.length));
  const cells = rows.map(({ id, list }) => `  { ${id}, ${list.length}, { ${list.join(', ') || '0'} } }`);
  return `/* What may be in flight all at once, for those who read that: its id, and its packets. */
static const struct { int id; short count, packet[${most}]; } CONTENTS[] = {
${cells.length === 0 ? '  { 0, 0, { 0 } }' : cells.join(',\n')}
};
static int contents(short count, const short *packet)
{ unsigned i; int k, n; short used[${most}];
  for (i = 0; i < sizeof CONTENTS / sizeof *CONTENTS; i++)
  { if (CONTENTS[i].count != count) continue;
    memcpy(used, CONTENTS[i].packet, sizeof used);
    for (k = 0; k < count; k++)
    { for (n = 0; n < count && used[n] != packet[k]; n++);
      if (n == count) break;
      used[n] = -1; }
    if (k == count) return CONTENTS[i].id; }
  outside("what was never in flight");
  return 0; }`;
}

/** A function of C that decides as the function of the model did. */
function decided(name: string, decision: Decision, width: number, instead?: string): string {
  const body =
    instead ?? `${decisionCode(decision, width, '  ')}\n  outside(${JSON.stringify(name)}); return 0;`;
  return `static int ${name}(const int *v)\n{\n${body}\n}`;
}

function decisionCode(decision: Decision, width: number, indent: string): string {
  if (typeof decision === 'number') return `${indent}return ${decision};`;
  const { read, next } = decision;
  if (next.size === 0) return '';
  // Cases with the same answer stand together.
  const byCode = new Map<string, number[]>();
  for (const [id, each] of next) {
    const code = decisionCode(each, width, `${indent}  `);
    byCode.set(code, [...(byCode.get(code) ?? []), id]);
  }
  const cases = [...byCode].map(
    ([code, ids]) => `${indent}${ids.map((id) => `case ${id}:`).join(' ')}\n${code}\n${indent}  break;`,
  );
  return `${indent}switch (${place(read, width)}) /* ${read.path.join('.')} */ {\n${cases.join('\n')}\n${indent}}`;
}

function place({ slot, path }: Read, width: number): string {
  const [, kind, , part] = path;
  if (kind !== 'endpoints' || part === undefined) return `v[${slot}]`;
  return `${part === 'value' ? 'VALUE' : 'CONTEXT'}_${slot % width}[v[${slot}]]`;
}

function process(system: ClosedSystem): string {
  const options = optionsOf(system).map(
    ({ kind, which, text }) =>
      `  :: d_step { c_expr { ${may(kind, which)} } -> c_code { take(${kind}, ${which}); } } /* ${safe(text)} */`,
  );
  return `active proctype system() {\nend:\n  do\n${options.join('\n')}\n  od\n}\n`;
}

/** Spin lets no expression call a function, but it does not look behind a macro. */
function questions(system: ClosedSystem): string {
  return optionsOf(system)
    .map(({ kind, which }) => `\\#define ${may(kind, which)} may(${kind}, ${which})`)
    .join('\n');
}

function may(kind: Option['kind'], which: number): string {
  return `may_${kind.toLowerCase()}_${which}`;
}

function array(name: string, values: readonly number[]): string {
  const lines: string[] = [];
  for (let at = 0; at < values.length; at += 24) lines.push(`  ${values.slice(at, at + 24).join(', ')}`);
  return `static const int ${name}[] = {\n${values.length === 0 ? '  0' : lines.join(',\n')}\n};`;
}

function chosen(name: string, parameters: string, cases: readonly string[], by: string): string {
  return `static int ${name}(${parameters})\n{ switch (${by}) { ${cases.join(' ')} }\n  return -1; }`;
}

function comment(lines: readonly string[]): string {
  return `/*\n${lines.map((line) => ` * ${safe(line)}`.trimEnd()).join('\n')}\n */`;
}

/** A text within a comment, and within a line. */
function safe(text: string): string {
  return text
    .replaceAll('*/', '* /')
    .replaceAll('/*', '/ *')
    .replaceAll(/[\r\n]/g, ' ');
}
