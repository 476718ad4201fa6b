import type { Driver } from '../../drivers/driver.ts';
import { isModel } from '../../language/definition.ts';
import { guarded, ModelError } from '../../language/errors.ts';
import type { Instance } from '../../model/instance.ts';
import { type LoadedExports, type LoadedModel, loadExports, loadModel } from './load.ts';

/** A driver's file, and the model that it is a driver for. */
export interface LoadedDriver {
  readonly exports: LoadedExports['exports'];
  readonly loaded: LoadedModel;
}

/**
 * Loads the file of a driver, and the model: that of a file, or the one that the driver's file exports as `model`.
 *
 * @throws ModelError if there is no model
 */
export async function loadDriver(given: string, model: string | undefined): Promise<LoadedDriver> {
  const { exports, path, module } = await loadExports(given);
  if (model !== undefined) return { exports, loaded: await loadModel(model) };
  if (isModel(exports.model)) return { exports, loaded: { model: exports.model, given, path, module } };
  throw new ModelError(`${given} exports no model as "model"; name its file by --model, or export it`);
}

/**
 * The driver that a file exports by default; a function is asked for it, and given the parameters.
 *
 * @throws ModelError if there is none
 */
export function driverIn(
  { default: value }: LoadedExports['exports'],
  given: string,
  { variant, parameters }: Instance,
): Driver {
  const made =
    typeof value === 'function'
      ? guarded(`the driver of ${given}`, (): unknown =>
          Reflect.apply(value, undefined, [{ variant, parameters }]),
        )
      : value;
  if (isDriver(made)) return made;
  throw new ModelError(
    `${given}: its default export is no driver: an object with reset(), apply(action) and read(), or a function that makes one`,
  );
}

function isDriver(value: unknown): value is Driver {
  if (typeof value !== 'object' || value === null) return false;
  return ['reset', 'apply', 'read'].every(
    (name) => name in value && typeof Reflect.get(value, name) === 'function',
  );
}
