import type { Variant, Verdict } from 'allways';
import type { protocol } from './protocol.ts';

type Variants = Readonly<Record<string, Variant<(typeof protocol)['parameters']>>>;

const violated = (...properties: readonly string[]): Record<string, Verdict> =>
  Object.fromEntries(properties.map((property) => [property, 'violated']));

/** Whoever starts clean, or loses the session at once, never meets what it has already. */
const noRepetition: Record<string, Verdict> = { 'a repetition is told': 'unreachable' };

export const variants: Variants = {
  'exactly once': {
    sentence: 'Both sides do what the specification says.',
    size: { distinctStates: 575, transitions: 984 },
  },
  'two identifiers': {
    sentence: 'Both messages may be on their way at once.',
    set: { identifiers: 2 },
    size: { distinctStates: 1227, transitions: 2138 },
  },
  'four breaks': {
    sentence: 'Both messages may be on their way at once, over up to five connections.',
    set: { identifiers: 2, breaks: 4 },
    size: { distinctStates: 4097, transitions: 7910 },
  },
  'passed on at PUBREL': {
    sentence: 'The receiver passes a message on once its identifier is released.',
    set: { passesOnAt: 'PUBREL' },
    size: { distinctStates: 575, transitions: 984 },
  },
  'without DUP': {
    sentence: 'No PUBLISH says that it is sent again.',
    set: { marksDup: false },
    size: { distinctStates: 571, transitions: 978 },
  },
  'identifier freed early': {
    sentence: 'The sender uses an identifier again after PUBREC, before PUBCOMP.',
    set: { keepsIdUntil: 'PUBREC' },
    expect: violated('not lost', 'message 1 arrives', 'the receiver forgets'),
    size: { distinctStates: 579, transitions: 988 },
  },
  'told by DUP': {
    sentence: 'The receiver takes a PUBLISH with DUP for a repetition, and one without for a new message.',
    set: { tellsBy: 'DUP' },
    expect: violated('not lost', 'message 0 arrives', 'message 1 arrives'),
    size: { distinctStates: 707, transitions: 1162 },
  },
  'PUBLISH after PUBREL': {
    sentence: 'The sender sends PUBLISH again although it has sent PUBREL.',
    set: { resends: 'PUBLISH, whatever was acknowledged' },
    expect: violated('not twice'),
    size: { distinctStates: 743, transitions: 1210 },
  },
  'receiver forgets': {
    sentence: 'The receiver loses its session state; the sender is told, and discards its own.',
    set: { forgets: 'receiver', breaks: 1 },
    expect: violated('message 0 arrives', 'message 1 arrives'),
    size: { distinctStates: 261, transitions: 416 },
  },
  'receiver forgets, sender does not': {
    sentence: 'The receiver loses its session state; the sender is told, and sends again all the same.',
    set: { forgets: 'receiver', breaks: 1, discards: false },
    expect: violated('not twice'),
    size: { distinctStates: 262, transitions: 419 },
  },
  'receiver forgets, and says so in vain': {
    sentence: 'The receiver loses its session state; that it says so may be lost, too.',
    set: { forgets: 'receiver' },
    expect: violated('not twice', 'message 0 arrives', 'message 1 arrives'),
    size: { distinctStates: 1122, transitions: 2135 },
  },
  'receiver forgets, and says so until it is heard': {
    sentence: 'Like that, but a new session begins once the sender is known to have got CONNACK.',
    set: {
      forgets: 'receiver',
      sessionBegins: 'next packet',
    },
    expect: violated('message 0 arrives', 'message 1 arrives'),
    size: { distinctStates: 1001, transitions: 1857 },
  },
  'sender forgets': {
    sentence: 'The sender loses its session state, and goes on in the session that the receiver has kept.',
    set: { forgets: 'sender' },
    expect: violated('not lost', 'message 0 arrives', 'message 1 arrives', 'the receiver forgets'),
    size: { distinctStates: 1230, transitions: 2285 },
  },
  'sender forgets, and starts clean': {
    sentence: 'The sender loses its session state, and has the receiver discard the session, too.',
    set: { forgets: 'sender', startsCleanIfNew: true },
    expect: violated('message 0 arrives', 'message 1 arrives'),
    size: { distinctStates: 1117, transitions: 2105 },
  },
  'clean start': {
    sentence: 'Whenever the sender connects, both sides discard the session.',
    set: { cleanStart: true },
    expect: { ...violated('message 0 arrives', 'message 1 arrives'), ...noRepetition },
    size: { distinctStates: 677, transitions: 1111 },
  },
  'clean start, old PUBLISH': {
    sentence: 'The sender starts clean, and sends again what it had on its way.',
    set: { cleanStart: true, discards: false },
    expect: { ...violated('not twice'), ...noRepetition },
    size: { distinctStates: 766, transitions: 1240 },
  },
  'clean start, old PUBREL': {
    sentence: 'Like that, to a receiver that passes a message on once its identifier is released.',
    set: {
      cleanStart: true,
      discards: false,
      passesOnAt: 'PUBREL',
    },
    expect: { ...violated('not lost', 'message 0 arrives', 'message 1 arrives'), ...noRepetition },
    size: { distinctStates: 688, transitions: 1134 },
  },
};
