import type { StateValue } from 'xstate';
import type { AnyLocalState, AnyStateView, AnyStepView } from '../../../src/language/forgotten.ts';
import type { EndpointMap, UnfinishedStep } from '../../../src/language/views.ts';
import { NAMES } from './context.ts';
import { type Kept, keeps } from './kept.ts';
import type { HalfClaim, LocalSketch, StateClaim, StepClaim } from './sketch.ts';

type HalfStep = UnfinishedStep<EndpointMap, unknown, string>;

/** Whether a local state is as claimed. */
export function localIs(sketch: LocalSketch, local: AnyLocalState): boolean {
  switch (sketch.local) {
    case 'in':
      return local.matches(stateValue(sketch.state, sketch.inner));
    case 'n':
      return (local.context as { n: number }).n === sketch.k;
    case 'keeps':
      return keeps(local.context as Kept, sketch.k);
    case 'done':
      return local.status === 'done';
    case 'tagged':
      return local.tags.includes('busy');
    case 'actors':
      return local.actors.length >= sketch.least;
    case 'timers':
      return local.timers.length >= sketch.least;
  }
}

/** Whether a claim is true of a state. */
export function stateIs(claim: StateClaim, state: AnyStateView): boolean {
  switch (claim.claim) {
    case 'at':
      return localIs(claim.is, localOf(state.endpoints, claim.endpoint));
    case 'in flight':
      return state.network.length >= claim.least;
    case 'some message':
      return state.network.some(
        ({ event, mark, owed }) =>
          typeOf(event) === claim.type && (claim.owed ?? owed) === owed && (claim.mark ?? mark) === mark,
      );
    case 'history':
      return (state.history as { c: number } | null)?.c === claim.k;
    case 'not':
      return !stateIs(claim.a, state);
    case 'and':
      return stateIs(claim.a, state) && stateIs(claim.b, state);
    case 'or':
      return stateIs(claim.a, state) || stateIs(claim.b, state);
  }
}

/** Whether a claim is true of a step of which not everything is known yet. */
export function halfStepIs(claim: HalfClaim, step: HalfStep): boolean {
  switch (claim.claim) {
    case 'action':
      return step.action.kind === claim.kind;
    case 'observed':
      return step.observations.some(({ effect }) => effect.type === claim.type);
    case 'sent':
      return step.sent.some(({ event }) => typeOf(event) === claim.type);
    case 'delivered': {
      if (step.action.kind !== 'deliver') return false;
      const { event, mark, age } = step.action.message;
      return typeOf(event) === claim.type && (claim.mark ?? mark) === mark && (claim.age ?? age) === age;
    }
    case 'before':
      return stateIs(claim.a, step.before);
    case 'becomes':
      return (
        localIs(claim.is, localOf(step.after.endpoints, claim.endpoint)) &&
        !localIs(claim.is, localOf(step.before.endpoints, claim.endpoint))
      );
    case 'both':
      return halfStepIs(claim.a, step) && halfStepIs(claim.b, step);
  }
}

/** Whether a claim is true of a step. */
export function stepIs(claim: StepClaim, step: AnyStepView): boolean {
  return claim.claim === 'after' ? stateIs(claim.a, step.after) : halfStepIs(claim, step);
}

function localOf(endpoints: Readonly<Record<string, AnyLocalState>>, index: number): AnyLocalState {
  const names = Object.keys(endpoints);
  const local = endpoints[NAMES[index % names.length] ?? ''];
  if (local === undefined) throw new Error(`no endpoint ${index}`);
  return local;
}

function stateValue(state: number, inner: 'A' | 'B' | null): StateValue {
  return inner === null ? `S${state}` : { [`S${state}`]: inner };
}

function typeOf(event: unknown): string {
  return (event as { readonly type: string }).type;
}
