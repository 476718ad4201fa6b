import type { Agreement, Ledger } from './threads/ledger.ts';

/**
 * Gives each distinct value a small integer, its id, in order of first sight.
 *
 * Ids therefore depend on the order of the search; whatever must not (the order of actions, say) is sorted by the
 * canonical text instead.
 */
export class Interner<Value> {
  readonly #ids = new Map<string, number>();
  readonly #values: Value[] = [];
  #agreement: Agreement | null = null;

  /** Number of distinct values seen. */
  get size(): number {
    return this.#values.length;
  }

  /** The id of the value with this canonical text; `create` runs only if the text is new. */
  intern(text: string, create: () => Value): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    if (this.#agreement === null) return this.#add(text, create);
    return this.#agreement(
      () => this.#ids.get(text),
      () => this.#add(text, create),
    );
  }

  /**
   * From now on, ids are those that all threads agree on which share this ledger.
   *
   * @param entry a text that stands for a value
   * @param learn interns the value that such a text stands for
   */
  share(ledger: Ledger, entry: (value: Value) => string, learn: (entry: string) => number): void {
    const table = this;
    this.#agreement = ledger.enroll({
      get size() {
        return table.size;
      },
      entry: (id) => entry(this.value(id)),
      learn,
    });
  }

  #add(text: string, create: () => Value): number {
    const value = create();
    const id = this.#values.push(value) - 1;
    this.#ids.set(text, id);
    return id;
  }

  /** @throws RangeError if no value has this id */
  value(id: number): Value {
    const value = this.#values[id];
    if (value === undefined) throw new RangeError(`no value is interned under the id ${id}`);
    return value;
  }
}
