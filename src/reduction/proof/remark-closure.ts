import type { Composition } from '../../composition/composition.ts';
import { NO_TRIGGER } from '../../composition/history.ts';
import type { AnyMessage } from '../../language/forgotten.ts';
import { canonicalText } from '../../tables/plain-data.ts';
import { notAlike } from '../symmetry/not-alike.ts';
import type { Symmetry } from '../symmetry/symmetry.ts';
import type { Images } from './images.ts';

/**
 * Closes what triggers do to marks under the generators of the group. Which trigger is given, and how it is called, is up to
 * the model: a trigger and what is given in its place after an exchange must do the same to marks, renamed.
 */
export class RemarkClosure {
  readonly #model: Composition;
  readonly #symmetry: Symmetry;
  /** Per generator and trigger: the triggers that are given in its place. */
  readonly #pairs = new Map<Images, Map<number, Set<number>>>();
  compared = 0;

  constructor(model: Composition, symmetry: Symmetry) {
    this.#model = model;
    this.#symmetry = symmetry;
  }

  /** Notes what is given in place of a trigger. */
  readonly note = (images: Images, trigger: number, image: number): void => {
    if (trigger === NO_TRIGGER && image === NO_TRIGGER) return;
    const byTrigger = this.#pairs.get(images) ?? new Map<number, Set<number>>();
    this.#pairs.set(images, byTrigger);
    byTrigger.set(trigger, (byTrigger.get(trigger) ?? new Set()).add(image));
  };

  /**
   * Compares all marks that were ever asked for. Returns why that is not enough; null if it is.
   *
   * @throws ModelError for one that differs
   */
  close(): string | null {
    const history = this.#model.values.history();
    let isGivenToAll = true;
    for (let compared = -1; compared !== this.compared; ) {
      compared = this.compared;
      this.compared = 0;
      for (const [images, pairs] of this.#pairs) {
        for (const [trigger, others] of pairs) {
          for (const other of others) {
            if (trigger === NO_TRIGGER || other === NO_TRIGGER) isGivenToAll = false;
            for (const message of this.#messages(trigger)) {
              const mark = trigger === NO_TRIGGER ? message.mark : history.remark(message, trigger);
              this.#compare(message, mark, other, images);
            }
          }
        }
      }
    }
    return isGivenToAll ? null : 'a trigger of marks is given to some only';
  }

  /** Messages whose marks a trigger was asked for; those of all triggers, where none is given. */
  #messages(trigger: number): readonly AnyMessage[] {
    const { remarks } = this.#model.values.history();
    const asked = trigger === NO_TRIGGER ? remarks : [remarks[trigger]];
    return asked.flatMap((each) => [...(each?.keys() ?? [])]);
  }

  #compare(message: AnyMessage, mark: string, other: number, images: Images): void {
    this.compared++;
    const { shared, history } = this.#model.values;
    const { renaming, alike } = this.#symmetry;
    const image = shared.of(renaming.message(images.endpoints, message)) as AnyMessage;
    const found = other === NO_TRIGGER ? image.mark : history().remark(image, other);
    if (found === renaming.data(images.endpoints, mark)) return;
    const what = `the mark that a message gets: ${canonicalText(message)}`;
    throw notAlike(this.#model, alike, images.endpoints, what);
  }
}
