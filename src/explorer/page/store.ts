import type { ModelContents, PageContents } from '../document/contents.ts';
import type { Choice } from '../protocol/choice.ts';
import type { CopyFormat, GoAsked, PathCriterion, SearchLimits } from '../protocol/messages.ts';
import { placeAfter } from '../protocol/place-after.ts';
import { type Address, addressIn, hashOf } from './address.ts';
import { Checker, Ended } from './checker.ts';
import { HistoryTree, type Stretch } from './history-tree.ts';
import { NO_PROGRESS, NOTHING, type PageState } from './page-state.ts';
import { loopsAt, pathText } from './path-text.ts';

/** Milliseconds after which it is told that the checker says nothing. */
const PATIENCE = 2500;

/** Steps that are drawn besides, when earlier ones are asked for. */
const MORE_STEPS = 80;

/** Where there is room for a narrow ladder only. */
const NARROW = '(max-width: 560px)';

/** Where to go, and on which branch that is. */
interface Going {
  readonly path: readonly number[];
  readonly branch: readonly number[];
  readonly again: number | null;
  /** The path as somebody has written it: it may be none. */
  readonly replay?: string;
  /** How many steps are not drawn at most; null for as many as usual. */
  readonly skips?: number | null;
}

/** What happens in the page: it asks the checker, and keeps what it says. */
export class Store {
  readonly contents: PageContents;
  #state: PageState;
  #checker: Checker;
  #worker: string;
  #going = 0;
  /** Questions of the way that are not answered yet. */
  #underWay = 0;
  /** The last answer that was taken, of which the next ones are changes; null for none. */
  #held: number | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(contents: PageContents) {
    this.contents = contents;
    this.#worker = contents.worker;
    this.#state = { ...NOTHING, tree: new HistoryTree(), diagrams: contents.diagrams };
    this.#checker = this.#newChecker();
  }

  get state(): PageState {
    return this.#state;
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Begins at what the address says, or else where the document wants to begin. */
  async begin(): Promise<void> {
    const { start, searches } = this.contents;
    const address = addressIn(location.hash) ?? { choice: start.choice, replay: start.replay ?? '.' };
    window.addEventListener('hashchange', () => void this.#followAddress());
    await this.#openAt(address);
    if (!searches || this.#state.opened === null) return;
    await this.search();
    const violated = this.#state.result?.verdicts.find(({ verdict }) => verdict === 'violated');
    if (addressIn(location.hash)?.replay === '.' && violated?.replay) await this.go(violated.replay);
  }

  /** Goes to a path, or as far as it fits. */
  async go(replay: string): Promise<void> {
    const { path, again } = loopsAt(replay);
    await this.#goTo({ path, branch: path, again, replay });
  }

  /** Takes a step here: it goes on with the branch, or begins another one. */
  async take(index: number): Promise<void> {
    const { place, branch, again } = this.#state;
    if (place === null) return;
    const path = [...place.path, index];
    const isOnBranch = branch[place.path.length] === index;
    await this.#goTo({ path, branch: isOnBranch ? branch : path, again: isOnBranch ? again : null });
  }

  /** Goes so many steps back, or forth on the branch. */
  async move(by: number): Promise<void> {
    const { place, branch, again } = this.#state;
    if (place === null) return;
    const length = Math.max(0, Math.min(branch.length, place.path.length + by));
    if (length === place.path.length) return;
    await this.#goTo({ path: branch.slice(0, length), branch, again });
  }

  /** Stays, and has more of the way drawn. */
  async showEarlier(): Promise<void> {
    const { place } = this.#state;
    if (place !== null) await this.#again(Math.max(0, place.ladder.skipped - MORE_STEPS));
  }

  /** Goes to the place after so many steps of the branch. */
  async moveTo(length: number): Promise<void> {
    await this.move(length - (this.#state.place?.path.length ?? 0));
  }

  /** Changes variant and parameters; the path is kept as far as it fits. */
  async choose(choice: Choice): Promise<void> {
    const { branch } = this.#state;
    await this.#openAt({ choice, replay: pathText(branch) });
  }

  /** Changes how searches go about it. */
  limit(limits: SearchLimits): void {
    this.#set({ limits });
  }

  /** Searches again and again with fewer assumptions, and says which of them verdicts need. */
  async askNecessity(): Promise<void> {
    this.#set({ progress: NO_PROGRESS, necessity: null, notice: null });
    const checker = this.#checker;
    const { limits } = this.#state;
    try {
      const necessity = await checker.ask('necessity', { limits }, (progress) => this.#set({ progress }));
      if (checker === this.#checker) this.#set({ necessity });
    } catch (error) {
      this.#tell(error);
    } finally {
      if (checker === this.#checker) this.#set({ progress: null });
    }
  }

  /** Chooses what test paths are to reach. */
  choosePaths(pathCriterion: PathCriterion): void {
    this.#set({ pathCriterion, suite: null });
  }

  /** Searches for test paths. */
  async askPaths(): Promise<void> {
    this.#set({ progress: NO_PROGRESS, suite: null, notice: null });
    const checker = this.#checker;
    const { limits, pathCriterion: criterion } = this.#state;
    try {
      const asked = { criterion, limits };
      const suite = await checker.ask('paths', asked, (progress) => this.#set({ progress }));
      if (checker === this.#checker) this.#set({ suite });
    } catch (error) {
      this.#tell(error);
    } finally {
      if (checker === this.#checker) this.#set({ progress: null });
    }
  }

  /** Goes to the beginning, with the way forward along a path. */
  async walkFromStart(replay: string): Promise<void> {
    await this.#goTo({ path: [], branch: loopsAt(replay).path, again: null });
  }

  async search(): Promise<void> {
    this.#set({ progress: NO_PROGRESS, result: null, necessity: null, notice: null });
    try {
      const checker = this.#checker;
      const { limits } = this.#state;
      const result = await checker.ask('search', { limits }, (progress) =>
        this.#set({ progress, isSilent: false }),
      );
      if (checker !== this.#checker) return;
      this.#set({ progress: null, result });
      // Distances to violations are known now.
      await this.#again();
    } catch (error) {
      this.#set({ progress: null });
      this.#tell(error);
    }
  }

  async stop(): Promise<void> {
    await this.#checker.ask('stop', {}).catch((error: unknown) => this.#tell(error));
  }

  async compare(a: string, b: string): Promise<void> {
    const told = await this.#asking(this.#checker.ask('compare', { a, b }));
    if (told !== null) this.#set({ comparison: { a, b, told } });
  }

  copy(format: CopyFormat): Promise<string | null> {
    const { place } = this.#state;
    return this.#asking(this.#checker.ask('copy', { replay: place?.replay ?? '.', format }));
  }

  name(stretch: Stretch, name: string): void {
    this.#state.tree.name(stretch, name);
    this.#set({});
  }

  /** Removes a branch, from where it parted from others. */
  remove(stretch: Stretch): void {
    this.#state.tree.remove(stretch);
    this.#set({ comparison: null });
  }

  /** Ends the checker, and starts it anew. */
  async restart(): Promise<void> {
    const { opened, place } = this.#state;
    this.#checker.end();
    this.#checker = this.#newChecker();
    this.#set({ isSilent: false, progress: null, notice: 'The checker was ended and has started anew.' });
    if (opened !== null) await this.#openAt({ choice: opened.choice, replay: parentOf(place?.path ?? []) });
  }

  /** The model's file has changed. */
  async reload({ worker, diagrams }: ModelContents): Promise<void> {
    const { opened, branch } = this.#state;
    this.#worker = worker;
    this.#checker.end();
    this.#checker = this.#newChecker();
    this.#set({
      diagrams,
      broken: null,
      progress: null,
      result: null,
      necessity: null,
      suite: null,
      comparison: null,
    });
    const choice = opened?.choice ?? this.contents.start.choice;
    await this.#openAt({ choice, replay: pathText(branch) });
    if (this.#state.notice === null) this.#set({ notice: 'The model has changed, and was loaded again.' });
  }

  /** The model's file has changed, and cannot be loaded. */
  fail(text: string): void {
    this.#set({ broken: text });
  }

  dismiss(): void {
    this.#set({ notice: null, comparison: null });
  }

  async #openAt({ choice, replay }: Address): Promise<void> {
    const opened = await this.#asking(this.#checker.ask('open', { choice }));
    if (opened === null) return;
    this.#held = null;
    const isOther = JSON.stringify(opened.choice) !== JSON.stringify(this.#state.opened?.choice);
    const fresh = isOther ? { tree: new HistoryTree(), seen: new Set<string>() } : {};
    this.#set({ opened, result: null, necessity: null, suite: null, progress: null, notice: null, ...fresh });
    await this.go(replay);
  }

  /** The same place once more. */
  async #again(skips: number | null = null): Promise<void> {
    const { place, branch, again } = this.#state;
    if (place === null) return;
    await this.#goTo({ path: place.path, branch, again, replay: place.replay, skips });
  }

  async #goTo({ path, branch, again, replay, skips = null }: Going): Promise<void> {
    const going = ++this.#going;
    // As long as an answer is under way, nobody knows of which one the next is a change.
    const before = this.#underWay > 0 || this.#held === null ? null : this.#state.place;
    this.#underWay++;
    const change = await this.#asking(
      this.#checker.ask('go', {
        since: before === null ? null : this.#held,
        ...wayOn(before?.path ?? [], path, replay),
        skips,
        isNarrow: matchMedia(NARROW).matches,
      }),
    );
    this.#underWay--;
    if (change === null) return;
    this.#held = null;
    if (going !== this.#going) return;
    this.#held = change.id;
    const place = placeAfter(before, change);
    const isWhole = place.misfit === null;
    const { tree } = this.#state;
    tree.follow(before === null ? 0 : change.keep, change.more);
    this.#set({
      place,
      branch: isWhole ? branch : place.path,
      again: isWhole ? again : null,
      seen: withCells(this.#state.seen, place.seen),
      notice: isWhole ? null : `Of the path, ${place.path.length} steps fit: ${place.misfit}.`,
      comparison: null,
    });
    this.#write();
  }

  /** The address says where we are; the browser's own back button leads back. */
  #write(): void {
    const { opened, place } = this.#state;
    if (opened === null || place === null) return;
    const hash = hashOf({ choice: opened.choice, replay: place.replay });
    if (location.hash !== hash) location.hash = hash;
  }

  async #followAddress(): Promise<void> {
    const address = addressIn(location.hash);
    const { opened, place, branch, again } = this.#state;
    if (address === null || opened === null) return;
    const isSame = JSON.stringify(address.choice) === JSON.stringify(opened.choice);
    if (!isSame) await this.#openAt(address);
    else if (address.replay !== place?.replay) {
      const { path, again: loop } = loopsAt(address.replay);
      const isOnBranch = loop === null && path.every((index, i) => branch[i] === index);
      await this.#goTo({
        path,
        branch: isOnBranch ? branch : path,
        again: isOnBranch ? again : loop,
        replay: address.replay,
      });
    }
  }

  /** Waits for an answer; after a while, it is told that there is none yet. */
  async #asking<T>(answer: Promise<T>): Promise<T | null> {
    const patience = setTimeout(() => this.#set({ isSilent: true }), PATIENCE);
    try {
      return await answer;
    } catch (error) {
      this.#tell(error);
      return null;
    } finally {
      clearTimeout(patience);
      if (this.#state.isSilent) this.#set({ isSilent: false });
    }
  }

  #tell(error: unknown): void {
    if (error instanceof Ended) return;
    this.#set({ notice: error instanceof Error ? error.message : String(error) });
  }

  #newChecker(): Checker {
    return new Checker(this.#worker, (broken) => this.#set({ broken }));
  }

  #set(changed: Partial<PageState>): void {
    this.#state = { ...this.#state, ...changed };
    for (const listener of this.#listeners) listener();
  }
}

/** How a way is told to the checker: as a change of the one before. */
function wayOn(
  before: readonly number[],
  path: readonly number[],
  replay: string | undefined,
): Pick<GoAsked, 'keep' | 'more'> {
  // What is repeated is a part of the text; and what is no path is refused as it was written.
  if (replay !== undefined) return { keep: 0, more: replay };
  let keep = 0;
  while (keep < path.length && before[keep] === path[keep]) keep++;
  return { keep, more: pathText(path.slice(keep)) };
}

function withCells(seen: ReadonlySet<string>, more: readonly (readonly string[])[]): ReadonlySet<string> {
  return more.length === 0 ? seen : new Set([...seen, ...more.map((values) => JSON.stringify(values))]);
}

function parentOf(path: readonly number[]): string {
  return pathText(path.slice(0, -1));
}
