import { ModelError } from '../language/errors.ts';
import type { Atom } from './atom.ts';
import type { Name } from './names.ts';

/**
 * What a worker is told of names that it does not know. It may forget at any time what it has met, between two frames, too: so it is told of all that was
 * missing since it was asked first, not only of what was missing last.
 */
export class ToldAtoms {
  readonly #tell: (names: readonly Name[]) => Promise<readonly Atom[]>;
  readonly #names = new Set<Name>();
  #atoms: readonly Atom[] = [];

  /** @param tell what these names stand for, with all that it is made from */
  constructor(tell: (names: readonly Name[]) => Promise<readonly Atom[]>) {
    this.#tell = tell;
  }

  get atoms(): readonly Atom[] {
    return this.#atoms;
  }

  /** @throws ModelError if all of them were told before: it does not help to tell them again */
  async add(missing: readonly Name[]): Promise<void> {
    const fresh = missing.filter((name) => !this.#names.has(name));
    if (fresh.length === 0) {
      throw new ModelError(
        `nobody knows what ${missing[0] ?? 'a name'} stands for: what is kept of the states is damaged`,
      );
    }
    for (const name of fresh) this.#names.add(name);
    this.#atoms = await this.#tell([...this.#names]);
  }
}
