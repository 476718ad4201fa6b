import { ModelError } from '../../language/errors.ts';

/**
 * The names of endpoints inside longer texts, such as the ids of timers (`retry:b`): wherever they stand between what is
 * neither letter nor digit. What a machine puts together by such an id is taken apart again by nobody, so all of it that
 * is a name is meant as one.
 */
export class NamesInText {
  readonly #pattern: RegExp;

  /** @param names of all endpoints; of two that begin alike, the longer one is meant where both fit */
  constructor(names: readonly string[]) {
    const longestFirst = [...names].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    const any = longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&')).join('|');
    this.#pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${any})(?![\\p{L}\\p{N}_])`, 'gu');
  }

  /** The names that stand in a text, in their order. */
  in(text: string): readonly string[] {
    return [...text.matchAll(this.#pattern)].map(([name]) => name);
  }

  /**
   * The text with other names.
   *
   * @throws ModelError if with these names other ones seem to stand there, so that the text could not be renamed back
   */
  renamed(text: string, mapping: (name: string) => string): string {
    const renamed = this.replaced(text, mapping);
    const expected = this.in(text).map(mapping);
    if (this.in(renamed).join('\n') === expected.join('\n')) return renamed;
    throw new ModelError(
      `symmetry: the timer id ${JSON.stringify(text)} would become ${JSON.stringify(renamed)}, in which other names of endpoints seem to stand; put the names in it in quotes, or do without --reduce symmetry`,
    );
  }

  /** The text with something else in place of each name. */
  replaced(text: string, mapping: (name: string) => string): string {
    return text.replace(this.#pattern, (name) => mapping(name));
  }
}
