import { describe, expect, it } from 'vitest';
import * as own from 'xstate';
import * as oldest from 'xstate-oldest';
import * as tooOld from 'xstate-too-old';
import { react, start } from '../../../src/endpoint/xstate.ts';
import type { AnyStateMachine, EventObject } from '../../../src/language/machine.ts';

const who = 'endpoint "a"';

/** A machine that emits when it is asked to, by any copy of XState. */
function emitting({ emit, createMachine }: Pick<typeof own, 'emit' | 'createMachine'>): AnyStateMachine {
  return createMachine({ id: 'm', on: { GO: { actions: emit({ type: 'GONE' }) } } }) as AnyStateMachine;
}

function emitted(machine: AnyStateMachine): readonly EventObject[] {
  const { effects } = react(machine, start(machine, undefined, who).snapshot, { type: 'GO' }, who);
  return effects.flatMap((effect) => (effect.kind === 'emit' ? [effect.event] : []));
}

describe('a machine of another copy of XState', () => {
  it('emits what one of the own copy does, from 5.19 on', () => {
    const others = oldest as unknown as typeof own;
    expect(emitted(emitting(others))).toEqual([{ type: 'GONE' }]);
    expect(emitted(emitting(own))).toEqual([{ type: 'GONE' }]);
  });

  it('that cannot start is a mistake in the model, whether XState throws or not', () => {
    const context = () => {
      throw new Error('no such peer');
    };
    for (const { createMachine } of [own, oldest as unknown as typeof own]) {
      expect(() => start(createMachine({ id: 'm', context }), undefined, who)).toThrow(
        'endpoint "a": the machine "m" cannot start: no such peer',
      );
    }
  });

  it('is refused if it is older, since what it emits would be lost', () => {
    const others = tooOld as unknown as typeof own;
    expect(() => start(emitting(others), undefined, who)).toThrow(
      'endpoint "a": the machine "m" was made by another copy of xstate than the one that allways runs with, older than 5.19',
    );
  });
});
