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
 * Compared are, for each delivery, event, answer, fault and expiry: the next local state, what is shown, what is sent and what of it is promised,
 * whether the machine throws; and of each local state, which events and expiries there are, and in which ways a message is taken. What
 * happens to links follows from the network, which is compared beforehand.
 */
export class StepClosure {
  readonly #model: Composition;
  readonly #symmetry: Symmetry;
  readonly #generators: readonly Images[];
  /** Steps that were compared, in order of their numbers. */
  #done = 0;
  /** Per endpoint and local state: whether its lists were compared. */
  readonly #listed: boolean[][];
  /** Endpoint, local state and event of messages of which the ways were compared. */
  readonly #taken = new Set<string>();
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
    for (const images of this.#generators) this.#noteLinks(images);
    for (let goesOn = true; goesOn; ) {
      goesOn = this.#compareLists();
      if (this.#compareWays()) goesOn = true;
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
      const [local, packet] = [images.local(endpoint, before), images.packet(action.packet)];
      if (!localSteps.hasWays(action.packet)) {
        this.#compare(step, localSteps.delivery(local, packet, action.copyStays), images);
        continue;
      }
      const wanted = images.action(localSteps.action[step] ?? 0);
      const image = localSteps
        .ways(local, packet, action.copyStays)
        .find((each) => localSteps.action[each] === wanted);
      if (image === undefined) this.#object(step, 'has no counterpart', images);
      this.#compare(step, image, images);
    }
  }

  /** Notes what the ends of sessions are told: the same, since sessions that take each other's place are alike. */
  #noteLinks(images: Images): void {
    const { localSteps, values } = this.#model;
    const { changes } = values.network;
    changes.forEach(({ kind, link }, i) => {
      const image = changes.findIndex((each) => each.kind === kind && each.link === images.link(link));
      const [step = 0, other = 0] = [localSteps.links[i], localSteps.links[image]];
      images.note(0, 0, localSteps.sends[step] ?? 0, localSteps.sends[other] ?? 0);
    });
  }

  /** Compares in which ways messages are taken, as far as that was asked and is not compared yet. Returns whether there was any. */
  #compareWays(): boolean {
    let found = false;
    this.#model.values.locals.forEach((locals, endpoint) => {
      for (let local = 0; local < locals.size && locals.hasWays; local++) {
        for (const [event, ways] of locals.knownWays(local)) {
          const key = `${endpoint} ${local} ${event}`;
          if (this.#taken.has(key)) continue;
          this.#taken.add(key);
          found = true;
          for (const images of this.#generators) this.#compareWaysOf(endpoint, local, event, ways, images);
        }
      }
    });
    return found;
  }

  #compareWaysOf(
    endpoint: number,
    local: number,
    event: number,
    ways: readonly number[],
    images: Images,
  ): void {
    this.#compared++;
    const { values, reader } = this.#model;
    const target = values.locals[images.endpoint(endpoint)];
    const others = target?.ways(images.local(endpoint, local), images.event(endpoint, event)) ?? [];
    const wanted = new Set(ways.map((way) => images.event(endpoint, way)));
    if (wanted.size === others.length && others.every((other) => wanted.has(other))) return;
    const { value } = reader.localState(endpoint, local);
    const told = canonicalText(values.locals[endpoint]?.eventOf(event));
    const what = `in which ways the message ${told} is taken in the state ${canonicalText(value)}`;
    throw notAlike(this.#model, this.#symmetry.alike, images.endpoints, what);
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
    const [a, b] = [mine, theirs].map((list, i) => {
      const ways = new Map<string, string[]>();
      list.forEach(({ message }, k) => {
        const { key, isOrdered } = this.#wayOf(message);
        const text = texts[i]?.[k] ?? '';
        const name = isOrdered ? key : text;
        ways.set(name, [...(ways.get(name) ?? []), text]);
      });
      return [...ways]
        .map((each) => JSON.stringify(each))
        .sort()
        .join();
    });
    return a === b;
  }

  #wayOf(message: number): { readonly key: string; readonly isOrdered: boolean } {
    const { messages, network } = this.#model.values;
    const { from, to, channel, rules } = network.wayOf(messages.message(message));
    return { key: `${from}>${to} ${channel}`, isOrdered: rules.order === 'fifo' };
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
