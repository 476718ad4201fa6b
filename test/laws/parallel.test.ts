import { describe, it } from 'vitest';
import { instantiate } from '../../src/index.ts';
import { expectSameTogether } from '../support/parallel/equal.ts';
import { lawModels } from '../support/project-models.ts';

const models = await lawModels();

describe('several threads find what one finds', () => {
  it.each(models)('in $title', ({ model, options }) => {
    for (const workers of [2, 3]) {
      const crew = expectSameTogether(
        () => instantiate(model, options),
        { maxStates: 3000 },
        workers,
        'after',
      );
      console.log([...crew.begun].join(' '));
    }
  });
});
