import type { AnyModel, InstanceOptions, Trace } from 'allways';
import { actorDriver, type EndpointReport, runSuiteSync } from 'allways/testing';
import type { AnyStateMachine, EventObject } from 'xstate';

/** Test paths of one choice of the parameters of a model, made once for all mutants. */
export interface Tests {
  readonly model: AnyModel;
  readonly options: InstanceOptions;
  readonly traces: readonly Trace[];
}

/** How much of an implementation a test may see. */
export type Sight =
  /** All: states, contexts and timers, too. */
  | 'inside'
  /** What it sends, and what its user is told. */
  | 'outside';

type State = Pick<EndpointReport<EventObject>, 'value'>;

/** Whether the tests tell the model from actors that run this machine at every endpoint. */
export function kills({ model, options, traces }: Tests, machine: AnyStateMachine, sight: Sight): boolean {
  const names = traces[0]?.endpoints ?? [];
  const read = sight === 'outside' ? { read: (): State => ({}) } : {};
  const replace = Object.fromEntries(names.map((name) => [name, { machine, ...read }]));
  const driver = actorDriver(model, { ...options, replace });
  return runSuiteSync(driver, { traces: () => traces }).verdict === 'differs';
}
