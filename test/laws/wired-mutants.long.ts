import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as Source from '../../src/index.ts';
import { check, instantiate, ModelError } from '../../src/index.ts';
import { type Change, checkerWith } from '../support/mutants/checker.ts';
import { exploreNaively, type NaiveOutcome } from '../support/naive/explorer.ts';
import type { Subject } from '../support/random-models/files.ts';
import { choiceOf } from '../support/random-models/model.ts';
import { wiredModelOf, wiredSketch } from '../support/random-models/wired.ts';
import { summaryOf } from '../support/summary.ts';

/** A mistake in what a network with channels, sessions and partitions does. */
interface Mutant extends Change {
  readonly wrong: string;
}

const LINKS = 'network/links.ts';
const LISTED = 'network/listed.ts';
const WAYS = 'language/network/ways.ts';
const EXPANSION = 'composition/expansion.ts';
const ACTIONS = 'composition/actions.ts';

const mutants: readonly Mutant[] = [
  {
    wrong: 'messages pass a partition',
    file: LINKS,
    text: 'if (!crosses.every((link) => this.conditionIn(list, link).up)) return false;',
    instead: '',
  },
  {
    wrong: 'who has not been told is sent to',
    file: LINKS,
    text: 'if (!this.#isIn(list, session, to)) return false;',
    instead: '',
  },
  {
    wrong: 'what waits for its sender arrives',
    file: LINKS,
    text: ': this.#isIn(list, session, from);',
    instead: ': true;',
  },
  {
    wrong: 'an end is in a session of which it has not been told',
    file: LINKS,
    text: "if (way.tells === 'news' && way.session === session && way.to === endpoint) return false;",
    instead: '',
  },
  {
    wrong: 'a partition that loses takes in what is sent',
    file: LINKS,
    text: 'if (crosses.some((link) => this.#loses(link) && !this.conditionIn(list, link).up)) return false;',
    instead: '',
  },
  {
    wrong: 'a session that is not open takes in what is sent',
    file: LINKS,
    text: 'return this.#isIn(list, session, from) && (closed & this.#bitOf(session, from)) === 0;',
    instead: 'return (closed & this.#bitOf(session, from)) === 0;',
  },
  {
    wrong: 'nothing waits for a session',
    file: LINKS,
    text: 'if (session < 0 || this.#waits(session)) return true;',
    instead: 'if (session < 0) return true;',
  },
  {
    wrong: 'links go down once more',
    file: LINKS,
    text: 'downs < (rules?.most ?? 0)',
    instead: 'downs <= (rules?.most ?? 0)',
  },
  {
    wrong: 'what is promised is lost with a link',
    file: LINKS,
    text: ' && !this.losesOwed(list, link)',
    instead: '',
  },
  {
    wrong: 'nobody need ask',
    file: LINKS,
    text: '(rules.asks === null || asked !== 0)',
    instead: 'true',
  },
  {
    wrong: 'sessions open across a partition',
    file: LINKS,
    text: 'return !up && isWanted && !isParted;',
    instead: 'return !up && isWanted;',
  },
  {
    wrong: 'a break loses nothing',
    file: LINKS,
    text: "return kind === 'break' || kind === 'down'",
    instead: "return kind === 'down'",
  },
  {
    wrong: 'a break loses what the ends are told',
    file: LINKS,
    text: '(tells === null && this.#isIn(list, session, from))',
    instead: 'this.#isIn(list, session, from)',
  },
  {
    wrong: 'a partition that waits loses',
    file: LINKS,
    text: 'return tells === null && this.#loses(link) && crosses.includes(link);',
    instead: 'return tells === null && crosses.includes(link);',
  },
  {
    wrong: 'an open session can be asked for',
    file: LINKS,
    text: 'return condition.up && condition.closed === 0',
    instead: 'return condition.up && condition.closed === 4',
  },
  {
    wrong: 'the last word overtakes what was sent before it',
    file: LINKS,
    text: "return tells === 'close' ? !this.#hasMore(list, session, from) : ",
    instead: "return tells === 'close' ? true : ",
  },
  {
    wrong: 'who has closed goes on sending',
    file: LINKS,
    text: 'return this.#isIn(list, session, from) && (closed & this.#bitOf(session, from)) === 0;',
    instead: 'return this.#isIn(list, session, from);',
  },
  {
    wrong: 'an end closes twice',
    file: LINKS,
    text: 'return this.#isEndIn(list, change) && (closed & (1 << change.end)) === 0;',
    instead: 'return this.#isEndIn(list, change);',
  },
  {
    wrong: 'a session is never over',
    file: LINKS,
    text: 'if (condition.closed !== BOTH || this.#isStillTold(list, session, null)) return;',
    instead: 'if (condition.closed !== 4) return;',
  },
  {
    wrong: 'a session is over while one end does not know',
    file: LINKS,
    text: 'if (condition.closed !== BOTH || this.#isStillTold(list, session, null)) return;',
    instead: 'if (condition.closed !== BOTH) return;',
  },
  {
    wrong: 'an abort loses nothing',
    file: LINKS,
    text: "kind === 'abort' || kind === 'crash';",
    instead: "kind === 'crash';",
  },
  {
    wrong: 'a session stays closed by one end once it has broken',
    file: LINKS,
    text: 'downs: condition.downs + 1, closed: 0 };',
    instead: 'downs: condition.downs + 1 };',
  },
  {
    wrong: 'breaks are not counted',
    file: LINKS,
    text: 'downs: condition.downs + 1',
    instead: 'downs: condition.downs',
  },
  {
    wrong: 'what finds no room never waits',
    file: LISTED,
    text: "if (full === 'blocks') return WAITS;",
    instead: '',
  },
  {
    wrong: 'the capacity of a channel is that of both ways',
    file: LISTED,
    text: 'if (other === way) alike++;',
    instead: 'if (other.channel === way.channel) alike++;',
  },
  {
    wrong: 'what ends are told takes up room',
    file: LISTED,
    text: 'if (other.tells === null) all++;',
    instead: 'all++;',
  },
  {
    wrong: 'the capacity of the network does not count for channels',
    file: LISTED,
    text: 'return all < capacity && alike < way.rules.capacity;',
    instead: 'return alike < way.rules.capacity;',
  },
  {
    wrong: 'time passes whatever is as old as it may be',
    file: LISTED,
    text: 'else if (rules.holdsTime || this.#packets.isOwed(packet)) return false;',
    instead: 'else if (this.#packets.isOwed(packet)) return false;',
  },
  {
    wrong: 'messages that become alike stay two after a tick',
    file: LISTED,
    text: 'if (rules.lifetime === Number.POSITIVE_INFINITY) isSorted = false;',
    instead: 'isSorted = true;',
  },
  {
    wrong: 'loss is that of the network',
    file: LISTED,
    text: 'if (!this.#packets.way(packet).rules.loss',
    instead: 'if (!this.#rules.loss',
  },
  {
    wrong: 'order is that of the network',
    file: LISTED,
    text: "return rules.order === 'fifo' ?",
    instead: "return this.#rules.order === 'fifo' ?",
  },
  {
    wrong: 'what is sent comes in the other order',
    file: LISTED,
    text: 'const deeds = this.#operations.deedsOf(operation);',
    instead: 'const deeds = this.#operations.deedsOf(operation).toReversed();',
  },
  {
    wrong: 'equal messages on a channel are never one',
    file: WAYS,
    text: "isSet: rules.duplication && rules.order === 'none',",
    instead: 'isSet: false,',
  },
  {
    wrong: 'channels take all types',
    file: WAYS,
    text: 'types.includes(event.type) && ',
    instead: '',
  },
  {
    wrong: 'what waits for room is cut off',
    file: EXPANSION,
    text: 'steps.waiting.push(label);\n      return;',
    instead: 'steps.cuts++;\n      return;',
  },
  {
    wrong: 'a break is waited for',
    file: ACTIONS,
    text: "    case 'break':\n    case 'down':\n      return true;",
    instead: "    case 'break':\n    case 'down':\n      return false;",
  },
];

/** Random models, and what the naive explorer says of each. */
const cases: { subject: Subject; naive: NaiveOutcome }[] = [];

beforeAll(() => {
  for (const sketch of fc.sample(wiredSketch, { seed: 5, numRuns: 900 })) {
    const subject = { model: wiredModelOf(sketch), options: choiceOf(sketch.model) };
    const naive = isRefused(subject) ? null : naiveOf(subject);
    if (naive !== null) cases.push({ subject, naive });
  }
});

function naiveOf({ model, options }: Subject): NaiveOutcome | null {
  try {
    return exploreNaively(model, options, { maxStates: 150, maxTransitions: 600 });
  } catch {
    return null;
  }
}

/** What the checker refuses for what its machines do is no matter of networks. */
function isRefused({ model, options }: Subject): boolean {
  try {
    check(instantiate(model, options), { maxStates: 150 });
    return false;
  } catch (error) {
    if (error instanceof ModelError) return true;
    throw error;
  }
}

describe('the checker, compared with the naive explorer on random models,', () => {
  it('is right as it is', async () => {
    const source = await checkerWith('as it is', {
      file: LINKS,
      text: 'class Links',
      instead: 'class Links',
    });
    expect(cases.length).toBeGreaterThan(200);
    expect(cases.filter((each) => !agrees(source, each))).toEqual([]);
  });

  it.each(mutants)('is wrong if $wrong', async (mutant) => {
    const checker = await checkerWith(mutant.wrong, mutant);
    expect(cases.every((each) => agrees(checker, each))).toBe(false);
  });
});

function agrees({ check, instantiate }: typeof Source, { subject, naive }: (typeof cases)[number]): boolean {
  try {
    const outcome = check(instantiate(subject.model, subject.options), { maxStates: 1500 });
    return JSON.stringify(summaryOf(outcome)) === JSON.stringify(naive);
  } catch {
    return false;
  }
}
