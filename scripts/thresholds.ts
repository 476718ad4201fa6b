// Prints how long TIME-WAIT must last so that no stale segment is accepted, by kind of segment and by who sends text:
// node scripts/run-sources.mjs scripts/thresholds.ts [msl=1] [capacity=3] [upTo=4·msl] [maxStates=20000000] [senders=nobody,client,server,both] [stack=lwip|smoltcp|linux|netstack] [PARAMETER=VALUE …]
import type { ParameterValue } from 'allways';
import { stacks } from '../machines/tcp/stacks.ts';
import {
  allKinds,
  allSenders,
  type Cell,
  isMonotone,
  renderThresholds,
  type Sender,
  sweep,
} from '../machines/tcp/thresholds.ts';

const { msl = 1, capacity = 3, upTo, maxStates = 20_000_000, senders, stack, ...given } = readArguments();
const set = { ...habitsOf(stack), ...given };
const bounds = {
  msl: Number(msl),
  capacity: Number(capacity),
  upTo: Number(upTo ?? 4 * Number(msl)),
  maxStates: Number(maxStates),
  set,
};
const asked = senders === undefined ? allSenders : String(senders).split(',');

const sweeps = new Map<Sender, readonly Cell[]>();
for (const sender of allSenders.filter((each) => asked.includes(each))) {
  const cells: Cell[] = [];
  for (const cell of sweep(sender, bounds)) {
    cells.push(cell);
    console.error(line(cell));
  }
  sweeps.set(sender, cells);
}
console.log(renderThresholds(sweeps, bounds.upTo));
for (const [sender, cells] of sweeps) {
  const odd = allKinds.filter((kind) => !isMonotone(kind, cells));
  if (odd.length > 0) console.log(`not monotone with text from ${sender}: ${odd.join(', ')}`);
}

function habitsOf(stack: ParameterValue | undefined): Readonly<Record<string, ParameterValue>> {
  if (stack === undefined) return {};
  const known: Readonly<Record<string, Readonly<Record<string, ParameterValue>>>> = stacks;
  const habits = known[String(stack)];
  if (habits === undefined)
    throw new Error(`there is no stack ${stack}; there are ${Object.keys(stacks).join(', ')}`);
  return habits;
}

function readArguments(): Record<string, ParameterValue> {
  return Object.fromEntries(
    process.argv.slice(2).map((argument) => {
      const [name = '', value = ''] = argument.split('=');
      return [name, parsed(value)];
    }),
  );
}

function parsed(text: string): ParameterValue {
  if (text === 'true' || text === 'false') return text === 'true';
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

function line({ sender, timeWait, distinctStates, seconds, accepted }: Cell): string {
  const found = allKinds.filter((kind) => accepted[kind]).join(', ') || 'nothing';
  const open = allKinds.some((kind) => accepted[kind] === null) ? ' (search not complete)' : '';
  return `text from ${sender}, TIME-WAIT ${timeWait}: ${found} accepted${open}; ${distinctStates} states, ${seconds.toFixed(1)} s`;
}
