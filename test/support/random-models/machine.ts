import { createMachine } from 'xstate';
import type { Machine } from '../../../src/language/endpoint.ts';
import { actorLogic, invokeOf } from './actors.ts';
import { type Args, payloadOf } from './context.ts';
import { effectsOf } from './effects.ts';
import { keeps, NOTHING_KEPT } from './kept.ts';
import { kidOf } from './kids.ts';
import type {
  EffectSketch,
  GuardSketch,
  InsideSketch,
  MachineSketch,
  StateSketch,
  TargetSketch,
  TransitionSketch,
} from './sketch.ts';

type Config = Parameters<typeof createMachine>[0];

/**
 * The machine that a sketch describes, as one of several endpoints.
 *
 * @param hasInput whether its counter begins with the number that it is given
 */
export function machineOf(sketch: MachineSketch, endpoints: number, hasInput = false): Machine {
  const builder = new MachineBuilder(sketch, endpoints, hasInput);
  return createMachine(builder.config() as Config, {
    guards: { isAt: ({ context }, params) => context.n === (params as unknown as { k: number }).k },
    actions: { alarm: () => {} },
    actors: { ...actorLogic, kid: kidOf(sketch.kid ?? NO_KID, actorLogic) },
    delays: { 'fixed.delay': sketch.fixed, COUNTED: ({ context }) => context.n * 10 },
  });
}

const NO_KID = { entry: [], up: [], late: [], after: null, ends: false, inner: null } as const;

class MachineBuilder {
  readonly #sketch: MachineSketch;
  readonly #endpoints: number;
  readonly #hasInput: boolean;

  constructor(sketch: MachineSketch, endpoints: number, hasInput: boolean) {
    this.#sketch = sketch;
    this.#hasInput = hasInput;
    this.#endpoints = endpoints;
  }

  config(): unknown {
    const { everywhere } = this.#sketch;
    const context = { n: 0, armed: 0, ...NOTHING_KEPT };
    const given = ({ input }: { readonly input: unknown }) => ({
      ...context,
      ...(input as object | undefined),
    });
    return {
      id: 'm',
      context: this.#hasInput ? given : context,
      initial: 'S0',
      states: Object.fromEntries(this.#sketch.states.map((state, i) => [`S${i}`, this.#state(state, i)])),
      on: everywhere === null ? {} : { [everywhere.event]: this.#transition(everywhere) },
      output: ({ context }: Args) => ({ n: context.n, kept: context.other }),
    };
  }

  #state(sketch: StateSketch, index: number): unknown {
    const common = {
      entry: this.#effects(sketch.entry),
      exit: this.#effects(sketch.exit),
      tags: sketch.tagged ? ['busy'] : [],
      ...(sketch.invoke !== null && {
        invoke: invokeOf(sketch.invoke, `i${index}`, (each) => this.#transition(each)),
      }),
    };
    if (sketch.kind === 'final') return { ...common, invoke: [], type: 'final' };
    return {
      ...common,
      on: this.#grouped(sketch.on.map((transition) => [transition.event, this.#transition(transition)])),
      after: this.#grouped(
        sketch.after.map((transition) => [String(transition.delay), this.#transition(transition)]),
      ),
      ...(sketch.always !== null &&
        this.#isState(index + sketch.always.ahead) && {
          always: {
            ...this.#transition({ ...sketch.always, target: null }),
            target: `#m.S${index + sketch.always.ahead}`,
          },
        }),
      ...this.#inside(sketch, index),
    };
  }

  #inside({ kind, inside }: StateSketch, index: number): object {
    if (kind === 'plain' || kind === 'final') return {};
    const history = inside.history === null ? {} : { H: { type: 'history', history: inside.history } };
    if (kind === 'parallel') {
      return {
        type: 'parallel',
        states: { P: this.#region(inside, false), Q: this.#region(inside, false), ...history },
      };
    }
    const region = this.#region(inside, inside.done !== null);
    const onDone =
      inside.done !== null && this.#isState(index + inside.done)
        ? { onDone: `#m.S${index + inside.done}` }
        : {};
    return { ...region, states: { ...region.states, ...history }, ...onDone };
  }

  #region({ there, back, effects }: InsideSketch, ends: boolean) {
    return {
      initial: 'A',
      states: {
        A: { on: { [there]: { target: 'B', actions: this.#effects(effects) } } },
        B: ends ? { type: 'final' } : { on: { [back]: 'A' } },
      },
    };
  }

  #transition({ guard, target, reenter, effects }: TransitionSketch) {
    return {
      ...(guard !== null && { guard: guardOf(guard) }),
      ...(target !== null && { target: this.#target(target), reenter }),
      actions: this.#effects(effects),
    };
  }

  #target({ state, part }: TargetSketch): string {
    const index = state % this.#sketch.states.length;
    const sketch = this.#sketch.states[index];
    const self = `#m.S${index}`;
    if (part === 'inner' && sketch?.kind === 'nested') return `${self}.B`;
    if (part === 'history' && sketch?.inside.history !== null && this.#hasInside(index)) return `${self}.H`;
    return self;
  }

  #hasInside(index: number): boolean {
    const kind = this.#sketch.states[index]?.kind;
    return kind === 'nested' || kind === 'parallel';
  }

  #isState(index: number): boolean {
    return index < this.#sketch.states.length;
  }

  #effects(sketches: readonly EffectSketch[]): unknown[] {
    return effectsOf(sketches, this.#endpoints);
  }

  #grouped(entries: readonly (readonly [string, unknown])[]): Record<string, unknown[]> {
    const groups: Record<string, unknown[]> = {};
    for (const [key, value] of entries) {
      groups[key] ??= [];
      groups[key].push(value);
    }
    return groups;
  }
}

function guardOf(sketch: GuardSketch): unknown {
  switch (sketch.guard) {
    case 'n is':
      return { type: 'isAt', params: { k: sketch.k } };
    case 'keeps':
      return ({ context }: Args) => keeps(context, sketch.k);
    case 'payload is':
      return ({ event }: Args) => payloadOf(event) === sketch.k;
    case 'throws at':
      return ({ context }: Args) => {
        if (context.n === sketch.k) throw new Error(`guard at ${sketch.k}`);
        return true;
      };
  }
}
