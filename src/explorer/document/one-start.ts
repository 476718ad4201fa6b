import { ModelError } from '../../language/errors.ts';
import type { Instance } from '../../model/instance.ts';

/**
 * The page begins every walk in one state.
 *
 * @throws ModelError for a model that has several initial states
 */
export function requireOneStart({ name, model: { initials } }: Instance): void {
  if (initials.length === 1) return;
  throw new ModelError(
    `the model "${name}" has ${initials.length} initial states (anyOf), and the page of explore begins in one; choose parameters that leave nothing open, or walk with \`allways replay --path 0:.\``,
  );
}
