import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { instantiate } from '../../composition/instantiate.ts';
import type { InstanceOptions } from '../../language/resolve.ts';
import type { Order, Start } from '../../search/parallel/crew.ts';
import { type Hand, handOf } from '../../search/parallel/hand.ts';
import { type LoadedModule, loadAgain } from '../loading/load.ts';
import { awaitChange, BEGUN, DONE, PHASE, PHASES, READY } from './crew-words.ts';

/** What a thread is given when it begins. */
export interface CrewData {
  readonly words: Int32Array;
  /** Which of the threads it is: the one that leads is 0. */
  readonly number: number;
  readonly module: LoadedModule;
  readonly options: InstanceOptions;
}

/** Loads the model, says so, waits for what all share, and does its part until it is ended from outside. */
async function work({ words, number, module, options }: CrewData, port: MessagePort): Promise<void> {
  const instance = instantiate(await loadAgain(module), options);
  Atomics.add(words, READY, 1);
  Atomics.notify(words, READY);
  let hand: Hand | null = null;
  for (let seen = 0; ; seen++) {
    while (!awaitChange(words, BEGUN, seen, 1000));
    hand ??= handOf(instance, number, startIn(port));
    takeOrders(hand, port);
    const phase = PHASES[Atomics.load(words, PHASE)];
    if (phase !== undefined) hand.run(phase);
    Atomics.add(words, DONE, 1);
    Atomics.notify(words, DONE);
  }
}

/** What all share: the first message, which is there before the first phase begins. */
function startIn(port: MessagePort): Start {
  const received: { readonly message: Start } | undefined = receiveMessageOnPort(port);
  if (received === undefined) throw new Error('a phase began before the thread had joined');
  return received.message;
}

function takeOrders(hand: Hand, port: MessagePort): void {
  for (;;) {
    const received: { readonly message: Order } | undefined = receiveMessageOnPort(port);
    if (received === undefined) return;
    hand.take(received.message);
  }
}

if (parentPort !== null) await work(workerData as CrewData, parentPort);
