import type { CausedSketch, EffectSketch, ModelSketch, StateSketch, TransitionSketch } from './sketch.ts';

/** The same model in discrete time, in which the first machine starts children, tells them things, stops them and starts them anew. */
export function withChildren(sketch: ModelSketch): ModelSketch {
  const [first, ...others] = sketch.machines;
  if (first?.kid == null) return sketch;
  const turn =
    first.kid.entry.length * 7 + first.kid.up.length * 3 + first.kid.late.length + first.fixed / 10;
  const machines = [
    { ...first, everywhere: null, states: first.states.map((state, i) => parental(state, turn + i)) },
    ...others,
  ];
  // There is little room, and little else that is random, so that the models stay small.
  const network = { ...sketch.network, capacity: 1, loss: false, duplication: false };
  const [environment, ...rest] = sketch.environment;
  const events = [
    { type: 'e0', n: 0 },
    { type: 'e1', n: 0 },
  ];
  return {
    ...sketch,
    machines,
    network,
    timed: turn % 3 !== 0,
    environment: [{ ...environment, events, when: null }, ...rest.map((each) => ({ ...each, events: [] }))],
  };
}

const IDS = ['s0', 's1', 'a0'] as const;
const HOW = [undefined, 'later', 'forwards', 'by reference'] as const;

function parental(state: StateSketch, turn: number): StateSketch {
  if (state.kind === 'final') return state;
  const id = IDS[turn % 3] ?? 's0';
  const start: EffectSketch =
    id === 'a0'
      ? { effect: 'spawn in assign', src: 'kid', id }
      : { effect: 'spawn', src: 'kid', id, told: turn % 2 === 0 };
  const tell: EffectSketch = {
    effect: 'tell',
    id: turn % 5 === 0 ? 'i0' : id,
    bad: turn % 11 === 0,
    how: HOW[turn % 4],
  };
  const then: readonly EffectSketch[] =
    turn % 4 === 1
      ? [{ effect: 'stop', id }]
      : turn % 4 === 2
        ? [tell, { effect: 'act', type: 'note', n: 'n' }]
        : [tell];
  return {
    ...state,
    on: [
      caused('e1', turn % 2 === 0 ? [start] : [start, tell]),
      caused('e0', then),
      caused('k0', [{ effect: 'assign', to: 'next' }]),
      caused(
        'k1',
        turn % 3 === 0 ? [{ effect: 'send', type: 'm0', n: 'n', to: [1], flip: false, kept: false }] : [tell],
      ),
      caused(`xstate.error.actor.${id}`, [{ effect: 'act', type: 'note', n: null }]),
      caused(`xstate.done.actor.${id}`, [{ effect: 'emit', n: 'n' }]),
      ...state.on.slice(0, 2).filter(({ event }) => event !== '*' && !event.startsWith('xstate.')),
    ],
    invoke:
      turn % 3 === 0
        ? {
            src: 'kid',
            done: quiet,
            error: turn % 2 === 0 ? quiet : null,
            news: turn % 6 === 0 ? quiet : null,
          }
        : null,
    always: null,
  };
}

const quiet: TransitionSketch = {
  guard: null,
  target: null,
  reenter: false,
  effects: [{ effect: 'assign', to: 'next' }],
};

function caused(event: string, effects: readonly EffectSketch[]): CausedSketch {
  return { event, guard: null, target: null, reenter: false, effects };
}
