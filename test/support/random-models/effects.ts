import { assign, cancel, type EventObject, emit, enqueueActions, log, raise } from 'xstate';
import { actorEffectOf } from './actors.ts';
import { type Args, type Context, MODULUS, NAMES, payloadOf } from './context.ts';
import { keepingOf } from './kept.ts';
import type { EffectSketch, NumberSketch } from './sketch.ts';
import { assignmentOf } from './unusual.ts';

/** XState's actions for what sketches describe, in a machine that is one of several endpoints. */
export function effectsOf(sketches: readonly EffectSketch[], endpoints: number): unknown[] {
  return sketches.flatMap((sketch) => effectOf(sketch, endpoints));
}

function effectOf(sketch: EffectSketch, endpoints: number): unknown[] {
  switch (sketch.effect) {
    case 'send':
      return [emit(({ context }) => messageOf(sketch, context as Context, endpoints))];
    case 'emit':
      return [emit(({ context }) => ({ type: 'o0', n: numberOf(sketch.n, context as Context) }))];
    case 'act':
      return [actOf(sketch.type, sketch.n)];
    case 'inline':
      return [inlineAction];
    case 'log':
      return [log('said')];
    case 'assign':
      return [assignmentOf(sketch, (context, event) => nextOf(sketch.to, context, event))];
    case 'keep':
      return [keepingOf(sketch, (context) => numberOf(sketch.n, context))];
    case 'spawn':
    case 'spawn in assign':
    case 'stop':
    case 'tell':
      return actorEffectOf(sketch);
    case 'raise':
      return [raise({ type: 'r0' })];
    case 'arm':
      return sketch.cancelFirst && sketch.id !== null
        ? [cancel(sketch.id), timerOf(sketch)]
        : [armBounded(sketch)];
    case 'cancel':
      return [cancel(sketch.id)];
    case 'choose':
      return [
        enqueueActions(({ context, enqueue }) => {
          if (context.n !== sketch.k) return;
          for (const effect of effectsOf(sketch.effects, endpoints))
            enqueue(effect as Parameters<typeof enqueue>[0]);
        }),
      ];
    case 'throw':
      return [
        assign(({ context }) => {
          if (context.n === sketch.k) throw new Error(`assign at ${sketch.k}`);
          return {};
        }),
      ];
  }
}

function messageOf(
  sketch: Extract<EffectSketch, { effect: 'send' }>,
  context: Context,
  endpoints: number,
): EventObject {
  const { type } = sketch;
  const n = numberOf(sketch.n, context);
  const kept = sketch.kept ? { map: context.map, other: context.other } : {};
  if (endpoints === 2) return sketch.flip ? withKeys({ n, type, ...kept }) : withKeys({ type, n, ...kept });
  const names = sketch.to.map((index) => NAMES[index % endpoints]);
  const to = names.length === 1 ? names[0] : names;
  return sketch.flip ? withKeys({ to, n, type, ...kept }) : withKeys({ type, n, to, ...kept });
}

type ArmSketch = Extract<EffectSketch, { effect: 'arm' }>;

function timerOf({ type, delay, id }: ArmSketch) {
  return raise({ type }, { delay: delay as number, ...(id !== null && { id }) });
}

/** Timers that nobody cancels could become ever more, so a machine arms only two of them. */
function armBounded(sketch: ArmSketch) {
  return enqueueActions(({ context, enqueue }) => {
    if (context.armed === 2) return;
    enqueue.assign({ armed: context.armed + 1 });
    enqueue(timerOf(sketch));
  });
}

/** JavaScript calls it `inlineAction`, but the machine knows no action by that name. */
const inlineAction = () => {};

function withKeys(event: EventObject & Readonly<Record<string, unknown>>): EventObject {
  return event;
}

function actOf(type: string, n: NumberSketch | null): unknown {
  if (n === null) return { type };
  return { type, params: ({ context }: Args) => ({ n: numberOf(n, context) }) };
}

function nextOf(to: number | 'next' | 'payload', { n }: Context, event: EventObject): number {
  if (to === 'next') return (n + 1) % MODULUS;
  return to === 'payload' ? payloadOf(event) % MODULUS : to;
}

function numberOf(sketch: NumberSketch, { n }: Context): number {
  return sketch === 'n' ? n : sketch;
}
