import model from '../../machines/tcp-close/model.ts';
import { type Parameters, variantsOf } from './variants.ts';

export const { checked, violatedIn } = variantsOf(model);

/** The properties of stale segments. */
export const stale = ['no stale data', 'no stale FIN', 'no stale segment'];

/** Those of them that are violated. */
export function staleIn(variant: string, set: Parameters = {}): string[] {
  return violatedIn(variant, set).filter((name) => stale.includes(name));
}
