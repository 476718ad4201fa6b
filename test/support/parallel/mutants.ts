import type { Change } from '../mutants/checker.ts';

/** The checker without one condition of what several threads do together. */
interface Mutant extends Change {
  readonly drops: string;
}

const hand = 'search/parallel/hand.ts';
const adding = 'search/parallel/adding.ts';
const numbering = 'search/parallel/numbering.ts';
const together = 'search/parallel/together.ts';

export const mutants: readonly Mutant[] = [
  {
    drops: 'that what others have read of states is known before their successors are passed over',
    file: 'search/parallel/judging.ts',
    text: 'if (this.#reads[read] === 1) stateReads.note(read, sourceOf(read));',
    instead: '',
  },
  {
    drops: 'that the run itself knows what others have read of states',
    file: together,
    text: 'this.#space.learnReads(run.watch);',
    instead: '',
  },
  {
    drops: 'that a step to a state that another step of the same state has led to is awake',
    file: adding,
    text: '>= fresh ? SAME_PARENT : KNOWN_ROW',
    instead: '>= fresh ? KNOWN_ROW : KNOWN_ROW',
  },
  {
    drops: 'that numbers go on where those of the blocks before end',
    file: numbering,
    text: 'while (done < block) number += board.found(done++);',
    instead: '',
  },
  {
    drops: 'that rows are added in the order of the states that they come from',
    file: adding,
    text: 'for (let block = 0; block < cut; block++) {\n      this.#freshBefore',
    instead: 'for (let block = cut - 1; block >= 0; block--) {\n      this.#freshBefore',
  },
  {
    drops: 'that a thread learns what others have told before it tells',
    file: 'tables/threads/ledger.ts',
    text: 'this.#learn();\n      return this.#tell',
    instead: 'return this.#tell',
  },
  {
    drops: 'that what others have met meanwhile is not told again',
    file: 'tables/threads/ledger.ts',
    text: 'if (known !== undefined) return known;\n    const id = add();',
    instead: 'const id = add();',
  },
  {
    drops: 'that what was added for blocks that are not done is forgotten',
    file: together,
    text: "if (board.cut < cut) yield* this.#phase('undo');",
    instead: '',
  },
  {
    drops: 'that a limit of states ends a search where it ends one thread',
    file: together,
    text: 'if (states > this.#settings.maxStates) return block;',
    instead: '',
  },
  {
    drops: 'that new states get their numbers in the index',
    file: hand,
    text: "case 'expand':\n        this.#common.settle();",
    instead: "case 'expand':",
  },
  {
    drops: 'that new states have their numbers before a thread goes on alone',
    file: together,
    text: 'if (!this.#isWhole) yield* this.#settle();',
    instead: '',
  },
  {
    drops: 'that what may decide a property is looked at alone',
    file: together,
    text: 'if ((board.flags & NOTABLE) !== 0) this.#alone = block;',
    instead: '',
  },
  {
    drops: 'that a block in which something may be decided is not done',
    file: 'search/parallel/expanding.ts',
    text: 'return this.#judging.isNotable ? NOTABLE : 0;',
    instead: 'return 0;',
  },
  {
    drops: 'that it is known whether a message found no room on the way to a state',
    file: numbering,
    text: ', (mark & IS_CROWDED) !== 0);',
    instead: ', false);',
  },
  {
    drops: 'that moves mean the same in all threads',
    file: 'composition/shared-ids.ts',
    text: 'this.#independence.share(ledger);',
    instead: '',
  },
  {
    drops: 'that data cross whole, with all that JSON has not',
    file: 'composition/packet-text.ts',
    text: 'return [from, to, taggedJson(event)];',
    instead: 'return [from, to, JSON.parse(JSON.stringify(event))];',
  },
  {
    drops: 'that what is known of states that wait stays when there must be room for more',
    file: 'search/parallel/space.ts',
    text: 'larger.put(state, arrivals.move(state), arrivals.groups(state));',
    instead: '',
  },
  {
    drops: 'that states are packed anew when an id does not fit',
    file: 'store/shared/shared-log.ts',
    text: 'to.pack(vector, 0, after, 0);',
    instead: '',
  },
  {
    drops: 'that of two fresh states with one hash both are kept',
    file: 'store/shared/index-part.ts',
    text: 'if (vectors[at + j] !== words[offset + j]) return false;',
    instead: 'if ((vectors[at + j] ?? 0) >>> 16 !== (words[offset + j] ?? 0) >>> 16) return false;',
  },
  {
    drops: 'that messages without room are counted in all blocks',
    file: together,
    text: 'overflows: sum(OVERFLOWS),',
    instead: 'overflows: 0,',
  },
  {
    drops: 'that what is in flight is packed anew, too, where its bits stay as they are',
    file: 'store/layout.ts',
    text: 'if (earlier.#rest !== 0) rewriting.move(earlier.#full, earlier.#full, earlier.#rest, 0);',
    instead: '',
  },
  {
    drops: 'that the index is filled with all states, round by round',
    file: together,
    text: 'round * board.round < this.#space.states.size; round++',
    instead: 'round < 1; round++',
  },
  {
    drops: 'that properties look at new states that they may tell apart from those before',
    file: 'search/parallel/judging.ts',
    text: 'if (looksAtStates) watch.atSuccessor(steps, k, state);',
    instead: '',
  },
];
