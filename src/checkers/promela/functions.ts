import type { ClosedSystem } from '../closed-system.ts';
import { NONE } from '../closed-system.ts';
import { safe } from '../comments.ts';
import type { Decision, Read } from '../decision.ts';
import { propertyNames } from '../legend.ts';
import { eventsOf, expiriesOf, type LocalOption } from '../options.ts';
import type { CCode } from './c-code.ts';
import { KINDS, optionsOf } from './options.ts';

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
