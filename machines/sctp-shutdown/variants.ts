import type { Variant, Verdict } from 'allways';
import type { protocol } from './protocol.ts';

type Variants = Readonly<Record<string, Variant<(typeof protocol)['parameters']>>>;

const violated = (...properties: readonly string[]): Record<string, Verdict> =>
  Object.fromEntries(properties.map((property) => [property, 'violated']));

const falseAlarm = violated('no false alarm');

/** One association, so there is no second one. */
const one: Record<string, Verdict> = { 'two associations': 'unreachable' };
const neverReflected: Record<string, Verdict> = { 'a side that has forgotten it answers': 'unreachable' };

/** Packets that live for longer than timers wait, so that what is sent again meets the next state of things. */
const late = { losses: 0, delay: 2, rto: 1, clientData: 1, serverData: 0, associations: 1 };

export const variants: Variants = {
  'as the RFC': {
    sentence:
      'Who closes first forgets the association at once, and may begin another one at once; nobody waits.',
    expect: falseAlarm,
    size: { distinctStates: 6_034, transitions: 15_131 },
  },
  'nothing is lost': {
    sentence: 'So nothing is sent again, and nothing comes when it is too late.',
    set: { losses: 0 },
    size: { distinctStates: 1_145, transitions: 2_556 },
  },
  'who closes first stays': {
    sentence: 'For one longest delay, which SCTP does not: nobody is told of an abort.',
    set: { wait: 1 },
    size: { distinctStates: 3_119, transitions: 6_250 },
  },
  'both shut down': {
    sentence: 'At once; a SHUTDOWN is overtaken by the SHUTDOWN ACK, although nothing is lost.',
    set: { serverCloses: true, losses: 0 },
    expect: falseAlarm,
    size: { distinctStates: 12_111, transitions: 35_223 },
  },
  'both shut down, and stay': {
    sentence: 'Who sends SHUTDOWN COMPLETE stays for one longest delay.',
    set: { serverCloses: true, losses: 0, wait: 1 },
    size: { distinctStates: 2_079, transitions: 4_435 },
  },
  'packets outlive the timers': {
    sentence: 'Whatever is not answered within one delay is sent again, so much of it comes twice.',
    set: { losses: 0, rto: 1, remembers: 1, limit: 1 },
    expect: falseAlarm,
    size: { distinctStates: 80_103, transitions: 275_420 },
  },
  'tags used again': {
    sentence: 'Each side has one tag, for all of its associations.',
    set: { freshTags: false },
    expect: violated(
      'no old data',
      'nothing twice',
      'no old end',
      'no association comes back',
      'closed means whole',
      'no false alarm',
      'no deadlock',
    ),
    size: { distinctStates: 9_546, transitions: 22_642 },
  },
  'tags used again, and a TIME-WAIT': {
    sentence: 'So it is done as TCP does: who closes first stays until all that is old is gone.',
    set: { freshTags: false, wait: 4 },
    expect: neverReflected,
    size: { distinctStates: 2_767, transitions: 5_393 },
  },
  'a COOKIE ECHO comes late': {
    sentence: 'It was sent twice; the second one comes when the association is over, and begins it again.',
    set: late,
    expect: { ...violated('nothing twice', 'no association comes back'), ...falseAlarm, ...one },
    size: { distinctStates: 24_518, transitions: 88_108 },
  },
  'tags are remembered': {
    sentence: 'The server takes no cookie of an association that has ended within the longest delay.',
    set: { ...late, remembers: 2 },
    expect: { ...falseAlarm, ...one },
    size: { distinctStates: 28_228, transitions: 97_870 },
  },
  'nobody answers': {
    sentence: 'Who has no association says nothing, so SHUTDOWN ACK is sent in vain.',
    set: { answers: false, associations: 1 },
    expect: { ...falseAlarm, ...one, ...neverReflected },
    size: { distinctStates: 842, transitions: 1_685 },
  },
  'the other side is gone': {
    sentence: 'Without a word, at any moment: who waits for SHUTDOWN ACK gives up.',
    set: { vanishes: true, losses: 0, associations: 1 },
    expect: { ...one, ...neverReflected },
    size: { distinctStates: 384, transitions: 791 },
  },
  'T2 without limit': {
    sentence: 'The same, where SHUTDOWN is sent again for ever.',
    set: { vanishes: true, limitsT2: false, losses: 0, associations: 1 },
    expect: { ...violated('the client is rid of it'), ...one, ...neverReflected },
    size: { distinctStates: 325, transitions: 720 },
  },
  'an abort': {
    sentence: 'The client may end the association without a shutdown, and begin another one.',
    set: { aborts: true, serverData: 0 },
    size: { distinctStates: 3_561, transitions: 11_109 },
  },
};
