import { mapped } from './copies.ts';
import { canonicalText, settleText } from './plain-data.ts';

/**
 * Gives equal data one and the same object, at inner levels, too: `===` means equal. What is given is frozen, and never an
 * object of those who asked, so nobody can change it.
 */
export class SharedData {
  readonly #values = new Map<string, object>();
  readonly #made = new WeakSet<object>();

  /** @throws PlainDataError if the value is not plain data */
  of<T>(value: T, path?: string): T {
    return this.#shared(value, path) as T;
  }

  #shared(value: unknown, path?: string): unknown {
    if (typeof value === 'object' && value !== null && this.#made.has(value)) return value;
    const text = canonicalText(value, path);
    if (typeof value !== 'object' || value === null) return value;
    const known = this.#values.get(text);
    if (known !== undefined) return known;
    const made = Object.freeze(mapped(value, (part) => this.#shared(part)) as object);
    this.#values.set(text, made);
    settleText(made, text);
    this.#made.add(made);
    return made;
  }
}
