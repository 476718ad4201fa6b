import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AnyStateMachine,
  cancel,
  createActor,
  createMachine,
  fromCallback,
  raise,
  SimulatedClock,
  stateIn,
} from 'xstate';
import { type Chart, type ChartTransition, chartOf } from '../../src/export/machines/chart.ts';
import type { Condition } from '../../src/export/machines/chart-code.ts';
import { guardText } from '../../src/export/machines/chart-text.ts';
import { scxmlIds } from '../../src/export/scxml/ids.ts';
import { EventNames } from '../../src/export/scxml/names.ts';
import { toScxml } from '../../src/export/scxml/scxml.ts';
import { scaled } from '../support/law.ts';
import { machines } from '../support/machines/all.ts';
import { RunningScxml, readScxml } from '../support/pictures/scion.ts';
import { machine as machineSketch } from '../support/random-models/arbitrary-machine.ts';
import { machineOf } from '../support/random-models/machine.ts';
import type {
  CausedSketch,
  EffectSketch,
  MachineSketch,
  StateSketch,
  TransitionSketch,
} from '../support/random-models/sketch.ts';

/** What a machine and its document do side by side. */
type Happening =
  | { readonly send: string; readonly name: string }
  /** Milliseconds, or less, if a timer is due before; for infinity, until one is. */
  | { readonly wait: number }
  | { readonly guard: string; readonly is: boolean };

/** A machine whose guards are told by a test, and its document. */
interface Pair {
  readonly machine: AnyStateMachine;
  readonly chart: Chart;
  readonly document: Element;
  /** The names of the guards that hold. */
  readonly truths: Set<string>;
}

function pairOf(make: (holds: (guard: string) => boolean) => AnyStateMachine): Pair {
  const truths = new Set<string>();
  const machine = make((guard) => truths.has(guard));
  const chart = chartOf(machine);
  return { machine, chart, document: readScxml(toScxml(chart)), truths };
}

/** The active states of both, in the ids of the document, at the start and after each happening. */
function* configurations({ machine, chart, document: root, truths }: Pair, happenings: readonly Happening[]) {
  // Actors ask guards as soon as they are made.
  truths.clear();
  const ids = scxmlIds(chart);
  const clock = new SimulatedClock();
  const actor = createActor(machine, { clock, logger: () => {} });
  const document = new RunningScxml(root);
  const both = () => {
    const { _nodes: nodes, status } = actor.getSnapshot() as unknown as {
      _nodes: readonly { id: string }[];
      status: string;
    };
    const scxml = [...document.active].sort();
    const xstate = nodes.map(({ id }) => ids.get(id) ?? id).sort();
    // What has ended, SCXML leaves but for the final state itself.
    return { xstate: status === 'done' ? xstate.filter((id) => scxml.includes(id)) : xstate, scxml };
  };
  actor.start();
  document.start();
  yield both();
  for (const each of happenings) {
    if (actor.getSnapshot().status !== 'active') break;
    if ('send' in each) {
      // An actor's failure that nobody awaits ends XState's machine; SCXML forgets it.
      if (each.send.startsWith('xstate.error') && !actor.getSnapshot().can({ type: each.send })) continue;
      actor.send({ type: each.send });
      document.send(each.name);
    } else if ('wait' in each) {
      const time = Math.min(each.wait, document.untilNext);
      if (time === Number.POSITIVE_INFINITY) continue;
      clock.increment(time);
      document.advance(time);
    } else {
      if (each.is) truths.add(each.guard);
      else truths.delete(each.guard);
      const { guards } = document.data;
      if (guards !== undefined && each.guard in guards) guards[each.guard] = each.is;
    }
    yield both();
  }
  actor.stop();
}

function expectSame(pair: Pair, happenings: readonly Happening[]): number {
  let steps = 0;
  for (const { xstate, scxml } of configurations(pair, happenings)) {
    expect(scxml, JSON.stringify(happenings.slice(0, steps))).toEqual(xstate);
    steps++;
  }
  return steps;
}

const done = createMachine({
  id: 'm',
  initial: 'work',
  states: {
    work: {
      type: 'parallel',
      onDone: 'end',
      states: {
        one: { initial: 'a', states: { a: { on: { A: 'ready' } }, ready: { type: 'final' } } },
        two: { initial: 'b', states: { b: { on: { B: 'ready' } }, ready: { type: 'final' } } },
      },
    },
    end: {},
  },
});

const order = createMachine({
  id: 'm',
  initial: 'a',
  states: {
    a: {
      on: {
        '*': 'c',
        'data.*': 'c',
        'data.head': 'b',
        IN: { guard: stateIn('a'), target: 'b' },
        G: { guard: 'ready or not', target: 'b' },
        T: { actions: [raise({ type: 'LATE' }, { delay: 1000, id: 'late' }), cancel('late')] },
      },
    },
    b: { invoke: { id: 'loader', src: 'load', onDone: 'c' } },
    c: {},
  },
});

/** The machine with guards that tests tell; its actors do nothing by themselves. */
function toldByTests(original: AnyStateMachine, holds: (guard: string) => boolean): AnyStateMachine {
  const machine = createMachine(withNamedGuards(original.config) as never, original.implementations as never);
  const names = [...guardsOf(chartOf(machine)), ...Object.keys(original.implementations.guards), 'atLeast'];
  const actors = Object.keys(original.implementations.actors);
  return machine.provide({
    guards: Object.fromEntries(
      names.map((type) => [
        type,
        (_: unknown, params: unknown) => holds(guardText(params === undefined ? type : { type, params })),
      ]),
    ),
    actors: Object.fromEntries(actors.map((name) => [name, fromCallback(() => {})])),
  } as never) as AnyStateMachine;
}

/** A configuration whose guards in line have names, so that others can be provided: what pictures call them. */
function withNamedGuards(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withNamedGuards);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => {
      const isCode = key === 'guard' && typeof value === 'function';
      const isInline = isCode && !('guards' in value) && !('stateValue' in value);
      return [key, isInline ? guardText(value) : withNamedGuards(value)];
    }),
  );
}

function guardsOf({ transitions }: Chart): readonly string[] {
  return [...new Set(transitions.flatMap(({ condition }) => namesIn(condition)))];
}

function namesIn(condition: Condition | null): readonly string[] {
  if (condition === null || condition.kind === 'in') return [];
  if (condition.kind === 'named') return [condition.text];
  return (condition.kind === 'not' ? [condition.part] : condition.parts).flatMap(namesIn);
}

/** The events that the machine knows and one that it does not, those of its actors, times, and guards that change. */
function happeningsOf({ chart }: Pair): readonly Happening[] {
  const names = new EventNames(chart);
  const own = chart.transitions.flatMap(({ trigger }) => {
    if (trigger.kind !== 'event' || trigger.event === '*') return [];
    const type = trigger.event.replace('*', 'more');
    return [type, type.replace('.more', '')].map((each) => ({ send: each, name: names.of(each) }));
  });
  const guards = guardsOf(chart).flatMap((guard) => [true, false].map((is) => ({ guard, is })));
  const unknown = { send: 'unknown', name: 'unknown' };
  return [
    ...own,
    ...chart.transitions.flatMap(eventOfActor),
    unknown,
    { wait: 10 },
    { wait: Infinity },
    ...guards,
  ];
}

function eventOfActor({ trigger: { kind }, descriptor }: ChartTransition): readonly Happening[] {
  const id = /^xstate\.(?:(?:done|error)\.actor|snapshot)\.(.*)$/.exec(descriptor ?? '')?.[1];
  if (id === undefined || descriptor === null) return [];
  return [{ send: descriptor, name: `${kind}.invoke.${id.replaceAll('.', '-')}` }];
}

/** Without what depends on the context, which SCXML does not have. */
function simplified({ states, everywhere, fixed }: MachineSketch): MachineSketch {
  const plain = <T extends TransitionSketch>(each: T): T => ({
    ...each,
    guard: each.guard === null ? null : { guard: 'n is', k: each.guard.k },
    effects: each.effects.flatMap(simpleEffect),
  });
  const state = (each: StateSketch): StateSketch => ({
    ...each,
    entry: each.entry.flatMap(simpleEffect),
    exit: each.exit.flatMap(simpleEffect),
    on: each.on.map(plain<CausedSketch>),
    after: each.after.map(plain),
    always: each.always && plain(each.always),
    inside: { ...each.inside, effects: each.inside.effects.flatMap(simpleEffect) },
    invoke: null,
  });
  return {
    states: states.map(state),
    everywhere: everywhere && plain(everywhere),
    fixed: fixed || 10,
    kid: null,
  };
}

function simpleEffect(each: EffectSketch): readonly EffectSketch[] {
  switch (each.effect) {
    case 'assign':
    case 'keep':
    case 'spawn':
    case 'spawn in assign':
    case 'stop':
    case 'tell':
    case 'choose':
    case 'throw':
      return [];
    case 'arm':
      return each.id === null ? [] : [{ ...each, cancelFirst: true }];
    default:
      return [each];
  }
}

/** What SCXML cannot say, as the document tells: see `docs/soundness.md`. */
function isIntoParallel({ kind, on, after }: StateSketch, index: number, { states }: MachineSketch): boolean {
  const isOwn = ({ target, reenter }: TransitionSketch) =>
    target !== null && target.state % states.length === index && !reenter;
  return kind === 'parallel' && [...on, ...after].some(isOwn);
}

describe('SCXML that is run by another interpreter', () => {
  it('is in the same states: a part that is done is not the whole', () => {
    expect(
      expectSame(
        pairOf(() => done),
        ['A', 'B'].map((type) => ({ send: type, name: type })),
      ),
    ).toBe(3);
  });

  it('says in which order transitions are tried, what a guard asks, and what an actor is called', () => {
    const text = toScxml(chartOf(order));
    expect(text.indexOf('event="data.head"')).toBeLessThan(text.indexOf('event="data.*"'));
    expect(text.indexOf('event="data.*"')).toBeLessThan(text.indexOf('event="*"'));
    expect(text).toContain(`cond="In('m-a')"`);
    expect(text).toContain(`cond="guards['ready or not']"`);
    expect(text).toContain('<invoke id="loader"');
    expect(text).toContain('event="done.invoke.loader"');
    expect(text).toContain('<send id="late" event="LATE" delay="1000ms"/>');
    expect(text).toContain('<cancel sendid="late"/>');
  });

  it.each([
    ['data.head', 'm-b'],
    ['IN', 'm-b'],
    ['data.tail', 'm-c'],
    ['data', 'm-c'],
    ['else', 'm-c'],
    ['G', 'm-b'],
    ['T', 'm-a'],
  ])('takes the transition that is most specific: on %s to %s', (type, state) => {
    const pair = pairOf((holds) =>
      order.provide({
        guards: { 'ready or not': () => holds('ready or not') },
        actors: { load: fromCallback(() => {}) },
      } as never),
    );
    const happenings = [{ guard: 'ready or not', is: true }, { send: type, name: type }, { wait: 1000 }];
    expect(expectSame(pair, happenings)).toBe(4);
    expect([...configurations(pair, happenings)].at(-1)?.scxml).toContain(state);
  });

  it.each(Object.keys(machines))('is in the same states after every event: %s', (name) => {
    const original = machines[name];
    if (original === undefined) return;
    const pair = pairOf((holds) => toldByTests(original, holds));
    const happenings = happeningsOf(pair);
    const law = fc.property(fc.array(fc.constantFrom(...happenings), { maxLength: 25 }), (list) => {
      expectSame(pair, list);
    });
    fc.assert(law, { seed: 20260, numRuns: scaled(60) });
  });

  it('is in the same states after every event: random machines', () => {
    let [compared, steps] = [0, 0];
    const law = fc.property(machineSketch, fc.infiniteStream(fc.nat()), (sketch, choices) => {
      if (sketch.states.some((state, i) => isIntoParallel(state, i, sketch))) return;
      const pair = pairOf(
        (holds) =>
          machineOf(simplified(sketch), 2).provide({
            guards: { isAt: (_: unknown, params: unknown) => holds(guardText({ type: 'isAt', params })) },
            delays: { COUNTED: 20 },
          }) as AnyStateMachine,
      );
      const happenings = happeningsOf(pair);
      const list = [...choices.take(20)].map((n) => happenings[n % happenings.length] ?? { wait: 10 });
      compared++;
      steps += expectSame(pair, list);
    });
    fc.assert(law, {
      seed: Number(process.env.FC_SEED ?? 20260),
      numRuns: Number(process.env.FC_RUNS ?? scaled(120)),
    });
    expect(compared).toBeGreaterThan(scaled(80));
    expect(steps).toBeGreaterThan(compared * 8);
  });
});
