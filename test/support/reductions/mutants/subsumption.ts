import type { Mutant } from './mutant.ts';

const REDUCTIONS = 'reduction/reductions.ts';
const SUBSUMPTION = 'reduction/subsumption.ts';

const UNREAD = 'Nobody reads what is in flight';
const ROOM = 'There is room with more messages, and what is a step with fewer is one with more';
const DEADLOCKS = 'Deadlocks are found';

/** The conditions of subsumption, each dropped. */
export const ofSubsumption: readonly Mutant[] = [
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
    text: "(kind === 'event' || kind === 'answer' || kind === 'expire')",
    instead: "(kind === 'event' || kind === 'answer' || kind === 'expire' || kind === 'deliver')",
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
