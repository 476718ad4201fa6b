import type { Composition } from '../../composition/composition.ts';
import { timersText, withNames } from '../../endpoint/timers.ts';
import { ACTION, STEP_EXTRA } from '../../model/steps.ts';
import { canonicalText } from '../../tables/plain-data.ts';
import { notAlike, toldStep } from '../symmetry/not-alike.ts';
import type { Symmetry } from '../symmetry/symmetry.ts';
import type { Images } from './images.ts';

/** Local steps that are compared with their images, at most: each takes some calls of XState. */
const MOST_STEPS = 2 ** 16;

/**
 * Closes the local steps that a search has made use of under the generators of the group: each is compared with its image, and
 * that, being a step of its own now, with its image. What is closed in the end holds for every permutation, since each is
 * a product of generators.
 *
 * Compared are, for each delivery, event and expiry: the next local state, what is shown, what is sent and what of it is promised,
 * whether the machine throws; and of each local state, which events and expiries there are.
 */
export class StepClosure {
  readonly #model: Composition;
  readonly #symmetry: Symmetry;
  readonly #generators: readonly Images[];
  /** Steps that were compared, in order of their numbers. */
  #done = 0;
  /** Per endpoint and local state: whether its lists were compared. */
  readonly #listed: boolean[][];
  #compared = 0;
  /** Whether the image of some step sends in another order than the step. */
  reorders = false;

  constructor(model: Composition, symmetry: Symmetry, generators: readonly Images[]) {
    this.#model = model;
    this.#symmetry = symmetry;
    this.#generators = generators;
    this.#listed = model.values.names.map(() => []);
  }

  /** Number of local steps that were compared. */
  get compared(): number {
    return this.#compared;
  }

  /**
   * Compares all that there is. Returns whether it came to an end.
   *
   * @throws ModelError for a step that differs from its image in more than names
   */
  close(): boolean {
    const steps = this.#model.localSteps;
    for (let goesOn = true; goesOn; ) {
      goesOn = this.#compareLists();
      for (; this.#done < steps.action.length; this.#done++) {
        if (this.#compared > MOST_STEPS) return false;
        this.#compareDelivery(this.#done);
        goesOn = true;
      }
      if (this.#compared > MOST_STEPS) return false;
    }
    return true;
  }

  #compareDelivery(step: number): void {
    const { localSteps, values } = this.#model;
    const action = values.actions.action(localSteps.action[step] ?? 0);
    if (action.kind !== 'deliver') return;
    const [endpoint = 0, before = 0] = [localSteps.endpoint[step], localSteps.before[step]];
    for (const images of this.#generators) {
      const image = localSteps.delivery(
        images.local(endpoint, before),
        images.packet(action.packet),
        action.copyStays,
      );
      this.#compare(step, image, images);
    }
  }

  /** Compares the lists of events and expiries of local states that were not compared before. Returns whether there were any. */
  #compareLists(): boolean {
    let found = false;
    this.#model.values.locals.forEach((locals, endpoint) => {
      const listed = this.#listed[endpoint] ?? [];
      for (let local = 0; local < locals.size && this.#compared <= MOST_STEPS; local++) {
        if (listed[local] || this.#model.localSteps.knownEvents(endpoint, local) === undefined) continue;
        listed[local] = true;
        found = true;
        for (const images of this.#generators) this.#compareListsOf(endpoint, local, images);
      }
    });
    return found;
  }

  #compareListsOf(endpoint: number, local: number, images: Images): void {
    const { localSteps } = this.#model;
    const target = images.endpoint(endpoint);
    const image = images.local(endpoint, local);
    this.#compareList(
      localSteps.events(endpoint, local),
      byText(localSteps.events(target, image), (step) => String(localSteps.action[step])),
      (step) => String(images.action(localSteps.action[step] ?? 0)),
      images,
    );
    const expiries = localSteps.expiries(endpoint, local);
    const texts = this.#timersOf(endpoint, local, images);
    const others = this.#timersOf(target, image, null);
    this.#compareList(
      expiries,
      byText(localSteps.expiries(target, image), (_, i) => others[i] ?? ''),
      (_, i) => texts[i] ?? '',
      images,
    );
  }

  /** The texts of the timers that may expire, renamed if `images` are given. */
  #timersOf(endpoint: number, local: number, images: Images | null): readonly string[] {
    const { renaming } = this.#symmetry;
    const expiries = this.#model.values.locals[endpoint]?.expiries(local) ?? [];
    return expiries.map(({ timer }) => {
      if (images === null) return timersText([timer]);
      const [renamed = timer] = withNames(
        [timer],
        (event) => renaming.event(images.endpoints, event),
        (id) => renaming.timer(images.endpoints, endpoint, id),
      );
      return timersText([renamed]);
    });
  }

  #compareList(
    steps: readonly number[],
    others: ReadonlyMap<string, number>,
    textOf: (step: number, index: number) => string,
    images: Images,
  ): void {
    const met = new Set<number>();
    steps.forEach((step, i) => {
      const image = others.get(textOf(step, i));
      if (image === undefined) this.#object(step, 'has no counterpart', images);
      met.add(image);
      this.#compare(step, image, images);
    });
    for (const other of others.values()) {
      if (!met.has(other)) this.#object(other, 'exists only once they are exchanged', images);
    }
  }

  #compare(step: number, image: number, images: Images): void {
    this.#compared++;
    const { next, sends, observations, thrown, endpoint } = this.#model.localSteps;
    if ((thrown[step] === 0) !== (thrown[image] === 0)) this.#object(step, 'throws for one only', images);
    if (thrown[step] !== 0) return;
    if (images.local(endpoint[step] ?? 0, next[step] ?? 0) !== next[image]) {
      this.#object(step, 'leads elsewhere', images);
    }
    const [shown = 0, shownByImage = 0] = [observations[step], observations[image]];
    if (this.#shown(shown, images) !== this.#shown(shownByImage, null)) {
      this.#object(step, 'shows something else', images);
    }
    const [sent = 0, sentByImage = 0] = [sends[step], sends[image]];
    if (!this.#sendAlike(sent, sentByImage, images)) this.#object(step, 'sends something else', images);
    images.note(shown, shownByImage, sent, sentByImage);
  }

  #shown(id: number, images: Images | null): string {
    const list = this.#model.values.observations(id);
    if (images === null) return canonicalText(list);
    return canonicalText(list.map((each) => this.#symmetry.renaming.observation(images.endpoints, each)));
  }

  /** Whether the same messages are sent, renamed: with FIFO order, those to one receiver in one order. */
  #sendAlike(sent: number, sentByImage: number, images: Images): boolean {
    const { messages } = this.#model.values;
    const mine = messages.sendings(sent).map(({ message, owed }) => {
      const { from, to, event } = messages.message(message);
      const renamed = messages.internMessage(
        images.endpoint(from),
        images.endpoint(to),
        this.#symmetry.renaming.event(images.endpoints, event),
      );
      return { message: renamed, owed };
    });
    const theirs = messages.sendings(sentByImage);
    const texts = [mine, theirs].map((list) => list.map(({ message, owed }) => `${message} ${owed}`));
    if (texts[0]?.join() === texts[1]?.join()) return true;
    this.reorders = true;
    const isFifo = this.#model.bounds.network.order === 'fifo';
    const receiver = ({ message }: { message: number }) => messages.message(message).to;
    const [a, b] = [mine, theirs].map((list, i) => {
      const keyed = list.map((each, k) => ({ to: receiver(each), text: texts[i]?.[k] ?? '' }));
      keyed.sort((x, y) => (isFifo ? x.to - y.to : x.text < y.text ? -1 : x.text > y.text ? 1 : 0));
      return keyed.map(({ text }) => text).join();
    });
    return a === b;
  }

  #object(step: number, what: string, images: Images): never {
    const { width, localSteps } = this.#model;
    const vector = new Uint32Array(width * 2 + STEP_EXTRA);
    const endpoint = localSteps.endpoint[step] ?? 0;
    vector[endpoint] = localSteps.before[step] ?? 0;
    vector[width * 2 + ACTION] = localSteps.action[step] ?? 0;
    const told = toldStep(this.#model, vector, what);
    throw notAlike(this.#model, this.#symmetry.alike, images.endpoints, told);
  }
}

function byText(
  steps: readonly number[],
  textOf: (step: number, index: number) => string,
): ReadonlyMap<string, number> {
  return new Map(steps.map((step, i) => [textOf(step, i), step]));
}
