import { check, instantiate, variantNames } from 'allways';
import { describe, expect, it } from 'vitest';
import model from '../../machines/mqtt-qos2/model.ts';

/** Verdicts of all properties of a variant, by name. */
function verdictsOf(variant: string, marksDup: boolean) {
  const { properties } = check(instantiate(model, { variant, set: { marksDup } }));
  return Object.fromEntries(properties.map(({ name, verdict }) => [name, verdict]));
}

describe('the flag DUP', () => {
  const others = variantNames(model).filter((variant) => variant !== 'told by DUP');

  it.each(others)('changes no verdict of "%s"', (variant) => {
    expect(verdictsOf(variant, false)).toEqual(verdictsOf(variant, true));
  });

  it('does where the receiver tells repetitions by it: then it loses what comes for the first time, or takes a message twice', () => {
    const [marked, unmarked] = [true, false].map((marksDup) => verdictsOf('told by DUP', marksDup));
    expect(marked).toMatchObject({ 'not lost': 'violated', 'not twice': 'holds' });
    expect(unmarked).toMatchObject({ 'not lost': 'holds', 'not twice': 'violated' });
  });
});
