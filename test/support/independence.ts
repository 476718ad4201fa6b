import type { Model } from '../../src/index.ts';
import { INDEPENDENCE, type Independence } from '../../src/model/independence.ts';

/** Which steps of a model commute. */
export function independenceOf(model: Model): Independence {
  const independence = model.extension(INDEPENDENCE);
  if (independence === null) throw new Error('the model does not say which of its steps commute');
  return independence;
}
