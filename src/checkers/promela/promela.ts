import { ModelError } from '../../language/errors.ts';
import type { Instance } from '../../model/instance.ts';
import { STEP_EXTRA } from '../../model/steps.ts';
import { type CloseOptions, closeSystem } from '../close.ts';
import type { ClosedSystem } from '../closed-system.ts';
import { comment, safe } from '../comments.ts';
import type { Decision, Read } from '../decision.ts';
import { readsOf } from '../decision.ts';
import { keepsOrder } from '../derived.ts';
import { packetLines, propertyNames, titleLines } from '../legend.ts';
import { addBeginnings, beginningText, isOpen } from './beginning.ts';
import { CCode } from './c-code.ts';
import { addFunctions } from './functions.ts';
import { LINK_RULES } from './link-rules.ts';
import { type Option, optionsOf } from './options.ts';
import { RULES, STATE } from './rules.ts';
import { roomOf, stateCode, variables } from './state.ts';
import { addTables } from './tables.ts';
import { bound } from './ways.ts';

/** The largest number of a local state, a packet or a history that fits into a `short`. */
const LARGEST = 2 ** 15 - 1;

/**
 * A model in Promela, for Spin, which finds the same states and verdicts: see docs/second-opinion.md.
 *
 * @param instance a new one, of which nothing was asked yet
 * @throws ModelError if there are more states than allowed, or numbers do not fit, or other checkers are not told something in it
 */
export function toPromela(instance: Instance, options: CloseOptions = {}): string {
  return promelaOf(closeSystem(instance, options));
}

/**
 * A system in Promela, for Spin: tables of what the machines do, and what network and time do in C. Each of its steps is one
 * `d_step`, so that Spin finds the same states, and one transition more: it counts the initial state. Where there are several of these, they
 * are what the first step may lead to, so that there is one state more, in which that is still open, and a transition more for each.
 *
 * @throws ModelError if numbers do not fit
 */
export function promelaOf(system: ClosedSystem): string {
  requireRoom(system);
  const code = new CCode();
  code.add(STATE);
  code.add('static void outside(const char *what);\nstatic short where(int endpoint);');
  addTables(code, system);
  addFunctions(code, system);
  code.add(stateCode(system));
  code.addFill();
  for (const rule of [LINK_RULES, RULES].flatMap((rules) => rules.split('\n\n'))) code.add(rule);
  addBeginnings(code, system);
  return [
    heading(system),
    `c_decl {\n\\#include <stdlib.h>\n\\#include <string.h>\n${constants(system)}\n${questions(system)}\n}`,
    variables(system),
    legend(system),
    code.blocks(),
    processCode(system),
  ].join('\n\n');
}

function requireRoom({ endpoints, packets, histories }: ClosedSystem): void {
  const sizes = [
    ...endpoints.map(({ name, states }) => [`local states of "${name}"`, states.length] as const),
    ['packets', packets.length] as const,
    ['histories', histories.length] as const,
  ];
  for (const [what, size] of sizes) {
    if (size <= LARGEST) continue;
    throw new ModelError(
      `there are ${size} ${what}, and Promela is written for ${LARGEST} at most; choose smaller parameters, or --to tlaplus`,
    );
  }
}

function heading(system: ClosedSystem): string {
  const { distinctStates, transitions } = system;
  return comment([
    ...titleLines(system),
    '',
    ...(isOpen(system)
      ? [
          `Allways finds ${distinctStates} states and ${transitions} transitions. Spin counts one state more, in which it is`,
          `still open which of the ${system.initials.length} initial states it is, and ${system.initials.length + 1} transitions more, to it and on to`,
        ]
      : [
          `Allways finds ${distinctStates} states and ${transitions} transitions. Spin counts one transition more, the`,
        ]),
    `${isOpen(system) ? 'these' : 'beginning'}. To search all of it, without reduction, and see what is found of each property:`,
    '',
    '  spin -a FILE',
    '  cc -O2 -DSAFETY -DNOREDUCE -o pan pan.c',
    '  ./pan -m1000000',
    '',
    'With -DPROPERTY=N, Spin stops where the property with this number is decided:',
    ...propertyNames(system).map((name, i) => `  ${i}  ${name}`),
  ]);
}

function constants(system: ClosedSystem): string {
  const { endpoints, links, rules, width, tick } = system;
  const reads = decisionsOf(system).flatMap(readsOf);
  return define({
    ENDPOINTS: endpoints.length,
    WIDTH: width,
    NETWORK: width - 2,
    HISTORY: width - 1,
    VECTOR: width * 2 + STEP_EXTRA,
    ACTION: width * 2,
    OBSERVED: width * 2 + 1,
    SENT: width * 2 + 2,
    MOST: roomOf(system),
    LINKS: links.length,
    BY_PLACE: Number(keepsOrder(system)),
    CAPACITY: bound(rules.capacity),
    TICK: tick,
    REFUSES: Number(system.refused !== null),
    REFUSES_ALL: Number(!system.refusesDeliveriesOnly),
    CONFINED: Number(system.beyond !== null),
    READS_NETWORK: Number(reads.some(isOfNetwork)),
    CAN_THROW: Number(system.steps.some(({ thrown }) => thrown !== null)),
    OPTIONS: optionsOf(system).length,
    PROPERTIES: system.properties.length + 1,
    SEVERAL: Number(isOpen(system)),
  });
}

function define(values: Readonly<Record<string, number | string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `\\#define ${name} ${value}`)
    .join('\n');
}

function isOfNetwork({ path }: Read): boolean {
  return path[1] === 'network';
}

function decisionsOf({
  history,
  trigger,
  refused,
  beyond,
  final,
  properties,
}: ClosedSystem): readonly Decision[] {
  const all = [history, trigger, refused, beyond, final, ...properties.map(({ decision }) => decision)];
  return all.filter((each) => each !== null);
}

/** What numbers stand for. */
function legend(system: ClosedSystem): string {
  const { endpoints, histories, steps } = system;
  return [
    ...endpoints.map(({ name, states }) =>
      comment([`Local states of ${name}:`, ...states.map((text, i) => `${i}  ${text}`)]),
    ),
    comment(['Packets:', ...packetLines(system)]),
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

function processCode(system: ClosedSystem): string {
  const options = optionsOf(system).map(
    ({ kind, which, text }) =>
      `  :: d_step { c_expr { ${may(kind, which)} } -> c_code { take(${kind}, ${which}); } } /* ${safe(text)} */`,
  );
  // The beginning is judged also where nothing ever happens.
  const all = options.length > 0 ? options : ['  :: d_step { c_expr { may_nothing } -> c_code { stop(); } }'];
  return `active proctype system() {\n${beginningText(system)}end:\n  do\n${all.join('\n')}\n  od\n}\n`;
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
