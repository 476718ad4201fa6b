import { instantiate } from '../../composition/instantiate.ts';
import type { ParameterSpecs } from '../../language/parameters.ts';
import type { InstanceOptions } from '../../language/resolve.ts';
import type { Instance } from '../../model/instance.ts';
import type { Asked } from '../arguments/command-text.ts';
import { type ModelFlags, settings } from '../arguments/options.ts';
import { Watchdog } from '../running/watchdog.ts';
import { type LoadedModel, loadModel } from './load.ts';

/** An instance, and how to ask for it again. */
export interface Prepared {
  readonly loaded: LoadedModel;
  readonly instance: Instance;
  readonly asked: Asked;
  /** How the instance is made of the model. */
  readonly options: InstanceOptions;
}

/** Loads a model and builds it as the command line says. */
export async function prepare(given: string, flags: ModelFlags): Promise<Prepared> {
  return prepared(await loadModel(given), flags);
}

/** Builds a model that is loaded already. */
export function prepared(loaded: LoadedModel, flags: ModelFlags): Prepared {
  Watchdog.get();
  const set = settings(specsOf(loaded), flags.set);
  const without = flags.without ?? [];
  const options: InstanceOptions = { variant: flags.variant, set, without, capacity: flags.capacity };
  return {
    loaded,
    instance: instantiate(loaded.model, options),
    options,
    asked: {
      given: loaded.given,
      path: loaded.path,
      variant: flags.variant ?? null,
      set: flags.set,
      without,
    },
  };
}

/** The parameters of a model. */
export function specsOf({ model }: LoadedModel): ParameterSpecs {
  return model.parameters;
}
