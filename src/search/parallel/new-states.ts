import type { Contents } from '../../model/contents.ts';
import type { Model } from '../../model/model.ts';
import type { PropertyWatch } from '../../property/property-watch.ts';
import type { Layout } from '../../store/layout.ts';
import type { SharedLog } from '../../store/shared/shared-log.ts';

/**
 * Lets properties look at new states that are known as packed vectors only. As in PropertyWatch.atSuccessor, one need not look
 * if the state differs in nothing from the state that it was reached from that any predicate was ever seen to read. What the
 * threads have read is told to all (`Hand`), before a state is expanded that one of them has judged.
 */
export class NewStates {
  readonly #watch: PropertyWatch;
  readonly #contents: Contents;
  readonly #vector: Uint32Array;
  readonly #before: Uint32Array;
  #words = new Int32Array(1);
  #layout: Layout | null = null;
  #parent = -1;

  constructor(model: Model, watch: PropertyWatch, contents: Contents) {
    this.#watch = watch;
    this.#contents = contents;
    this.#vector = new Uint32Array(model.width);
    this.#before = new Uint32Array(model.width);
  }

  /** New states of this layout are looked at next. */
  look(layout: Layout): void {
    if (layout !== this.#layout) this.#words = new Int32Array(layout.words);
    this.#layout = layout;
    this.#parent = -1;
  }

  /** Looks at the new state whose packed vector stands from `offset` on, reached by step `k` of the state `parent`. */
  judge(log: SharedLog, rows: Int32Array, offset: number, parent: number, k: number): void {
    const layout = this.#layout;
    if (layout === null || this.#watch.open('state').length === 0) return;
    if (parent !== this.#parent) this.#read(log, layout, parent);
    layout.unpackIds(rows, offset, this.#vector);
    if (!this.#differs(layout, rows, offset)) return;
    this.#contents.cut(0);
    layout.unpackDraft(rows, offset, this.#vector);
    this.#watch.at('state', this.#vector, 0, parent, k);
  }

  #read(log: SharedLog, layout: Layout, parent: number): void {
    log.read(parent, this.#words, 0);
    layout.unpackIds(this.#words, 0, this.#before);
    this.#parent = parent;
  }

  #differs(layout: Layout, rows: Int32Array, offset: number): boolean {
    const { stateReads } = this.#watch;
    const network = this.#vector.length - 2;
    for (let slot = 0; slot < this.#vector.length; slot++) {
      if (slot === network) {
        if (stateReads.isRead(slot) && !layout.holdsSame(this.#words, 0, rows, offset)) return true;
      } else if (stateReads.tellsApart(slot, this.#before[slot] ?? 0, this.#vector[slot] ?? 0)) return true;
    }
    return false;
  }
}
