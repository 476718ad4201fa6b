import type { Instance } from '../../model/instance.ts';
import { type CloseOptions, closeSystem } from '../close.ts';
import type { ClosedSystem } from '../closed-system.ts';
import { NONE } from '../closed-system.ts';
import type { Decision, Fork, Read } from '../decision.ts';
import { deliveriesOf, linkStepsOf, packetsLost } from '../derived.ts';
import { packetLines, propertyNames, titleLines } from '../legend.ts';
import { eventsOf, expiriesOf } from '../options.ts';
import { flightText, formOf, formRules, lossRules } from './forms.ts';
import { LINK_RULES } from './link-rules.ts';
import { RULES } from './rules.ts';
import { conditionText, tables } from './tables.ts';
import { bool, bound, sequence } from './values.ts';

/** A module of TLA+, and what TLC is told to do with it: the texts of two files, `Name.tla` and `Name.cfg`. */
export interface TlaModule {
  readonly module: string;
  readonly configuration: string;
}

/**
 * A model in TLA+, for TLC, which finds the same states and verdicts: see docs/second-opinion.md.
 *
 * @param instance a new one, of which nothing was asked yet
 * @param name of the module, which must be that of its file
 * @throws ModelError if there are more states than allowed, or other checkers are not told something in it
 */
export function toTlaPlus(instance: Instance, name: string, options: CloseOptions = {}): TlaModule {
  return tlaplusOf(closeSystem(instance, options), name);
}

/**
 * A system in TLA+, for TLC: tables of what the machines do, and what network and time do as operators. TLC finds the same states,
 * and generates one more than there are transitions, the initial one; or one more for each initial one.
 *
 * @param name of the module, which must be that of its file
 */
export function tlaplusOf(system: ClosedSystem, name: string): TlaModule {
  const form = formOf(system);
  const rule = '-'.repeat(Math.max(4, 30 - name.length / 2));
  const module = [
    `${rule} MODULE ${name} ${rule}`,
    heading(system),
    'EXTENDS Integers, Sequences, FiniteSets, Bags, TLC',
    `(* The number of the property that is looked for; 0 for none. *)\nCONSTANT Check\nVARIABLES at, history, flight, links`,
    '(* Tables begin with 0. *)\nAt(table, i) == table[i + 1]',
    constants(system),
    tables(system),
    formRules(form),
    LINK_RULES,
    functions(system),
    initial(system),
    lossRules(form),
    RULES,
    properties(system),
    '='.repeat(77),
  ].join('\n\n');
  return {
    module: `${module}\n`,
    configuration: 'CONSTANT Check = 0\nSPECIFICATION Spec\nINVARIANT Undecided\n',
  };
}

function heading(system: ClosedSystem): string {
  const { distinctStates, transitions, endpoints, histories, initials } = system;
  const several = initials.length > 1;
  return comment([
    ...titleLines(system),
    '',
    `Allways finds ${distinctStates} states and ${transitions} transitions. TLC generates ${several ? `${initials.length} states` : 'one state'} more than`,
    `there are transitions, the initial one${several ? 's' : ''}. With Check = N, TLC stops where a property is decided:`,
    ...propertyNames(system).map((name, i) => `  ${i + 1}  ${name}`),
    '',
    ...endpoints.flatMap(({ name, states }) => [
      `Local states of ${name}:`,
      ...states.map((text, i) => `  ${i}  ${text}`),
    ]),
    'Packets:',
    ...packetLines(system).map((line) => `  ${line}`),
    'Histories:',
    ...histories.map((text, i) => `  ${i}  ${text}`),
  ]);
}

function constants({ rules, tick, refusesDeliveriesOnly, beyond }: ClosedSystem): string {
  return [
    `Capacity == ${bound(rules.capacity)}`,
    `TickStep == ${tick}`,
    `RefusesAll == ${bool(!refusesDeliveriesOnly)}`,
    `Confined == ${bool(beyond !== null)}`,
  ].join('\n');
}

/** What of a step a function of the model reads: the states before and after it, its action, what is observed and sent. */
const STEP = '(s, t, action, observed, sent)';

function functions(system: ClosedSystem): string {
  const { history, trigger, refused, beyond, final, properties: all, contents, width } = system;
  const place = placeIn(width);
  const written = (name: string, decision: Decision) =>
    `${name}${STEP} ==\n${decisionText(decision, place, '  ')}`;
  const ids = [...contents].map(([id, { packets, conditions }]) => {
    return `<<${flightText(packets, system)}, ${sequence(conditions.map(conditionText))}, ${id}>>`;
  });
  return [
    '(* What is in flight all at once, and how links are, by a number, for those who read that. *)',
    `Contents == {${ids.join(', ')}}`,
    'ContentsOf(s) == (CHOOSE each \\in Contents : each[1] = s.flight /\\ each[2] = s.links)[3]',
    '(* The history after a step. *)',
    history === null ? `Update${STEP} == s.history` : written('Update', history),
    '(* The trigger by which a step changes marks; 0 for none. *)',
    written('Trigger', trigger ?? 0),
    '(* Whether an assumption refuses an action. *)',
    written('Refused', refused ?? 0),
    '(* Whether a state is beyond those to which an assumption confines the search. *)',
    written('Beyond', beyond ?? 0),
    '(* Whether nothing more needs to happen. *)',
    written('Final', final),
    ...all.flatMap(({ name, decision }, i) =>
      decision === null ? [] : [`(* ${safe(name)} *)`, written(`Property_${i + 2}`, decision)],
    ),
    `DecidedAtStep${STEP} ==\n  ${decidedBy(all, 'step')}`,
    `DecidedInState(s) ==\n  LET t == s action == 0 observed == 0 sent == 0 IN ${decidedBy(all, 'state')}`,
  ].join('\n\n');
}

function decidedBy(all: ClosedSystem['properties'], what: string): string {
  const cases = all.flatMap(({ watches }, i) =>
    watches === what ? [`(Check = ${i + 2} /\\ Property_${i + 2}${STEP} = 1)`] : [],
  );
  return cases.length === 0 ? 'FALSE' : cases.join(' \\/ ');
}

function initial(system: ClosedSystem): string {
  const { ways, timed, mostInFlight } = system;
  const pairs = (kind: string, numbers: readonly number[]) =>
    `{<<"${kind}", i>> : i \\in {${numbers.join(', ')}}}`;
  const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  const losses = formOf(system) === 'sequence' ? upTo(mostInFlight) : packetsLost(system);
  const mayLose = ways.some(({ rules }) => rules.loss);
  return [
    '(* All that may ever happen. *)',
    `Options ==\n  ${[
      pairs('deliver', upTo(deliveriesOf(system).length)),
      pairs('event', upTo(eventsOf(system).length)),
      pairs('expire', upTo(expiriesOf(system).length)),
      pairs('lose', mayLose ? losses : []),
      pairs('link', upTo(linkStepsOf(system).length)),
      ...(timed ? ['{<<"tick", 0>>}'] : []),
    ].join(' \\cup\n  ')}`,
    `Init ==\n${beginnings(system)}`,
  ].join('\n\n');
}

function beginnings(system: ClosedSystem): string {
  const all = system.initials.map(({ at, history, contents: { packets, conditions } }) => [
    `at = ${sequence(at)}`,
    `history = ${history}`,
    `flight = ${flightText(packets, system)}`,
    `links = ${sequence(conditions.map(conditionText))}`,
  ]);
  if (all.length === 1) return all.flatMap((parts) => parts.map((part) => `  /\\ ${part}`)).join('\n');
  return all.map((parts) => `  \\/ ${parts.map((part) => `/\\ ${part}`).join(' ')}`).join('\n');
}

function properties({ properties: all }: ClosedSystem): string {
  const deadlock = all.findIndex(({ watches }) => watches === 'deadlock');
  return `Undecided ==
  LET s == Here t == Here action == 0 observed == 0 sent == 0 IN
  /\\ ~(Check = 1 /\\ Throws)${deadlock < 0 ? '' : `\n  /\\ ~(Check = ${deadlock + 2} /\\ IsDeadEnd /\\ Final${STEP} = 0)`}
  /\\ ~DecidedInState(s)
  /\\ \\A o \\in Options : LET r == Outcome(o) IN r.kind = "beyond" => ~DecidedInState(r.then)`;
}

function decisionText(decision: Decision, place: (read: Read) => string, indent: string): string {
  if (typeof decision === 'number') return `${indent}${decision}`;
  if (decision.next.size === 0) return `${indent}Assert(FALSE, "outside the tables")`;
  const at = place(decision.read);
  if (isList(decision)) {
    const most = Math.max(...decision.next.keys());
    const list = Array.from({ length: most + 1 }, (_, id) => decision.next.get(id) ?? NONE);
    // What follows on the line is no comment.
    return `${indent}At(${sequence(list.map(String))}, ${at}) (* ${safe(decision.read.path.join('.'))} *)`;
  }
  const byText = new Map<string, number[]>();
  for (const [id, each] of decision.next) {
    const text = decisionText(each, place, `${indent}    `);
    byText.set(text, [...(byText.get(text) ?? []), id]);
  }
  // Nested names must differ.
  const x = `x${indent.length}`;
  const cases = [...byText].map(([text, ids]) => `${x} \\in {${ids.join(', ')}} ->\n${text}`);
  return `${indent}(LET ${x} == ${at} IN \\* ${decision.read.path.join('.')}\n${indent} CASE ${cases.join(`\n${indent} [] `)})`;
}

/** All answers are numbers, and there are many. */
function isList({ next }: Fork): boolean {
  return next.size > 8 && [...next.values()].every((each) => typeof each === 'number');
}

function placeIn(width: number): (read: Read) => string {
  return ({ slot, path }) => {
    const [side, kind, , part] = path;
    if (slot >= width * 2) return ['action', 'observed', 'sent'][slot - width * 2] ?? 'action';
    const state = side === 'after' ? 't' : 's';
    if (kind === 'network') return `ContentsOf(${state})`;
    if (kind === 'history') return `${state}.history`;
    const local = `${state}.at[${(slot % width) + 1}]`;
    if (part === undefined) return local;
    return `At(${part === 'value' ? 'Value' : 'Context'}_${slot % width}, ${local})`;
  };
}

function comment(lines: readonly string[]): string {
  return `(*\n${lines.map((line) => `  ${safe(line)}`.trimEnd()).join('\n')}\n*)`;
}

/** A text within a comment, and within a line. */
function safe(text: string): string {
  return text
    .replaceAll('*)', '* )')
    .replaceAll('(*', '( *')
    .replaceAll(/[\r\n]/g, ' ');
}
