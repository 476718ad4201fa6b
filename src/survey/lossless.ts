import type { AnyModel } from '../language/definition.ts';

const NAME = 'every message arrives';

/**
 * The model without loss: every message is delivered at least once before it dies of age. Copies that stay in flight
 * after a delivery may still vanish.
 *
 * It is an assumption like any other, so that nothing else differs: a state that this model does not reach is
 * reached only by runs in which some message is never delivered.
 */
export function withoutLoss(definition: AnyModel): AnyModel {
  return {
    ...definition,
    assumptions: {
      ...definition.assumptions,
      [NAME]: {
        sentence: 'Every message is delivered at least once before it dies of age.',
        reliable: () => true,
      },
    },
  };
}
