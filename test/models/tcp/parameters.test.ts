import { instantiate, type ParameterValue } from 'allways';
import { describe, expect, it } from 'vitest';
import model from '../../../machines/tcp/model.ts';

type Set = Readonly<Record<string, ParameterValue>>;

describe('a choice of parameters that makes no sense', () => {
  it.each<[string, Set]>([
    ['timeWait is -1', { timeWait: -1 }],
    ['clientData is 0.5', { clientData: 0.5 }],
    ['incarnations is 0', { incarnations: 0 }],
    ['window is 0', { window: 0 }],
    ['at least 10 numbers are needed', { serverData: 2 }],
    ['reopenFromTimeWait chooses the ISS itself', { reopenFromTimeWait: true, isn: 'arbitrary' }],
    ['restartTimeWait=false forbids it', { restartOnAnyAnswer: true, restartTimeWait: false }],
    ['exclude each other', { restartOnAnyAnswer: true, answersOnlyFinInTimeWait: true }],
    ['finRetransmission=false', { finRetransmission: false, retransmissions: 1 }],
    ['takes it also before', { ackOfFin: 'in order', unacceptableAck: 'taken' }],
    ['no message could ever arrive', { minimumDelay: 2 }],
  ])('is refused with a sentence: %s', (sentence, set) => {
    expect(() => instantiate(model, { set })).toThrow(sentence);
  });
});

describe('any other', () => {
  const choices: readonly Set[] = [
    { isn: 'increment' },
    { isn: 'arbitrary' },
    { listens: false },
    { closes: 'either' },
    { timestamps: true },
    { loss: false },
    { duplication: false },
    { abort: true },
    { calls: 'any' },
    { simultaneousOpen: true },
    { combineFinWithAck: true },
    { retransmissions: 2 },
    { serverData: 3, sequenceSpace: 16 },
  ];

  it('builds, alone and with any other one', () => {
    for (const one of choices)
      for (const other of choices)
        expect(() => instantiate(model, { set: { ...one, ...other } })).not.toThrow();
  });
});
