import { instantiate } from '../../composition/instantiate.ts';
import type { AnyModel } from '../../language/definition.ts';
import { ModelError } from '../../language/errors.ts';
import type { Log } from '../../language/log.ts';
import { nearest } from '../../language/nearest.ts';
import type { InstanceOptions } from '../../language/resolve.ts';
import type { Model } from '../../model/model.ts';
import type { Validation } from '../../trace/validation.ts';
import { type LogOptions, LogSearch } from './log-search.ts';

/** States that are expanded at once. */
const SLICE = 1000;

/**
 * Whether a recorded run fits a model: is there a behaviour that shows exactly what the log does, as far as the log sees?
 *
 * @returns an explaining trace; or the first sighting that no behaviour explains; or, at a limit, `unknown`
 * @throws ModelError as `instantiate` does, and for a log that names endpoints which the model has not
 */
export function validateLog(
  model: AnyModel,
  log: Log,
  options: InstanceOptions & LogOptions = {},
): Validation {
  const instance = instantiate(model, options);
  requireEndpoints(instance.model, log);
  const search = new LogSearch(instance.model, log, options);
  while (!search.advance(SLICE));
  return search.validation();
}

/** @throws ModelError for a log that names endpoints which the model has not */
export function requireEndpoints({ reader }: Model, { sees, sightings }: Log): void {
  const named = [
    ...sees.map(({ endpoint }) => ({ endpoint, where: 'what the log says it sees' })),
    ...sightings,
  ];
  const stranger = named.find(
    ({ endpoint }) => endpoint !== undefined && !reader.endpoints.includes(endpoint),
  );
  if (stranger?.endpoint === undefined) return;
  throw new ModelError(
    `${stranger.where} names an endpoint "${stranger.endpoint}", which the model has not${nearest(stranger.endpoint, reader.endpoints)}`,
  );
}
