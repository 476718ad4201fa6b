import { mapped } from './copies.ts';
import { protectedData } from './kinds/protect.ts';
import { settleText } from './kinds/text.ts';
import { canonicalText } from './plain-data.ts';

/**
 * Gives equal data one and the same object, at inner levels, too: `===` means equal. What is given cannot be changed, and is never an
 * object of those who asked.
 */
export class SharedData {
  readonly #values = new Map<string, object>();
  readonly #made = new WeakSet<object>();

  /** @throws PlainDataError if the value is no data */
  of<T>(value: T, path?: string): T {
    return this.#shared(value, path) as T;
  }

  #shared(value: unknown, path?: string): unknown {
    if (typeof value === 'object' && value !== null && this.#made.has(value)) return value;
    const text = canonicalText(value, path);
    if (typeof value !== 'object' || value === null) return value;
    const known = this.#values.get(text);
    if (known !== undefined) return known;
    const made = protectedData(mapped(value, (part) => this.#shared(part)) as object);
    this.#values.set(text, made);
    settleText(made, text);
    this.#made.add(made);
    return made;
  }
}
