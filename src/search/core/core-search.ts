import { CONTENTS } from '../../model/contents.ts';
import { INDEPENDENCE, type Independence } from '../../model/independence.ts';
import type { Instance } from '../../model/instance.ts';
import type { Model } from '../../model/model.ts';
import { SET_FACTS, type SetFacts } from '../../model/set-facts.ts';
import { ArrivalSleeping } from '../../reduction/sleep/arrival-sleeping.ts';
import { groupAfter, type SleepSet } from '../../reduction/sleep/sleep-set.ts';
import { resumedSleeping } from '../../reduction/sleep/sleeping.ts';
import type { StateSet } from '../../store/state-set.ts';
import { VisitedStates } from '../../store/visited.ts';
import { BreadthFirst } from '../breadth-first.ts';
import type { Hiring } from '../parallel/crew.ts';
import { BATCH } from '../parts.ts';
import type { Run } from '../run.ts';
import type { SearchSettings } from '../settings.ts';
import { ReexpandedWay } from '../way-back.ts';
import { CoreArrivals } from './arrivals.ts';
import {
  type Asked,
  type Core,
  type Exports,
  LIMIT,
  NO_MEMORY,
  newCore,
  UNFIT,
  UNKNOWN,
} from './instance.ts';
import { Judging } from './judging.ts';
import { CoreMemory, Outgrown } from './memory.ts';
import { CoreStates } from './states.ts';
import { Teaching } from './teaching.ts';

/** States that the core expands before others have a say. */
const SLICE = 2 ** 13;
/** The same, where others help: at its end, they have to pause. */
const LONG_SLICE = 2 ** 16;

/** Of so many states, more than this may not be left to the model in vain, or the core is of no use. */
const LOOKED_AT = 2 ** 14;
const MOST_IN_VAIN = 2 ** 11;

/**
 * A breadth-first run that goes on in the core, from wherever it was, and finds what it would have found without it: the same states under the
 * same numbers, by the same steps.
 *
 * The core knows what it was taught. Where something is new, or may be decided, or thrown, it stops before that state: the run
 * expands that one by itself, as ever, so that all that the model knows of it is learned, and taught.
 */
export class CoreSearch {
  readonly #run: Run;
  readonly #model: Model;
  readonly #facts: SetFacts;
  readonly #independence: Independence;
  readonly #filter: SleepSet;
  readonly #frontier: BreadthFirst;
  readonly #core: Exports;
  readonly #memory: CoreMemory;
  readonly #states: CoreStates;
  readonly #teaching: Teaching;
  readonly #judging: Judging;
  readonly #limit: number;
  readonly #hiring: Hiring | null;
  readonly #state: Uint32Array;
  #isHelped = false;
  /** States that the core has expanded. */
  expanded = 0;
  /** Of the states that were looked at last: how many there were, and how many of them were left to the model in vain. */
  #looked = 0;
  #inVain = 0;

  private constructor(
    run: Run,
    frontier: BreadthFirst,
    filter: SleepSet,
    parts: Needed,
    core: Core,
    settings: SearchSettings,
  ) {
    const { model, facts, independence } = parts;
    this.#run = run;
    this.#model = model;
    this.#facts = facts;
    this.#independence = independence;
    this.#filter = filter;
    this.#frontier = frontier;
    this.#core = core.exports;
    this.#limit = Math.min(settings.maxStates, 2 ** 32 - 1);
    this.#hiring = settings.hiring;
    if (this.#core.begin(facts.endpoints) === 0) throw new Outgrown('there is no memory');
    this.#memory = new CoreMemory(core);
    this.#states = new CoreStates(this.#memory, facts);
    this.#state = new Uint32Array(model.width);
    this.#states.widen(0, 0);
    this.#judging = new Judging(this.#memory, facts, run.watch, this.#states);
    this.#teaching = new Teaching(this.#memory, facts, independence, (label) => run.watch.isSettled(label));
    this.#moveIn();
  }

  /** Goes on with this run in a core. Null if that cannot be: the run is as it was. */
  static takeOver(instance: Instance, settings: SearchSettings, run: Run): CoreSearch | null {
    const needed = neededFor(instance.model);
    const { frontier, sleeping } = run.parts;
    if (needed === null || settings.log !== null || !(frontier instanceof BreadthFirst)) return null;
    if (sleeping.filter === null) return null;
    const { independence } = needed;
    let search: CoreSearch | null = null;
    const asked: Asked = {
      group: (arrival, move) => groupAfter(independence, arrival, move),
      isSameUnder: (arrival, label) =>
        Number(independence.isSameUnder(independence.historyBefore(arrival), label)),
      classOf: (field, id) => search?.classOf(field, id) ?? 0,
      decides: () => search?.decides() ?? 1,
      mayEnd: () => search?.mayEnd() ?? 0,
    };
    const core = newCore(asked, settings.hiring !== null);
    if (core === null) return null;
    try {
      search = new CoreSearch(run, frontier, sleeping.filter, needed, core, settings);
      return search;
    } catch (error) {
      if (error instanceof Outgrown) return null;
      throw error;
    }
  }

  classOf(field: number, id: number): number {
    return this.#judging.classOf(field, id);
  }

  decides(): number {
    return this.#judging.decides();
  }

  mayEnd(): number {
    return this.#judging.mayEnd();
  }

  /** The states that there are, and how the search came to those that wait, go into the core. */
  #moveIn(): void {
    const { parts } = this.#run;
    const { states, sleeping } = parts;
    const core = this.#core;
    const first = this.#frontier.first;
    for (let state = 0; state < states.size; state++) {
      states.read(state, this.#state);
      this.#states.add(this.#state, 0);
      core.setWaiting(Math.min(first, state + 1));
    }
    for (let state = first; state < states.size; state++) core.putArrival(state, ...sleeping.arrival(state));
    const sleepingHere = new ArrivalSleeping(this.#filter, this.#independence, new CoreArrivals(core));
    const wayBack = this.#wayBackOver(this.#states);
    this.#run.moveTo({ ...parts, states: this.#states, wayBack, sleeping: sleepingHere, batch: 1 });
  }

  /** The same way back, through states that are held elsewhere. */
  #wayBackOver(states: StateSet): ReexpandedWay {
    const { wayBack, reduction } = this.#run.parts;
    if (!(wayBack instanceof ReexpandedWay)) throw new Error('the core needs the way back of exact searches');
    const continued = new ReexpandedWay(this.#model, states, reduction, wayBack.trail);
    continued.continue(wayBack);
    return continued;
  }

  /** Goes on for a while. Returns false if the core is of no use any more: then the run goes on without it, and holds all that it held. */
  advance(): boolean {
    try {
      this.#expandSome();
      return true;
    } catch (error) {
      if (!(error instanceof Outgrown)) throw error;
      this.#moveOut();
      return false;
    }
  }

  #expandSome(): void {
    const left = this.#frontier.enterLevel();
    if (left === 0) {
      this.#run.advance();
      return;
    }
    if (!this.#judging.refresh()) throw new Outgrown('predicates read too much');
    this.#askForHelp();
    const core = this.#core;
    const first = this.#frontier.first;
    const known = this.#states.size;
    core.setWaiting(first);
    const slice = this.#isHelped ? LONG_SLICE : SLICE;
    const done = core.run(first, Math.min(left, slice), this.#limit, this.#hiring?.pace.alone ?? left) >>> 0;
    this.#count(done, known);
    const why = core.why.value;
    if (why === LIMIT) this.#run.stop('max-states');
    else if (why === NO_MEMORY) throw new Outgrown('there is no more memory');
    else if (why === UNFIT) this.#widen();
    else if (why === UNKNOWN) this.#learn();
  }

  /** How many threads search. */
  get workers(): number {
    return this.#isHelped ? 1 + this.#core.joined() : 1;
  }

  /** Has others help from now on if that pays. */
  #askForHelp(): void {
    const hiring = this.#hiring;
    if (this.#isHelped || hiring === null || this.#states.size < hiring.helpFrom) return;
    const { others, pace } = hiring;
    const hasRoom = this.#core.accompany(1 + others, pace.chunk, Number(pace.leavesAll)) !== 0;
    if (!hasRoom) throw new Outgrown('there is no more memory');
    this.#isHelped = true;
    hiring.help({
      memory: this.#memory.shared,
      board: this.#core.board.value,
      joined: () => this.#core.joined(),
    });
  }

  /** Other threads have nothing to do any more. */
  sendAway(): void {
    if (this.#isHelped) this.#core.dismiss();
  }

  #count(done: number, known: number): void {
    const core = this.#core;
    const { wayBack } = this.#run.parts;
    const found = this.#states.size - known;
    const samples = core.samples.value >>> 2;
    const { words } = this.#memory;
    // Of the states that were found, every 64th has its parent noted.
    for (let i = 0, state = Math.ceil(known / 64) * 64; i < core.sampled.value; i++, state += 64) {
      wayBack.note(state, words[samples + i] ?? 0);
    }
    const depth = this.#frontier.depth;
    this.#frontier.pass(done, found);
    const transitions = core.transitions.value >>> 0;
    this.#run.count({ transitions, asleep: core.asleep.value >>> 0, overflows: 0, cuts: 0, found }, depth);
    this.#facts.noteMost(core.most.value);
    this.expanded += done;
    this.#looked += done;
    if (this.#looked < LOOKED_AT) return;
    this.#looked = 0;
    this.#inVain = 0;
  }

  #widen(): void {
    const field = this.#core.unfitField.value;
    const value = this.#core.unfitValue.value >>> 0;
    this.#states.widen(field, field > this.#facts.endpoints ? value : 32 - Math.clz32(value));
  }

  /** The next state is expanded without the core, which is taught what there is to know of it. */
  #learn(): void {
    const state = this.#frontier.first;
    this.#core.read(state);
    this.#states.copyVector(this.#state);
    const { packets } = this.#states;
    this.#expandAlone();
    if (this.#run.ending !== null) return;
    const before = this.#teaching.learned;
    this.#teaching.teach(this.#state, packets);
    if (this.#teaching.learned > before) return;
    if (++this.#inVain > MOST_IN_VAIN) throw new Outgrown('too much is not known');
  }

  #expandAlone(): void {
    const state = this.#frontier.first;
    try {
      this.#run.advance();
    } catch (error) {
      // It was thrown before anything was made of the steps of that state.
      if (error instanceof Outgrown) this.#frontier.returnTo(state);
      throw error;
    }
  }

  /** All that the core holds goes back to where states are kept without it. */
  #moveOut(): void {
    this.sendAway();
    this.#isHelped = false;
    const { parts } = this.#run;
    const contents = this.#model.extension(CONTENTS);
    const states = new VisitedStates(this.#model.width, contents);
    const network = this.#model.width - 2;
    for (let state = 0; state < this.#states.size; state++) {
      this.#facts.cut();
      states.begin();
      this.#core.read(state);
      this.#states.copyVector(this.#state);
      const { packets } = this.#states;
      this.#state[network] = contents?.isLarge ? this.#facts.draftOf(packets) : this.#facts.idOf(packets);
      states.add(this.#state, 0);
    }
    const first = this.#frontier.first;
    const sleeping = resumedSleeping(this.#independence, this.#filter, first, states.size, parts.sleeping);
    this.#run.moveTo({ ...parts, states, wayBack: this.#wayBackOver(states), sleeping, batch: BATCH });
  }
}

interface Needed {
  readonly model: Model;
  readonly facts: SetFacts;
  readonly independence: Independence;
}

function neededFor(model: Model): Needed | null {
  const facts = model.extension(SET_FACTS);
  const independence = model.extension(INDEPENDENCE);
  if (facts === null || independence === null || facts.packets > 64) return null;
  return { model, facts, independence };
}
