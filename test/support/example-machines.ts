import {
  type AnyStateMachine,
  assign,
  createMachine,
  emit,
  enqueueActions,
  forwardTo,
  fromCallback,
  fromObservable,
  fromPromise,
  fromTransition,
  raise,
  sendParent,
  sendTo,
  spawnChild,
  stateIn,
  stopChild,
} from 'xstate';
import type { Actors } from './alone.ts';

/** A machine of a kind that XState's examples and the pages of its documentation have: what it is made of, in this project's own words. */
export interface Example {
  readonly name: string;
  readonly machine: AnyStateMachine;
  readonly events?: readonly { readonly type: string }[];
  readonly actors?: Actors;
  /** Why it cannot run, where it cannot. */
  readonly refused?: RegExp;
}

type Args = { readonly context: never; readonly event: never };
type Given = Readonly<Record<string, unknown>>;

function made(config: object, implementations: object = {}): AnyStateMachine {
  return createMachine(config as never, implementations as never) as unknown as AnyStateMachine;
}

const set = (by: (context: Given, event: Given) => object) =>
  assign(({ context, event }: Args) => by(context, event) as never);
const when =
  (by: (context: Given, event: Given) => boolean) =>
  ({ context, event }: Args) =>
    by(context, event);
const num = (value: unknown) => Number(value);
const list = (value: unknown) => value as readonly unknown[];
const types = (...names: readonly string[]) => names.map((type) => ({ type }));
const promise = () => fromPromise(async () => null);
const ticking = () => fromCallback(() => {});
const never = () => ({ subscribe: () => ({ unsubscribe() {} }) });

/** What the machines of the folder of examples are like. */
const EXAMPLES: readonly Example[] = [
  {
    name: 'a counter',
    machine: made({
      context: { count: 0 },
      on: {
        INC: {
          guard: when(({ count }) => num(count) < 3),
          actions: set(({ count }) => ({ count: num(count) + 1 })),
        },
        DEC: {
          guard: when(({ count }) => num(count) > 0),
          actions: set(({ count }) => ({ count: num(count) - 1 })),
        },
      },
    }),
    events: types('INC', 'DEC'),
  },
  {
    name: 'a converter of temperatures, with fields that are undefined at first',
    machine: made({
      context: { c: undefined, f: undefined },
      on: {
        C: {
          actions: set((_, { value }) => ({ c: value, f: value === '' ? undefined : num(value) * 1.8 + 32 })),
        },
        F: {
          actions: set((_, { value }) => ({
            f: value,
            c: value === '' ? undefined : (num(value) - 32) / 1.8,
          })),
        },
      },
    }),
    events: ['C', 'F'].flatMap((type) => ['', '0', '100'].map((value) => ({ type, value }))),
  },
  {
    name: 'a form to book a flight, with dates, a guard and a promise',
    machine: made(
      {
        context: { leaves: new Date(0), returns: new Date(0), oneWay: true },
        initial: 'editing',
        states: {
          editing: {
            on: {
              KIND: { actions: set(({ oneWay }) => ({ oneWay: !oneWay })) },
              LATER: { actions: set(() => ({ returns: new Date(86_400_000) })) },
              BOOK: {
                guard: when(({ oneWay, leaves, returns }) => oneWay === true || num(returns) > num(leaves)),
                target: 'booking',
              },
            },
          },
          booking: { invoke: { src: 'book', onDone: 'booked', onError: 'editing' } },
          booked: { type: 'final' },
        },
      },
      { actors: { book: promise() } },
    ),
    events: types('KIND', 'LATER', 'BOOK'),
    actors: { book: { done: [null], error: [new Error('full')] } },
  },
  {
    name: 'a timer that a callback drives',
    machine: made(
      {
        context: { elapsed: 0, duration: 2 },
        initial: 'running',
        states: {
          running: {
            invoke: { id: 'ticks', src: 'ticks' },
            always: {
              guard: when(({ elapsed, duration }) => num(elapsed) >= num(duration)),
              target: 'paused',
            },
            on: { TICK: { actions: set(({ elapsed }) => ({ elapsed: num(elapsed) + 1 })) } },
          },
          paused: {
            always: {
              guard: when(({ elapsed, duration }) => num(elapsed) < num(duration)),
              target: 'running',
            },
          },
        },
        on: { RESET: { actions: set(() => ({ elapsed: 0 })) } },
      },
      { actors: { ticks: ticking() } },
    ),
    events: types('RESET'),
    actors: { ticks: { events: types('TICK') } },
  },
  {
    name: 'a list of people that is created, changed and deleted',
    machine: made({
      context: { people: [], selected: null },
      on: {
        CREATE: {
          guard: when(({ people }) => list(people).length < 2),
          actions: set(({ people }, { name }) => ({ people: [...list(people), name] })),
        },
        SELECT: { actions: set((_, { at }) => ({ selected: at })) },
        DELETE: {
          guard: when(({ selected }) => selected !== null),
          actions: set(({ people, selected }) => ({
            people: list(people).filter((_, i) => i !== selected),
            selected: null,
          })),
        },
      },
    }),
    events: [
      { type: 'CREATE', name: 'a' },
      { type: 'CREATE', name: 'b' },
      { type: 'SELECT', at: 0 },
      { type: 'DELETE' },
    ] as readonly { readonly type: string }[],
  },
  {
    name: 'a drawing with undo and redo',
    machine: made({
      context: { done: [], undone: [] },
      on: {
        DRAW: {
          guard: when(({ done }) => list(done).length < 2),
          actions: set(({ done }, { x }) => ({ done: [...list(done), { x }], undone: [] })),
        },
        UNDO: {
          guard: when(({ done }) => list(done).length > 0),
          actions: set(({ done, undone }) => ({
            done: list(done).slice(0, -1),
            undone: [list(done).at(-1), ...list(undone)],
          })),
        },
        REDO: {
          guard: when(({ undone }) => list(undone).length > 0),
          actions: set(({ done, undone }) => ({
            done: [...list(done), list(undone)[0]],
            undone: list(undone).slice(1),
          })),
        },
      },
    }),
    events: [...[1, 2].map((x) => ({ type: 'DRAW', x })), ...types('UNDO', 'REDO')],
  },
  {
    name: 'cells in a map',
    machine: made({
      context: { cells: new Map([['A1', 1n]]) },
      on: {
        SET: { actions: set(({ cells }, { at, to }) => ({ cells: new Map(cells as never).set(at, to) })) },
      },
    }),
    events: ['A1', 'B1'].flatMap((at) => [1n, 2n].map((to) => ({ type: 'SET', at, to }))),
  },
  {
    name: 'a list of things to do whose ids chance makes up',
    machine: made({
      context: { todos: [] },
      on: { ADD: { actions: set(({ todos }) => ({ todos: [...list(todos), { id: Math.random() }] })) } },
    }),
    events: types('ADD'),
    refused: /uses Math\.random\(\); let the environment choose/,
  },
  {
    name: 'noughts and crosses',
    machine: made({
      context: { board: [null, null, null], player: 'x' },
      initial: 'playing',
      states: {
        playing: {
          always: { guard: when(({ board }) => list(board).every((cell) => cell !== null)), target: 'over' },
          on: {
            PLAY: {
              guard: when(({ board }, { at }) => list(board)[num(at)] === null),
              actions: set(({ board, player }, { at }) => ({
                board: list(board).map((cell, i) => (i === at ? player : cell)),
                player: player === 'x' ? 'o' : 'x',
              })),
            },
          },
        },
        over: {
          tags: 'end',
          on: {
            RESET: { target: 'playing', actions: set(() => ({ board: [null, null, null], player: 'x' })) },
          },
        },
      },
    }),
    events: [0, 1, 2].map((at) => ({ type: 'PLAY', at })).concat(types('RESET') as never),
  },
  {
    name: 'a stopwatch with a timer that starts itself again',
    machine: made({
      context: { elapsed: 0 },
      initial: 'stopped',
      states: {
        stopped: { on: { START: 'running', RESET: { actions: set(() => ({ elapsed: 0 })) } } },
        running: {
          after: {
            10: {
              target: 'running',
              reenter: true,
              actions: set(({ elapsed }) => ({ elapsed: (num(elapsed) + 1) % 3 })),
            },
          },
          on: { STOP: 'stopped' },
        },
      },
    }),
    events: types('START', 'STOP', 'RESET'),
  },
  {
    name: 'a list of friends, each a machine of its own',
    machine: made(
      {
        context: { friends: [] },
        on: {
          ADD: {
            guard: when(({ friends }) => list(friends).length < 2),
            actions: assign(
              ({ context, spawn }: { context: Given; spawn(src: string, options: object): unknown }) => ({
                friends: [
                  ...list(context.friends),
                  spawn('friend', { id: `friend-${list(context.friends).length}` }),
                ],
              }),
            ) as never,
          },
          REMOVE: {
            guard: when(({ friends }) => list(friends).length > 0),
            actions: [
              stopChild(({ context }: Args) => list((context as Given).friends).at(-1) as never),
              set(({ friends }) => ({ friends: list(friends).slice(0, -1) })),
            ],
          },
          EDIT: { actions: sendTo('friend-0', { type: 'EDIT' }) },
        },
      },
      {
        actors: {
          friend: made(
            {
              id: 'friend',
              initial: 'reading',
              states: {
                reading: { on: { EDIT: 'editing' } },
                editing: { on: { EDIT: 'saving' } },
                saving: { invoke: { src: 'save', id: 'save', onDone: 'reading', onError: 'editing' } },
              },
            },
            { actors: { save: promise() } },
          ),
        },
      },
    ),
    events: types('ADD', 'REMOVE'),
    actors: { save: { done: [null], error: ['no'] } },
  },
  {
    name: 'a puzzle that shuffles by chance',
    machine: made({
      context: { tiles: [0, 1, 2] },
      entry: set(({ tiles }) => ({ tiles: [...list(tiles)].sort(() => Math.random() - 0.5) })),
    }),
    refused: /uses Math\.random\(\)/,
  },
  {
    name: 'a snake whose food is an event with a choice',
    machine: made(
      {
        context: { at: 0, food: 1, length: 1 },
        initial: 'moving',
        states: {
          moving: {
            invoke: { src: 'ticks', id: 'ticks' },
            on: {
              TICK: [
                {
                  guard: when(({ at, food }) => num(at) + 1 === food),
                  target: 'eating',
                  actions: set(({ length }) => ({ length: Math.min(num(length) + 1, 2) })),
                },
                { actions: set(({ at }) => ({ at: (num(at) + 1) % 3 })) },
              ],
            },
          },
          eating: { on: { FOOD: { target: 'moving', actions: set((_, { at }) => ({ at: 0, food: at })) } } },
        },
      },
      { actors: { ticks: ticking() } },
    ),
    events: [1, 2].map((at) => ({ type: 'FOOD', at })),
    actors: { ticks: { events: types('TICK') } },
  },
  {
    name: 'a scanner of media: one promise after another, and what failed is kept',
    machine: made(
      {
        context: { found: [], error: undefined },
        initial: 'checking',
        states: {
          checking: {
            invoke: {
              src: 'check',
              id: 'check',
              onDone: 'scanning',
              onError: { target: 'failed', actions: set((_, { error }) => ({ error })) },
            },
          },
          scanning: {
            invoke: {
              src: 'scan',
              id: 'scan',
              onDone: { target: 'done', actions: set((_, { output }) => ({ found: output })) },
              onError: 'failed',
            },
          },
          done: {},
          failed: { on: { AGAIN: 'checking' } },
        },
      },
      { actors: { check: promise(), scan: promise() } },
    ),
    events: types('AGAIN'),
    actors: { check: { done: [null], error: [new TypeError('denied')] }, scan: { done: [['a'], []] } },
  },
  {
    name: 'a quiz: a parallel state, and an answer that is in time or not',
    machine: made(
      {
        type: 'parallel',
        context: { points: 0 },
        states: {
          lights: { initial: 'on', states: { on: { on: { DIM: 'off' } }, off: { on: { DIM: 'on' } } } },
          quiz: {
            initial: 'loading',
            states: {
              loading: { invoke: { src: 'load', id: 'load', onDone: 'asking', onError: 'over' } },
              asking: {
                after: { 20: 'over' },
                on: { RIGHT: { target: 'over', actions: set(() => ({ points: 1 })) }, WRONG: 'over' },
              },
              over: {},
            },
          },
        },
      },
      { actors: { load: promise() } },
    ),
    events: types('DIM', 'RIGHT', 'WRONG'),
    actors: { load: { done: [null], error: ['no'] } },
  },
  {
    name: 'a maker of doughnuts: parallel regions that all end, and a history',
    machine: made({
      initial: 'mixing',
      states: {
        mixing: {
          type: 'parallel',
          states: {
            dry: {
              initial: 'flour',
              states: {
                flour: { on: { NEXT: 'sugar' } },
                sugar: { on: { NEXT: 'over' } },
                over: { type: 'final' },
              },
            },
            wet: { initial: 'milk', states: { milk: { on: { STIR: 'over' } }, over: { type: 'final' } } },
            memory: { type: 'history', history: 'deep' },
          },
          onDone: 'frying',
          on: { BREAK: 'pausing' },
        },
        pausing: { on: { BACK: 'mixing.memory' } },
        frying: { after: { 10: 'over' } },
        over: { type: 'final' },
      },
    }),
    events: types('NEXT', 'STIR', 'BREAK', 'BACK'),
  },
];

/** What the pages of the documentation show. */
const PAGES: readonly Example[] = [
  {
    name: 'parent states, and an event that a parent takes',
    machine: made({
      initial: 'walk',
      states: {
        walk: {
          initial: 'go',
          onDone: 'home',
          states: { go: { on: { STEP: 'end' } }, end: { type: 'final' } },
          on: { CALL: 'home' },
        },
        home: { on: { LEAVE: 'walk' } },
      },
    }),
    events: types('STEP', 'CALL', 'LEAVE'),
  },
  {
    name: 'eventless transitions, raised events, enqueued actions, and a guard on a region',
    machine: made({
      type: 'parallel',
      context: { n: 0 },
      states: {
        a: {
          initial: 'off',
          states: { off: { on: { GO: { target: 'on', actions: raise({ type: 'GONE' }) } } }, on: {} },
        },
        b: {
          initial: 'off',
          states: {
            off: { on: { GONE: 'on' } },
            on: { always: { guard: stateIn({ a: 'on' }), target: 'both' } },
            both: {},
          },
        },
      },
      on: {
        ADD: {
          actions: enqueueActions(({ context, enqueue }) => {
            if ((context as { n: number }).n < 1) enqueue.assign({ n: 1 } as never);
            enqueue({ type: 'told' });
          }),
        },
      },
    }),
    events: types('GO', 'ADD'),
  },
  {
    name: 'input, output, and a delay that is computed',
    machine: made(
      {
        context: () => ({ tries: 1 }),
        output: ({ context }: Args) => ({ after: (context as Given).tries }),
        initial: 'waiting',
        states: { waiting: { after: { BACKOFF: 'over' } }, over: { type: 'final' } },
      },
      { delays: { BACKOFF: ({ context }: Args) => num((context as Given).tries) * 10 } },
    ),
  },
  {
    name: 'a parent and a child that send to one another',
    machine: made(
      {
        invoke: {
          src: 'child',
          id: 'child',
          onSnapshot: { actions: set((_, { snapshot }) => ({ seen: Object(snapshot).value })) },
        },
        context: { seen: null },
        on: { PING: { actions: forwardTo('child') }, PONG: { actions: emit({ type: 'ponged' }) } },
      },
      {
        actors: {
          child: made({
            initial: 'a',
            states: {
              a: { on: { PING: { target: 'b', actions: sendParent({ type: 'PONG' }) } } },
              b: { on: { PING: 'a' } },
            },
          }),
        },
      },
    ),
    events: types('PING'),
  },
  {
    name: 'actors of one system that know each other by name',
    machine: made(
      {
        invoke: [
          { src: 'asker', id: 'asker', systemId: 'asker' },
          { src: 'logger', id: 'logger', systemId: 'logger' },
        ],
        on: {
          GO: {
            actions: sendTo(({ system }) => system.get('asker'), {
              type: 'GO',
            }),
          },
        },
      },
      {
        actors: {
          asker: made({
            on: {
              GO: {
                actions: sendTo(({ system }) => system.get('logger'), { type: 'LOG' }),
              },
            },
          }),
          logger: fromTransition((n: number) => (n + 1) % 2, 0),
        },
      },
    ),
    events: types('GO'),
  },
  {
    name: 'observables, and an actor that is started by an action and stopped by another',
    machine: made(
      {
        context: { last: null },
        invoke: {
          src: 'feed',
          id: 'feed',
          onSnapshot: { actions: set((_, { snapshot }) => ({ last: Object(snapshot).context ?? null })) },
        },
        on: {
          START: { actions: [stopChild('w'), spawnChild('work', { id: 'w' })] },
          STOP: { actions: stopChild('w') },
        },
      },
      { actors: { feed: fromObservable(never as never), work: promise() } },
    ),
    events: types('START', 'STOP'),
    actors: { feed: { snapshots: [1, 2] }, work: { done: [null] } },
  },
  {
    name: 'a socket in the context',
    machine: made({ context: { socket: new (class Socket {})() } }),
    refused: /context\.socket is an instance of Socket/,
  },
  {
    name: 'a callback in the context',
    machine: made({ context: { log: () => {} } }),
    refused: /context\.log is a function/,
  },
  {
    name: 'an actor that is spawned without an id',
    machine: made(
      {
        context: ({ spawn }: { spawn(src: string): unknown }) => ({ ref: spawn('work') }),
      },
      { actors: { work: promise() } },
    ),
    actors: { work: { done: [null] } },
    refused: /starts an actor without an id, which XState would make up; give it one/,
  },
  {
    name: 'a machine that is made anew for each actor',
    machine: made({
      on: {
        ADD: {
          actions: assign(({ spawn }: { spawn(logic: unknown, options: object): unknown }) => ({
            ref: spawn(made({ id: 'todo' }), { id: 'todo' }),
          })),
        },
      },
      context: { ref: null },
    }),
    events: types('ADD'),
    refused: /with logic that is made anew each time; make it once/,
  },
  {
    name: 'the time of day in the context',
    machine: made({ context: { at: 0 }, on: { GO: { actions: set(() => ({ at: Date.now() })) } } }),
    events: types('GO'),
    refused: /uses Date\.now\(\); a model counts time by its timers/,
  },
];

export const examples: readonly Example[] = [...EXAMPLES, ...PAGES];
