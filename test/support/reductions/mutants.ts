import type { Change } from '../mutants/checker.ts';

/** A condition of a reduction that is dropped, in the code. */
export interface Mutant extends Change {
  /** The condition, as docs/soundness.md calls it: what stands there in bold type. */
  readonly condition: string;
  readonly drops: string;
  /** What the titles of the cases begin with of which at least one goes wrong. */
  readonly killedBy: string;
}

const PARTIAL_ORDER = 'reduction/partial-order.ts';
const MAY_SEND = 'reduction/may-send.ts';
const REDUCTIONS = 'reduction/reductions.ts';

const OTHERS_MAY_SEND = 'Nobody sends to it before it acts';
const READ = 'No property sees its steps';

const ofPartialOrder: readonly Mutant[] = [
  {
    condition: 'Nothing is put off for ever',
    drops: 'that a step of the ample set leads to a new state',
    file: REDUCTIONS,
    text: 'if (this.#partialOrder === null || !this.#someLeft) return false;',
    instead: 'if (targets.length >= 0) return false;',
    killedBy: 'who goes on for ever',
  },
  {
    condition: READ,
    drops: 'that local states are read',
    file: PARTIAL_ORDER,
    text: '...(slot < network && rows[row + VALUE] !== base[slot] ? [slot] : []),',
    instead: '',
    killedBy: 'what b did, and a did not yet',
  },
  {
    condition: READ,
    drops: 'that what is in flight is read',
    file: PARTIAL_ORDER,
    text: '...(rows[row + NETWORK_AFTER] === base[network] ? [] : [network]),',
    instead: '',
    killedBy: 'what is not in flight yet',
  },
  {
    condition: READ,
    drops: 'that something is read later',
    file: PARTIAL_ORDER,
    text: "for (const slot of this.#hidden) if (reads.isRead(watching, 'state', slot)) return true;",
    instead: 'if (reads === null || watching === null) return true;',
    killedBy: 'where b is is read only once',
  },
  {
    condition: READ,
    drops: 'that step properties look at others',
    file: PARTIAL_ORDER,
    text: 'return reads.looksAround(watching)',
    instead: 'return reads === null || watching === null',
    killedBy: 'a step of a shows where b is',
  },
  {
    condition: READ,
    drops: 'that step properties are seen to look at others later',
    file: REDUCTIONS,
    text: '(ordered.leftOut === 0 || ordered.objection(this.#reads, watching) === null)',
    instead: '(ordered.leftOut >= 0)',
    killedBy: 'a step of a shows where b is',
  },
  {
    condition: OTHERS_MAY_SEND,
    drops: 'that others may send',
    file: PARTIAL_ORDER,
    text: 'own > 0 && own < steps.count && !this.#maySend.to(endpoint, steps.base)',
    instead: 'own > 0 && own < steps.count',
    killedBy: 'a may still say something',
  },
  {
    condition: OTHERS_MAY_SEND,
    drops: 'that others turn out to send',
    file: PARTIAL_ORDER,
    text: 'if (this.#maySend.isRefuted) return true;',
    instead: '',
    killedBy: 'a may say something to b after a while',
  },
  {
    condition: OTHERS_MAY_SEND,
    drops: 'that others may send after further steps',
    file: MAY_SEND,
    text: 'open.push(...this.#predecessors(endpoint, at));',
    instead: '',
    killedBy: 'a may say something to b after a while',
  },
  {
    condition: OTHERS_MAY_SEND,
    drops: 'that others may send by what was known of where they come to',
    file: MAY_SEND,
    text: 'this.#add(slot, before, this.#receivers[slot]?.[after] ?? 0);',
    instead: '',
    killedBy: 'a comes another way',
  },
  {
    condition: 'Its steps are all that happens to it',
    drops: 'that losses of messages to it are among its steps',
    file: PARTIAL_ORDER,
    text: 'if (slot !== steps.width) return false;',
    instead: 'if (slot !== endpoint) return false;',
    killedBy: 'what b waits for may be lost',
  },
  {
    condition: 'There is room for all',
    drops: 'that its steps leave a bounded network as it is',
    file: PARTIAL_ORDER,
    text: 'return !this.#isBounded || rows[k * SUCCESSOR + NETWORK_AFTER] === base[width - 2];',
    instead: 'return rows.length > 0 && base.length === width;',
    killedBy: 'who goes first takes the room',
  },
  {
    condition: 'There is room for all',
    drops: 'that nothing is cut off',
    file: PARTIAL_ORDER,
    text: 'if (steps.cuts > 0 || steps.overflows > 0) return;',
    instead: 'if (steps.cuts === 0 && steps.overflows > 0) return;',
    killedBy: 'what is cut off for now',
  },
  {
    condition: 'There is room for all',
    drops: 'that all messages find room',
    file: PARTIAL_ORDER,
    text: 'if (steps.cuts > 0 || steps.overflows > 0) return;',
    instead: 'if (steps.cuts > 0) return;',
    killedBy: 'what finds no room now',
  },
  {
    condition: 'No promise is renewed',
    drops: 'that nothing is promised in a set',
    file: PARTIAL_ORDER,
    text: 'if (this.#isSet && this.#actions.promises(steps.label(k))) return false;',
    instead: '',
    killedBy: 'a promise may be kept before',
  },
  {
    condition: 'There is nothing that depends on all',
    drops: 'that there is no discrete time',
    file: PARTIAL_ORDER,
    text: 'if (model.bounds.timed) return',
    instead: 'if (model.width < 0) return',
    killedBy: 'b may begin late',
  },
  {
    condition: 'There is nothing that depends on all',
    drops: 'that there is no history',
    file: PARTIAL_ORDER,
    text: 'if (model.remembers) return',
    instead: 'if (model.width < 0) return',
    killedBy: 'the history knows',
  },
  {
    condition: 'There is nothing that depends on all',
    drops: 'that no delivery is refused',
    file: PARTIAL_ORDER,
    text: 'if (model.refusesDeliveries) return',
    instead: 'if (model.width < 0) return',
    killedBy: 'what b does decides',
  },
];

const RENAMING = 'reduction/symmetry/renaming.ts';

const ofSymmetry: readonly Mutant[] = [
  {
    condition: 'Each new state is judged itself',
    drops: 'that each new state is judged itself',
    file: 'property/property-watch.ts',
    text: '!this.#standsForOthers && !steps.differs',
    instead: '!steps.differs',
    killedBy: 'a state whose mirror image',
  },
  {
    condition: 'Local steps',
    drops: 'the closure of what the search made use of',
    file: REDUCTIONS,
    text: 'if (this.#symmetry === null) return;\n    const properties',
    instead: 'if (this.#asked.length > 0) return;\n    const properties',
    killedBy: 'a claim of symmetry that is false where no sample',
  },
  {
    condition: 'Renaming is an action of the group, and leaves alone what is no name',
    drops: 'that types of events stay',
    file: RENAMING,
    text: "return { ...(this.data(permutation, { ...event, type: '' }) as EventObject), type };",
    instead: 'return { type, ...(this.data(permutation, event) as EventObject) };',
    killedBy: 'an event type that no machine names',
  },
  {
    condition: 'Renaming is an action of the group, and leaves alone what is no name',
    drops: 'that types of events in data stay',
    file: RENAMING,
    text: "key === 'type' && this.#typesLookLikeNames",
    instead: "key === ''",
    killedBy: 'an event that is kept',
  },
  {
    condition: 'Renaming is an action of the group, and leaves alone what is no name',
    drops: 'that ids of timers are renamed',
    file: RENAMING,
    text: '(id) => this.timer(permutation, endpoint, id)',
    instead: '(id) => id',
    killedBy: 'timers with the id retry:b',
  },
];

const SUBSUMPTION = 'reduction/subsumption.ts';

const UNREAD = 'Nobody reads what is in flight';
const ROOM = 'There is room with more messages, and what is a step with fewer is one with more';
const DEADLOCKS = 'Deadlocks are found';

const ofSubsumption: readonly Mutant[] = [
  {
    condition: 'The network loses, and keeps no order',
    drops: 'that the network keeps no order',
    file: SUBSUMPTION,
    text: "if (network.order === 'fifo') return",
    instead: 'if (network.capacity < 0) return',
    killedBy: 'the loss of a message lets those behind it pass',
  },
  {
    condition: 'A loss changes what is in flight, and nothing else',
    drops: 'that a loss leaves the history as it is',
    file: SUBSUMPTION,
    text: 'const changesHistory = rows[k * SUCCESSOR + HISTORY_AFTER] !== base[width - 1];',
    instead: 'const changesHistory = rows.length < 0 && base[width + HISTORY_AFTER * SUCCESSOR] === 0;',
    killedBy: 'the history counts losses',
  },
  {
    condition: 'A loss changes what is in flight, and nothing else',
    drops: 'that a loss leaves marks as they are',
    file: SUBSUMPTION,
    text: 'const changesMarks = this.#model.labels.operation(steps.label(k)) >= FLAGS;',
    instead: 'const changesMarks = FLAGS < 0;',
    killedBy: 'a loss changes marks',
  },
  {
    condition: UNREAD,
    drops: 'that no property of states reads it',
    file: SUBSUMPTION,
    text: "reads.isRead(watching, 'state', before) ||",
    instead: '',
    killedBy: 'a property looks whether something is in flight',
  },
  {
    condition: UNREAD,
    drops: 'that no property of steps reads it before',
    file: SUBSUMPTION,
    text: "reads.isRead(watching, 'step', before) ||",
    instead: '',
    killedBy: 'a property looks whether something was in flight',
  },
  {
    condition: UNREAD,
    drops: 'that no property of steps reads it after',
    file: SUBSUMPTION,
    text: "reads.isRead(watching, 'step', after);",
    instead: 'after < 0;',
    killedBy: 'a property looks what is in flight after',
  },
  {
    condition: UNREAD,
    drops: 'that properties are seen to read it later',
    file: REDUCTIONS,
    text: 'if (subsumed && this.#subsumption?.objection(this.#reads, watching) !== null) return this.#restart();',
    instead: '',
    killedBy: 'a property looks what is in flight after',
  },
  {
    condition: UNREAD,
    drops: 'that the history does not read it',
    file: 'composition/history.ts',
    text: 'return this.#update.slots.has(slot) || this.#trigger.slots.has(slot);',
    instead: 'return this.#trigger.slots.has(slot);',
    killedBy: 'the history looks what',
  },
  {
    condition: UNREAD,
    drops: 'that triggers of marks do not read it',
    file: 'composition/history.ts',
    text: 'return this.#update.slots.has(slot) || this.#trigger.slots.has(slot);',
    instead: 'return this.#update.slots.has(slot);',
    killedBy: 'a trigger of marks looks what',
  },
  {
    condition: UNREAD,
    drops: 'that assumptions do not read it',
    file: 'composition/composition.ts',
    text: 'return this.#history.hasRead(slot) || (this.#refusals?.hasRead(slot) ?? false);',
    instead: 'return this.#history.hasRead(slot);',
    killedBy: 'an assumption looks what',
  },
  {
    condition: ROOM,
    drops: 'that all messages find room, with more in flight',
    file: SUBSUMPTION,
    text: 'if (steps.overflows > 0 || steps.merged > 0) return;',
    instead: 'if (steps.merged > 0) return;',
    killedBy: 'a loss makes room',
  },
  {
    condition: ROOM,
    drops: 'that no step stutters by exchanging marks',
    file: SUBSUMPTION,
    text: 'if (steps.overflows > 0 || steps.merged > 0) return;',
    instead: 'if (steps.overflows > 0) return;',
    killedBy: 'an event exchanges the marks',
  },
  {
    condition: ROOM,
    drops: 'that the tick does not stutter by exchanging marks',
    file: 'composition/expansion.ts',
    text: 'if (this.#operationOf(label) !== NO_OPERATION) steps.merged++;\n    steps.addIdle',
    instead: 'steps.addIdle',
    killedBy: 'the tick exchanges the marks',
  },
  {
    condition: DEADLOCKS,
    drops: 'that one loss is followed',
    file: SUBSUMPTION,
    text: '(losses++ === 0 && oneIsFollowed)',
    instead: '(losses++ < 0 && oneIsFollowed)',
    killedBy: 'what is waited for is lost',
  },
  {
    condition: DEADLOCKS,
    drops: 'that deliveries are not certain',
    file: SUBSUMPTION,
    text: "(kind === 'event' || kind === 'expire')",
    instead: "(kind === 'event' || kind === 'expire' || kind === 'deliver')",
    killedBy: 'what is waited for is lost',
  },
  {
    condition: DEADLOCKS,
    drops: 'that a certain step is one whatever is in flight',
    file: SUBSUMPTION,
    text: '(this.#model.labels.operation(label) & (CHANGES | SHOWS)) !== 0',
    instead: 'label >= 0',
    killedBy: 'an event that only changes the mark',
  },
];

export const mutants: readonly Mutant[] = [...ofSymmetry, ...ofSubsumption, ...ofPartialOrder];
