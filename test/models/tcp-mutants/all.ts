import { checking } from './checking.ts';
import { closing } from './closing.ts';
import type { Mutant } from './mutant.ts';
import { opening } from './opening.ts';
import { sending } from './sending.ts';

export type { Mutant } from './mutant.ts';

/** TCP endpoints with one mistake each. */
export const mutants: readonly Mutant[] = [...opening, ...checking, ...sending, ...closing];
