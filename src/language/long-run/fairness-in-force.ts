import type { AnyModel } from '../definition.ts';
import { guarded, ModelError } from '../errors.ts';
import type { AnyFairness, AnyParameters } from '../forgotten.ts';
import { answered } from '../form/answer.ts';
import { FAIRNESS_SCHEMA } from '../form/schema.ts';
import { pathText, validate } from '../form/validate.ts';
import { nearest } from '../nearest.ts';
import type { NetworkRules } from '../network/resolved.ts';
import type { TimeRules } from '../time.ts';
import { defaultFairness, fairnessKit } from './fairness.ts';

/** The rules of a system that assumptions must make sense beside. */
interface SystemRules {
  readonly endpoints: Readonly<Record<string, unknown>>;
  readonly network: NetworkRules;
  readonly time: TimeRules;
}

/** An assumption of fairness with its name. */
type Named = readonly [name: string, fairness: AnyFairness];

/**
 * The assumptions of fairness in force: those made by default, in their order, then those of the model.
 *
 * @throws ModelError for one that makes no sense, or takes away what is not assumed
 */
export function fairnessInForce(
  model: AnyModel,
  parameters: AnyParameters,
  system: SystemRules,
): readonly Named[] {
  const { time } = system;
  const defaults: Readonly<Record<string, AnyFairness>> = defaultFairness(time.timed);
  const own = ownFairness(model);
  for (const [name, fairness] of Object.entries(own)) {
    if (fairness === false) requireDefault(name, time.timed);
    else requireSense(name, fairness, system);
  }
  return Object.entries({ ...defaults, ...own }).flatMap(([name, fairness]): readonly Named[] =>
    fairness === false || !isAssumed(name, fairness, parameters) ? [] : [[name, fairness]],
  );
}

function ownFairness({ name, fairness }: AnyModel): Readonly<Record<string, AnyFairness | false>> {
  const own: unknown =
    typeof fairness === 'function' ? guarded('fairness', () => fairness(fairnessKit())) : fairness;
  validate(FAIRNESS_SCHEMA, own ?? {}, `model "${name}": fairness`, ([item = '', ...rest]) => {
    return `fairness "${item}"${rest.length === 0 ? '' : `: ${pathText(rest)}`}`;
  });
  // It has been looked at.
  return (own ?? {}) as Readonly<Record<string, AnyFairness | false>>;
}

function isAssumed(name: string, { when }: AnyFairness, parameters: AnyParameters): boolean {
  if (when === undefined) return true;
  const what = `fairness "${name}": when`;
  return answered(
    what,
    guarded(what, () => when(parameters)),
  );
}

function requireDefault(name: string, timed: boolean): void {
  // Whether time passes is no question in an untimed model: a model of both kinds may say so all the same.
  const known = Object.keys(defaultFairness(true));
  if (known.includes(name)) return;
  throw new ModelError(
    `fairness "${name}" is false, but no such assumption is made by default${nearest(name, Object.keys(defaultFairness(timed)))}`,
  );
}

function requireSense(name: string, fairness: AnyFairness, { endpoints, network, time }: SystemRules): void {
  switch (fairness.kind) {
    case 'weak':
    case 'strong':
    case 'deliveries':
    case 'timers-fire':
      return;
    case 'time-passes':
      if (time.timed) return;
      throw new ModelError(`fairness "${name}" says that time passes, but the model is untimed`);
    case 'fair-loss':
      for (const type of fairness.messages ?? []) {
        if (network.carries.includes(type)) continue;
        throw new ModelError(
          `fairness "${name}" names the message "${type}", which the network does not carry${nearest(type, network.carries)}`,
        );
      }
      return;
    case 'calls':
      for (const endpoint of fairness.endpoints ?? []) {
        const names = Object.keys(endpoints);
        if (names.includes(endpoint)) continue;
        throw new ModelError(
          `fairness "${name}" names the endpoint "${endpoint}", which does not exist${nearest(endpoint, names)}`,
        );
      }
      return;
  }
}
