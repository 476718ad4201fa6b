import {
  type AnyActorRef,
  assign,
  cancel,
  enqueueActions,
  forwardTo,
  fromCallback,
  fromObservable,
  fromPromise,
  fromTransition,
  sendTo,
  spawnChild,
  stopChild,
} from 'xstate';
import type { ActorAnswers, DeclaredAnswers } from '../../../src/language/endpoint.ts';
import { NAMED } from './kids.ts';
import type { EffectSketch, InvokeSketch, MachineSketch, TransitionSketch } from './sketch.ts';

/* The actors that the machines of random models start. */

/** Logic for each of them. What those do that answer at will is never run. */
export const actorLogic = {
  load: fromPromise(async () => 1),
  feed: fromObservable(() => ({ subscribe: () => ({ unsubscribe: () => {} }) })),
  keys: fromCallback(() => {}),
  count: fromTransition((count: number, event: { readonly type: string }) => {
    if (event.type === 'bad') throw new Error('count');
    return (count + 1) % 2;
  }, 0),
};

/** What they may answer. */
export const answers: Readonly<Record<string, DeclaredAnswers<ActorAnswers>>> = {
  load: { done: [1, undefined], error: ['no'] },
  feed: { snapshots: [0, new Map([[1, 0n]])], done: [undefined] },
  keys: ({ id }) => ({
    events: [{ type: 'e1', n: 1 } as never, ...(id === 's0' ? [{ type: 'm0' }] : [])],
  }),
};

type Of<K> = Extract<EffectSketch, { readonly effect: K }>;

/** XState's actions for what is done with actors. One that is started takes the place of another one of its id. */
export function actorEffectOf(
  sketch: Of<'spawn'> | Of<'spawn in assign'> | Of<'stop'> | Of<'tell'>,
): unknown[] {
  const { id } = sketch;
  switch (sketch.effect) {
    case 'spawn': {
      const { src, told } = sketch;
      return [
        stopChild(id),
        spawnChild(src as never, { id, syncSnapshot: told, input: { of: src }, ...nameOf(sketch) } as never),
      ];
    }
    case 'spawn in assign': {
      const options = { id, input: { of: sketch.src }, ...nameOf(sketch) };
      return [
        stopChild(id),
        assign({
          ref: ({ spawn }: { spawn(src: string, options: object): unknown }) => spawn(sketch.src, options),
        } as never),
      ];
    }
    case 'stop':
      return [stopChild(id)];
    case 'tell':
      return tellingOf(sketch);
  }
}

/** One of the children is known by a name. */
function nameOf({ src, id }: Of<'spawn'> | Of<'spawn in assign'>): object {
  return src === 'kid' && id !== 's1' ? { systemId: id === 's0' ? NAMED : 'other' } : {};
}

function tellingOf({ id, bad, how }: Of<'tell'>): unknown[] {
  const event = { type: bad ? 'bad' : 'up' };
  switch (how) {
    case undefined:
      return [sendTo(id, event as never)];
    case 'forwards':
      return [forwardTo(id)];
    case 'later':
      return [cancel('told'), sendTo(id, event as never, { delay: 10, id: 'told' })];
    case 'by reference':
      return [
        enqueueActions(({ context, enqueue }) => {
          const { ref } = context as { readonly ref?: AnyActorRef };
          if (Object(ref) === ref && ref !== undefined) enqueue(sendTo(ref, event));
        }),
      ];
  }
}

/** What a state invokes. */
export function invokeOf(
  { src, done, error, news }: InvokeSketch,
  id: string,
  transition: (sketch: TransitionSketch) => object,
): object {
  return {
    src,
    id,
    input: { of: id },
    ...(done !== null && { onDone: transition(done) }),
    ...(error !== null && { onError: transition(error) }),
    ...(news !== null && { onSnapshot: transition(news) }),
  };
}

/** The machine without what would never come to rest: a wildcard also takes what an actor tells at once, and may start it anew. */
export function resting(machine: MachineSketch): MachineSketch {
  const takesAll = [...machine.states.flatMap(({ on }) => on), machine.everywhere].some(
    (each) => each?.event === '*',
  );
  if (!takesAll) return machine;
  return { ...(silent(machine) as MachineSketch), kid: null };
}

function silent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(silent);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, silent(item)] as const);
  const quiet =
    'effect' in value || 'src' in value
      ? { told: false, bad: false, news: null, ...('src' in value && value.src === 'kid' && { src: 'load' }) }
      : {};
  return { ...Object.fromEntries(entries), ...pick(quiet, value) };
}

function pick(changes: object, value: object): object {
  return Object.fromEntries(Object.entries(changes).filter(([key]) => key in value));
}
