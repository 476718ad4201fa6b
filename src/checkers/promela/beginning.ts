import type { ClosedSystem } from '../closed-system.ts';
import { inOrder } from '../derived.ts';
import type { CCode } from './c-code.ts';
import { conditionOf, roomOf } from './state.ts';

/** Whether it is left open where the system begins. */
export function isOpen({ initials }: ClosedSystem): boolean {
  return initials.length > 1;
}

/** Adds the initial states, if there are several, and `start(i)`, which goes to one of them. */
export function addBeginnings(code: CCode, system: ClosedSystem): void {
  if (!isOpen(system)) return;
  const room = roomOf(system);
  const rows = system.initials.flatMap((initial) => {
    const { at, history, contents } = initial;
    const packets = inOrder(contents.packets, system);
    const places = Array.from({ length: room }, (_, i) => packets[i] ?? 0);
    return [...at, history, ...contents.conditions.map(conditionOf), packets.length, ...places];
  });
  code.add(
    '/* By initial state: where the endpoints are, the history, how links are, how many packets are in flight, and which. */',
  );
  code.array('INITIAL', rows);
  code.add(`static void start(int initial) /* the first step: it is left open where the system begins */
{ static int begun = 0;
  int i;
  const int *row;
  if (!begun) { begun = 1; fill(); atexit(report); }
  row = INITIAL + initial * (ENDPOINTS + LINKS + 2 + MOST);
  memset(&here, 0, sizeof here);
  for (i = 0; i < ENDPOINTS; i++) here.at[i] = *row++;
  here.history = *row++;
  for (i = 0; i < LINKS; i++) here.link[i] = *row++;
  here.count = *row++;
  for (i = 0; i < here.count; i++) here.packet[i] = *row++;
  store();
  judge();
  stop(); }`);
}

/** The choice of an initial state, in Promela; nothing if there is none. */
export function beginningText(system: ClosedSystem): string {
  if (!isOpen(system)) return '';
  const choices = system.initials.map((_, i) => `  :: d_step { c_code { start(${i}); } }`);
  return `  if\n${choices.join('\n')}\n  fi;\n`;
}
