import fc from 'fast-check';
import {
  type AnyActorRef,
  type AnyStateMachine,
  assign,
  cancel,
  createMachine,
  emit,
  enqueueActions,
  raise,
  sendParent,
  sendTo,
} from 'xstate';

/* Machines that the machines of random models start as children. */

export type KidDeed =
  | 'say'
  | 'say later'
  | 'tell sibling'
  | 'tell inner'
  | 'tell self'
  | 'arm'
  | 'cancel'
  | 'emit'
  | 'note'
  | 'count'
  | 'throw';

/** A child: what it does when it starts, is told something, or a timer of its own fires. */
export interface KidSketch {
  readonly entry: readonly KidDeed[];
  readonly up: readonly KidDeed[];
  readonly late: readonly KidDeed[];
  /** Milliseconds of a timer of its second state; null for none. */
  readonly after: 10 | 20 | null;
  /** Whether it ends once it has counted to one. */
  readonly ends: boolean;
  /** What it starts itself: a promise, a function, or a machine that answers what it is told. */
  readonly inner: 'load' | 'count' | 'leaf' | null;
}

/** The name by which a child is known to all. */
export const NAMED = 'known';

interface Context {
  readonly n: number;
  readonly said: number;
}

const MOST_SAID = 2;

/** XState's actions for what a child does. All that could go back and forth for ever is done only so often. */
function actionsOf(deed: KidDeed): unknown[] {
  const bounded = (action: (system: { get(id: string): AnyActorRef | undefined }) => unknown) =>
    enqueueActions(({ context, enqueue, system }) => {
      const { said } = context as Context;
      if (said === MOST_SAID) return;
      enqueue.assign({ said: said + 1 } as never);
      enqueue(action(system) as never);
    });
  switch (deed) {
    case 'say':
      return [bounded(() => sendParent({ type: 'k0' }))];
    case 'say later':
      return [cancel('said'), sendParent({ type: 'k1' }, { delay: 10, id: 'said' })];
    case 'tell sibling':
      return [bounded((system) => sendTo(system.get(NAMED) ?? (({ self }) => self), { type: 'up' }))];
    case 'tell inner':
      return [bounded(() => sendTo('inner', { type: 'up' }))];
    case 'tell self':
      return [bounded(() => sendTo(({ self }) => self, { type: 'late' }))];
    case 'arm':
      return [cancel('kt'), raise({ type: 'late' }, { delay: 20, id: 'kt' })];
    case 'cancel':
      return [cancel('kt')];
    case 'emit':
      return [emit({ type: 'o0', n: 0 })];
    case 'note':
      return [{ type: 'note' }];
    case 'count':
      return [assign({ n: ({ context }: { context: Context }) => (context.n + 1) % 2 } as never)];
    case 'throw':
      return [
        assign(({ context }) => {
          if ((context as Context).n === 1) throw new Error('kid');
          return {};
        }),
      ];
  }
}

const deedsOf = (deeds: readonly KidDeed[]) => deeds.flatMap(actionsOf);

/** The machine that a sketch of a child describes. */
export function kidOf(sketch: KidSketch, actors: object): AnyStateMachine {
  const { entry, up, late, after, ends, inner } = sketch;
  const config = {
    id: 'kid',
    context: { n: 0, said: 0 },
    entry: deedsOf(entry),
    ...(inner !== null && {
      invoke: {
        src: inner,
        id: 'inner',
        onDone: { actions: deedsOf(['count']) },
        onError: {},
        onSnapshot: {},
      },
    }),
    output: { ended: true },
    initial: 'A',
    states: {
      A: { on: { up: { target: 'B', actions: deedsOf(up) }, e0: { actions: deedsOf(up) } } },
      B: {
        ...(after !== null && { after: { [after]: { target: 'A', actions: deedsOf(late) } } }),
        on: { up: { actions: deedsOf(late) }, reply: { actions: deedsOf(['count']) } },
        ...(ends && {
          always: { guard: ({ context }: { context: Context }) => context.n === 1, target: 'C' },
        }),
      },
      C: { type: 'final' },
    },
    on: {
      late: { actions: deedsOf(late.filter((deed) => deed !== 'tell self')) },
      bad: {
        actions: assign(() => {
          throw new Error('kid bad');
        }),
      },
    },
  };
  return createMachine(
    config as never,
    { actors: { ...actors, leaf } } as never,
  ) as unknown as AnyStateMachine;
}

/** A machine that answers what it is told, after a while. */
const leaf = createMachine({
  id: 'leaf',
  initial: 'quiet',
  states: {
    quiet: { on: { up: 'waiting' } },
    waiting: { after: { 10: { target: 'quiet', actions: sendParent({ type: 'reply' }) } } },
  },
});

const deed = fc.constantFrom<KidDeed>(
  'say',
  'say',
  'say later',
  'tell sibling',
  'tell inner',
  'tell self',
  'arm',
  'cancel',
  'emit',
  'note',
  'count',
  'count',
  'throw',
);

export const kid: fc.Arbitrary<KidSketch> = fc
  .record({
    entry: fc.array(deed, { maxLength: 2 }),
    up: fc.array(deed, { minLength: 1, maxLength: 2 }),
    late: fc.array(deed, { maxLength: 2 }),
    after: fc.constantFrom(null, 10 as const, 20 as const),
    ends: fc.boolean(),
    inner: fc.constantFrom(null, null, 'load' as const, 'count' as const, 'leaf' as const),
  })
  .map((sketch) => (sketch.inner === null ? withoutInner(sketch) : sketch));

/** To tell whom one has not started is a mistake, of which there are enough. */
function withoutInner(sketch: KidSketch): KidSketch {
  const others = (deeds: readonly KidDeed[]) => deeds.filter((each) => each !== 'tell inner');
  return { ...sketch, entry: others(sketch.entry), up: others(sketch.up), late: others(sketch.late) };
}
