/**
 * Gives each distinct value a small integer, its id, in order of first sight.
 *
 * Ids therefore depend on the order of the search; whatever must not (the order of actions, say) is sorted by the
 * canonical text instead.
 */
export class Interner<Value> {
  readonly #ids = new Map<string, number>();
  readonly #values: Value[] = [];

  /** Number of distinct values seen. */
  get size(): number {
    return this.#values.length;
  }

  /** The id of the value with this canonical text; `create` runs only if the text is new. */
  intern(text: string, create: () => Value): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#values.length;
    this.#values.push(create());
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
