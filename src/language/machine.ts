import type { AnyMachineSnapshot } from 'xstate';

/** XState's types, as far as the language of models needs them. What XState does is known to its adapter alone. */
export type {
  AnyActorLogic,
  AnyStateMachine,
  ContextFrom,
  EmittedFrom,
  EventFromLogic,
  EventObject,
  InputFrom,
  OutputFrom,
  SnapshotFrom,
  StateMachine,
  StateValue,
  StateValueFrom,
  TagsFrom,
} from 'xstate';

/** XState's object for the state of one machine. */
export type Snapshot = AnyMachineSnapshot;
