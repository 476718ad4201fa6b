import { STEP_EXTRA } from '../model/steps.ts';
import { boundsText } from './bounds-text.ts';
import { CCode } from './c-code.ts';
import type { ClosedEndpoint, ClosedSystem } from './closed-system.ts';
import { NONE } from './closed-system.ts';
import type { Decision, Read } from './decision.ts';
import { readsOf } from './decision.ts';
import { eventsOf, expiriesOf, type LocalOption } from './options.ts';
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
  const code = new CCode();
  code.add(STATE);
  code.add('static void outside(const char *what);\nstatic short where(int endpoint);');
  addTables(code, system);
  addFunctions(code, system);
  code.add(stateCode(system));
  code.addFill();
  for (const rule of RULES.split('\n\n')) code.add(rule);
  return [
    heading(system),
    `c_decl {\n\\#include <stdlib.h>\n\\#include <string.h>\n${constants(system)}\n${questions(system)}\n}`,
    variables(system),
    legend(system),
    code.blocks(),
    processCode(system),
  ].join('\n\n');
}

function heading({ instance, distinctStates, transitions, properties }: ClosedSystem): string {
  const { name, variant, parameters } = instance;
  const given = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
  return comment([
    `${name}${variant === null ? '' : `, variant ${variant}`}: ${given.join(' ')}`,
    '',
    ...boundsText(instance),
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
    MOST: roomOf({ rules, mostInFlight, sendings: system.sendings }),
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
function variables(system: ClosedSystem): string {
  const { endpoints, inFlight, rules, packets } = system;
  const order =
    rules.order === 'fifo' ? wayOrder(packets, endpoints.length) : (a: number, b: number) => a - b;
  const first = [...inFlight].sort(order);
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
function roomOf({ rules, mostInFlight, sendings }: Room): number {
  const longest = Math.max(0, ...[...sendings.values()].map(({ length }) => length));
  return Math.max(1, Math.min(rules.capacity, mostInFlight + longest));
}

function wordsOf(room: Room): number {
  return Math.ceil(roomOf(room) / PER_WORD);
}

function wayOrder(packets: ClosedSystem['packets'], endpoints: number): (a: number, b: number) => number {
  const way = (packet: number) => {
    const { from = 0, to = 0 } = packets[packet] ?? {};
    return from * endpoints + to;
  };
  return (a, b) => way(a) - way(b);
}

/** Between the variables of Promela and the state in C. */
function stateCode(system: ClosedSystem): string {
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

/** What numbers stand for. */
function legend({ endpoints, packets, histories, steps }: ClosedSystem): string {
  return [
    ...endpoints.map(({ name, states }) =>
      comment([`Local states of ${name}:`, ...states.map((text, i) => `${i}  ${text}`)]),
    ),
    comment([
      'Packets:',
      ...packets.map(({ from, to, text, mark, age, owed }, i) => {
        const what = [text, mark, age > 0 ? `age ${age}` : '', owed ? 'promised' : ''];
        return `${i}  ${endpoints[from]?.name} to ${endpoints[to]?.name}: ${what.filter((each) => each !== '').join(', ')}`;
      }),
    ]),
    comment(['Histories:', ...histories.map((text, i) => `${i}  ${text}`)]),
    comment([
      'Local steps:',
      ...steps.map(({ kind, endpoint, before, next }, i) => {
        const states = endpoints[endpoint]?.states;
        return `${i}  ${states === undefined ? kind : `${endpoints[endpoint]?.name} ${kind}: ${before} to ${next}`}`;
      }),
    ]),
  ].join('\n\n');
}

function addTables(code: CCode, system: ClosedSystem): void {
  const { endpoints, packets, steps, remarks } = system;
  const perPacket = Math.max(1, packets.length);
  endpoints.forEach(({ name, values, contexts }, i) => {
    code.add(`/* The value and the context of ${safe(name)}, by local state. */`);
    code.array(`VALUE_${i}`, values);
    code.array(`CONTEXT_${i}`, contexts);
  });
  code.add('/* By packet. */');
  code.array(
    'WAY',
    packets.map(({ from, to }) => from * endpoints.length + to),
  );
  code.array(
    'TO',
    packets.map(({ to }) => to),
  );
  code.array(
    'AGE',
    packets.map(({ age }) => age),
  );
  code.array(
    'OWED',
    packets.map(({ owed }) => Number(owed)),
  );
  code.array(
    'SETTLED',
    packets.map(({ settled }) => settled),
  );
  code.array(
    'OLDER',
    packets.map(({ older }) => older),
  );
  code.array(
    'LOST',
    packets.map((_, packet) => system.losses.get(packet) ?? NONE),
  );
  code.array('DELIVERY', system.deliveries);
  code.add('/* By trigger and packet: the packet with its new mark. */');
  code.array('REMARKS', [
    ...packets.map(() => 0),
    ...remarks.flatMap((row) => packets.map((_, i) => row[i] ?? NONE)),
  ]);
  code.add(`\\#define REMARK(trigger, packet) REMARKS[(trigger) * ${perPacket} + (packet)]`);
  addSendings(code, system.sendings);
  code.add(
    '/* By local step: its action, who acts, the next local state, ids of what is observed and sent, whether it throws. */',
  );
  code.array(
    'STEP_ACTION',
    steps.map(({ action }) => action),
  );
  code.array(
    'STEP_ENDPOINT',
    steps.map(({ endpoint }) => endpoint),
  );
  code.array(
    'STEP_NEXT',
    steps.map(({ next }) => next),
  );
  code.array(
    'STEP_OBSERVED',
    steps.map(({ observations }) => observations),
  );
  code.array(
    'STEP_SENT',
    steps.map(({ sends }) => sends),
  );
  code.array(
    'STEP_THROWS',
    steps.map(({ thrown }) => Number(thrown !== null)),
  );
  endpoints.forEach((endpoint, i) => {
    addLocalTables(code, endpoint, i, system);
  });
  const cases = (name: string, index: string) =>
    endpoints.map((_, i) => `case ${i}: return ${name}_${i}[${index}];`).join(' ');
  code.add(`static int takes(int e, int at, int packet)
{ switch (e) { ${cases('TAKES', `at * ${perPacket * 2} + packet`)} }
  return -1; }

static int after_tick(int e, int at)
{ switch (e) { ${cases('AFTER_TICK', 'at')} }
  return -1; }`);
}

/** What lists of messages become, each with a -1 at its end, and where they begin. */
function addSendings(code: CCode, sendings: ClosedSystem['sendings']): void {
  const all: number[] = [];
  const places = new Map<number, number>();
  for (const [id, list] of sendings) {
    places.set(id, all.length);
    all.push(...list, NONE);
  }
  const largest = Math.max(0, ...sendings.keys());
  code.add('/* What lists of messages become, each with a -1 at its end, and where they begin. */');
  code.array('SENDINGS', all);
  code.array(
    'SENDING',
    Array.from({ length: largest + 1 }, (_, id) => places.get(id) ?? 0),
  );
}

function addLocalTables(
  code: CCode,
  { name, states, afterTick }: ClosedEndpoint,
  i: number,
  { steps, packets }: ClosedSystem,
): void {
  const width = Math.max(1, packets.length) * 2;
  const takes = new Array<number>(states.length * width).fill(NONE);
  steps.forEach(({ kind, endpoint, before, packet, copyStays }, step) => {
    if (kind === 'deliver' && endpoint === i) takes[before * width + packet * 2 + Number(copyStays)] = step;
  });
  code.add(
    `/* What ${safe(name)} does with a packet (twice its number, plus one if a copy stays), by local state; where it is after a tick. */`,
  );
  code.array(`TAKES_${i}`, takes);
  code.array(`AFTER_TICK_${i}`, afterTick);
}

function addFunctions(code: CCode, system: ClosedSystem): void {
  const { history, trigger, refused, final, properties, endpoints, width } = system;
  const names = ['machines do not throw', ...properties.map(({ name }) => name)];
  code.add(`static int found[PROPERTIES];
static const char *const PROPERTY_NAME[] = {
${names.map((name) => `  ${JSON.stringify(name)}`).join(',\n')}
};`);
  addContents(code, system);
  const place = placeIn(width);
  const add = (what: string, name: string, decision: Decision) => {
    code.add(`/* ${safe(what)} */`);
    code.decision(name, decision, place);
  };
  if (history === null) code.add(`static int update(const int *v)\n{ return v[${width - 1}]; }`);
  else add('The history after a step.', 'update', history);
  add('The trigger by which a step changes marks; 0 for none.', 'trigger', trigger ?? 0);
  add('Whether an assumption refuses a delivery.', 'refused', refused ?? 0);
  add('Whether nothing more needs to happen.', 'is_final', final);
  const decided = properties.map(({ name, decision, watches }, i) => {
    if (decision !== null) add(name, `property_${i + 1}`, decision);
    return { watches, code: `  if (!found[${i + 1}] && property_${i + 1}(v)) found[${i + 1}] = 1;` };
  });
  const judging = (what: string) =>
    decided
      .filter(({ watches }) => watches === what)
      .map((each) => each.code)
      .join('\n');
  const deadlock = properties.findIndex(({ watches }) => watches === 'deadlock') + 1;
  code.add(`static void judge_state(const int *v)\n{\n${judging('state')}\n}`);
  code.add(`static void judge_step(const int *v)\n{\n${judging('step')}\n}`);
  code.add(`static void dead_end(void)\n{ ${deadlock === 0 ? '' : `found[${deadlock}] = 1;`} }`);
  addLocalOptions(code, 'event', 'EVENT', endpoints, eventsOf(system));
  addLocalOptions(code, 'expiry', 'EXPIRE', endpoints, expiriesOf(system));
  code.add('/* All that may ever happen: its kind, and which. */');
  code.array(
    'OPTION',
    optionsOf(system).flatMap(({ kind, which }) => [KINDS.indexOf(kind), which]),
  );
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

function addLocalOptions(
  code: CCode,
  name: string,
  table: string,
  endpoints: ClosedSystem['endpoints'],
  options: readonly LocalOption[],
): void {
  const width = Math.max(1, ...endpoints.map(({ states }) => states.length));
  code.array(
    `${table}_STEP`,
    options.flatMap(({ byLocal }) => Array.from({ length: width }, (_, local) => byLocal.get(local) ?? NONE)),
  );
  code.array(
    `${table}_OF`,
    options.map(({ endpoint }) => endpoint),
  );
  code.add(
    `static int ${name}(int which)\n{ return ${table}_STEP[which * ${width} + where(${table}_OF[which])]; }`,
  );
}

/** Ids of what is in flight, for functions that read it all. */
function addContents(code: CCode, { contents, rules }: ClosedSystem): void {
  const isFifo = rules.order === 'fifo';
  const all: number[] = [];
  const rows: number[] = [];
  for (const [id, list] of contents) {
    rows.push(id, all.length, list.length);
    // In FIFO order, the order is part of it, and the same here as in the state: way by way.
    all.push(...(isFifo ? list : [...list].sort((a, b) => a - b)));
  }
  code.add(
    '/* What may be in flight all at once, for those who read that: id, place among the packets below, how many. */',
  );
  code.array('CONTENTS', rows);
  code.array('CONTENTS_PACKETS', all);
  code.add(`static int contents(int count, const short *packet)
{ short in_order[MOST + 1], p; int i, k;
  memcpy(in_order, packet, sizeof in_order);
  for (i = 1; !FIFO && i < count; i++)
    for (k = i; k > 0 && in_order[k - 1] > in_order[k]; k--)
    { p = in_order[k]; in_order[k] = in_order[k - 1]; in_order[k - 1] = p; }
  for (i = 0; i < ${contents.size * 3}; i += 3)
  { if (CONTENTS[i + 2] != count) continue;
    for (k = 0; k < count && CONTENTS_PACKETS[CONTENTS[i + 1] + k] == in_order[k]; k++);
    if (k == count) return CONTENTS[i]; }
  outside("what was never in flight all at once");
  return 0; }`);
}

function placeIn(width: number): (read: Read) => string {
  return ({ slot, path }) => {
    const [, kind, , part] = path;
    if (kind !== 'endpoints' || part === undefined) return `v[${slot}]`;
    return `${part === 'value' ? 'VALUE' : 'CONTEXT'}_${slot % width}[v[${slot}]]`;
  };
}

function processCode(system: ClosedSystem): string {
  const options = optionsOf(system).map(
    ({ kind, which, text }) =>
      `  :: d_step { c_expr { ${may(kind, which)} } -> c_code { take(${kind}, ${which}); } } /* ${safe(text)} */`,
  );
  // The beginning is judged also where nothing ever happens.
  const all = options.length > 0 ? options : ['  :: d_step { c_expr { may_nothing } -> c_code { stop(); } }'];
  return `active proctype system() {\nend:\n  do\n${all.join('\n')}\n  od\n}\n`;
}

/** Spin lets no expression call a function, but it does not look behind a macro. */
function questions(system: ClosedSystem): string {
  const options = optionsOf(system).map(
    ({ kind, which }) => `\\#define ${may(kind, which)} may(${kind}, ${which})`,
  );
  return options.length > 0 ? options.join('\n') : '\\#define may_nothing (load(), begin(), 0)';
}

function may(kind: Option['kind'], which: number): string {
  return `may_${kind.toLowerCase()}_${which}`;
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
