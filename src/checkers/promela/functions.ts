import type { ClosedSystem } from '../closed-system.ts';
import { NONE } from '../closed-system.ts';
import { safe } from '../comments.ts';
import type { Decision, Read } from '../decision.ts';
import { inOrder } from '../derived.ts';
import { propertyNames } from '../legend.ts';
import { eventsOf, expiriesOf, type LocalOption } from '../options.ts';
import type { CCode } from './c-code.ts';
import { KINDS, optionsOf } from './options.ts';
import { conditionOf } from './state.ts';

/** Adds what the functions of the model say, as functions of C. */
export function addFunctions(code: CCode, system: ClosedSystem): void {
  const { history, trigger, refused, beyond, final, properties, endpoints, width } = system;
  const names = propertyNames(system);
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
  add('Whether an assumption refuses an action.', 'refused', refused ?? 0);
  add(
    'Whether a state is beyond those to which an assumption confines the search.',
    'is_beyond',
    beyond ?? 0,
  );
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

/** Ids of what is in flight and how links are, for functions that read it all. */
function addContents(code: CCode, system: ClosedSystem): void {
  const { contents, links } = system;
  const all: number[] = [];
  const rows: number[] = [];
  for (const [id, { packets, conditions }] of contents) {
    rows.push(id, all.length, packets.length, ...conditions.map(conditionOf));
    // The order is the same here as in the state.
    all.push(...inOrder(packets, system));
  }
  const width = 3 + links.length;
  code.add(
    '/* What may be in flight all at once, for those who read that: id, place among the packets below, how many, how the links are. */',
  );
  code.array('CONTENTS', rows);
  code.array('CONTENTS_PACKETS', all);
  code.add(`static int contents(const struct state *s)
{ int i, k;
  for (i = 0; i < ${contents.size * width}; i += ${width})
  { if (CONTENTS[i + 2] != s->count) continue;
    for (k = 0; k < s->count && CONTENTS_PACKETS[CONTENTS[i + 1] + k] == s->packet[k]; k++);
    if (k < s->count) continue;
    for (k = 0; k < LINKS && CONTENTS[i + 3 + k] == s->link[k]; k++);
    if (k == LINKS) return CONTENTS[i]; }
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
