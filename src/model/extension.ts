/** Names something that a model may offer beyond what every search needs, and says of which type it is. */
export interface Extension<T> {
  readonly name: string;
  /** Never there: it carries the type. */
  readonly offers?: T;
}

/** What a model offers, by name. */
export class Extensions {
  readonly #offered = new Map<string, unknown>();

  offer<T>(extension: Extension<T>, offered: T): void {
    this.#offered.set(extension.name, offered);
  }

  /** What is offered by this name; null if it is not. */
  get<T>(extension: Extension<T>): T | null {
    // What stands here was put here by `offer`, with the type that its name carries.
    return (this.#offered.get(extension.name) ?? null) as T | null;
  }
}
