import fc from 'fast-check';
import { createMachine } from 'xstate';
import { type Chart, chartOf } from '../../../src/export/machines/chart.ts';

/** A state of a machine that only its picture is wanted of. */
interface StateSketch {
  readonly kind: 'parallel' | 'compound' | 'final';
  readonly inner: readonly StateSketch[];
  readonly entry: readonly string[];
  readonly moves: readonly MoveSketch[];
}

interface MoveSketch {
  readonly on: string;
  /** Which of all states it leads to; null for none. */
  readonly to: number | null;
  readonly guard: string | null;
  readonly actions: readonly string[];
}

const word = fc.constantFrom(
  'GO',
  'ACK',
  'SEGMENT',
  'isUnacceptable',
  'acknowledgesOurFin',
  'x',
  'mayReopen',
  'DATA',
  'sendAck',
  'keepsNoQuietTime',
  'tellPeerClosed',
  'a-name-that-is-much-longer-than-all-others',
);

const move: fc.Arbitrary<MoveSketch> = fc.record({
  on: word,
  to: fc.option(fc.nat(40), { freq: 5 }),
  guard: fc.option(word),
  actions: fc.array(word, { maxLength: 4 }),
});

const { state: sketch } = fc.letrec<{ state: StateSketch }>((tie) => ({
  state: fc.record({
    kind: fc.constantFrom('compound', 'compound', 'compound', 'parallel', 'final'),
    inner: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constant([]),
      fc.array(tie('state'), { maxLength: 3 }),
    ),
    entry: fc.array(word, { maxLength: 2 }),
    moves: fc.array(move, { maxLength: 3 }),
  }),
}));

/** Charts of machines with regions, nested states, loops and long labels, in any number. */
export const randomCharts: fc.Arbitrary<Chart> = fc
  .array(sketch, { minLength: 1, maxLength: 4 })
  .map((inner) => chartOf(createMachine(configOf(inner) as never)));

function configOf(inner: readonly StateSketch[]): object {
  const names = namesOf(inner, 'S');
  const config = stateOf({ kind: 'compound', inner, entry: [], moves: [] }, 'S', names);
  return { ...config, id: 'S' };
}

function namesOf(states: readonly StateSketch[], prefix: string): readonly string[] {
  return states.flatMap(({ inner }, i) => [`${prefix}${i}`, ...namesOf(inner, `${prefix}${i}`)]);
}

function stateOf({ kind, inner, entry, moves }: StateSketch, name: string, names: readonly string[]): object {
  if (kind === 'final' && inner.length === 0) return { id: name, type: 'final', entry };
  const on: Record<string, object[]> = {};
  for (const { on: event, to, guard, actions } of moves) {
    const target = to === null ? {} : { target: `#${names[to % names.length]}` };
    on[event] = [...(on[event] ?? []), { ...target, ...(guard === null ? {} : { guard }), actions }];
  }
  const isParallel = kind === 'parallel' && inner.length > 0;
  return {
    id: name,
    entry,
    on,
    ...(isParallel ? { type: 'parallel' } : inner.length > 0 ? { initial: `${name}0` } : {}),
    states: Object.fromEntries(inner.map((each, i) => [`${name}${i}`, stateOf(each, `${name}${i}`, names)])),
  };
}
